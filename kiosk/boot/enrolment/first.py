"""The first screen of a machine that is no kiosk yet. One rule: whoever sets it up sees only what comes next, and
nothing of the shelter's side is ever loaded here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import SystemRandom

from kiosk.boot.enrolment.code_files import code_files, sticks
from kiosk.boot.enrolment.steps import CodeStep, PinStep, SiteStep, read_code, words_of
from kiosk.boot.layout import Layout
from kiosk.boot.tablet.accepted import accepted_languages
from kiosk.boot.tablet.fetch_packs import fetch_packs
from kiosk.boot.tablet.folder import read_site
from kiosk.languages.pack import pack_codes
from kiosk.ports.clock import Clock, SystemClock
from kiosk.ports.enrolling import Belongs, CodeFile, Heard, NotNow, Step
from kiosk.problem import Problem
from kiosk.sync.backoff import Backoff
from kiosk.sync.link import NotOurServer, Unreachable
from kiosk.visit.profile import SiteProfile

WHILE_PENDING = (4.0, 6.0)
"""Seconds between questions to a server that answers: somebody stands here and waits."""
BETWEEN_LISTS = 60.0
"""Seconds between questions for the site's list of languages, by server or, where a stick brings it, by the folder."""
FIRST_WORD, LATER_WORD = 10.0, 60.0
"""Seconds for a question while somebody waits to go on to the staff code, and for one whose answer is 30 kB."""


class FirstDesk:
    """`kiosk.ports.enrolling.Enrolling` over the steps."""

    def __init__(self, layout: Layout, clock: Clock, places: Callable[[], Iterable[Path]] = sticks) -> None:
        self._layout, self._clock = layout, clock
        self._code, self._pin, self._site = CodeStep(layout), PinStep(layout), SiteStep(layout, clock)
        self._places = places
        self._backoff = Backoff(clock, SystemRandom(), WHILE_PENDING)
        self._backoff.hurry()

    def step(self) -> Step:
        if self._site.done:
            return Step.DONE if _shows_something(self._layout) else Step.LANGUAGE
        open_steps = ((not self._code.done, Step.CODE), (not self._pin.done, Step.PIN))
        return next((step for holds, step in open_steps if holds), Step.SITE)

    def code_files(self) -> Sequence[CodeFile]:
        return code_files(self._places())

    def take_code(self, untrusted: str) -> None:
        self._code.give("".join(letter for letter in untrusted if letter.isalnum()))  # a scanner's dash may come as '
        self._backoff.hurry()

    def take_file(self, path: Path) -> None:
        self._code.give(read_code(path))
        self._backoff.hurry()

    def take_pin(self, pin: str) -> None:
        self._pin.give(pin)
        self._backoff.hurry()

    def due(self) -> bool:
        return self._backoff.due()

    def hurry(self) -> None:
        self._backoff.hurry()

    def ask(self) -> Heard:
        try:
            heard = self._ask()
        except Problem as problem:
            wanted = problem.retry_after if isinstance(problem, NotNow) else None
            self._backoff.failed(BETWEEN_LISTS if self._site.done else wanted)
            raise
        if self.step() is Step.LANGUAGE:
            self._backoff.failed(BETWEEN_LISTS)
        else:
            self._backoff.succeeded()
        return heard

    def _ask(self) -> Heard:
        if self._site.done:
            self._look_for_languages()
            site = read_site(self._layout)
            return Heard((), _belongs(site.profile, demo=site.demo))
        attempt = self._code.attempt()
        answer = self._site.ask(attempt, LATER_WORD if self._pin.done else FIRST_WORD)
        approved = self._site.check(attempt, answer)
        words = words_of(attempt, answer)
        if approved is None or not self._pin.done:
            return Heard(words)
        self._site.finish(attempt, approved)
        shown = accepted_languages(self._layout, approved.profile, approved.authority_ed32, demo=approved.demo)
        return Heard(words, _belongs(shown, demo=approved.demo))

    def _look_for_languages(self) -> None:
        """Raises Unreachable or NotOurServer only while there is nothing to show: a stick may have brought it."""
        try:
            fetch_packs(self._layout, self._clock)
        except (Unreachable, NotOurServer):
            if self.step() is Step.LANGUAGE:
                raise


def _belongs(shown: SiteProfile, *, demo: bool) -> Belongs:
    return Belongs(shown.organisation, shown.shelter, demo, bool(shown.languages))


def _shows_something(layout: Layout) -> bool:
    """Whether guests may see a language. A folder that is damaged has nothing to wait for: the kiosk says so."""
    try:
        return bool(read_site(layout).profile.languages)
    except Problem:
        return True


def set_up(layout: Layout, size: tuple[int, int], *, full_screen: bool, first: str | None) -> bool:
    """Show the first screen until the folder is a kiosk that can show guests something (True) or somebody closes it
    (False).
    """
    from ui.bridge.surroundings import prepare

    prepare()
    from PySide6.QtCore import QLocale
    from PySide6.QtGui import QGuiApplication

    from kiosk.boot.tablet.ending import end_on_term
    from ui.bridge.first import FirstServices, open_first
    from ui.bridge.services import WindowSettings

    clock = SystemClock()
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    end_on_term(application)
    services = FirstServices(FirstDesk(layout, clock), clock, languages(first, QLocale.system().name()))
    with open_first(services, WindowSettings(*size, full_screen=full_screen)) as window:
        application.exec()
        return window.finished


def languages(first: str | None, machine: str) -> tuple[str, ...]:
    """Every pack; the first is the one that was asked for, else the machine's (such as es_MX), else English."""
    wanted = next((code for code in (first, machine.partition("_")[0]) if code in pack_codes()), "en")
    return (wanted, *(code for code in pack_codes() if code != wanted))
