"""Today's kiosk over the folder of every release: nothing lost, guests go on, and it reaches today's server."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from db.file import KioskFile
from db.migrations import HEAD
from db.outbox import SqlOutbox
from kiosk.boot.demo.invented import invent
from kiosk.boot.demo.simulate import live_through
from kiosk.boot.layout import Layout
from kiosk.boot.tablet.assembly import assemble
from kiosk.boot.tablet.folder import read_site
from kiosk.ports.clock import SystemClock
from tests.kiosk.boot.days import ceiba
from tests.kiosk.boot.office.test_desk import shared_by
from tests.kiosk.boot.serving import Served
from tests.kiosk.boot.test_sync import at_kiosk, at_server
from tests.releases.kept import Release, versions
from tests.releases.readers import answers, open_desk, tell

OF_A_BATCH = 36
WINDOW = """
import sys
from PySide6.QtCore import QTimer
from kiosk.boot.commands import main
from ui.bridge import window as windows
from ui.bridge.pages import Cover
opened = windows.open_window
def open_and_end(services, settings):
    kiosk = opened(services, settings)
    def act():
        print("shown", flush=True)
        kiosk.place.show(Cover.STATUS)
        QTimer.singleShot(600, kiosk.bridges.staff.exit)
    kiosk.on_first_frame(lambda: QTimer.singleShot(1500, act))
    return kiosk
windows.open_window = open_and_end
sys.exit(main(sys.argv[1:]))
"""
"""The guest's own command, which staff close a moment after its first picture."""


def revision(database: Path) -> str:
    with closing(sqlite3.connect(database)) as plain:
        return str(plain.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_there_are_releases_to_open() -> None:
    assert "0.1.0" in versions()


@pytest.mark.parametrize("how", ["tablet", "killed"])
def test_the_store_is_brought_up_and_holds_every_sealed_record_that_it_held(release: Release, how: str) -> None:
    layout: Layout = getattr(release, how)
    with assemble(read_site(layout), SystemClock(), slips=None) as kiosk:
        assert kiosk.delivery.waiting().damaged == 0
    assert revision(layout.database) == HEAD
    assert release.sealed("tablet") <= at_kiosk(layout)


def test_batches_that_waited_are_whole_and_wait_still(release: Release) -> None:
    kept = SqlOutbox(KioskFile(release.tablet.database)).kept()
    assert len(release.sealed("tablet")) == OF_A_BATCH * len(kept) > 0
    assert at_kiosk(release.tablet) == release.sealed("tablet")
    assert not any(one.received or one.aside for one in kept)


def test_what_waited_and_the_next_guest_come_to_todays_desk_by_todays_server(release: Release) -> None:
    site = read_site(release.killed)
    with assemble(site, SystemClock(), slips=None) as kiosk:
        newest = live_through(kiosk, SystemClock(), invent(site, Random(1)))
    with Served(release.server) as served:
        tell(release.killed, served)
        done = ceiba("sync", "--once", "--data", release.killed.root)
        assert (done.returncode, done.stderr) == (0, "")
        steps = open_desk(release, server=f"https://127.0.0.1:{served.port}")
        visits = [*release.visits("waiting", "open"), newest]
        for visit, told in zip(visits, answers(steps, [one["code"] for one in visits]), strict=True):
            expected = shared_by(visit)
            assert {key: told[key] for key in expected} == expected
        assert any(one["intake"] and not one["deleted"] for one in visits)
        assert served.log() == ""


def test_the_stick_of_a_release_is_taken_by_todays_server_and_brought_back(release: Release) -> None:
    done = ceiba("sync", "--usb", release.stick, "--data", release.server.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert at_server(release.server) == release.sealed("server") | release.sealed("tablet")
    back = ceiba("sync", "--usb", release.stick, "--data", release.tablet.root)
    assert (back.returncode, back.stderr) == (0, "")
    assert all(one.received for one in SqlOutbox(KioskFile(release.tablet.database)).kept())


def test_the_guests_window_opens_over_it_and_closes_whole(release: Release) -> None:
    command = [sys.executable, "-c", WINDOW, "kiosk", "--data", str(release.killed.root)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=50, check=False)
    assert (done.returncode, done.stdout) == (0, "shown\n"), done.stderr
    assert release.sealed("tablet") <= at_kiosk(release.killed)
