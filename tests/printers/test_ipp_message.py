"""IPP bytes: what is asked, and answers that are cut off, altered or invented."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.problem import Damaged
from printers.ipp import Address, AnswerLost, IppClient
from printers.ipp_message import Operation, Tag, attribute, parse, request
from printers.wire import WireLost

ANSWER = (
    b"\x02\x00\x00\x00\x00\x00\x00\x07\x04"
    + attribute(Tag.KEYWORD, "printer-state-reasons", "media-empty", "door-open")
    + attribute(Tag.ENUM, "printer-state", 5)
    + attribute(Tag.BOOLEAN, "printer-is-accepting-jobs", False)
    + attribute(Tag.KEYWORD, "printer-state-reasons", "paused")
    + b"\x03"
)


def test_a_request_is_byte_for_byte_what_rfc_8010_says() -> None:
    made = request(Operation.GET_PRINTER_ATTRIBUTES, 1, attribute(Tag.URI, "printer-uri", "ipp://h/"))
    expected = (
        "0200000b00000001"
        "01"
        "47 0012 617474726962757465732d63686172736574 0005 7574662d38"
        "48 001b 617474726962757465732d6e61747572616c2d6c616e6775616765 0002 656e"
        "45 000b 7072696e7465722d757269 0008 6970703a2f2f682f"
        "03"
    )
    assert made == bytes.fromhex(expected)


def test_an_answer_is_read_with_all_values_of_a_name() -> None:
    answer = parse(ANSWER, 7)
    assert answer.worked
    group = answer.group(Tag.PRINTER)
    assert group.texts("printer-state-reasons") == ["media-empty", "door-open", "paused"]
    assert group.number("printer-state") == 5
    assert group.values["printer-is-accepting-jobs"] == [False]
    assert group.number("printer-is-accepting-jobs") is None


@pytest.mark.parametrize("length", range(len(ANSWER)))
def test_an_answer_that_is_cut_off_is_damaged(length: int) -> None:
    with pytest.raises(Damaged):
        parse(ANSWER[:length], 7)


def test_an_answer_to_something_else_is_damaged() -> None:
    with pytest.raises(Damaged):
        parse(ANSWER, 8)


@given(st.binary(max_size=200))
def test_any_bytes_are_an_answer_or_damaged(noise: bytes) -> None:
    try:
        parse(b"\x02\x00\x00\x00\x00\x00\x00\x07" + noise, 7)
    except Damaged:
        return
    assert b"\x03" in noise


@contextmanager
def server_that_says(*parts: bytes) -> Iterator[IppClient]:
    """Listens once, says the parts whatever it is asked, and hangs up."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(10)

        def serve() -> None:
            line, _ = listening.accept()
            with line, suppress(ConnectionError):
                line.settimeout(10)
                line.recv(65536)
                for part in parts:
                    line.sendall(part)
                with suppress(OSError):  # who was told too much has hung up: not connected, which is no ConnectionError
                    line.shutdown(socket.SHUT_WR)
                while line.recv(65536):
                    pass

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield IppClient(Address.parse(f"ipp://127.0.0.1:{listening.getsockname()[1]}/"))
        thread.join(10)


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ((b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",), Damaged),
        ((b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",), Damaged),
        ((b"HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n", bytes(2_000_000)), Damaged),
        ((b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello",), Damaged),
        ((b"SSH-2.0-OpenSSH\r\n",), AnswerLost),
        ((), AnswerLost),
    ],
    ids=["no ipp", "not found", "endless", "cut off", "no http", "hangs up"],
)
def test_servers_that_are_no_printers_are_told_apart(parts: tuple[bytes, ...], error: type[Exception]) -> None:
    with server_that_says(*parts) as client, pytest.raises(error):
        client.ask(Operation.GET_PRINTER_ATTRIBUTES, time.monotonic() + 5)


def test_nobody_there_is_away_and_not_a_lost_answer() -> None:
    with pytest.raises(WireLost) as away:
        IppClient(Address.parse("ipp://127.0.0.1:9/")).ask(Operation.PRINT_JOB, time.monotonic() + 5)
    assert not isinstance(away.value, AnswerLost)


def test_a_server_that_never_answers_is_given_up_at_the_deadline() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        client = IppClient(Address.parse(f"ipp://127.0.0.1:{silent.getsockname()[1]}/"))
        with pytest.raises(AnswerLost):
            client.ask(Operation.PRINT_JOB, time.monotonic() + 0.3)
