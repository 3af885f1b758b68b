"""Today's desk and server over a release's folders, on the day on which that release was kept: later the desk would
rightly erase what is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.boot.layout import Layout
from kiosk.boot.office.desk_steps import DeskSteps
from kiosk.boot.office.desk_text import as_json
from kiosk.boot.office.shelter_files import ShelterSite, read_shelter
from kiosk.formats.address import ServerAddress
from kiosk.formats.keystore import Holder
from kiosk.languages.catalogue import load_catalogue
from tests.kiosk.boot.serving import Served
from tests.releases.kept import Release


@dataclass(frozen=True)
class OnThatDay(ShelterSite):
    """The shelter's side, whose calendar stands still."""

    day: date = field(kw_only=True)

    def today(self) -> date:
        return self.day


def site_of(release: Release) -> OnThatDay:
    site = read_shelter(release.shelter)
    return OnThatDay(site.layout, site.profile, site.schedule, day=release.made)


def open_desk(release: Release, named: Iterable[Path] = (), server: str | None = None) -> DeskSteps:
    """The desk, unlocked, with everything taken in from these places."""
    site = site_of(release)
    steps = DeskSteps(site, tuple(named), server)
    steps.open(site.unlock(Holder.DESK, None))
    assert steps.take_in() == []
    assert steps.asides() == []
    return steps


def answers(steps: DeskSteps, lines: Iterable[str]) -> list[dict[str, Any]]:
    """What the desk tells of slips and codes."""
    say = load_catalogue("en")
    return [as_json(steps.read(line), say) for line in lines]


def tell(tablet: Layout, served: Served) -> None:
    """Where the server is today, told to a tablet."""
    known = ServerAddress.parse(tablet.address.read_bytes())
    tablet.address.write_bytes(ServerAddress(f"https://127.0.0.1:{served.port}", known.site_ca).encode())
