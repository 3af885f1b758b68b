"""Kiosks and readers of every kept release speak to today's server. What they said then is said again, byte for byte,
and each hears what it heard then: signatures are deterministic, so an answer that differs is one that it may not read.

A server speaks with the two versions before it (docs/it.md); a release may leave this test when it is older than that.
"""

from __future__ import annotations

from kiosk.formats import schedule as schedules
from kiosk.formats.head import HeadReply, HeadRequest
from tests.kiosk.boot.serving import Served
from tests.kiosk.boot.test_sync import at_server
from tests.releases import wire
from tests.releases.kept import Release


def test_everything_that_was_said_is_answered_as_it_was(release: Release) -> None:
    exchanges = wire.read(release.wire)
    assert {one.request.split(b" ")[0] for one in exchanges} == {b"POST", b"PUT"}
    with Served(release.silent_server) as served:
        context = served.context()
        for one in exchanges:
            now = wire.Exchange(one.name, one.request, wire.say(one.request, served.port, context))
            assert (one.name, now.status_and_body) == (one.name, one.status_and_body)
        assert served.log() == ""


def test_saying_it_all_twice_changes_nothing_and_loses_nothing(release: Release) -> None:
    puts = [one for one in wire.read(release.wire) if one.request.startswith(b"PUT")]
    with Served(release.silent_server) as served:
        heard = [wire.say(one.request, served.port, served.context()) for one in [*puts, *puts]]
        served.kill()
    assert [wire.Exchange("", b"", one).status_and_body[0] for one in heard] == [b"200"] * (2 * len(puts))
    assert at_server(release.silent_server) == release.sealed("server")


def test_todays_kiosk_reads_the_answers_of_a_server_of_that_release(release: Release) -> None:
    authority, signed = release.tablet.authority.read_bytes(), release.tablet.schedule.read_bytes()
    schedule = schedules.parse_and_verify(signed, authority, demo=True)
    heads = [one for one in wire.read(release.wire) if one.name.endswith("POST-head")]
    assert heads
    for one in heads:
        asked = HeadRequest.parse_and_verify(one.request.partition(b"\r\n\r\n")[2], schedule)
        reply = HeadReply.parse_and_verify(one.status_and_body[1], schedule, asked)
        assert reply.standing.schedule_version <= schedule.version
