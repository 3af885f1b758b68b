"""The speaker button: what it reads, when it falls silent, and when it is not there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.languages.voices import IS_THIS_YOURS
from kiosk.visit.protocol_file import shipped_protocol
from tests.ui.hand import Hand, settle
from tests.ui.house import services
from tests.ui.noted_speech import NotedSpeech
from tests.ui.structure import findings
from tests.ui.test_staff_area import enter
from ui.bridge.services import WindowSettings
from ui.bridge.window import KioskWindow

Open = Callable[..., Hand]


@pytest.fixture
def speech() -> NotedSpeech:
    return NotedSpeech(mute=("ar",))


@pytest.fixture
def hand(open_hand: Open, speech: NotedSpeech) -> Hand:
    return open_hand(services("covid-2021")._replace(speech=speech))


def test_without_a_player_there_is_no_speaker(open_hand: Open) -> None:
    hand = open_hand(services())
    assert not hand.sees("speaker")
    hand.tap("card-es")
    assert not hand.sees("speaker")


def test_the_first_page_asks_in_each_language_that_has_a_voice_and_shows_which(hand: Hand, speech: NotedSpeech) -> None:
    hand.tap("speaker")
    assert speech.said == [[("es", IS_THIS_YOURS), ("en", IS_THIS_YOURS)]]
    speech.told(1)
    settle()
    assert hand.item("card-en").property("chosen")
    assert not hand.item("card-es").property("chosen")
    speech.told(None)
    settle()
    assert not hand.item("card-en").property("chosen")


def test_the_last_page_tells_what_became_of_the_paper(hand: Hand, speech: NotedSpeech) -> None:
    hand.tap("card-es", "card-things", "way0", "card-print")
    hand.until(lambda: hand.bridges.slip.state == "printed")
    hand.tap("speaker")
    assert speech.said[-1] == [(hand.bridges.visit.language, "end.title"), (hand.bridges.visit.language, "end.printed")]
    hand.tap("apart")
    assert not hand.bridges.speech.speaking
    hand.tap("speaker")
    assert speech.said[-1][-1] == (hand.bridges.visit.language, "end.deleted.paper")


def test_the_notice_is_read_without_names(hand: Hand, speech: NotedSpeech) -> None:
    hand.tap("card-es", "speaker")
    keys = ["notice.title", "notice.optional", "notice.decide", "notice.shelter"]
    assert speech.said == [[("es", key) for key in keys]]


def test_the_signs_that_a_doctor_is_needed_are_read_and_the_answers_are_not(hand: Hand, speech: NotedSpeech) -> None:
    hand.tap("card-es", "card-questions", "speaker")
    keys = [key for _, key in speech.said[0]]
    assert keys[0] == "question.doctor"
    assert "flag.chest-pain" in keys
    assert not any(key.startswith("option.") for key in keys)


def test_with_a_headset_the_answers_are_read_too(open_hand: Open, speech: NotedSpeech) -> None:
    hand = open_hand(services()._replace(speech=speech), headset=True)
    hand.to_question("mask")
    hand.tap("speaker")
    assert [key for _, key in speech.said[0]][-4:] == [
        f"option.mask.{key}" for key in ("have", "want", "cannot", "some")
    ]


def test_a_language_without_a_voice_has_no_speaker(hand: Hand) -> None:
    hand.tap("card-ar")
    assert not hand.sees("speaker")


@pytest.mark.parametrize("act", ["card-questions", "call", "language", "corner", "speaker"])
def test_whatever_is_touched_next_ends_the_reading(hand: Hand, speech: NotedSpeech, act: str) -> None:
    hand.tap("card-es", "speaker")
    assert hand.bridges.speech.property("speaking")
    hand.tap(act)
    assert speech.stops == 1
    assert not hand.bridges.speech.property("speaking")


def test_another_language_the_warning_and_leaving_end_the_reading(hand: Hand, speech: NotedSpeech) -> None:
    hand.tap("card-es", "speaker")
    hand.bridges.place.speak("en")
    hand.tap("speaker")
    hand.wait(95)
    assert hand.page == "IdlePage"
    assert not hand.sees("speaker")
    hand.tap("way1", "speaker")
    hand.bridges.place.leave()
    assert (speech.stops, speech.settled) == (3, 1)


def test_what_is_told_late_of_a_reading_that_is_over_changes_nothing(hand: Hand, speech: NotedSpeech) -> None:
    hand.tap("speaker")
    late = speech.told
    hand.tap("speaker", "speaker")
    late(None)
    settle()
    assert hand.bridges.speech.property("speaking")


def test_the_speaker_stands_at_the_same_place_on_every_page(hand: Hand) -> None:
    seen = {hand.point("speaker").toTuple()}
    for name in ("card-es", "card-questions", "way0", "way0", "way0"):
        hand.tap(name)
        seen.add(hand.point("speaker").toTuple())
    hand.tap("call")
    assert {*seen, hand.point("speaker").toTuple()} == seen
    assert len(seen) == 1


def test_closing_the_window_is_silence_for_good(qtbot: object, speech: NotedSpeech) -> None:
    with KioskWindow(services()._replace(speech=speech), WindowSettings()):
        assert not speech.closed
    assert speech.closed


def test_every_page_of_a_visit_can_be_heard(hand: Hand) -> None:
    hand.tap("card-es", "card-questions")
    for _ in shipped_protocol("covid-2021").questions:
        if hand.bridges.place.step.name != "question":
            break
        assert hand.sees("speaker"), hand.bridges.place.step
        hand.tap("way0")
    while hand.page != "EndPage":
        assert hand.sees("speaker"), hand.page
        hand.tap("way0" if hand.page == "OffersPage" else "card-1" if hand.page == "SharingPage" else "card-no-paper")
    assert hand.sees("speaker")


def test_staff_say_that_a_headset_is_there_only_where_something_speaks(open_hand: Open, speech: NotedSpeech) -> None:
    silent = open_hand(services())
    enter(silent, "card-screen")
    assert not silent.sees("card-headset")
    hand = open_hand(services()._replace(speech=speech))
    enter(hand, "card-screen", "card-headset")
    assert hand.desk.screen.look().headset
    assert hand.item("card-headset").property("chosen")


def test_in_large_text_the_way_on_leaves_the_speaker_its_place(open_hand: Open, speech: NotedSpeech) -> None:
    hand = open_hand(services()._replace(speech=speech), text_scale=2.0)
    hand.tap("card-es", "language")
    assert findings(hand.window, 10.1) == []
