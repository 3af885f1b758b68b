"""The pinned transport against real TLS servers, good ones and others."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest

from kiosk.ports.clock import SystemClock
from kiosk.sync.link import ANSWER_LIMIT, NotOurServer, Unreachable
from kiosk.sync.pinned import BadAddress, PinnedLink
from shelter.site.tls import ServerTls, make_server_tls
from tests.kiosk.sync.tls_server import dripping, saying, serving

NOW = datetime(2026, 11, 24, tzinfo=UTC)
FINE = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody"


def make(now: datetime = NOW, address: str = "127.0.0.1") -> ServerTls:
    return make_server_tls(b"site8888", [address], "a passphrase", now)


OURS, OTHERS = make(), make()


def link(url: str, tls: ServerTls = OURS, *pins: bytes, deadline: float = 5.0) -> PinnedLink:
    return PinnedLink(url, tls.ca_certificate.decode(), pins or (tls.spki32,), SystemClock(), deadline)


def test_our_server_is_asked_and_answers(tmp_path: Path) -> None:
    with serving(OURS, tmp_path, saying(FINE)) as url:
        answer = link(url, OURS, OTHERS.spki32, OURS.spki32).post("/v1/head", b"question")
    assert (answer.status, answer.untrusted_body, answer.retry_after) == (200, b"body", None)


def test_a_body_does_not_wait_until_the_receipt_of_its_headers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[socket.socket] = []
    connect = socket.create_connection

    def noted(address: tuple[str, int], timeout: float) -> socket.socket:
        lines.append(connect(address, timeout))
        return lines[-1].dup()

    monkeypatch.setattr(socket, "create_connection", noted)
    with serving(OURS, tmp_path, saying(FINE)) as url:
        assert link(url).put("/x", b"content").status == 200
    with lines[0] as line:
        assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.mark.parametrize("year", [1980, 2009, 2060])
def test_dates_of_a_certificate_do_not_matter(tmp_path: Path, year: int) -> None:
    tls = make(datetime(year, 1, 6, tzinfo=UTC))
    with serving(tls, tmp_path, saying(FINE)) as url:
        assert link(url, tls).put("/x", b"").status == 200


def test_another_key_of_the_same_authority_is_not_ours(tmp_path: Path) -> None:
    with serving(OURS, tmp_path, saying(FINE)) as url, pytest.raises(NotOurServer):
        link(url, OURS, OTHERS.spki32).post("/x", b"secret")


def test_the_right_key_under_another_authority_is_not_ours(tmp_path: Path) -> None:
    with serving(OURS, tmp_path, saying(FINE)) as url, pytest.raises(NotOurServer):
        link(url, OTHERS, OURS.spki32).post("/x", b"secret")


def test_a_certificate_for_another_name_is_not_ours(tmp_path: Path) -> None:
    tls = make(address="shelter.example")
    with serving(tls, tmp_path, saying(FINE)) as url, pytest.raises(NotOurServer):
        link(url, tls).post("/x", b"secret")


def test_the_first_word_of_an_enrolment_trusts_the_pin_alone(tmp_path: Path) -> None:
    with serving(OURS, tmp_path, saying(FINE)) as url:
        assert PinnedLink(url, None, [OURS.spki32], SystemClock()).post("/x", b"").status == 200
        with pytest.raises(NotOurServer):
            PinnedLink(url, None, [OTHERS.spki32], SystemClock()).post("/x", b"")


def test_older_tls_is_not_spoken(tmp_path: Path) -> None:
    with serving(OURS, tmp_path, saying(FINE), ssl.TLSVersion.TLSv1_2) as url, pytest.raises(NotOurServer):
        link(url).post("/x", b"")


@pytest.mark.timeout(20)
@pytest.mark.parametrize("part", [b"H", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n."])
def test_one_deadline_ends_an_answer_that_drips(tmp_path: Path, part: bytes) -> None:
    with serving(OURS, tmp_path, dripping(part)) as url, pytest.raises(Unreachable):
        link(url, deadline=0.8).post("/x", b"")


@pytest.mark.timeout(20)
def test_somebody_who_takes_the_call_and_says_nothing_is_given_up(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(Unreachable):
        link(f"https://127.0.0.1:{silent.getsockname()[1]}", deadline=0.5).post("/x", b"")


def test_somebody_who_speaks_something_else_is_not_ours() -> None:
    with socket.create_server(("127.0.0.1", 0)) as plain:

        def speak() -> None:
            connection, _ = plain.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = Thread(target=speak, daemon=True)
        thread.start()
        with pytest.raises(NotOurServer):
            link(f"https://127.0.0.1:{plain.getsockname()[1]}").post("/x", b"")
        thread.join(5)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\n\r\n" + bytes(ANSWER_LIMIT + 1),
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
    ],
    ids=["nothing", "nonsense", "cut off", "endless", "many headers"],
)
def test_an_answer_that_is_none_is_an_unreachable_server(tmp_path: Path, said: bytes) -> None:
    with serving(OURS, tmp_path, saying(said)) as url, pytest.raises(Unreachable):
        link(url).post("/x", b"")


def test_nobody_at_the_address_is_an_unreachable_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(Unreachable):
        link(f"https://127.0.0.1:{port}").post("/x", b"")


@pytest.mark.parametrize(
    ("said", "seconds"), [(b"7", 7.0), (b"0", 0.0), (b"-1", None), (b"1e9", None), (b"Tue, 24 Nov 2026", None)]
)
def test_retry_after_is_read_in_seconds_alone(tmp_path: Path, said: bytes, seconds: float | None) -> None:
    reply = saying(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nRetry-After: " + said + b"\r\n\r\n")
    with serving(OURS, tmp_path, reply) as url:
        answer = link(url).post("/x", b"")
    assert (answer.status, answer.retry_after) == (503, seconds)


def test_a_redirect_is_not_followed(tmp_path: Path) -> None:
    reply = saying(b"HTTP/1.1 307 Away\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n")
    with serving(OURS, tmp_path, reply) as url:
        assert link(url).post("/x", b"").status == 307


@pytest.mark.parametrize(
    "url", ["http://shelter.example", "https://", "shelter.example:8443", "https://a/b", "ftp://x"]
)
def test_an_address_that_is_not_https_is_told(url: str) -> None:
    with pytest.raises(BadAddress, match="https://"):
        link(url)


def test_a_damaged_certificate_of_the_site_is_told() -> None:
    with pytest.raises(NotOurServer, match="enrol"):
        PinnedLink("https://127.0.0.1", "no certificate", [], SystemClock())
