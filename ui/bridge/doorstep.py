"""The place before a machine that is no kiosk yet: which step it is at, and what the house said of it.

One rule: one thing is asked at a time, and whatever goes wrong costs no more than that one thing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.languages.catalogue import Catalogue, load_catalogue
from kiosk.ports.clock import Clock
from kiosk.ports.enrolling import CodeFile, Enrolling, Heard, NotAccepted, Step
from kiosk.problem import DemoMixed, Problem, WrongKey
from ui.bridge.crossing import Crossing
from ui.bridge.gate import TapGate

log = logging.getLogger(__name__)
LOOK_EVERY_SECONDS = 2.0
ANOTHER_CODE = (NotAccepted, WrongKey, DemoMixed)
"""What asking again does not mend."""
_Result = TypeVar("_Result")


class Doorstep(QObject):
    """`moved`: another step; `told`: another sentence, or the site's word; `found`: other code files on sticks. It is
    `busy` while what was given is tried, `asking` while the site's server is asked once more.
    """

    moved = Signal()
    told = Signal()
    found = Signal()

    def __init__(self, enrolling: Enrolling, clock: Clock, languages: Sequence[str], crossing: Crossing) -> None:
        super().__init__()
        self.gate = TapGate(clock)
        self.languages, self.language = languages, languages[0]
        self.staffed = False
        self.step = enrolling.step()
        self.heard: Heard | None = None
        self.files: Sequence[CodeFile] = ()
        self.busy = self.asking = False
        self.sentence, self.problem = "", ""
        self._enrolling, self._clock, self._crossing = enrolling, clock, crossing
        self._looking = False
        self._look_at = clock.monotonic()

    @property
    def catalogue(self) -> Catalogue:
        return load_catalogue(self.language)

    def safely(self, act: Callable[[], None]) -> None:
        """Run what a finger started; a mistake of ours goes to the log, without content, and is told."""
        try:
            act()
        except Exception as error:
            log.error("a mistake of ours on the first screen: %s", type(error).__name__)
            self.tell_problem(None)

    def tell(self, key: str, problem: str = "") -> None:
        """Show a sentence of the catalogue, or none; `problem` is the code that IT finds it by."""
        self.sentence, self.problem = key, problem
        self.told.emit()

    def tell_problem(self, problem: Problem | None) -> None:
        """The sentence of a Problem; None is a mistake of ours."""
        code = "bug" if problem is None else problem.code
        known = f"first.problem.{code}" in self.catalogue.sentences
        self.tell(f"first.problem.{code}" if known else "first.problem.other", code)

    def go(self, step: Step) -> None:
        """Show a step; what was told about the last one is over."""
        if step is not self.step:
            self.step = step
            self.gate.shut()
            self.moved.emit()
        self.tell("")

    def take_code(self, take: Callable[[], None]) -> None:
        """Keep a code, then hear the site's first word about it. Nothing happens while another is being tried."""

        def taken(result: Problem | bool | None) -> None:
            if result is True:
                self._work(self._enrolling.ask, self._knocked)
            else:
                self.tell_problem(result or None)

        self._work(lambda: _done(take), taken)

    def take_pin(self, pin: str) -> None:
        """Keep the staff code."""

        def taken(result: Problem | bool | None) -> None:
            if result is True:
                self.go(self._enrolling.step())
            else:
                self.tell_problem(result or None)

        self._work(lambda: _done(lambda: self._enrolling.take_pin(pin)), taken)

    @Slot()
    def tick(self) -> None:
        """Let time act: look for sticks while a code is missing, ask the server while the site's word is."""
        if self.step is Step.CODE and not self._looking and self._clock.monotonic() >= self._look_at:
            self._looking = True
            self._crossing.run(self._enrolling.code_files, self._found)
        if self.step in (Step.SITE, Step.LANGUAGE) and not self.asking and self._enrolling.due():
            self.asking = True
            self._crossing.run(lambda: _tried(self._enrolling.ask), self._asked)

    def _knocked(self, result: Heard | Problem | None) -> None:
        """Whether the code is good. A server that is not reached now is asked later."""
        if isinstance(result, ANOTHER_CODE):
            self.tell_problem(result)
            return
        self.heard = result if isinstance(result, Heard) else None
        self.go(self._enrolling.step())

    def _asked(self, result: Heard | Problem | None) -> None:
        self.asking = False
        if isinstance(result, Heard):
            self.heard = result
        step = self._enrolling.step()
        if step in (Step.LANGUAGE, Step.DONE):
            self.go(step)
        if self.step not in (Step.SITE, Step.LANGUAGE):
            return
        if isinstance(result, Heard):
            self.tell("")
            return
        if self.step is Step.SITE and isinstance(result, ANOTHER_CODE):
            self.go(Step.CODE)
        self.tell_problem(result)

    def _found(self, files: Sequence[CodeFile] | None) -> None:
        self._looking, self._look_at = False, self._clock.monotonic() + LOOK_EVERY_SECONDS
        if files is not None and list(files) != list(self.files):
            self.files = files
            self.found.emit()

    def _work(self, work: Callable[[], _Result], land: Callable[[_Result | Problem | None], None]) -> None:
        if self.busy:
            return

        def landed(result: _Result | Problem | None) -> None:
            self.busy = False
            land(result)
            self.told.emit()

        self.busy = True
        self.tell("")
        self._crossing.run(lambda: _tried(work), landed)


def _tried(work: Callable[[], _Result]) -> _Result | Problem:
    try:
        return work()
    except Problem as problem:
        return problem


def _done(act: Callable[[], None]) -> bool:
    act()
    return True
