"""Checks end in time, in their order, and none of them takes another one along."""

from __future__ import annotations

from threading import Event

from kiosk.doctor.examine import examine
from kiosk.doctor.said import say
from kiosk.languages.catalogue import load_catalogue
from kiosk.languages.pack import pack_codes
from kiosk.ports.finding import UNKNOWN, Check, CheckKey, Finding, State

SECRET = "answer of a guest"


def fails() -> Finding:
    raise ValueError(SECRET)


def test_one_that_hangs_and_one_that_fails_are_not_known_and_hide_no_other() -> None:
    ended = Event()

    def hangs() -> Finding:
        ended.wait(30)
        return Finding(CheckKey.DISK)

    checks = [
        Check(CheckKey.DISK, hangs),
        Check(CheckKey.CLOCK, fails),
        Check(CheckKey.SOUND, lambda: Finding(CheckKey.SOUND)),
    ]
    found = examine(checks, seconds=0.3)
    ended.set()
    assert [(one.key, one.state, one.detail) for one in found] == [
        (CheckKey.DISK, State.ATTENTION, UNKNOWN),
        (CheckKey.CLOCK, State.ATTENTION, UNKNOWN),
        (CheckKey.SOUND, State.OK, ""),
    ]
    assert SECRET not in repr(found)


def test_every_language_has_words_for_every_state() -> None:
    for code in pack_codes():
        catalogue = load_catalogue(code)
        for key in CheckKey:
            for state in State:
                said = say(Finding(key, state, UNKNOWN), catalogue)
                assert (catalogue.say(f"staff.{key.value}") in said.sentence, bool(said.advice)) == (True, True)
