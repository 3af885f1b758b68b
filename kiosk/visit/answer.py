"""What a guest can say. One rule: declining is an answer like any other, and every visit has the same outcome."""

from enum import Enum, IntEnum
from typing import NamedTuple

DECLINED_CODE = 0
"""The code of "I'd rather not say" in every question; options are 1–255."""


class Outcome(Enum):
    """How a visit ends. There is one way, whatever was said."""

    HELPED = "helped"


class Answer(NamedTuple):
    """Option codes of one question in ascending order (1–255), or `DECLINED`.

    A count holds the number itself; the question “who” holds 1 for "just me" and 1 + n with n children.
    """

    codes: tuple[int, ...]

    @property
    def declined(self) -> bool:
        return self.codes == (DECLINED_CODE,)


DECLINED = Answer((DECLINED_CODE,))


class Sharing(IntEnum):
    """What the shelter may see of a visit; the code that the sealed intake carries."""

    NOTHING = 0
    NEEDS = 1
    ALL = 2


class PaperChoice(Enum):
    """What the guest wants at the end. Each is an equal choice."""

    PRINT = "print"
    NO_PAPER = "no-paper"
    DELETE = "delete"


class Interpreter(IntEnum):
    """Whether somebody had to interpret; the code that a record carries."""

    NOT_NEEDED = 0
    NEEDED = 1
    FOUND = 2


class OfferState(IntEnum):
    """How far an offer went; the code that a record carries."""

    OFFERED = 0
    WANTED = 1
    GIVEN = 2
