"""What the desk and the supervisor read of the shelter's folder. One rule: everything is verified against the site's
authority before a passphrase is asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from getpass import getpass
from pathlib import Path

from db.batches import SqlBatches
from db.file import KioskFile
from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.boot.site.create import DEMO_PASSPHRASES
from kiosk.boot.tablet.front import PROFILE_LIMIT
from kiosk.formats import schedule as schedules
from kiosk.formats.demo_flag import says_demo
from kiosk.formats.epoch import current_epoch, epoch_of
from kiosk.formats.keystore import Holder
from kiosk.formats.schedule import Schedule
from kiosk.ports.kinds import Role
from kiosk.visit.profile import SiteProfile, load_profile
from shelter.keystore import Keystore
from shelter.opening.drill import drill
from shelter.site.vault import Vault
from shelter.sources.folder import FolderSource
from shelter.sources.source import Source
from shelter.sources.store import StoreSource

LONGEST_PASSPHRASE = 4096


@dataclass(frozen=True)
class ShelterSite:
    """The shelter's side of a site, read and verified."""

    layout: Layout
    profile: SiteProfile
    schedule: Schedule

    @property
    def protocols(self) -> Path:
        """Where the site's own protocols lie."""
        return self.layout.shelter / "protocols"

    @property
    def desk_database(self) -> Path:
        return self.layout.shelter / "desk.sqlite"

    def today(self) -> date:
        """The site's day by this computer's clock."""
        return datetime.now(UTC).astimezone(self.profile.timezone).date()

    def unlock(self, holder: Holder, passphrase_file: str | None) -> Keystore:
        """Ask for a role's passphrase and unlock its keystore. A demo's passphrases are public and not asked for.
        Raises MissingFile, Damaged, WrongPassphrase.
        """
        return self.unlock_with(holder, self.passphrase(holder, passphrase_file))

    def unlock_with(self, holder: Holder, passphrase: str) -> Keystore:
        """A role's keystore behind a passphrase that was typed. Raises MissingFile, Damaged, WrongPassphrase."""
        return Vault(self.layout.shelter).unlock(holder, passphrase)

    def drill(self, keystore: Keystore, role: Role) -> None:
        """Prove that this reader opens what kiosks seal now. Raises CannotOpen."""
        epoch = current_epoch(epoch_of(datetime.now(UTC)), self.schedule, high_water=0)
        drill(keystore.secrets, self.schedule, role, epoch)

    def sources(self, named: Sequence[Path]) -> list[Source]:
        """The folders that were named; without any, the kiosk's store that lies beside, if there is one."""
        if not named and self.layout.database.exists():
            return [_store(self.layout.database)]
        return list(_sources(named))

    def passphrase(self, holder: Holder, source: str | None) -> str:
        if source == "-":
            given = sys.stdin.buffer.readline(LONGEST_PASSPHRASE)  # what follows may be scans: no reading ahead
            return given.decode(errors="replace").rstrip("\r\n")
        if source is not None:
            written = folder.read(Path(source), LONGEST_PASSPHRASE).decode(errors="replace")
            return written.partition("\n")[0].rstrip("\r")
        if self.schedule.demo:
            return DEMO_PASSPHRASES[holder]
        return getpass(f"Passphrase of the {holder.name.lower()}: ")


def read_shelter(layout: Layout) -> ShelterSite:
    """Raises MissingFile, Damaged, WrongKey, BadProfile, each with what to do."""
    place = layout.shelter
    authority = folder.read(place / layout.authority.name, 32)
    untrusted = folder.read(place / layout.schedule.name, schedules.LIMIT)
    schedule = schedules.parse_and_verify(untrusted, authority, demo=says_demo(untrusted))
    profile = load_profile(folder.read(place / layout.profile.name, PROFILE_LIMIT))
    return ShelterSite(layout, profile, schedule)


def _sources(named: Sequence[Path]) -> Iterator[Source]:
    for path in named:
        databases = (path / "batches.sqlite", Layout(path).database)
        known = next((database for database in databases if database.is_file()), None)
        yield _store(known) if known else FolderSource(path)


def _store(database: Path) -> Source:
    return StoreSource(SqlBatches(KioskFile(database)))
