"""What the first screen of a new kiosk asks of the house. One rule: every step keeps what it was given before the next
one asks, so that a machine that is switched off goes on where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import ClassVar, Protocol

from kiosk.problem import Problem


class Step(Enum):
    """What comes next: the site's code, a staff code, the site's word, a language that guests may see; or nothing."""

    CODE = "code"
    PIN = "pin"
    SITE = "site"
    LANGUAGE = "language"
    DONE = "done"


class NotAccepted(Problem):
    """The site's server does not take this code. Asking again changes nothing: another code is needed."""

    code: ClassVar[str] = "not-accepted"


class CodeUsed(NotAccepted):
    """Another kiosk came first with this code."""

    code: ClassVar[str] = "code-used"


class CodeOver(NotAccepted):
    """The code's hours are over."""

    code: ClassVar[str] = "code-over"


class NotNow(Problem):
    """The site's server is there and cannot answer; `retry_after` seconds is what it asks for."""

    code: ClassVar[str] = "not-now"

    def __init__(self, sentence: str, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


@dataclass(frozen=True)
class CodeFile:
    """A file on a stick that holds a code: where, the name of the stick, and whose server the code names."""

    path: Path
    place: str
    server: str


@dataclass(frozen=True)
class Belongs:
    """Whose kiosk this is now; `speaks` when the site accepted a language that it can show to guests."""

    organisation: str
    shelter: str
    demo: bool
    speaks: bool


@dataclass(frozen=True)
class Heard:
    """What the site's server said: the six words of this kiosk, and whose it is once the site took it in."""

    words: tuple[str, ...]
    belongs: Belongs | None = None


class Enrolling(Protocol):
    """A folder on its way to a kiosk. What takes, asks or looks for files is not for the window's thread."""

    def step(self) -> Step:
        """What comes next, by what the folder holds; quick."""
        ...

    def code_files(self) -> Sequence[CodeFile]:
        """Files with a code that lie on sticks now."""
        ...

    def take_code(self, untrusted: str) -> None:
        """A code as it was typed, pasted or scanned. The one that was taken before goes on where it was; another one
        begins anew. Raises WrongCode, DiskFull, ReadOnlyFolder.
        """
        ...

    def take_file(self, path: Path) -> None:
        """The same from a file. Raises MissingFile and UnreadableFile too."""
        ...

    def take_pin(self, pin: str) -> None:
        """Keep a staff code. Raises BadPin, DiskFull, ReadOnlyFolder."""
        ...

    def due(self) -> bool:
        """Whether it is time to ask the server again; not while `ask` runs."""
        ...

    def hurry(self) -> None:
        """Somebody wants it asked now."""
        ...

    def ask(self) -> Heard:
        """Ask the site's server once; when the site took this kiosk in and a staff code is there, the folder is a
        kiosk afterwards. Raises NotAccepted, NotNow, Unreachable, NotOurServer, WrongKey and more.
        """
        ...
