"""Each way out of a guest's window that a person can try, tried on a real X server in the middle of a visit."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, cast

import pytest

from tests.lockdown import requests
from tests.lockdown.seat import HOUSE, SIZE, Said, Screen, Told, stands

pytestmark = pytest.mark.timeout(30)

KEYS = """
alt+F4 ctrl+q ctrl+w ctrl+F4 ctrl+c ctrl+v ctrl+x ctrl+z ctrl+a ctrl+p ctrl+s ctrl+o ctrl+n ctrl+t ctrl+l ctrl+r ctrl+u
ctrl+shift+i ctrl+shift+c ctrl+alt+BackSpace ctrl+alt+Delete ctrl+alt+t ctrl+alt+F2 alt+F2 alt+F1 alt+Tab alt+shift+Tab
alt+Escape ctrl+Escape ctrl+shift+Escape super Super_R super+d super+l super+r super+e super+Tab Print alt+Print
Sys_Req alt+Sys_Req F1 F5 F10 F11 F12 Escape Menu shift+F10 alt+Left alt+Home BackSpace Delete Insert
shift+Insert Help Pause Scroll_Lock Num_Lock ctrl+plus ctrl+minus ctrl+0 ctrl+Home ctrl+End Prior Next
"""
NOTHING_THERE = (SIZE[0] // 2, 6)
WHOLE = ([True, "FullScreen", True], [True, "Maximized", True])
"""To every edge of the screen; cage makes each window as large as that, and Qt calls it so."""
LONG = "1.2"
"""Seconds: longer than any platform's press-and-hold."""


@contextmanager
def nothing_changes(kiosk: Told) -> Iterator[None]:
    """Same process, full screen, page and answers; no other window, nothing in the log."""
    before, log = same(kiosk.heard_all()), kiosk.logged()
    yield
    assert same(kiosk.heard_all()) == before
    assert before["shown"] in WHOLE
    assert before["windows"] == 1
    assert kiosk.process.poll() is None
    assert kiosk.logged() == log


def same(said: Said) -> Said:
    return {name: value for name, value in said.items() if name not in ("pointer", "takes_touches")}


def way(start: tuple[int, int], end: tuple[int, int], steps: int = 6) -> list[str]:
    """xdotool's words for a finger's way."""
    (x, y), (to_x, to_y) = start, end
    spots = [(x + (to_x - x) * part // steps, y + (to_y - y) * part // steps) for part in range(1, steps + 1)]
    return [word for spot in spots for word in ("mousemove", str(spot[0]), str(spot[1]))]


@pytest.mark.parametrize("keys", KEYS.split())
def test_no_key_leads_out(in_a_visit: Told, keys: str) -> None:
    with nothing_changes(in_a_visit):
        in_a_visit.screen.does("key", "--clearmodifiers", keys)


@pytest.mark.parametrize("button", ["2", "3", "4", "5", "6", "7", "8", "9"])
@pytest.mark.parametrize("spot", ["card", "between"])
def test_no_button_but_the_first_does_anything(in_a_visit: Told, button: str, spot: str) -> None:
    with nothing_changes(in_a_visit):
        at = in_a_visit.at("card-1") if spot == "card" else NOTHING_THERE
        in_a_visit.screen.to(at, "click", button)


@pytest.mark.parametrize("button", ["1", "3"])
def test_a_long_press_opens_no_menu_and_marks_no_text(in_a_visit: Told, button: str) -> None:
    with nothing_changes(in_a_visit):
        in_a_visit.screen.to(NOTHING_THERE, "mousedown", button, "sleep", LONG, "mouseup", button)


def test_words_are_not_marked_by_three_touches(in_a_visit: Told) -> None:
    with nothing_changes(in_a_visit):
        in_a_visit.screen.to(NOTHING_THERE, "click", "--repeat", "3", "--delay", "40", "1")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ((0, 400), (700, 400)),
        ((SIZE[0] - 1, 400), (500, 400)),
        ((640, 0), (640, 600)),
        ((640, SIZE[1] - 1), (640, 200)),
        ((0, 0), (600, 500)),
    ],
    ids=["left", "right", "top", "bottom", "corner"],
)
def test_a_swipe_from_an_edge_moves_nothing(in_a_visit: Told, start: tuple[int, int], end: tuple[int, int]) -> None:
    with nothing_changes(in_a_visit):
        in_a_visit.screen.to(start, "mousedown", "1", *way(start, end), "mouseup", "1")


@pytest.mark.parametrize("ask", [requests.close, requests.minimise, requests.leave_full_screen])
def test_what_a_window_manager_asks_is_not_done(in_a_visit: Told, ask: Callable[[str, int], None]) -> None:
    with nothing_changes(in_a_visit):
        ask(in_a_visit.screen.display, cast(int, in_a_visit.last["id"]))


def test_a_window_that_is_taken_off_the_screen_comes_back(in_a_visit: Told) -> None:
    with nothing_changes(in_a_visit):
        in_a_visit.screen.does("windowunmap", str(in_a_visit.last["id"]))
        in_a_visit.until(lambda said: said["seen"] is False)
        in_a_visit.until(lambda said: said["seen"] is True)


@pytest.fixture
def stranger(screen: Screen) -> Iterator[IO[str]]:
    """What another program says; see `tests.lockdown.stranger`."""
    command = [sys.executable, "-m", "tests.lockdown.stranger"]
    process = subprocess.Popen(command, env=screen.environment(), cwd=HOUSE, stdout=subprocess.PIPE, text=True)
    said = cast("IO[str]", process.stdout)
    try:
        assert said.readline() == "ready\n"
        yield said
    finally:
        process.kill()
        process.wait(20)
        said.close()


@pytest.mark.parametrize("target", ["card-1", "way0"])
def test_a_file_dragged_onto_the_page_is_not_taken(in_a_visit: Told, stranger: IO[str], target: str) -> None:
    offer, seen = (30, 30), ("sleep", "0.2")
    with nothing_changes(in_a_visit):
        there = way(offer, in_a_visit.at(target))
        in_a_visit.screen.to(offer, "mousedown", "1", *seen, *there, *seen, "mouseup", "1")
        assert stranger.readline() == "IgnoreAction\n"


def test_the_address_of_a_file_is_pasted_nowhere(in_a_visit: Told, stranger: IO[str]) -> None:
    with nothing_changes(in_a_visit):
        in_a_visit.screen.to(in_a_visit.at("card-1"), "click", "2", "key", "ctrl+v", "shift+Insert")


def test_after_all_that_the_visit_goes_on(in_a_visit: Told) -> None:
    in_a_visit.tap("mask", "card-1")
    in_a_visit.tap("sick", "back")
    in_a_visit.until(lambda said: stands(said, "mask"))
    assert in_a_visit.logged() == ""
