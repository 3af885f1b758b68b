"""A desk over the store in memory, with the day in a test's hand."""

from __future__ import annotations

from datetime import date

from kiosk.formats.keystore import Holder
from kiosk.formats.schedule import Schedule
from kiosk.ports.desk_store import DeskStore
from kiosk.ports.kinds import Role
from shelter.desk.reader import Desk
from shelter.keystore import Keystore
from shelter.opening.secrets import EpochSecret
from shelter.records.protocols import Protocols
from shelter.sources.source import Parcel
from tests.db.desk.memory_store import MemoryDeskStore
from tests.shelter.small_day import DEFAULT, TODAY, Parcels
from tests.vectors.site import SCHEDULE, SECRETS

DESK_SECRETS = tuple(secret for secret in SECRETS if secret.role in (Role.DESK, Role.SLIP))
SHIPPED_FIRST = Protocols((DEFAULT,))


class OpenDesk:
    """The desk, its store, and the site's day, which a test may move."""

    def __init__(
        self,
        *parcels: Parcel,
        store: DeskStore | None = None,
        schedule: Schedule = SCHEDULE,
        secrets: tuple[EpochSecret, ...] = DESK_SECRETS,
        protocols: Protocols = SHIPPED_FIRST,
        today: date = TODAY,
        retention_days: int = 21,
    ) -> None:
        self.today = today
        self.store = store or MemoryDeskStore()
        keystore = Keystore(Holder.DESK, secrets)
        self.desk = Desk(schedule, keystore, protocols, self.store, lambda: self.today, retention_days)
        self.take(*parcels)

    def take(self, *parcels: Parcel) -> None:
        self.desk.take([Parcels(list(parcels))])
