"""`ceiba sync` as a process against `ceiba serve` as a process, both killed at random moments."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from db.file import KioskFile
from db.outbox import SqlOutbox
from kiosk.boot.layout import Layout
from kiosk.formats import batch, manifest
from kiosk.formats.address import ServerAddress
from kiosk.formats.reading import BatchName
from tests.kiosk.boot.serving import Served, make_demo_site

SECONDS = 60
KILLS = 120 if os.environ.get("CEIBA_LONG") else 6


def ceiba(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kiosk.boot.commands", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo site whose kiosk has a day of batches."""
    root = tmp_path_factory.mktemp("day") / "site"
    make_demo_site(root)
    done = ceiba("simulate", "--visits", 4, "--seed", 2, "--data", root, "--truth", root.parent / "truth.json")
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def site(day: Path, tmp_path: Path) -> Layout:
    shutil.copytree(day, tmp_path / "site")
    return Layout(tmp_path / "site")


@pytest.fixture
def served(site: Layout) -> Iterator[Served]:
    with Served(site) as served:
        known = ServerAddress.parse(site.address.read_bytes())
        site.address.write_bytes(ServerAddress(f"https://127.0.0.1:{served.port}", known.site_ca).encode())
        yield served


def kept(site: Layout) -> list[tuple[BatchName, bool]]:
    outbox = SqlOutbox(KioskFile(site.database))
    device8 = manifest.parse(outbox.batch(outbox.kept()[0]).manifest).kiosk8
    return [(BatchName(device8, one.chain8, one.bno), one.received) for one in outbox.kept()]


def at_server(site: Layout) -> set[bytes]:
    """SHA256 of every blob that a server's file holds."""
    from db.shelter.store import SqlShelterStore

    store = SqlShelterStore(site.server / "store.sqlite")
    try:
        found = [store.pull(name) for name, _ in store.listing(bytes(8), None, 1000)]
    finally:
        store.close()
    return {sha256(blob).digest() for one in found if one is not None for blob in one.blobs}


def at_kiosk(site: Layout) -> set[bytes]:
    outbox = SqlOutbox(KioskFile(site.database))
    return {sha256(blob).digest() for one in outbox.kept() for blob in outbox.batch(one).blobs}


def test_once_brings_everything_there_and_says_so(site: Layout, served: Served) -> None:
    done = ceiba("sync", "--once", "--data", site.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("All is at the server. 49 batches wait for the desk and the supervisor")
    assert done.stdout.count("\n") == 1
    assert all(received for _, received in kept(site))
    served.kill()
    assert at_server(site) == at_kiosk(site)


@pytest.mark.timeout(180)
def test_kills_on_both_sides_lose_nothing(site: Layout, served: Served) -> None:
    moments = random.Random(5)
    address = site.address.read_bytes()
    command = [sys.executable, "-m", "kiosk.boot.commands", "sync", "--once", "--data", str(site.root)]
    for kill in range(KILLS):
        kiosk = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.3, 1.5))  # not a wait for something: the moment of the kill is what is tried
        (served if kill % 2 else kiosk).kill()
        kiosk.wait(SECONDS)
        if kill % 2:
            served.errors.close()
            served.__enter__()
    assert site.address.read_bytes() == address
    done = ceiba("sync", "--once", "--data", site.root)
    assert done.returncode == 0, done.stderr
    served.kill()
    assert at_server(site) == at_kiosk(site)
    assert all(received for _, received in kept(site))


def test_without_a_server_it_says_what_waits_and_why(site: Layout) -> None:
    done = ceiba("sync", "--once", "--data", site.root)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "49 batches wait here: the server does not answer; it is tried again by itself. [not-delivered]\n"
    )


def test_another_server_is_not_spoken_to(site: Layout, served: Served, tmp_path: Path) -> None:
    make_demo_site(tmp_path / "other")
    other = Layout(tmp_path / "other")
    for name in ("tls.pem", "tls.key", "site-ca.pem"):
        shutil.copy(other.server / name, site.server / name)
    served.kill()
    with Served(site, port=served.port):
        done = ceiba("sync", "--once", "--data", site.root)
    assert done.returncode == 1
    assert "not your site's server" in done.stderr


def test_a_kiosk_without_a_server_is_told_of_the_stick(site: Layout) -> None:
    site.address.unlink()
    done = ceiba("sync", "--once", "--data", site.root)
    assert done.returncode == 1
    assert "--usb DIR" in done.stderr
    assert done.stderr.endswith("[no-server]\n")


def test_a_stick_goes_there_and_back_by_commands(site: Layout, tmp_path: Path) -> None:
    stick, server = tmp_path / "stick", Layout(tmp_path / "at-server")
    stick.mkdir()
    shutil.copytree(site.server, server.server)
    said = [
        ceiba("sync", "--usb", stick, "--data", root) for root in (site.root, server.root, site.root)
    ]  # fmt: skip
    assert [(one.returncode, one.stderr) for one in said] == [(0, "")] * 3
    assert "49 batches wait on the stick now." in said[0].stdout
    assert said[1].stdout.startswith("49 batches of this stick are at the server now.")
    assert at_server(server) == at_kiosk(site)
    assert all(received for _, received in kept(site))


def test_files_on_the_stick_are_whole_batches(site: Layout, tmp_path: Path) -> None:
    ceiba("sync", "--usb", tmp_path, "--data", site.root)
    files = list(tmp_path.rglob("batch-*.ceiba"))
    assert len(files) == 49
    assert len({path.stat().st_size for path in files}) <= 3  # numbers of one, two and three bytes; never people
    assert batch.parse(files[0].read_bytes()).manifest.bno in range(49)
