"""What every endpoint has at hand: the store, the schedule, the key that signs receipts. One rule: no state of its own
but the count of what is being done right now, so that several servers can share one store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import ClassVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk import folder
from kiosk.formats import named_packs
from kiosk.formats.head import Standing
from kiosk.formats.identity import id8
from kiosk.formats.schedule import Schedule
from kiosk.ports.kinds import Role
from kiosk.ports.shelter_store import Head, ShelterStore, Unavailable
from kiosk.problem import Damaged, Problem
from shelter.server.answers import TooMany
from shelter.server.schedules import ScheduleFile

AT_ONCE = 4
"""Batches of one kiosk that are being stored at the same time; a kiosk of ours sends one after another."""


class NotListed(Problem):
    """The schedule does not list this server's signing key."""

    code: ClassVar[str] = "not-listed"


class Busyness:
    """How many batches of each kiosk are being stored right now."""

    def __init__(self, most: int = AT_ONCE) -> None:
        self._most = most
        self._running: Counter[bytes] = Counter()
        self._lock = Lock()

    @contextmanager
    def of(self, kiosk8: bytes) -> Iterator[None]:
        """Raises TooMany."""
        with self._lock:
            if self._running[kiosk8] >= self._most:
                raise TooMany("This kiosk sends too many batches at once; send one after another.")
            self._running[kiosk8] += 1
        try:
            yield
        finally:
            with self._lock:
                self._running[kiosk8] -= 1
                self._running += Counter()  # forget kiosks that are done


@dataclass(frozen=True)
class Service:
    """One running server of a site. `packs` is where the list of accepted packs lies, if the site has one."""

    store: ShelterStore
    schedules: ScheduleFile
    key: Ed25519PrivateKey
    busyness: Busyness = field(default_factory=Busyness)
    packs: Path | None = None

    @property
    def server8(self) -> bytes:
        return id8(self.key.public_key().public_bytes_raw())

    def check_listed(self) -> None:
        """Returns when kiosks will believe this server. Raises NotListed."""
        if self.schedules.current().signer(self.server8, Role.SERVER) is None:
            raise NotListed("The site's schedule does not list this server's key; ask the site for a new schedule.")

    def accepted_packs(self) -> bytes | None:
        """The file of the accepted packs as it lies there; kiosks verify it. None without one. Raises Unavailable."""
        if self.packs is None:
            return None
        try:
            return folder.read(self.packs, named_packs.LIMIT)
        except folder.MissingFile:
            return None
        except (folder.UnreadableFile, Damaged) as problem:
            raise Unavailable(problem.sentence) from problem

    def standing(self, schedule: Schedule, kiosk8: bytes, chain8: bytes, head: Head) -> Standing:
        """What this server says of a chain; nothing is settled before there are verified backups."""
        return Standing(
            schedule.site8,
            self.server8,
            self.store.incarnation16(),
            kiosk8,
            chain8,
            head.bno,
            head.digest32,
            None,
            schedule.version,
        )
