"""The three kinds of sealed record and the roles that keys are made for (DESIGN sections 3 and 4)."""

from __future__ import annotations

from enum import IntEnum


class Kind(IntEnum):
    """What a blob is. Intake goes to the desk, tally and event to the supervisor."""

    INTAKE = 1
    TALLY = 2
    EVENT = 3


class Role(IntEnum):
    """Whom a key of the schedule belongs to; one key for one role."""

    DESK = 1
    SUPERVISOR = 2
    SLIP = 3
    SERVER = 4
    NOTICES = 5


READER_OF: dict[Kind, Role] = {
    Kind.INTAKE: Role.DESK,
    Kind.TALLY: Role.SUPERVISOR,
    Kind.EVENT: Role.SUPERVISOR,
}
SLOTS_OF: dict[Kind, int] = {Kind.INTAKE: 16, Kind.TALLY: 16, Kind.EVENT: 4}
"""How many blobs of each kind every batch holds, people or none."""
