"""The list of checks, one for the staff page and the command line. One rule: what a running kiosk knows better than its
folder says comes through `Vitals`; all else is looked at here, once.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol

from kiosk.boot.layout import Layout
from kiosk.boot.tablet.accepted import language_state
from kiosk.boot.tablet.delivery import ALARM_HOURS, Waiting
from kiosk.boot.tablet.front import Front, NotEnrolled
from kiosk.doctor import machine
from kiosk.doctor.disk import disk
from kiosk.doctor.site import backlog, clock, keys
from kiosk.formats.schedule import Device, Schedule
from kiosk.languages.catalogue import load_catalogue
from kiosk.languages.pack import load_pack
from kiosk.ports.clock import Clock
from kiosk.ports.finding import Check, CheckKey, Finding, State
from kiosk.ports.staff import PrinterState
from kiosk.problem import DemoMixed, Problem

ANSWER_SECONDS = 10.0
CAN_PRINT = (PrinterState.READY, PrinterState.NO_ANSWER)
PARTS = (
    ("Ceiba", "ceiba"),
    ("Qt", "pyside6-essentials"),
    ("cryptography", "cryptography"),
    ("SQLAlchemy", "sqlalchemy"),
)


class Vitals(Protocol):
    """What is asked of a kiosk, running or not. Every method may take seconds and raise a Problem."""

    def schedule(self) -> Schedule: ...

    def listed(self) -> Device | None: ...

    def high_water(self) -> int: ...

    def storage(self) -> Finding: ...

    def waiting(self) -> Waiting: ...

    def server(self) -> Finding: ...

    def printer(self) -> PrinterState | None: ...

    def outside(self) -> str: ...


def kiosk_checks(front: Front, wall: Clock, vitals: Vitals) -> Sequence[Check]:
    """Everything that is looked at on a kiosk."""
    layout = front.layout

    def told_keys() -> Finding:
        return keys(wall.wall(), vitals.schedule(), vitals.high_water(), vitals.listed(), layout.device)

    def told_disk() -> Finding:
        reserve = layout.kiosk / "ballast" if layout.database.exists() else None
        return disk(layout.kiosk, reserve=reserve, encrypted=not front.demo)

    looks: Mapping[CheckKey, Callable[[], Finding]] = {
        CheckKey.SITE: lambda: Finding(CheckKey.SITE, State.ATTENTION if front.demo else State.OK),
        CheckKey.VERSIONS: lambda: machine.versions(versions()),
        CheckKey.DISPLAY: machine.display,
        CheckKey.TOUCH: machine.touch,
        CheckKey.DISK: told_disk,
        CheckKey.MEMORY: machine.memory,
        CheckKey.STORAGE: vitals.storage,
        CheckKey.CLOCK: lambda: clock(wall.wall(), vitals.schedule(), vitals.high_water()),
        CheckKey.KEYS: told_keys,
        CheckKey.LANGUAGES: lambda: _languages(front),
        CheckKey.FONTS: lambda: fonts(front.profile.languages),
        CheckKey.PRINTER: lambda: _printer(vitals.printer()),
        CheckKey.SOUND: machine.sound,
        CheckKey.SHELTER: lambda: _waiting(vitals.waiting()),
        CheckKey.SERVER: vitals.server,
        CheckKey.CALL: lambda: _outside(vitals.outside()),
    }
    return [Check(key, look) for key, look in looks.items()]


def bare_checks(layout: Layout) -> Sequence[Check]:
    """What can be looked at where the kiosk's files do not say whose it is."""
    looks: Mapping[CheckKey, Callable[[], Finding]] = {
        CheckKey.VERSIONS: lambda: machine.versions(versions()),
        CheckKey.DISPLAY: machine.display,
        CheckKey.TOUCH: machine.touch,
        CheckKey.DISK: lambda: disk(layout.kiosk),
        CheckKey.MEMORY: machine.memory,
        CheckKey.SOUND: machine.sound,
    }
    return [Check(key, look) for key, look in looks.items()]


def as_site(look: Callable[[], Finding]) -> Finding:
    """What `look` says of whose machine this is; why its files are not believed where it raises that."""
    try:
        return look()
    except DemoMixed:
        return Finding(CheckKey.SITE, State.BROKEN, "mixed")
    except NotEnrolled:
        return Finding(CheckKey.SITE, State.BROKEN, "unlisted")
    except Problem as problem:
        return Finding(CheckKey.SITE, State.BROKEN, "damaged", {"problem": problem.code})


def versions() -> dict[str, str]:
    """The parts whose versions decide how the program behaves; none of them is loaded for it."""
    return {name: _version(part) for name, part in PARTS} | {
        "Python": sys.version.split()[0],
        "SQLite": sqlite3.sqlite_version,
    }


def fonts(languages: Sequence[str]) -> Finding:
    """Whether every letter of every sentence has a glyph in the fonts that are installed with the program."""
    from printers.fonts import FontMissing

    try:
        missing = [code for code in languages if not _letters(code) <= _drawn(code)]
    except FontMissing:
        return Finding(CheckKey.FONTS, State.BROKEN)
    facts = {"languages": " ".join(missing)} if missing else {}
    return Finding(CheckKey.FONTS, State.BROKEN if missing else State.OK, facts=facts)


def _drawn(code: str) -> frozenset[int]:
    from printers.fonts import Weight, faces

    families = [family.replace(" ", "") for family in load_pack(code).fonts]
    return frozenset[int]().union(*(face.covered for face in faces(families, Weight.REGULAR)))


def _letters(code: str) -> set[int]:
    sentences = "".join(load_catalogue(code).sentences.values())
    return {ord(letter) for letter in sentences if letter.isalpha()}


def _languages(front: Front) -> Finding:
    if not front.profile.languages:
        return Finding(CheckKey.LANGUAGES, State.BROKEN, "none")
    said = language_state(front.layout, front.profile, demo=front.demo)
    return Finding(CheckKey.LANGUAGES, State.ATTENTION if said else State.OK, said)


def _printer(said: PrinterState | None) -> Finding:
    if said is None:
        return Finding(CheckKey.PRINTER, State.ATTENTION)
    state = State.OK if said in CAN_PRINT else State.ATTENTION
    return Finding(CheckKey.PRINTER, state, "" if said is PrinterState.READY else said.value)


def _waiting(waits: Waiting) -> Finding:
    damaged, long = waits.damaged > 0 or waits.returned > 0, waits.hours >= ALARM_HOURS
    return backlog(waits.hours, waits=waits.to_send > 0, long=long, damaged=damaged)


def _outside(said: str) -> Finding:
    if not said:
        return Finding(CheckKey.CALL, State.NOT_APPLICABLE)
    return Finding(CheckKey.CALL) if said == "works" else Finding(CheckKey.CALL, State.ATTENTION, said)


def _version(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return "not installed"
