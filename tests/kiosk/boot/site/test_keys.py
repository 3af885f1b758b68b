"""`ceiba site rotate | shred` as people type them: a site whose weeks had run out, three computers, one server."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.boot.layout import Layout
from kiosk.boot.site.create import DEMO_PASSPHRASES, create_demo
from kiosk.formats import schedule as schedules
from kiosk.formats.address import ServerAddress
from kiosk.formats.epoch import epoch_of
from kiosk.formats.keystore import Holder
from kiosk.formats.schedule import Schedule
from shelter.site.vault import Vault
from tests.kiosk.boot.serving import Served
from tests.kiosk.boot.typed import said as ceiba

AGE = timedelta(weeks=20)
NOW = epoch_of(datetime.now(UTC))


def schedule_of(place: Path) -> Schedule:
    signed, authority = (place / "schedule.ceiba").read_bytes(), (place / "authority.pub").read_bytes()
    return schedules.parse_and_verify(signed, authority, demo=True)


def weeks_of(place: Path, holder: Holder) -> set[int]:
    return {secret.epoch for secret in Vault(place).unlock(holder, DEMO_PASSPHRASES[holder]).secrets}


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A demo site that was founded twenty weeks ago, with keys for eight."""

    class Then:
        def wall(self) -> datetime:
            return datetime.now(UTC) - AGE

    layout = Layout(tmp_path_factory.mktemp("keys") / "site")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kiosk.boot.site.create.SystemClock", Then)
        create_demo(layout)
    return layout


@pytest.fixture
def old_site(founded: Layout, tmp_path: Path) -> Layout:
    shutil.copytree(founded.root, tmp_path / "site")
    return Layout(tmp_path / "site")


@pytest.fixture
def url(old_site: Layout) -> Iterator[str]:
    with Served(old_site) as served:
        url = f"https://127.0.0.1:{served.port}"
        known = ServerAddress.parse(old_site.address.read_bytes())
        old_site.address.write_bytes(ServerAddress(url, known.site_ca).encode())
        yield url


def test_one_computer_one_command(old_site: Layout) -> None:
    said = ceiba("site", "rotate", "--data", old_site.root)
    made = schedule_of(old_site.shelter)
    assert made.last_epoch == NOW + 25
    assert made.issued_epoch == NOW
    assert (old_site.server / "schedule.ceiba").read_bytes() == (old_site.shelter / "schedule.ceiba").read_bytes()
    assert "Version 2" in said
    for holder in (Holder.DESK, Holder.SUPERVISOR):
        assert weeks_of(old_site.shelter, holder) >= set(range(made.first_epoch, made.last_epoch + 1))


def test_three_people_at_three_computers(old_site: Layout, tmp_path: Path) -> None:
    for holder in ("desk", "supervisor"):
        own = Layout(tmp_path / holder)
        shutil.copytree(old_site.shelter, own.shelter)
        ceiba("site", "rotate", "--data", own.root, "--as", holder, "--out", tmp_path / f"{holder}.ceiba", "--weeks", 9)
        for other in ("authority", "desk", "supervisor"):
            if other != holder:
                (own.shelter / f"{other}.keystore").unlink()
    for gone in ("desk", "supervisor"):
        (old_site.shelter / f"{gone}.keystore").unlink()
    takes = [word for holder in ("desk", "supervisor") for word in ("--take", tmp_path / f"{holder}.ceiba")]
    ceiba("site", "rotate", "--data", old_site.root, *takes)
    made = schedule_of(old_site.shelter)
    assert made.last_epoch == NOW + 8
    for holder in (Holder.DESK, Holder.SUPERVISOR):
        assert weeks_of(tmp_path / holder.name.lower() / "shelter", holder) >= set(range(NOW, NOW + 9))


def test_half_of_a_command_is_told(old_site: Layout, tmp_path: Path) -> None:
    assert "[wrong-use]" in ceiba("site", "rotate", "--data", old_site.root, "--as", "desk", code=1)
    assert "[missing-file]" in ceiba("site", "rotate", "--data", old_site.root, "--take", tmp_path / "none", code=1)


def test_without_a_server_nothing_goes_by_itself(old_site: Layout) -> None:
    before = weeks_of(old_site.shelter, Holder.DESK)
    said = ceiba("site", "shred", "--as", "desk", "--data", old_site.root)
    assert said.count("overdue") == len(before) == 8
    assert weeks_of(old_site.shelter, Holder.DESK) == before
    ceiba("site", "shred", "--as", "desk", "--even-unsettled", "--data", old_site.root)
    assert weeks_of(old_site.shelter, Holder.DESK) < before


def test_weeks_that_every_kiosk_is_past_go_and_today_stays_readable(old_site: Layout, url: str, tmp_path: Path) -> None:
    ceiba("site", "rotate", "--data", old_site.root)
    ceiba("sync", "--once", "--data", old_site.root)
    visits = ("simulate", "--visits", 6, "--seed", 2, "--truth", tmp_path / "truth.json", "--data", old_site.root)
    ceiba(*visits)
    ceiba("sync", "--once", "--data", old_site.root)
    shred = ("site", "shred", "--data", old_site.root, "--server", url)
    for holder in (Holder.DESK, Holder.SUPERVISOR):
        before = weeks_of(old_site.shelter, holder)
        assert "its keys can go" in ceiba(*shred, "--as", holder.name.lower(), "--check")
        assert weeks_of(old_site.shelter, holder) == before
        said = ceiba(*shred, "--as", holder.name.lower())
        assert "are destroyed" in said
        assert min(weeks_of(old_site.shelter, holder)) == NOW - 2
    visits = json.loads((tmp_path / "truth.json").read_text())["visits"]
    told = next(visit for visit in visits if visit["intake"] and not visit["deleted"])
    desk = ("desk", "--headless", "--data", old_site.root, "--server", url, "--code", told["code"], "--json")
    assert json.loads(ceiba(*desk))["status"] == "genuine"


def test_a_desk_with_yesterdays_keystore_learns_it_and_goes_on(old_site: Layout, tmp_path: Path) -> None:
    stale = tmp_path / "stale"
    shutil.copytree(old_site.shelter, stale)
    ceiba("site", "rotate", "--data", old_site.root)
    shutil.copy(stale / "desk.keystore", old_site.shelter / "desk.keystore")
    words = [sys.executable, "-m", "kiosk.boot.commands", "desk", "--headless", "--json", "--data", str(old_site.root)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=50, check=True)
    assert json.loads(done.stdout)["status"] == "ready"
    assert "[cannot-open]" in done.stderr
