"""The schedule on the server's disk: a newer one counts at once, an older or foreign one never."""

from __future__ import annotations

import logging
import secrets
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette

from kiosk import folder
from kiosk.formats import schedule
from kiosk.formats.head import BNO_TOP, HeadRequest
from kiosk.formats.listed import Device
from kiosk.formats.schedule import OldSchedule
from kiosk.ports.shelter_store import ShelterStore
from kiosk.problem import Damaged, WrongKey
from shelter.server.schedules import ScheduleFile
from shelter.server.service import NotListed, Service
from tests.shelter.server.asking import Reply, ask
from tests.shelter.server.chain import SCHEDULE_NAME, Chain, make_service, write_schedule
from tests.vectors.messages import SERVED
from tests.vectors.site import AUTHORITY, AUTHORITY_ED32, KIOSK, SCHEDULE, device, public, signer

STRANGER = device("stranger")
NEWER = replace(SERVED, version=4, devices=(*SERVED.devices, Device(9, STRANGER.ed32, STRANGER.x32))).sorted()


def ask_schedule(app: Starlette) -> Reply:
    asked = HeadRequest(KIOSK.device8, bytes(8), secrets.token_bytes(16))
    return ask(app, "POST", "/v1/schedule", asked.sign(KIOSK.ed25519))


def test_a_kiosk_gets_the_file_as_it_lies_there(app: Starlette, tmp_path: Path) -> None:
    reply = ask_schedule(app)
    assert (reply.status, reply.headers["content-type"]) == (200, "application/cbor")
    assert reply.body == (tmp_path / SCHEDULE_NAME).read_bytes()


def test_a_newer_schedule_counts_from_the_next_request_on(app: Starlette, tmp_path: Path) -> None:
    offer = Chain(keys=STRANGER).next()
    assert ask(app, "PUT", offer.path, offer.body).code == "unknown-device"
    write_schedule(tmp_path, NEWER)
    assert ask(app, "PUT", offer.path, offer.body).status == 200
    assert schedule.parse_and_verify(ask_schedule(app).body, AUTHORITY_ED32, demo=True) == NEWER


def test_an_older_schedule_is_not_taken_and_said_once(
    app: Starlette, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_schedule(tmp_path, NEWER)
    ask_schedule(app)
    write_schedule(tmp_path, SERVED)
    for _ in range(3):
        assert schedule.parse_and_verify(ask_schedule(app).body, AUTHORITY_ED32, demo=True) == NEWER
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "[old-schedule]" in caplog.text
    caplog.clear()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "damaged"),
        (schedule.sign(NEWER, AUTHORITY)[:-1], "damaged"),
        (schedule.sign(NEWER, signer("other")), "wrong-key"),
        (schedule.sign(replace(NEWER, demo=False), AUTHORITY), "demo-mixed"),
        (schedule.sign(replace(NEWER, version=BNO_TOP + 1), AUTHORITY), "damaged"),
        (None, "missing-file"),
    ],
)
def test_a_schedule_that_is_not_the_sites_changes_nothing(
    content: bytes | None, code: str, app: Starlette, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / SCHEDULE_NAME
    path.unlink() if content is None else path.write_bytes(content)
    assert schedule.parse_and_verify(ask_schedule(app).body, AUTHORITY_ED32, demo=True) == SERVED
    assert f"[{code}]" in caplog.text
    caplog.clear()
    write_schedule(tmp_path, NEWER)
    assert schedule.parse_and_verify(ask_schedule(app).body, AUTHORITY_ED32, demo=True) == NEWER


def test_a_restart_forgets_no_newer_schedule(store: ShelterStore, tmp_path: Path) -> None:
    make_service(store, tmp_path, NEWER)
    with pytest.raises(OldSchedule):
        make_service(store, tmp_path, SERVED)
    assert make_service(store, tmp_path, NEWER).schedules.current() == NEWER


def test_a_server_does_not_start_without_a_schedule_of_its_site(store: ShelterStore, tmp_path: Path) -> None:
    with pytest.raises(folder.MissingFile):
        ScheduleFile(tmp_path / "nothing", AUTHORITY_ED32, store)
    path = write_schedule(tmp_path)
    with pytest.raises(WrongKey):
        ScheduleFile(path, public(signer("other")), store)
    path.write_bytes(b"hello")
    with pytest.raises(Damaged):
        ScheduleFile(path, AUTHORITY_ED32, store)


def test_a_server_whose_key_is_not_listed_says_so(store: ShelterStore, tmp_path: Path, service: Service) -> None:
    service.check_listed()
    with pytest.raises(NotListed):
        make_service(store, tmp_path, replace(SCHEDULE, version=9)).check_listed()
