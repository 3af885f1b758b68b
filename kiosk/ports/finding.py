"""What a check of a kiosk or a server found. One rule: how things are, never how many people came.

Enums live here, their sentences in the catalogues: `staff.KEY` is a check's name, `staff.advice.KEY` or
`staff.advice.KEY.DETAIL` what to do (docs/it.md says more for IT).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum


class CheckKey(Enum):
    """What is looked at, in the order in which it is told."""

    SITE = "site"
    VERSIONS = "versions"
    DISPLAY = "display"
    TOUCH = "touch"
    DISK = "disk"
    MEMORY = "memory"
    STORAGE = "storage"
    CLOCK = "clock"
    KEYS = "keys"
    LANGUAGES = "languages"
    FONTS = "fonts"
    PRINTER = "printer"
    SOUND = "sound"
    SHELTER = "shelter"
    SERVER = "server"
    CALL = "call"


class State(Enum):
    """Nothing to do; something to do while guests are helped as usual; it does not work; there is no such thing here,
    or it cannot be told here.
    """

    OK = "ok"
    ATTENTION = "attention"
    BROKEN = "broken"
    NOT_APPLICABLE = "not-applicable"


UNKNOWN = "unknown"
"""The detail of a check that came to no end; its sentence is the same for all: staff.advice.unknown."""


@dataclass(frozen=True)
class Finding:
    """`detail` chooses the sentence; what is well says one only with a detail. `facts` are for IT, by English names:
    versions, hours, room on the disk; nothing that names a person, a place or a machine.
    """

    key: CheckKey
    state: State = State.OK
    detail: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_well(self) -> bool:
        """Whether nobody has anything to do."""
        return self.state in (State.OK, State.NOT_APPLICABLE)


@dataclass(frozen=True)
class Check:
    """One thing to look at. `look` may take seconds and may raise; `kiosk.doctor.examine` bounds both."""

    key: CheckKey
    look: Callable[[], Finding]
