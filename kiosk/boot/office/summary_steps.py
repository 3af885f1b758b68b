"""What a supervisor's summary does, step by step: unlock, fetch, count, write. One rule: the command and the window
take the same steps; only who asks for the passphrase and who shows the counts differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kiosk import folder
from kiosk.boot.office.fetching import fetch, inbox_of
from kiosk.boot.office.shelter_files import ShelterSite
from kiosk.formats.keystore import Holder
from kiosk.ports.kinds import Role
from kiosk.ports.report import SummaryTable
from kiosk.problem import Bug, Problem
from shelter.keystore import Keystore
from shelter.records.protocols import Protocols
from shelter.sources.folder import FolderSource
from shelter.summary.csv import to_csv
from shelter.summary.day import INTERNAL, summarise
from shelter.summary.page import page_of


class SummarySteps:
    """A site's counts, locked at first. Counting and fetching raise Bug while locked."""

    def __init__(self, site: ShelterSite, named: Sequence[Path], server: str | None) -> None:
        self.site, self._named, self._server = site, tuple(named), server
        self._protocols = Protocols.load(site.protocols)
        self._keystore: Keystore | None = None

    def unlock(self, passphrase: str) -> None:
        """Raises MissingFile, Damaged, WrongPassphrase."""
        self.open(self.site.unlock_with(Holder.SUPERVISOR, passphrase))

    def open(self, keystore: Keystore) -> None:
        """Go on with a keystore that is unlocked already."""
        self._keystore = keystore

    def lock(self) -> None:
        """Forget the keys."""
        self._keystore = None

    def take_in(self) -> list[Problem]:
        """Fetch what is new from the server, where one was named; why it could not be asked, and whether this keystore
        opens what kiosks seal now.
        """
        keystore, problems = self._opened(), list[Problem]()
        for step in (self._fetch, lambda: self.site.drill(keystore, Role.SUPERVISOR)):
            try:
                step()
            except Problem as problem:
                problems.append(problem)
        return problems

    def count(self, day: date, edition: str = INTERNAL) -> SummaryTable:
        """Raises MissingFile for a folder that was named and is not there, NoPublicEdition."""
        site, keystore = self.site, self._opened()
        sources = site.sources(self._named)
        if self._server is not None:
            sources.append(FolderSource(inbox_of(site, keystore).path))
        return summarise(day, edition, site.profile, site.schedule, keystore, self._protocols, sources)

    def _fetch(self) -> None:
        if self._server is not None:
            self.site = fetch(self.site, self._opened(), self._server)

    def _opened(self) -> Keystore:
        if self._keystore is None:
            raise Bug("the summary is locked")
        return self._keystore


def write_files(table: SummaryTable, out: Path, language: str) -> list[Path]:
    """CSV, PDF and XLSX of one day, never over older ones. Raises FileExists, DiskFull, ReadOnlyFolder."""
    from printers.report import draw_report
    from shelter.summary.xlsx import to_xlsx

    name, page = f"summary-{table.day.isoformat()}-{table.edition}", page_of(table, language)
    made = {"csv": to_csv(table), "pdf": draw_report(page), "xlsx": to_xlsx(table, page)}
    contents = {out / f"{name}.{ending}": content for ending, content in made.items()}
    for path in contents:
        if path.exists():
            raise folder.FileExists(f"{path.name} exists already; move it away first, or name another folder.")
    for path, content in contents.items():
        folder.write_new(path, content)
    return list(contents)
