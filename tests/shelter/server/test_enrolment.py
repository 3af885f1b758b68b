"""What the server says to a new kiosk."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.formats.enrolment import EnrolmentAnswer, open_profile
from shelter.server.service import Service
from tests.shelter.server.asking import ask
from tests.shelter.server.knocking import CODE, KNOCK, LISTED_KNOCK, OTHER_KNOCK, REVOKED_KNOCK, whole_app
from tests.vectors import site

PATH = "/v1/enrol"


def test_a_new_kiosk_waits_and_may_ask_again(service: Service) -> None:
    app = whole_app(service)
    for _ in range(3):
        reply = ask(app, "POST", PATH, KNOCK)
        assert reply.status == 200
        assert EnrolmentAnswer.parse(reply.body, CODE) == EnrolmentAnswer(site.AUTHORITY_ED32, "PEM", None)


def test_a_kiosk_that_the_schedule_lists_gets_schedule_and_profile(service: Service) -> None:
    answer = EnrolmentAnswer.parse(ask(whole_app(service), "POST", PATH, LISTED_KNOCK).body, CODE)
    assert answer.approved is not None
    assert answer.approved[0] == service.schedules.signed()
    assert open_profile(answer.approved[1], site.AUTHORITY_ED32) == b"[site]"


def test_a_revoked_kiosk_does_not_come_back_with_a_new_code(service: Service) -> None:
    reply = ask(whole_app(service), "POST", PATH, REVOKED_KNOCK)
    assert (reply.status, reply.code) == (403, "wrong-key")


def test_the_second_kiosk_with_one_code_is_told_and_the_first_is_not_disturbed(service: Service) -> None:
    app = whole_app(service)
    ask(app, "POST", PATH, KNOCK)
    late = ask(app, "POST", PATH, OTHER_KNOCK)
    assert (late.status, late.code) == (409, "code-used")
    assert ask(app, "POST", PATH, KNOCK).status == 200


def test_a_folder_that_lacks_a_file_is_later_and_told_to_it(
    service: Service, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = whole_app(service)
    next(tmp_path.rglob("site-ca.pem")).unlink()
    reply = ask(app, "POST", PATH, KNOCK)
    assert (reply.status, reply.code, "retry-after" in reply.headers) == (503, "missing-file", True)
    assert "site-ca.pem" in caplog.text
    caplog.clear()


@pytest.mark.parametrize("name", ["site-ca.pem", "authority.pub", "*.pending"])
def test_a_file_that_cannot_be_read_is_later_and_told_to_it(
    service: Service, tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    app = whole_app(service)
    assert ask(app, "POST", PATH, KNOCK).status == 200
    file = next(tmp_path.rglob(name))
    file.unlink()
    file.mkdir()  # nobody reads a folder as a file, whatever their rights
    reply = ask(app, "POST", PATH, KNOCK)
    assert (reply.status, reply.code, "retry-after" in reply.headers) == (503, "unreadable-file", True)
    assert file.name in caplog.text
    caplog.clear()
