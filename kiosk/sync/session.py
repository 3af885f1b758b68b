"""What a session came to. One rule: words for people are made elsewhere; here are the cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from kiosk.formats.packs import AcceptedPacks
from kiosk.formats.schedule import Schedule


class End(Enum):
    """How a session ended."""

    DONE = "done"
    UNREACHABLE = "unreachable"
    NOT_OURS = "not-ours"
    NOT_UNDERSTOOD = "not-understood"
    BUSY = "busy"
    REVOKED = "revoked"
    NOT_LISTED = "not-listed"


@dataclass(frozen=True)
class Session:
    """`purged` batches were forgotten, because both readers had signed. `restored`: the store that answered is another
    one than the last time. `schedule` and `packs` are newer ones, verified, with their files' bytes.
    """

    end: End
    retry_after: float | None = None
    purged: int = 0
    restored: bool = False
    schedule: tuple[Schedule, bytes] | None = field(default=None, repr=False)
    packs: tuple[AcceptedPacks, bytes] | None = field(default=None, repr=False)


class Stopped(Exception):  # not an error: how a session ends early
    """The session goes no further now."""

    def __init__(self, end: End, retry_after: float | None = None) -> None:
        super().__init__(end.value)
        self.end, self.retry_after = end, retry_after
