"""The kiosk's own sessions: in a thread, quiet, and told to staff alone."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from db.file import KioskFile
from db.outbox import SqlOutbox
from kiosk.boot.demo.invented import invent
from kiosk.boot.layout import Layout
from kiosk.boot.tablet.assembly import Assembly, assemble
from kiosk.boot.tablet.delivery import ALARM_HOURS, LONG_HOURS, Delivery, Heard, Sessions, what_waits
from kiosk.boot.tablet.folder import Site, read_site
from kiosk.boot.tablet.front import Front
from kiosk.formats import schedule as schedules
from kiosk.formats.address import ServerAddress
from kiosk.formats.keystore import Holder
from kiosk.ports.outbox import Aside
from kiosk.sync.session import End
from shelter.site.vault import Vault
from tests.kiosk.boot.serving import Served, make_demo_site
from tests.kiosk.hands import HandClock


def elsewhere(site: Site, layout: Layout) -> Site:
    """The same kiosk over another folder."""
    front = Front(layout, site.profile, site.protocol, site.demo)
    return Site(front, site.profile, site.schedule, site.device)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("site") / "site"
    make_demo_site(root)
    with Served(Layout(root)) as served:
        known = ServerAddress.parse(served.layout.address.read_bytes())
        url = f"https://127.0.0.1:{served.port}"
        served.layout.address.write_bytes(ServerAddress(url, known.site_ca).encode())
        yield served


@pytest.fixture
def site(served: Served) -> Site:
    return read_site(served.layout)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime.now(UTC))


def when_due(delivery: Delivery, clock: HandClock) -> None:
    """A session, after the longest wait that there is."""
    clock.advance(3600)
    delivery.step()


def outbox_of(site: Site) -> SqlOutbox:
    return SqlOutbox(KioskFile(site.layout.database))


def test_what_a_guest_told_reaches_the_server_while_the_window_goes_on(site: Site, clock: HandClock) -> None:
    with assemble(site, clock, slips=None) as kiosk:
        kiosk.reception.release(kiosk.reception.finish(invent(site, Random(1)).visit))
        clock.advance(1800)
        kiosk.keeper.tick()
        when_due(kiosk.delivery, clock)
        assert [one.received for one in outbox_of(site).kept()] == [True] * len(outbox_of(site).kept())
        assert kiosk.delivery.works()
        kiosk.reception.release(kiosk.reception.finish(invent(site, Random(2)).visit))


def test_a_newer_schedule_is_on_the_disk_and_sealed_to_at_once(served: Served, site: Site, clock: HandClock) -> None:
    key = Vault(served.layout.shelter).unlock(Holder.AUTHORITY, "demo authority").signing
    newer = schedules.sign(replace(site.schedule, version=site.schedule.version + 1), key)
    with assemble(site, clock, slips=None) as kiosk:
        (served.layout.server / "schedule.ceiba").write_bytes(newer)
        when_due(kiosk.delivery, clock)
        assert kiosk.sealer.schedule.version == site.schedule.version + 1
        kiosk.keeper.tick()
        assert kiosk.keeper.problems == ()
    assert read_site(site.layout).schedule.version == site.schedule.version + 1


def test_no_server_is_nothing_that_staff_can_do(site: Site, clock: HandClock, tmp_path: Path) -> None:
    nowhere = elsewhere(site, Layout(tmp_path))
    tmp_path.joinpath("kiosk").mkdir()
    nowhere.layout.authority.write_bytes(site.layout.authority.read_bytes())
    ca = ServerAddress.parse(site.layout.address.read_bytes()).site_ca
    nowhere.layout.address.write_bytes(ServerAddress("https://127.0.0.1:1", ca).encode())
    outbox = outbox_of(nowhere)
    delivery = Delivery(Sessions(nowhere, outbox, clock), outbox, clock)
    when_due(delivery, clock)
    assert delivery._last is End.UNREACHABLE
    assert delivery.works()


def test_the_servers_silence_is_told_by_the_hour_and_a_long_one_is_for_staff(site: Site, clock: HandClock) -> None:
    with assemble(site, clock, slips=None) as kiosk:
        assert kiosk.delivery.heard() is Heard.NOT_YET
        when_due(kiosk.delivery, clock)
        assert kiosk.delivery.heard() is Heard.HOUR
        clock.advance(3600)
        assert kiosk.delivery.heard() is Heard.DAY
        clock.advance((LONG_HOURS - 1) * 3600)
        assert kiosk.delivery.heard() is Heard.LONG
        when_due(kiosk.delivery, clock)
        assert kiosk.delivery.heard() is Heard.HOUR


def test_a_server_that_never_answered_is_a_long_silence_after_a_day(site: Site, clock: HandClock) -> None:
    outbox = outbox_of(site)
    assert Delivery(None, outbox, clock).heard() is Heard.NO_SERVER
    delivery = Delivery(Sessions(site, outbox, clock), outbox, clock)
    clock.advance(LONG_HOURS * 3600)
    assert delivery.heard() is Heard.LONG


def test_a_kiosk_that_knows_no_server_goes_on_without(
    site: Site, clock: HandClock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for content in (None, b"rubbish"):
        alone = elsewhere(site, Layout(tmp_path / str(content is None)))
        alone.layout.kiosk.mkdir(parents=True)
        if content is not None:
            alone.layout.address.write_bytes(content)
        with assemble(alone, clock, slips=None) as kiosk:
            kiosk.begin_rounds()
            assert kiosk.delivery.works()
    (record,) = caplog.records
    assert (record.levelno, record.getMessage()) == (logging.WARNING, "no way to the server: damaged")
    caplog.clear()


def closed_batches(site: Site, clock: HandClock, tmp_path: Path) -> tuple[Assembly, SqlOutbox]:
    alone = elsewhere(site, Layout(tmp_path))
    alone.layout.kiosk.mkdir(parents=True)
    kiosk = assemble(alone, clock, slips=None)
    clock.advance(1800)
    kiosk.keeper.tick()
    return kiosk, outbox_of(alone)


def test_staff_are_told_after_three_days_without_the_readers(site: Site, clock: HandClock, tmp_path: Path) -> None:
    kiosk, outbox = closed_batches(site, clock, tmp_path)
    with kiosk:
        assert kiosk.delivery.works()
        clock.advance((ALARM_HOURS - 1) * 3600)
        assert kiosk.delivery.works()
        clock.advance(3600)
        assert not kiosk.delivery.works()
        assert what_waits(outbox, clock).hours == ALARM_HOURS


@pytest.mark.parametrize("aside", Aside)
def test_staff_are_told_of_a_batch_that_is_set_aside(
    site: Site, clock: HandClock, tmp_path: Path, aside: Aside
) -> None:
    kiosk, outbox = closed_batches(site, clock, tmp_path)
    with kiosk:
        outbox.set_aside(outbox.kept()[0], aside)
        assert not kiosk.delivery.works()
