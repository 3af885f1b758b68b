"""A finished visit, taken in by the real parts: what the shelter's keys then open, and what a broken world changes."""

from __future__ import annotations

import logging
import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from queue import Queue

import pytest

from db.batches import SqlBatches
from db.file import KioskFile
from kiosk.boot.layout import Layout
from kiosk.boot.site.create import DEMO_PASSPHRASES, create_demo
from kiosk.boot.tablet.assembly import Assembly, assemble
from kiosk.boot.tablet.folder import Site, read_site
from kiosk.formats.code import parse_code
from kiosk.formats.essentials import unpack
from kiosk.formats.keystore import Holder
from kiosk.ports.kinds import Kind
from kiosk.ports.paper import PrintOutcome
from kiosk.visit.answer import Answer, Sharing
from kiosk.visit.essentials import empty_essentials
from kiosk.visit.flow import QuestionStep
from kiosk.visit.record import Event, Field
from kiosk.visit.visit import Visit
from shelter.keystore import Keystore
from shelter.opening.blob import OpenedBlob, open_blob
from shelter.opening.slip import SlipStatus, open_slip
from shelter.site.vault import Vault
from tests.kiosk.hands import HandClock

DEAD = datetime(1970, 1, 1, 0, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Founded:
    """A demo site with its keystores unlocked once."""

    site: Site
    desk: Keystore
    supervisor: Keystore


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    layout = Layout(tmp_path_factory.mktemp("reception") / "site")
    create_demo(layout)
    vault = Vault(layout.shelter)
    desk, supervisor = (vault.unlock(holder, DEMO_PASSPHRASES[holder]) for holder in (Holder.DESK, Holder.SUPERVISOR))
    return Founded(read_site(layout), desk, supervisor)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime.now(UTC))


@pytest.fixture
def kiosk(founded: Founded, clock: HandClock) -> Iterator[Assembly]:
    founded.site.layout.database.unlink(missing_ok=True)
    with assemble(founded.site, clock, slips=None) as assembly:
        yield assembly


def visit_of(site: Site, sharing: Sharing = Sharing.ALL, **said: Answer) -> Visit:
    visit = Visit.begin(site.protocol, site.profile.offers)
    visit.flow.choose_language("es")
    visit.flow.choose_questions()
    while isinstance(visit.flow.step, QuestionStep):
        visit.flow.answer(said.get(visit.flow.step.question.key, Answer((1,))))
    visit.flow.choose_offers(())
    visit.flow.share(sharing)
    return visit


def opened(founded: Founded, kiosk: Assembly, kind: Kind) -> list[OpenedBlob]:
    """What the shelter finds in every batch, open ones included, without covers."""
    kiosk.keeper.shutdown()
    store = SqlBatches(KioskFile(founded.site.layout.database))
    keys = founded.desk if kind is Kind.INTAKE else founded.supervisor
    found = []
    for batch in store.closed():
        for blob in batch.blobs:
            if blob[4] == kind:
                found.append(open_blob(blob, keys.secrets, founded.site.schedule.site8))
    return [one for one in found if not one.is_cover]


def test_the_slip_is_opened_by_the_desk_and_says_what_was_shared(founded: Founded, kiosk: Assembly) -> None:
    finished = kiosk.reception.finish(visit_of(founded.site, sick=Answer((2, 3)), who=Answer((4,))))
    reading = open_slip(finished.slip.digits, founded.site.schedule, founded.desk.secrets)
    assert reading.status is SlipStatus.GENUINE
    assert reading.payload is not None
    assert reading.payload.code5 == parse_code(finished.slip.code)
    widths = [field.width for field in empty_essentials(founded.site.protocol)]
    _, values = unpack(reading.payload.essentials52, widths)
    told = dict(zip(founded.site.protocol.slip, values, strict=True))
    assert (told["sick"], told["who"], told["sharing"]) == (0b1100, 4, Sharing.ALL)


def test_the_desk_opens_the_intake_and_the_supervisor_the_tally(founded: Founded, kiosk: Assembly) -> None:
    finished = kiosk.reception.finish(visit_of(founded.site, sick=Answer((2,))))
    (intake,), (tally,) = opened(founded, kiosk, Kind.INTAKE), opened(founded, kiosk, Kind.TALLY)
    assert intake.record[Field.CODE] == parse_code(finished.slip.code)
    sick = founded.site.protocol.question("sick").code
    for record in (intake.record, tally.record):
        answers = record[Field.ANSWERS]
        assert isinstance(answers, dict)
        assert answers[sick] == [2]


