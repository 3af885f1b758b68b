"""What a desk is told about one slip or code. One rule: a status says how far it can be believed, never anything about
the person.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from kiosk.formats.code import format_code
from shelter.desk.shared import Shared


class Status(Enum):
    """How far a slip or a code can be believed. The sentences are in the catalogues under desk.status.VALUE."""

    GENUINE = "genuine"
    UNVERIFIED = "unverified"
    """By a revoked or unlisted kiosk, or from a batch that was damaged on its way."""
    SEEN = "seen"
    """Read at this desk before: for many good reasons."""
    WITHDRAWN = "withdrawn"
    """The person asked the desk to erase it."""
    UNKNOWN = "unknown"
    """A spoken code of which no record has come: perhaps nothing was shared, perhaps it is still on its way."""
    FOREIGN = "foreign"
    DAMAGED = "damaged"


class Remark(Enum):
    """What else a desk should know; sentences under desk.remark.VALUE."""

    PROTOCOL_MISSING = "protocol-missing"
    SLIP_FULL = "slip-full"
    BATCH_DAMAGED = "batch-damaged"


class Origin(Enum):
    """Where the content of a reading comes from."""

    PAPER = "paper"
    RECORD = "record"


NOTABLE = frozenset((Status.GENUINE, Status.UNVERIFIED, Status.SEEN))
"""Statuses of something that this site's kiosks made, so that an arrival can be noted."""


@dataclass(frozen=True)
class Identity:
    """What the desk itself needs to know of a reading: the code and the epoch of its keys."""

    code5: bytes = field(repr=False)
    epoch: int

    @property
    def code(self) -> str:
        """XXXX-XXXX-X."""
        return format_code(self.code5)


@dataclass(frozen=True)
class Reading:
    """The answer to one scan or one code. Empty content looks the same whether a person said nothing, shared nothing
    or holds a leaflet.
    """

    status: Status
    identity: Identity | None = None
    shared: Shared = field(default_factory=Shared, repr=False)
    origins: tuple[Origin, ...] = ()
    arrived: date | None = None
    remarks: tuple[Remark, ...] = ()
