"""One session with a real server's application, and each thing that goes wrong in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from hashlib import sha256

import pytest

from kiosk.formats import schedule as schedules
from kiosk.formats.ack import encode_page
from kiosk.formats.listed import ChainEnd, DeviceState
from kiosk.formats.packs import AcceptedPack, AcceptedPacks
from kiosk.formats.schedule import Schedule
from kiosk.ports.kinds import Role
from kiosk.ports.outbox import Aside
from kiosk.sync.courier import Courier
from kiosk.sync.link import ACKS, HEAD, PACKS, Answer
from kiosk.sync.session import End
from tests.kiosk.sync.conftest import World
from tests.kiosk.sync.kiosk_side import FILE
from tests.kiosk.sync.shelter_side import KIOSKS, make_schedule
from tests.kiosk.sync.weather import Fate, Weather
from tests.vectors import site


def with_device(issued: Schedule, state: DeviceState, *ends: ChainEnd) -> Schedule:
    """The next schedule, in which the first kiosk has another state."""
    changed = tuple(
        replace(one, state=state, chain_ends=ends) if one.device8 == KIOSKS[0].device8 else one
        for one in issued.devices
    )
    return replace(issued, version=issued.version + 1, devices=changed)


def damage(world: World, bno: int) -> None:
    """Flip one bit in a closed batch's blobs on the kiosk's disk."""
    with closing(sqlite3.connect(world.kiosk.folder / FILE)) as disk:
        (blobs,) = disk.execute("SELECT blobs FROM closed_batch WHERE bno = ?", (bno,)).fetchone()
        spoilt = blobs[:900] + bytes([blobs[900] ^ 1]) + blobs[901:]
        disk.execute("UPDATE closed_batch SET blobs = ? WHERE bno = ?", (spoilt, bno))
        disk.commit()


def test_batches_are_forgotten_when_both_readers_have_signed_and_not_before(world: World) -> None:
    world.close_batches(3)
    assert world.session().end is End.DONE
    assert [one.received for one in world.kiosk.outbox.kept()] == [True] * 3
    world.read(world.desk)
    assert world.session().purged == 0
    assert [one.acked_by for one in world.kiosk.outbox.kept()] == [{Role.DESK}] * 3
    world.read(world.supervisor)
    assert world.session().purged == 3
    assert world.numbers() == []
    assert world.missing() == []


def test_nothing_is_sent_twice_when_nothing_is_new(world: World) -> None:
    world.close_batches(2)
    sent: list[str] = []

    def ask(method: str, path: str, body: bytes) -> Answer:
        sent.append(path)
        return world.server.ask(method, path, body)

    courier = Courier(world.kiosk.outbox, Weather(ask), KIOSKS[0], site.AUTHORITY_ED32, world.kiosk.schedule)
    courier.run()
    sent.clear()
    courier.run()
    assert sent == [HEAD, ACKS]


def test_one_whole_batch_takes_a_head_and_one_put(world: World) -> None:
    sent: list[tuple[str, int]] = []

    def ask(method: str, path: str, body: bytes) -> Answer:
        sent.append((path.split("/")[2], len(body)))
        return world.server.ask(method, path, body)

    courier = Courier(world.kiosk.outbox, Weather(ask), KIOSKS[0], site.AUTHORITY_ED32, world.kiosk.schedule)
    courier.run()
    world.close_batches()
    sent.clear()
    courier.run()
    assert [what for what, _ in sent] == ["head", "batches", "chain-acks"]
    assert sum(size for _, size in sent) < 65_536


def test_a_server_restored_from_an_old_copy_is_offered_again_what_it_lost(world: World) -> None:
    world.close_batches(2)
    world.session()
    world.server.copy(world.place / "copy")
    world.close_batches(2)
    world.session()
    world.server.restore(world.place / "copy")
    assert world.session().end is End.DONE
    world.read()
    world.session()
    assert (world.numbers(), world.missing()) == ([], [])


def test_a_server_made_anew_is_noticed_and_offered_everything(world: World) -> None:
    world.close_batches(2)
    assert not world.session().restored
    world.server.store.close()
    (world.server.folder / "store.sqlite").unlink()
    world.server._start()
    session = world.session()
    assert (session.end, session.restored) == (End.DONE, True)
    assert not world.session().restored
    world.read()
    assert world.missing() == []


def test_a_server_that_lost_what_is_forgotten_here_is_given_a_new_chain(world: World) -> None:
    world.server.copy(world.place / "copy")
    world.close_batches(3)
    world.session()
    world.read()
    assert world.session().purged == 3
    world.server.restore(world.place / "copy")
    chain8 = world.kiosk.outbox.link().chain8
    world.close_batches(2)
    assert world.session().end is End.DONE
    assert world.kiosk.outbox.link().chain8 != chain8
    world.read()
    world.session()
    assert (world.numbers(), world.missing()) == ([], [])


def test_a_kiosk_restored_from_an_image_begins_a_new_chain_with_what_it_holds(world: World) -> None:
    world.close_batches(2)
    world.kiosk.visit()
    said = world.kiosk.image(world.place / "image")
    world.close_batches(2)
    world.session()
    world.read()
    held = dict(world.desk.held)
    world.kiosk.restore(world.place / "image", said)
    world.close_batches()
    world.kiosk.visit()  # lies in the open batch while the chain changes under it
    chain8 = world.kiosk.outbox.link().chain8
    assert world.session().end is End.DONE
    assert world.kiosk.outbox.link().chain8 != chain8
    world.kiosk.half_hour()
    world.session()
    world.read()
    world.session()
    assert (world.numbers(), world.missing()) == ([], [])
    again = [leaf for leaf in held if leaf in said]
    assert again
    assert held.items() <= world.desk.held.items()


def test_the_visit_in_the_open_batch_survives_a_new_chain_and_a_kill(world: World) -> None:
    world.close_batches()
    world.kiosk.image(world.place / "image")
    world.close_batches()
    world.session()
    world.kiosk.restore(world.place / "image", dict(world.kiosk.said))
    world.kiosk.visit()
    world.session()
    world.kiosk.visit()
    world.kiosk.restart()
    world.session()
    world.read()
    assert world.missing() == []


def test_one_damaged_batch_is_set_aside_and_blocks_nothing(world: World) -> None:
    world.close_batches(4)
    damage(world, 1)
    assert world.session().end is End.DONE
    world.read()
    world.session()
    left = world.kiosk.outbox.kept()
    assert [(one.bno, one.aside) for one in left] == [(1, Aside.DAMAGED)]
    assert len(world.missing()) == 2
    world.close_batches()
    assert world.session().end is End.DONE
    world.read()
    assert len(world.missing()) == 2


def test_a_batch_that_the_server_sends_back_blocks_nothing_and_is_offered_again(world: World) -> None:
    world.close_batches(3)
    first = f"/{world.kiosk.outbox.link().chain8.hex()}/0"
    broken = True

    def ask(method: str, path: str, body: bytes) -> Answer:
        return Answer(400, b"") if broken and path.endswith(first) else world.server.ask(method, path, body)

    courier = Courier(world.kiosk.outbox, Weather(ask), KIOSKS[0], site.AUTHORITY_ED32, world.kiosk.schedule)
    for _ in range(2):
        assert courier.run().end is End.DONE
        assert [one.aside for one in world.kiosk.outbox.kept()] == [Aside.RETURNED, None, None]
        assert [one.received for one in world.kiosk.outbox.kept()] == [False, True, True]
    broken = False
    assert courier.run().end is End.DONE
    assert [one.aside for one in world.kiosk.outbox.kept()] == [None] * 3
    world.read()
    assert world.missing() == []


def test_a_server_that_sends_everything_back_stops_the_session_and_loses_nothing(world: World) -> None:
    world.close_batches(4)

    def ask(method: str, path: str, body: bytes) -> Answer:
        return Answer(413, b"") if method == "PUT" else world.server.ask(method, path, body)

    broken = Courier(world.kiosk.outbox, Weather(ask), KIOSKS[0], site.AUTHORITY_ED32, world.kiosk.schedule)
    for _ in range(2):
        assert broken.run().end is End.NOT_UNDERSTOOD
    assert world.session().end is End.DONE
    world.read()
    assert world.missing() == []


@pytest.mark.parametrize(
    ("fate", "end"),
    [
        (Fate.LOST, End.UNREACHABLE),
        (Fate.ANSWER_LOST, End.UNREACHABLE),
        (Fate.BUSY, End.BUSY),
        (Fate.GARBLED, End.NOT_UNDERSTOOD),
    ],
)
@pytest.mark.parametrize("at", [0, 1])
def test_what_stops_a_session_is_told_and_the_next_one_goes_through(
    world: World, fate: Fate, end: End, at: int
) -> None:
    world.close_batches(2)
    session = world.session(*[Fate.FINE] * at, fate)
    assert session.end is end
    assert session.retry_after == (5.0 if end is End.BUSY else None)
    assert world.session().end is End.DONE
    world.read()
    assert world.missing() == []


def test_a_receipt_that_got_lost_is_made_good_by_the_next_head(world: World) -> None:
    world.close_batches(2)
    world.session(Fate.FINE, Fate.FINE, Fate.ANSWER_LOST)
    assert [one.received for one in world.kiosk.outbox.kept()] == [True, False]
    world.session()
    assert [one.received for one in world.kiosk.outbox.kept()] == [True, True]


def test_a_reply_to_another_question_is_not_believed(world: World) -> None:
    world.close_batches()
    link = Weather(world.server.ask)
    courier = Courier(world.kiosk.outbox, link, KIOSKS[0], site.AUTHORITY_ED32, world.kiosk.schedule)
    courier.run()
    link._fates = [Fate.STALE]
    assert courier.run().end is End.NOT_UNDERSTOOD


def test_forged_and_foreign_acknowledgements_count_for_nothing(world: World) -> None:
    world.close_batches()
    world.session()
    world.read(world.desk)

    def ask(method: str, path: str, body: bytes) -> Answer:
        answer = world.server.ask(method, path, body)
        if path != ACKS:
            return answer
        (genuine,) = world.server.store.acks(KIOSKS[0].device8, world.kiosk.outbox.link().chain8, 0, 9)
        flipped = genuine[:-1] + bytes([genuine[-1] ^ 1])
        return Answer(200, encode_page([b"", b"\x80", flipped, genuine, genuine]))

    courier = Courier(world.kiosk.outbox, Weather(ask), KIOSKS[0], site.AUTHORITY_ED32, world.kiosk.schedule)
    assert courier.run().purged == 0
    (kept,) = world.kiosk.outbox.kept()
    assert kept.acked_by == {Role.DESK}


def test_a_newer_schedule_is_fetched_once_and_an_unsigned_one_never(world: World) -> None:
    newer = make_schedule(version=9)
    world.server.issue(newer)
    courier = world.courier()
    session = courier.run()
    assert session.schedule is not None
    assert session.schedule[0] == newer
    assert schedules.parse_and_verify(session.schedule[1], site.AUTHORITY_ED32, demo=True) == newer
    assert courier.run().schedule is None
    stranger = Courier(world.kiosk.outbox, Weather(world.server.ask), KIOSKS[0], bytes(32), world.kiosk.schedule)
    assert stranger.run().end is End.NOT_UNDERSTOOD


def test_a_newer_list_of_packs_is_fetched_with_the_schedule_that_announces_it(world: World) -> None:
    courier = world.courier()
    assert courier.run().packs is None  # the site has accepted none
    accepted = AcceptedPacks(site.SITE8, 1, (AcceptedPack("es", site.seed("pack es")),))
    world.server.accept(accepted.sign(site.AUTHORITY))
    assert courier.run().packs is None  # nothing announced it
    world.server.issue(make_schedule(version=9))
    session = courier.run()
    assert session.packs == (accepted, accepted.sign(site.AUTHORITY))
    assert courier.run().packs is None


def test_a_kiosk_that_was_killed_between_schedule_and_packs_asks_for_them_again(world: World) -> None:
    accepted = AcceptedPacks(site.SITE8, 1, (AcceptedPack("es", site.seed("pack es")),))
    world.server.accept(accepted.sign(site.AUTHORITY))
    world.kiosk.schedule = make_schedule(version=9)
    world.server.issue(world.kiosk.schedule)
    session = world.session()
    assert session.packs is not None
    assert session.packs[0] == accepted


@pytest.mark.parametrize("forged", ["another authority", "another site", "older", "damaged", "cut"])
def test_a_list_of_packs_that_is_not_the_sites_newest_is_left_alone(forged: str, world: World) -> None:
    known = AcceptedPacks(site.SITE8, 5, (AcceptedPack("es", site.seed("pack es")),))
    newer = replace(known, version=6)
    world.server.accept(
        {
            "another authority": newer.sign(site.signer("other")),
            "another site": replace(newer, site8=b"elsewher").sign(site.AUTHORITY),
            "older": replace(known, version=4).sign(site.AUTHORITY),
            "damaged": b"hello",
            "cut": newer.sign(site.AUTHORITY)[:-1],
        }[forged]
    )
    arguments = (KIOSKS[0], site.AUTHORITY_ED32, world.kiosk.schedule)
    session = Courier(world.kiosk.outbox, Weather(world.server.ask), *arguments, packs=known).run()
    assert (session.end, session.packs) == (End.DONE, None)


def test_a_server_of_before_there_were_packs_is_no_reason_to_stop(world: World) -> None:
    def ask(method: str, path: str, body: bytes) -> Answer:
        return Answer(404, b"") if path == PACKS else world.server.ask(method, path, body)

    world.close_batches()
    session = Courier(world.kiosk.outbox, Weather(ask), KIOSKS[0], site.AUTHORITY_ED32, world.kiosk.schedule).run()
    assert (session.end, session.packs) == (End.DONE, None)


def test_a_revoked_kiosk_hears_it_and_what_counted_is_still_settled(world: World) -> None:
    world.close_batches(2)
    world.session()
    chain8 = world.kiosk.outbox.link().chain8
    world.server.issue(with_device(make_schedule(), DeviceState.REVOKED, ChainEnd(chain8, 1)))
    world.close_batches()
    session = world.session()
    assert session.end is End.REVOKED
    assert session.schedule is not None
    world.read()
    assert world.session().purged == 2
    assert world.numbers() == [2]
    world.kiosk.visit()  # and it goes on helping
    world.kiosk.half_hour()


def test_a_kiosk_that_the_server_does_not_list_is_told_so(world: World) -> None:
    world.close_batches()
    world.server.issue(make_schedule(version=4, kiosks=KIOSKS[1:]))
    assert world.session().end is End.NOT_LISTED
    assert world.numbers() == [0]


def test_twins_with_the_same_keys_end_up_on_two_chains(world: World) -> None:
    world.close_batches()
    said = world.kiosk.image(world.place / "image")
    world.close_batches()
    world.session()
    seen = {sha256(one.manifest).digest() for one in map(world.kiosk.outbox.batch, world.kiosk.outbox.kept())}
    world.kiosk.restore(world.place / "image", said)
    world.close_batches()
    world.session()
    other = {sha256(one.manifest).digest() for one in map(world.kiosk.outbox.batch, world.kiosk.outbox.kept())}
    assert not seen & other
    world.read()
    assert world.missing() == []
