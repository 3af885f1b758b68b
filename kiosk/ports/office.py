"""What the two programs away from the kiosk ask of those who built them. One rule: the window has no key; it hands a
passphrase over and keeps nothing of it.

Methods that may take seconds are called beside the window; all of them may be called from several threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Protocol

from kiosk.ports.report import ReportPage
from kiosk.problem import Problem


class Safe(Protocol):
    """A role's keys behind their passphrase, and what has come for that role."""

    def unlock(self, passphrase: str) -> None:
        """Takes some tenths of a second. Raises WrongPassphrase, Damaged, MissingFile."""
        ...

    def lock(self) -> None:
        """Forget the keys; at once, and as often as wanted."""
        ...

    def take_in(self) -> Sequence[Problem]:
        """Take in what has come, from the named folders and the server; what could not be asked, and why."""
        ...


class Sign(Enum):
    """The shape beside a reading's words: never colour alone, and never a verdict about anybody."""

    HERE = "here"
    """Made by a kiosk of this site: help with what is shown."""
    ASK = "ask"
    """Nothing to go by: ask the person."""
    AGAIN = "again"
    """Misread: once more."""


@dataclass(frozen=True)
class Need:
    """Something that a person needs, in words and as a picture."""

    label: str
    pictogram: str


@dataclass(frozen=True)
class Fact:
    """Something that a person shared: what it is about, and what they said."""

    label: str
    value: str


@dataclass(frozen=True)
class DeskPage:
    """One reading in one language, every word in place, in the order in which a desk reads it. `nothing` is said in
    the place of needs that are not there; `source` says what it was read from and what the person let us see.
    """

    heading: str
    sentence: str
    sign: Sign
    needs: Sequence[Need] = ()
    needs_title: str = ""
    nothing: str = ""
    source: str = ""
    facts: Sequence[Fact] = ()
    remarks: Sequence[str] = ()
    may_arrive: bool = False
    may_erase: bool = False


class Answer(Protocol):
    """What a slip or a code gave. Holds what a person said: let it go with the screen."""

    def page(self, language: str) -> DeskPage:
        """The answer in words. Raises BadPack."""
        ...


class DeskService(Safe, Protocol):
    """The desk behind its window. Raises Bug while locked."""

    def read(self, untrusted: str) -> Answer:
        """A slip's digits or a spoken code. Raises WrongCode, DemoMixed."""
        ...

    def arrive(self, answer: Answer) -> Answer:
        """Note that the person has come; the first day stays."""
        ...

    def withdraw(self, answer: Answer) -> Answer:
        """Erase the record, because the person asks for it."""
        ...


class DayCount(Protocol):
    """One day, counted."""

    def page(self, language: str) -> ReportPage:
        """The counts in words, as on paper. Raises BadPack."""
        ...


class SummaryService(Safe, Protocol):
    """The supervisor's summary behind its window. Raises Bug while locked."""

    def today(self) -> date:
        """The site's day."""
        ...

    def count(self, day: date) -> DayCount:
        """Count one day of the site's calendar; takes seconds where much has come."""
        ...

    def save(self, counted: DayCount, language: str) -> Sequence[Path]:
        """Write the table and the page as files, never over older ones. Raises FileExists, DiskFull, ReadOnlyFolder."""
        ...
