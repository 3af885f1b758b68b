"""The record's whole way with real processes: kiosk, server, desk, supervisor; forgotten only after both."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.file import KioskFile
from db.outbox import SqlOutbox
from kiosk.boot.layout import Layout
from kiosk.formats.address import ServerAddress
from tests.kiosk.boot.serving import Served, make_demo_site
from tests.kiosk.boot.typed import done as ceiba

VISITS = 12


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site after a day, and the truth beside it."""
    place = tmp_path_factory.mktemp("fetching") / "day"
    words = ("simulate", "--visits", VISITS, "--seed", 5, "--truth", place / "truth.json")
    make_demo_site(place / "site")
    ceiba(*words, "--data", place / "site")
    return place


@pytest.fixture
def site(day: Path, tmp_path: Path) -> Layout:
    shutil.copytree(day, tmp_path / "day")
    return Layout(tmp_path / "day" / "site")


@pytest.fixture
def readers(site: Layout, tmp_path: Path) -> Layout:
    """The shelter's computer: its own folder and nothing of the kiosk's."""
    layout = Layout(tmp_path / "readers")
    shutil.copytree(site.shelter, layout.shelter)
    return layout


@pytest.fixture
def url(site: Layout) -> Iterator[str]:
    with Served(site) as served:
        url = f"https://127.0.0.1:{served.port}"
        known = ServerAddress.parse(site.address.read_bytes())
        site.address.write_bytes(ServerAddress(url, known.site_ca).encode())
        yield url


def kept(site: Layout) -> int:
    return len(SqlOutbox(KioskFile(site.database)).kept())


def adults(readers: Layout, url: str, number: int) -> int:
    """How many the supervisor counts on a day, given in days since 1970."""
    day = date(1970, 1, 1) + timedelta(days=number)
    said = ceiba("summary", "--server", url, "--day", day, "--json", "--data", readers.root)
    count: int = json.loads(said.stdout)["counts"]["people"]["adults"]
    return count


def test_from_the_kiosk_to_both_readers_and_only_then_forgotten(site: Layout, readers: Layout, url: str) -> None:
    truth = json.loads((site.root.parent / "truth.json").read_text())["visits"]
    told = [visit for visit in truth if visit["intake"] and not visit["deleted"]]
    batches = kept(site)
    ceiba("sync", "--once", "--data", site.root)

    said = ceiba("desk", "--headless", "--server", url, "--code", told[0]["code"], "--json", "--data", readers.root)
    assert json.loads(said.stdout)["sources"] == ["record"]
    assert list((readers.shelter / "inbox" / "desk").iterdir()) == []
    ceiba("sync", "--once", "--data", site.root)
    assert kept(site) == batches

    stayed = [visit for visit in truth if not visit["deleted"]]
    days = Counter(visit["tally"]["fields"]["day"] for visit in stayed)
    assert sum(days.values()) > 0
    for number, came in days.items():
        assert adults(readers, url, number) == came
    ceiba("sync", "--once", "--data", site.root)
    assert kept(site) == 0
    assert {number: adults(readers, url, number) for number in days} == days


def test_without_a_connection_the_readers_go_on(readers: Layout) -> None:
    nobody = "https://127.0.0.1:1"
    done = ceiba("desk", "--headless", "--server", nobody, "--json", "--data", readers.root)
    assert json.loads(done.stdout)["status"] == "ready"
    assert done.stderr.strip().endswith("[unreachable]")
