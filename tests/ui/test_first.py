"""The first screen by a real finger and a real keyboard on a real window, over a house that keeps its contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from kiosk.formats.code import WrongCode
from kiosk.ports.enrolling import CodeOver, CodeUsed, Heard, NotAccepted, NotNow, Step
from kiosk.problem import Damaged, DemoMixed, DiskFull, Problem, ReadOnlyFolder, WrongKey
from kiosk.sync.link import NotOurServer, Unreachable
from kiosk.sync.pinned import BadAddress
from tests.kiosk.hands import HandClock
from tests.ui.first_house import BELONGS, CODE, FILE, WORDS, FirstHand, NewMachine, services, walk_first
from tests.ui.hand import settle
from tests.ui.slots import with_meta_objects_of_their_own
from tests.ui.structure import Finding, findings, not_mirrored, places
from tests.ui.walker import SIZES
from ui.bridge.first import FirstWindow
from ui.bridge.services import WindowSettings

AWAY = Unreachable("The shelter's server does not answer; the kiosk tries again by itself.")
USED = CodeUsed("Another kiosk has used this code; ask your site for a new one, and tell it.")
PIN = "135790"


@pytest.fixture
def stand(qtbot: object) -> Iterator[Callable[..., FirstHand]]:
    """Opens a first screen over a machine and hands it over by its finger."""
    QAccessible.setActive(True)
    opened: list[FirstWindow] = []

    def open_one(machine: NewMachine, language: str = "en", **size: int) -> FirstHand:
        clock = HandClock()
        first = FirstWindow(services(machine, clock, language), WindowSettings(**size, reduce_motion=True))
        opened.append(first)
        return FirstHand(first, clock)

    yield open_one
    for window in opened:
        window.close()


def type_in(hand: FirstHand, letters: str) -> None:
    """Letters, then enter."""
    hand.clock.advance(1)
    for letter in letters:
        QTest.keyClick(hand.window, letter)
    QTest.keyClick(hand.window, Qt.Key.Key_Return)


def scan(hand: FirstHand, code: str) -> None:
    """What a hand scanner does."""
    type_in(hand, code)
    settle()
    hand.rest()


def to_words(hand: FirstHand) -> None:
    scan(hand, CODE)
    hand.type_pin(PIN)
    hand.type_pin(PIN)


def pass_time(hand: FirstHand, arrived: Callable[[], bool]) -> None:
    hand.clock.advance(3)
    hand.place.tick()
    hand.until(arrived)
    settle()


def test_a_tap_on_a_stick_s_file_leads_to_a_kiosk(stand: Callable[..., FirstHand]) -> None:
    machine = NewMachine(files=[FILE])
    hand = stand(machine)
    pass_time(hand, lambda: bool(hand.place.files))
    hand.tap("card-file0")
    hand.rest()
    assert (machine.taken, hand.page) == ([str(FILE.path)], "ChoosePinPage")
    hand.type_pin(PIN)
    hand.type_pin(PIN)
    assert (machine.pin, hand.page) == (PIN, "WordsPage")
    assert set(WORDS) <= {item.property("text") for item in hand.items()}
    assert with_meta_objects_of_their_own() == set()
    machine.approved = True
    hand.tap("way1")
    pass_time(hand, lambda: hand.page == "DonePage")
    assert "This kiosk belongs to Casa del Puente" in [item.property("text") for item in hand.items()]
    assert "It is for practice only." in hand.told
    hand.tap("way0")
    assert not hand.window.isVisible()
    assert hand.first.finished


def test_a_site_without_a_language_is_told_on_the_last_page(stand: Callable[..., FirstHand]) -> None:
    hand = stand(NewMachine(taken=[CODE], pin=PIN, belongs=BELONGS))
    hand.place.heard = Heard(WORDS, replace(BELONGS, speaks=False))
    hand.place.tell("")
    settle()
    assert "Your site has accepted no language yet" in hand.told
    hand.place.heard = Heard(WORDS, BELONGS)
    hand.place.tell("")
    settle()
    assert "language" not in hand.told


def test_a_site_without_a_language_is_waited_for_and_the_page_goes_on_by_itself(
    stand: Callable[..., FirstHand],
) -> None:
    machine = NewMachine(taken=[CODE], pin=PIN, belongs=replace(BELONGS, speaks=False), approved=True, speaks=False)
    hand = stand(machine)
    assert hand.page == "WaitingPage"
    assert "ceiba site accept-pack" in hand.told
    hand.tap("way0")
    pass_time(hand, lambda: machine.asked == 1 and not hand.place.asking)
    assert hand.page == "WaitingPage"
    machine.speaks = machine.is_due = True
    pass_time(hand, lambda: hand.page == "DonePage")
    hand.tap("way0")
    assert hand.first.finished


def test_who_waits_for_a_language_hears_why_the_site_s_server_is_silent(stand: Callable[..., FirstHand]) -> None:
    machine = NewMachine(taken=[CODE], pin=PIN, belongs=replace(BELONGS, speaks=False))
    machine.problems = [NotOurServer("This is not your site's server.")]
    hand = stand(machine)
    hand.tap("way0")
    pass_time(hand, lambda: hand.told.startswith("Somebody else answers"))
    assert hand.page == "WaitingPage"
    machine.is_due = True
    pass_time(hand, lambda: machine.asked == 2 and not hand.place.asking)
    assert not hand.told.startswith("Somebody else answers")


def test_a_stick_that_is_taken_out_takes_its_card_with_it(stand: Callable[..., FirstHand]) -> None:
    machine = NewMachine(files=[FILE])
    hand = stand(machine)
    pass_time(hand, lambda: hand.sees("card-file0"))
    machine.files = []
    pass_time(hand, lambda: not hand.place.files)
    assert not hand.sees("card-file0")


def test_a_wrong_code_is_told_and_the_next_scan_takes_its_place(stand: Callable[..., FirstHand]) -> None:
    machine = NewMachine()
    hand = stand(machine)
    scan(hand, "no code at all")
    assert hand.told.startswith("This is not a whole code.")
    assert hand.told.endswith("[wrong-code]")
    assert hand.page == "CodePage"
    scan(hand, CODE)
    assert (machine.taken, hand.page) == ([CODE], "ChoosePinPage")


def test_a_keyboard_alone_reaches_every_way_on(stand: Callable[..., FirstHand]) -> None:
    hand = stand(NewMachine())
    reached = set()
    for _ in range(8):
        QTest.keyClick(hand.window, Qt.Key.Key_Tab)
        settle()
        focused = hand.window.activeFocusItem()
        reached.add(focused.objectName() if focused else "")
    assert {"language", "close", "way0", "code"} <= reached
    assert hand.item("code").property("text") == ""


def test_go_on_without_a_code_says_so(stand: Callable[..., FirstHand]) -> None:
    hand = stand(NewMachine())
    hand.tap("way0")
    assert hand.told == "There is no code here yet."


@pytest.mark.parametrize("problem", [USED, CodeOver("old"), NotAccepted("unknown"), WrongKey("another site")])
def test_a_code_that_the_site_does_not_take_is_told_before_a_staff_code_is_asked(
    stand: Callable[..., FirstHand], problem: Problem
) -> None:
    hand = stand(NewMachine(problems=[problem]))
    scan(hand, CODE)
    assert hand.page == "CodePage"
    assert hand.told.endswith(f"[{problem.code}]")
    assert "first.problem" not in hand.told


def test_a_server_that_is_away_stops_nobody_and_is_asked_until_it_is_back(stand: Callable[..., FirstHand]) -> None:
    machine = NewMachine(problems=[AWAY, AWAY])
    hand = stand(machine)
    to_words(hand)
    assert hand.page == "WordsPage"
    machine.is_due = True
    pass_time(hand, lambda: bool(hand.place.sentence))
    assert hand.told.startswith("The site's server does not answer.")
    assert not set(WORDS) & {item.property("text") for item in hand.items()}
    assert not hand.place.heard
    machine.is_due = True
    pass_time(hand, lambda: hand.place.heard is not None)
    assert hand.told == "Your site types what it hears. Then this page goes on by itself."
    assert set(WORDS) <= {item.property("text") for item in hand.items()}


def test_nothing_is_asked_before_it_is_due(stand: Callable[..., FirstHand]) -> None:
    machine = NewMachine()
    hand = stand(machine)
    to_words(hand)
    asked = machine.asked
    for _ in range(5):
        hand.clock.advance(60)
        hand.place.tick()
        settle()
    assert machine.asked == asked == 1


def test_a_staff_code_that_is_too_short_or_different_is_entered_again(stand: Callable[..., FirstHand]) -> None:
    machine = NewMachine()
    hand = stand(machine)
    scan(hand, CODE)
    hand.type_pin("12345")
    assert hand.told == "A staff code has six to ten digits."
    hand.tap("key-6", "key-enter")
    hand.type_pin("123457")
    assert hand.told == "The two codes are not the same. Choose one again."
    assert machine.pin == ""
    type_in(hand, "246810")
    hand.type_pin("246810")
    assert machine.pin == "246810"


def test_an_eleventh_digit_is_not_taken(stand: Callable[..., FirstHand]) -> None:
    hand = stand(NewMachine())
    scan(hand, CODE)
    hand.tap(*["key-1"] * 11)
    assert hand.first.enrol.entered == 10


def test_a_site_that_says_no_while_it_is_waited_for_leads_back_to_the_code(stand: Callable[..., FirstHand]) -> None:
    machine = NewMachine()
    hand = stand(machine)
    to_words(hand)
    machine.problems, machine.is_due = [USED], True
    pass_time(hand, lambda: hand.page == "CodePage")
    assert hand.told.startswith("Another kiosk has used this code.")


def test_an_answer_that_comes_late_does_not_take_the_code_s_page_away(stand: Callable[..., FirstHand]) -> None:
    machine = NewMachine()
    hand = stand(machine)
    to_words(hand)
    machine.is_due = True
    hand.place.tick()
    hand.tap("way0")
    hand.until(lambda: machine.asked == 2)
    settle()
    assert hand.page == "CodePage"
    scan(hand, CODE)
    assert hand.page == "WordsPage"


@pytest.mark.parametrize(
    ("taken", "pin", "page"), [([], "", "CodePage"), ([CODE], "", "ChoosePinPage"), ([CODE], PIN, "WordsPage")]
)
def test_a_machine_that_was_switched_off_goes_on_where_it_was(
    stand: Callable[..., FirstHand], taken: list[str], pin: str, page: str
) -> None:
    hand = stand(NewMachine(taken=taken, pin=pin))
    assert hand.page == page


def test_the_language_turns_without_losing_the_step(stand: Callable[..., FirstHand]) -> None:
    hand = stand(NewMachine())
    scan(hand, CODE)
    hand.tap("language", "card-es")
    assert hand.page == "ChoosePinPage"
    assert "Elija un código del personal" in [item.property("text") for item in hand.items()]


def test_close_leaves_the_machine_as_it_is(stand: Callable[..., FirstHand]) -> None:
    machine = NewMachine()
    hand = stand(machine)
    hand.tap("close")
    assert not hand.window.isVisible()
    assert not hand.first.finished


def test_a_mistake_of_ours_is_told_and_the_screen_stays(
    stand: Callable[..., FirstHand], caplog: pytest.LogCaptureFixture
) -> None:
    machine = NewMachine()
    hand = stand(machine)
    machine.take_code = lambda _: 1 / 0  # type: ignore[assignment, method-assign]
    scan(hand, CODE)
    assert hand.told.startswith("Something in this set-up is wrong. Tell IT.")
    assert hand.page == "CodePage"
    assert "ZeroDivisionError" in caplog.text
    assert CODE not in caplog.text
    caplog.clear()


SENTENCES = (
    *(WrongCode, NotAccepted, CodeUsed, CodeOver, WrongKey, DemoMixed, NotOurServer, Unreachable, NotNow, BadAddress),
    *(DiskFull, ReadOnlyFolder),
)


@pytest.mark.parametrize("problem", SENTENCES, ids=lambda problem: problem.code)
def test_every_expected_problem_has_a_sentence_of_its_own(
    stand: Callable[..., FirstHand], problem: type[Problem]
) -> None:
    hand = stand(NewMachine())
    hand.place.tell_problem(problem("English of the terminal"))
    assert hand.place.sentence == f"first.problem.{problem.code}"
    hand.place.tell_problem(Damaged("English of the terminal"))
    assert (hand.place.sentence, hand.place.problem) == ("first.problem.other", "damaged")


@pytest.mark.parametrize(("width", "height", "diagonal"), SIZES)
def test_every_page_is_whole_in_every_language(
    stand: Callable[..., FirstHand], width: int, height: int, diagonal: float
) -> None:
    wrong: list[tuple[str, str, Finding]] = []
    seen: dict[tuple[str, str], dict[str, object]] = {}
    for language in ("en", "es", "ar"):
        machine = NewMachine()
        hand = stand(machine, language, width=width, height=height)
        for name in walk_first(hand, machine):
            wrong += [(language, name, finding) for finding in findings(hand.window, diagonal)]
            seen[language, name] = places(hand.window)  # type: ignore[assignment]
    names = {name for _, name in seen} - {"first-languages"}  # the present language leads there
    for name in names:
        wrong += [("ar", name, finding) for finding in not_mirrored(seen["es", name], seen["ar", name], width)]  # type: ignore[arg-type]
    assert not wrong, "\n".join(map(str, wrong))
    assert len(names) >= 11
    assert Step.DONE is Step(hand.place.step)
