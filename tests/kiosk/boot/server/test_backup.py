"""`ceiba backup | restore`: beside a running server, read back, and nothing is ever written over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.boot.layout import Layout
from shelter.server.generations import Generations
from tests.kiosk.boot.serving import DemoSite, Served, make_demo_site
from tests.kiosk.boot.typed import said as ceiba


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> DemoSite:
    return make_demo_site(tmp_path_factory.mktemp("backup") / "site")


@pytest.fixture
def site(template: DemoSite, tmp_path: Path) -> DemoSite:
    return template.copy_to(tmp_path / "site")


def back_up(site: DemoSite, place: Path, *more: object, code: int = 0) -> str:
    return ceiba("backup", "--data", site.layout.root, "--to", place, *more, code=code)


def test_a_running_server_is_backed_up_and_comes_back(site: DemoSite, tmp_path: Path) -> None:
    place, chain = tmp_path / "backups", site.chain()
    with Served(site.layout) as served:
        first = list(chain.take(2))
        for offer in first:
            assert served.put(offer)[0] == 200
        assert "holds 2 batches" in back_up(site, place)
        later = chain.next()
        assert served.put(later)[0] == 200
    shutil.rmtree(site.layout.server)
    assert "2 batches" in ceiba("restore", "--from", place, "--data", site.layout.root)
    with Served(site.layout) as served:
        assert served.put(first[1])[0] == 200
        assert served.put(later)[0] == 200
    assert "holds 3 batches" in back_up(site, place)


def test_older_generations_go_when_newer_ones_are_there(site: DemoSite, tmp_path: Path) -> None:
    place = tmp_path / "backups"
    for _ in range(4):
        back_up(site, place, "--keep", 2)
    assert Generations(place).numbers() == (3, 4)
    assert sorted(path.name for path in place.iterdir()) == ["generation-000003", "generation-000004"]


def test_a_copy_that_is_damaged_is_no_backup_and_restores_nothing(site: DemoSite, tmp_path: Path) -> None:
    place = tmp_path / "backups"
    with Served(site.layout) as served:
        for offer in site.chain().take(2):
            assert served.put(offer)[0] == 200
        served.end()
    back_up(site, place)
    store = place / "generation-000001" / "store.sqlite"
    content = bytearray(store.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4096] = bytes(4096)
    store.write_bytes(content)
    shutil.move(site.layout.server, tmp_path / "away")
    assert "[damaged]" in ceiba("restore", "--from", place, "--data", site.layout.root, code=1)
    assert not Layout(site.layout.root).server.exists()
    (tmp_path / "away" / "store.sqlite").write_bytes(content)
    shutil.move(tmp_path / "away", site.layout.server)
    assert "[damaged]" in back_up(site, place, code=1)
    assert Generations(place).numbers() == (1,)
    assert [path.name for path in place.iterdir()] == ["generation-000001"]


def test_nothing_is_restored_over_a_folder_that_holds_something(site: DemoSite, tmp_path: Path) -> None:
    back_up(site, tmp_path / "backups")
    before = {path: path.stat().st_mtime_ns for path in site.layout.server.iterdir()}
    said = ceiba("restore", "--from", tmp_path / "backups", "--data", site.layout.root, code=1)
    assert "[file-exists]" in said
    assert {path: path.stat().st_mtime_ns for path in site.layout.server.iterdir()} == before


def test_a_number_that_is_not_there_is_said(site: DemoSite, tmp_path: Path) -> None:
    words = ("restore", "--from", tmp_path / "none", "--data", tmp_path / "new")
    assert "[no-generation]" in ceiba(*words, code=1)
