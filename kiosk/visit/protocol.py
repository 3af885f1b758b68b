"""Questions, options, offers and rules as data (DESIGN section 2). One rule: rules only add offers.

A protocol is a TOML file with stable codes. `kiosk.visit.protocol_file` parses it strictly and
`kiosk.visit.protocol_check` refuses what the promises forbid. It and its parts are named tuples: five times as quick to
define as dataclasses, and the first frame waits for them.
"""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from kiosk.problem import Problem
from kiosk.visit.answer import Answer


class BadProtocol(Problem):
    """A protocol file breaks the format or one of the promises."""

    code = "bad-protocol"


class QuestionKind(Enum):
    """How a question is answered."""

    ONE = "one"
    MANY = "many"
    CHILDREN = "children"
    DOCTOR = "doctor"
    COUNT = "count"


class Option(NamedTuple):
    """One card. `alone` options ("nobody", "none") exclude the others and go on by themselves."""

    code: int
    key: str
    pictogram: str
    alone: bool = False


class Condition(NamedTuple):
    """True when the named earlier question was answered with one of the codes; never for a declined one."""

    question: int
    codes: frozenset[int]

    def holds(self, answers: Mapping[int, Answer]) -> bool:
        given = answers.get(self.question)
        return given is not None and not given.declined and not self.codes.isdisjoint(given.codes)


class Question(NamedTuple):
    """One page. `only_after` shows it after certain answers only; `need` marks what "only my needs" shares."""

    code: int
    key: str
    kind: QuestionKind
    options: tuple[Option, ...]
    need: bool = False
    only_after: Condition | None = None
    most: int = 0

    def option(self, key: str) -> Option:
        for option in self.options:
            if option.key == key:
                return option
        raise BadProtocol(f"The question “{self.key}” has no option “{key}”. Correct the protocol file.")


class Offer(NamedTuple):
    """A thing or a service with which a site helps."""

    code: int
    key: str
    pictogram: str


class Rule(NamedTuple):
    """Adds an offer when one condition holds. A question left open keeps the offer open too."""

    offer: int
    when: Condition


class Protocol(NamedTuple):
    """A parsed and checked protocol; `source` is the file's bytes."""

    name: str
    version: int
    source: bytes
    questions: tuple[Question, ...]
    offers: tuple[Offer, ...]
    always: frozenset[int]
    rules: tuple[Rule, ...]
    slip: tuple[str, ...]

    @property
    def digest32(self) -> bytes:
        """The SHA-256 of the file's bytes. No page shows it, so OpenSSL need not be there for the first frame."""
        from hashlib import sha256

        return sha256(self.source).digest()

    def question(self, key: str) -> Question:
        for question in self.questions:
            if question.key == key:
                return question
        raise BadProtocol(f"The protocol has no question “{key}”. Correct the protocol file.")
