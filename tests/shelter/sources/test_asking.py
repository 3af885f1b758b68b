"""A reader's questions about the site: the newest schedule, and how far each kiosk is. The server is not believed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from starlette.applications import Starlette

from kiosk.formats import schedule as schedules
from kiosk.sync.link import Answer
from shelter.server.app import make_app
from shelter.sources.asking import Asking
from tests.db.shelter.memory_store import MemoryShelterStore
from tests.shelter.server.asking import ask
from tests.shelter.server.chain import Chain, make_service
from tests.shelter.sources.test_fetching import AppLink
from tests.vectors.messages import DESK, SERVED
from tests.vectors.site import AUTHORITY, ISSUED, KIOSK, public

KNOWN = replace(SERVED, version=SERVED.version - 1)


@pytest.fixture
def app(tmp_path: Path) -> Starlette:
    made = make_app(make_service(MemoryShelterStore(), tmp_path))
    for offer in Chain().take(3):
        assert ask(made, "PUT", offer.path, offer.body).status == 200
    return made


def asking(link: AppLink, reader: Ed25519PrivateKey = DESK) -> Asking:
    return Asking(link, reader, SERVED.site8, lambda: 1)


def test_a_newer_schedule_comes_with_its_file(app: Starlette) -> None:
    newer = asking(AppLink(app)).newer_schedule(KNOWN, public(AUTHORITY))
    assert newer is not None
    schedule, untrusted = newer
    assert schedule == SERVED
    assert schedules.parse_and_verify(untrusted, public(AUTHORITY), demo=SERVED.demo) == SERVED


def test_the_same_schedule_is_no_news(app: Starlette) -> None:
    assert asking(AppLink(app)).newer_schedule(SERVED, public(AUTHORITY)) is None


def test_a_schedule_by_somebody_else_is_no_news(app: Starlette) -> None:
    forged = schedules.sign(replace(SERVED, version=99), Ed25519PrivateKey.from_private_bytes(bytes(32)))
    link = AppLink(app, before=lambda *_: Answer(200, forged))
    assert asking(link).newer_schedule(KNOWN, public(AUTHORITY)) is None


def test_each_kiosk_has_reached_the_week_of_its_newest_batch(app: Starlette) -> None:
    assert asking(AppLink(app)).weeks_reached(SERVED) == {KIOSK.device8: ISSUED}


def test_a_batch_that_does_not_verify_says_nothing(app: Starlette) -> None:
    def spoil(_: str, answer: Answer) -> Answer:
        body = answer.untrusted_body
        return Answer(200, body[:-1] + bytes([body[-1] ^ 1])) if len(body) > 20_000 else answer

    assert asking(AppLink(app, before=spoil)).weeks_reached(SERVED) == {}