@pytest.mark.parametrize("way", ["nothing shared", "deleted"])
def test_a_visit_that_nobody_may_see_leaves_a_cover(way: str, founded: Founded, kiosk: Assembly) -> None:
    sharing = Sharing.NOTHING if way == "nothing shared" else Sharing.ALL
    finished = kiosk.reception.finish(visit_of(founded.site, sharing))
    if way == "deleted":
        kiosk.reception.delete(finished)
    intakes, tallies = opened(founded, kiosk, Kind.INTAKE), opened(founded, kiosk, Kind.TALLY)
    assert (len(intakes), len(tallies)) == (0, 0 if way == "deleted" else 1)


def test_deleting_leaves_an_event_without_anything_of_the_guest(founded: Founded, kiosk: Assembly) -> None:
    kiosk.reception.delete(kiosk.reception.finish(visit_of(founded.site)))
    events = [one.record for one in opened(founded, kiosk, Kind.EVENT)]
    assert [event[Field.EVENT] for event in events].count(Event.DELETED) == 1
    assert all(set(event) <= {0, Field.EVENT, Field.DAY, Field.PART, Field.DETAIL} for event in events)


def test_linked_adults_share_a_link_inside_only(founded: Founded, kiosk: Assembly) -> None:
    first = visit_of(founded.site)
    second = visit_of(founded.site)
    second.link = first.link_next()
    kiosk.reception.finish(first)
    kiosk.reception.finish(second)
    links = {one.record[Field.LINK] for one in opened(founded, kiosk, Kind.INTAKE)}
    firsts = sorted(bool(one.record[Field.FIRST]) for one in opened(founded, kiosk, Kind.TALLY))
    assert (len(links), firsts) == (1, [False, True])


def test_a_leaflet_is_a_slip_with_an_empty_record(founded: Founded, kiosk: Assembly) -> None:
    leaflet = kiosk.reception.leaflet("es")
    slip = kiosk.reception.finish(visit_of(founded.site)).slip
    assert (leaflet.paragraphs, leaflet.disclaimer, len(leaflet.digits)) == (
        slip.paragraphs,
        slip.disclaimer,
        len(slip.digits),
    )
    reading = open_slip(leaflet.digits, founded.site.schedule, founded.desk.secrets)
    assert reading.status is SlipStatus.GENUINE
    assert reading.payload is not None
    assert reading.payload.essentials52[2:] == bytes(50)


def test_without_a_printer_the_guest_hears_so_at_once(founded: Founded, kiosk: Assembly) -> None:
    said: Queue[PrintOutcome] = Queue()
    kiosk.reception.print_slip(kiosk.reception.leaflet("es"), said.put)
    assert said.get(timeout=10) is PrintOutcome.NOT_PRINTED


def test_a_dead_clock_still_seals_to_a_key_that_the_desk_has(founded: Founded) -> None:
    founded.site.layout.database.unlink(missing_ok=True)
    with assemble(founded.site, HandClock(DEAD), slips=None) as kiosk:
        finished = kiosk.reception.finish(visit_of(founded.site))
        assert not kiosk.sealer.clock_is_believed()
        reading = open_slip(finished.slip.digits, founded.site.schedule, founded.desk.secrets)
        assert reading.status is SlipStatus.GENUINE
        (intake,) = opened(founded, kiosk, Kind.INTAKE)
        assert intake.record[Field.PART] is None


def test_a_disk_that_takes_nothing_stops_nobody(
    founded: Founded, kiosk: Assembly, caplog: pytest.LogCaptureFixture
) -> None:
    """No file may grow (RLIMIT_FSIZE stands for the full disk); what waited in memory is on the disk afterwards."""
    with no_file_may_grow():
        finished = kiosk.reception.finish(visit_of(founded.site))
    assert (finished.saved, len(finished.slip.digits)) == (False, 312)
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    caplog.clear()
    kiosk.keeper.tick()
    assert len(opened(founded, kiosk, Kind.INTAKE)) == 1


@contextmanager
def no_file_may_grow() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_folder_that_became_read_only_stops_nobody(
    founded: Founded, clock: HandClock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(founded.site.layout.root, tmp_path / "site")
    site = read_site(Layout(tmp_path / "site"))
    site.layout.database.unlink(missing_ok=True)
    site.layout.database.mkdir()
    with assemble(site, clock, slips=None) as kiosk:
        finished = kiosk.reception.finish(visit_of(site))
        assert (finished.saved, len(finished.slip.digits)) == (False, 312)
        assert kiosk.keeper.problems
    caplog.clear()
