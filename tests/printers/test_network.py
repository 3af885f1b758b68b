"""Printers of the network, by a real program in its own process; what it says is believed only in our form."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from printers.network import MOST, NetworkFinder, read_found

LIMIT = 10.0


def until(holds: Callable[[], bool]) -> None:
    pause = Event()
    for _ in range(int(LIMIT / 0.02)):
        if holds():
            return
        pause.wait(0.02)
    raise AssertionError("it never came")


def saying(*lines: str) -> tuple[str, ...]:
    return (sys.executable, "-c", f"print({chr(10).join(lines)!r})")


def test_what_announces_itself_is_found_beside_and_told_at_the_next_look() -> None:
    finder = NetworkFinder(saying("ipp://office.local:631/ipp/print", "ipp://desk.local/ipp/print"))
    assert finder.found() == ()
    until(lambda: bool(finder.found()))
    assert finder.found() == ("ipp://office.local:631/ipp/print", "ipp://desk.local/ipp/print")


def test_it_is_not_looked_for_again_at_every_question(tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    program = f"open({str(noted)!r}, 'a').write('x'); print('ipp://a.local/')"
    finder = NetworkFinder((sys.executable, "-c", program))
    finder.found()
    until(lambda: bool(finder.found()))
    for _ in range(20):
        finder.found()
    assert noted.read_text() == "x"


@pytest.mark.parametrize(
    "command",
    [
        ("/nowhere/ippfind",),
        (sys.executable, "-c", "raise SystemExit(1)"),
        (sys.executable, "-c", "import time; time.sleep(600)"),
    ],
)
def test_no_program_no_answer_or_a_stuck_one_finds_nothing_and_holds_nobody_up(command: tuple[str, ...]) -> None:
    finder = NetworkFinder(command, seconds=0.5)
    assert finder.found() == ()
    until(lambda: not finder._busy.locked())
    assert finder.found() == ()


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"ipp://",
        b"ipps://office.local/ipp/print",
        b"http://office.local/",
        b"ipp://someone@office.local/",
        b"ipp://office.local/a b",
        b"ipp://office.local/\x1b[31m",
        b"ipp://office.local:999999/",
        b"ipp://" + b"a" * 200 + b"/",
        b"socket://receipts.local:9100/",
        "ipp://büro.local/".encode(),
        b"\xff\xfe",
    ],
)
def test_a_line_of_another_form_is_passed_over(line: bytes) -> None:
    assert read_found(b"ipp://one.local/\n" + line + b"\nipp://two.local/\n") == (
        "ipp://one.local/",
        "ipp://two.local/",
    )


def test_each_is_told_once_and_no_more_than_a_page_holds() -> None:
    many = b"".join(b"ipp://p%d.local/\n" % number for number in range(30))
    assert len(read_found(many + many)) == MOST
