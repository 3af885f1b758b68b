"""A stick, there and back; and sticks that strangers have had in their hands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.formats import schedule as schedules
from kiosk.formats.packs import AcceptedPack, AcceptedPacks
from kiosk.ports.outbox import Aside
from kiosk.sync.courier import Courier
from kiosk.sync.link import Answer
from kiosk.sync.stick import NoStick, Stick, StickFull
from kiosk.sync.usb import Carried, StickCourier
from shelter.server.stick import take_stick
from tests.kiosk.sync.conftest import World
from tests.kiosk.sync.shelter_side import KIOSKS, make_schedule
from tests.kiosk.sync.test_courier import damage
from tests.kiosk.sync.weather import Weather
from tests.vectors import site

MINE = KIOSKS[0].device8.hex()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the stick is put in."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def at_kiosk(world: World, place: Path) -> Carried:
    courier = StickCourier(world.kiosk.outbox, world.kiosk.device, site.AUTHORITY_ED32, world.kiosk.schedule)
    return courier.run(Stick(place))


def names(place: Path) -> list[str]:
    return sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())


def test_a_stick_brings_batches_there_and_signatures_back(world: World, place: Path) -> None:
    world.close_batches(3)
    assert at_kiosk(world, place).batches == 3
    taken = take_stick(world.server.service, Stick(place))
    assert (taken.stored, taken.objected, taken.bad) == (3, 0, 0)
    world.read()
    take_stick(world.server.service, Stick(place))
    back = at_kiosk(world, place)
    assert (back.session.purged, back.batches) == (3, 0)
    assert (world.numbers(), world.missing()) == ([], [])
    assert names(place) == [f"ceiba/{MINE}/acks-00.ceiba", f"ceiba/{MINE}/receipts-00.ceiba", "ceiba/schedule.ceiba"]


def test_files_on_a_stick_are_what_goes_over_the_wire(world: World, place: Path) -> None:
    world.close_batches()
    sent: list[bytes] = []

    def ask(method: str, path: str, body: bytes) -> Answer:
        sent.append(body)
        return world.server.ask(method, path, body)

    Courier(world.kiosk.outbox, Weather(ask), KIOSKS[0], site.AUTHORITY_ED32, world.kiosk.schedule).run()
    at_kiosk(world, place)
    assert (place / "ceiba" / MINE / "batch-0000.ceiba").read_bytes() in sent


def test_receipts_alone_forget_nothing(world: World, place: Path) -> None:
    world.close_batches(2)
    at_kiosk(world, place)
    take_stick(world.server.service, Stick(place))
    assert at_kiosk(world, place).batches == 2
    assert [one.received for one in world.kiosk.outbox.kept()] == [True, True]


def test_stick_and_network_may_take_turns(world: World, place: Path) -> None:
    world.close_batches(2)
    at_kiosk(world, place)
    world.session()
    world.close_batches()
    assert take_stick(world.server.service, Stick(place)).stored == 2
    at_kiosk(world, place)
    assert take_stick(world.server.service, Stick(place)).stored == 3
    world.read()
    world.session()
    assert (world.numbers(), world.missing()) == ([], [])


def test_a_kiosk_restored_from_an_image_learns_it_from_the_stick(world: World, place: Path) -> None:
    world.close_batches()
    said = world.kiosk.image(world.place / "image")
    world.close_batches()
    at_kiosk(world, place)
    take_stick(world.server.service, Stick(place))
    world.kiosk.restore(world.place / "image", said)
    world.close_batches(2)
    at_kiosk(world, place)
    assert take_stick(world.server.service, Stick(place)).objected > 0
    at_kiosk(world, place)
    taken = take_stick(world.server.service, Stick(place))
    assert (taken.objected, taken.bad) == (0, 0)
    world.read()
    take_stick(world.server.service, Stick(place))
    at_kiosk(world, place)
    assert (world.numbers(), world.missing()) == ([], [])


def test_the_accepted_packs_travel_on_the_stick(world: World, place: Path) -> None:
    accepted = AcceptedPacks(site.SITE8, 1, (AcceptedPack("es", site.seed("pack es")),))
    world.server.accept(accepted.sign(site.AUTHORITY))
    take_stick(world.server.service, Stick(place))
    assert at_kiosk(world, place).session.packs == (accepted, accepted.sign(site.AUTHORITY))
    (place / "ceiba" / "packs.ceiba").write_bytes(accepted.sign(site.signer("other")))
    assert at_kiosk(world, place).session.packs is None


def test_a_newer_schedule_travels_on_the_stick(world: World, place: Path) -> None:
    newer = make_schedule(version=8)
    Stick(place).write_schedule(schedules.sign(newer, site.AUTHORITY))
    session = at_kiosk(world, place).session
    assert session.schedule is not None
    assert session.schedule[0] == newer


def test_a_damaged_batch_here_is_left_out_and_the_rest_travels(world: World, place: Path) -> None:
    world.close_batches(3)
    damage(world, 1)
    assert at_kiosk(world, place).batches == 2
    assert [one.aside for one in world.kiosk.outbox.kept()] == [None, Aside.DAMAGED, None]


def hostile_files(mine: Path) -> None:
    mine.mkdir(parents=True)
    (mine / "batch-0000.ceiba").write_bytes(b"\x83" * 5000)
    (mine / "batch-0001.ceiba").write_bytes(os.urandom(70_000))
    (mine / "batch-0002.ceiba").symlink_to("/etc/passwd")
    os.mkfifo(mine / "batch-0004.ceiba")
    (mine / "batch-99999.ceiba").write_bytes(b"x")
    (mine / "acks-00.ceiba").write_bytes(b"\x82\x01\x81\x40")
    (mine / "acks-01.ceiba").symlink_to("/dev/zero")
    os.mkfifo(mine / "receipts-00.ceiba")
    (mine / "receipts-01.ceiba").write_bytes(b"")
    (mine / "objections-00.ceiba").mkdir()
    (mine / "autorun.inf").write_text("[autorun]\nopen=evil.exe\n")
    (mine / "batch-0005.ceiba.new").symlink_to("/tmp/elsewhere")


@pytest.mark.timeout(30)
def test_hostile_files_stop_neither_side(world: World, place: Path) -> None:
    world.close_batches(8)
    hostile_files(place / "ceiba" / MINE)
    (place / "ceiba" / "schedule.ceiba").symlink_to("/dev/zero")
    (place / "ceiba" / "not-a-kiosk").mkdir()
    (place / "ceiba" / ("0" * 16)).symlink_to("/etc")
    assert at_kiosk(world, place).batches == 8
    assert not (place / "ceiba" / MINE / "batch-0002.ceiba").is_symlink()
    (place / "ceiba" / "schedule.ceiba").unlink()
    (place / "ceiba" / MINE / "objections-00.ceiba").rmdir()
    taken = take_stick(world.server.service, Stick(place))
    assert (taken.stored, taken.bad) == (8, 0)
    assert (place / "ceiba" / MINE / "autorun.inf").read_text().startswith("[autorun]")


@pytest.mark.timeout(30)
def test_a_server_takes_the_good_batches_from_among_the_hostile(world: World, place: Path) -> None:
    world.close_batches(2)
    at_kiosk(world, place)
    mine = place / "ceiba" / MINE
    whole = (mine / "batch-0000.ceiba").read_bytes()
    (mine / "batch-0007.ceiba").write_bytes(whole[:-9] + bytes(9))
    (mine / "batch-0008.ceiba").write_bytes(b"")
    (mine / "batch-0009.ceiba").symlink_to("/dev/zero")
    taken = take_stick(world.server.service, Stick(place))
    assert (taken.stored, taken.bad) == (2, 2)


def test_a_link_in_place_of_the_folder_is_neither_read_nor_written(world: World, place: Path, tmp_path: Path) -> None:
    world.close_batches()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (place / "ceiba").symlink_to(elsewhere)
    with pytest.raises(StickFull, match="link"):
        at_kiosk(world, place)
    assert list(elsewhere.iterdir()) == []
    assert Stick(place).kiosks() == []
    assert Stick(place).schedule() is None


def test_no_stick_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(NoStick, match="put the stick in"):
        Stick(tmp_path / "nothing")


def test_a_folder_in_the_way_of_a_file_is_told_and_nothing_is_lost(world: World, place: Path) -> None:
    world.close_batches()
    (place / "ceiba" / MINE / "batch-0000.ceiba").mkdir(parents=True)
    with pytest.raises(StickFull):
        at_kiosk(world, place)
    assert world.numbers() == [0]
