"""The desk's page for QML. One rule: one answer at a time, and nothing of it stays behind the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.ports.office import Answer, DeskService
from kiosk.problem import Problem
from ui.bridge.asking import Asking
from ui.bridge.crossing import Crossing
from ui.bridge.gate import TapGate
from ui.bridge.office import OfficeBridge

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST_LINE = 1024
"""Characters of a line from a scanner that are looked at."""
TAKE_IN_SECONDS = 600.0
"""Between two looks for what has come, so that a desk at work all day has the morning's records by noon."""


@QmlElement
class DeskBridge(QObject):
    """Scan, see, note, erase."""

    pageChanged = Signal()
    newsChanged = Signal()

    def __init__(self, office: OfficeBridge, service: DeskService, crossing: Crossing) -> None:
        super().__init__()
        self._office, self._service = office, service
        self._reading = Asking(crossing, self.pageChanged.emit, self._not_read)
        self._taking = Asking(crossing, self.newsChanged.emit, self._not_taken)
        self._gate = TapGate(office.settings.clock)
        self._answer: Answer | None = None
        self._erasing = False
        self._say_why: Callable[[], str] | None = None
        self._problems: Sequence[Problem | None] | None = None
        self._taken_at = office.settings.clock.monotonic()
        office.opened.connect(self.takeIn)
        office.ticked.connect(self._take_in_when_due)
        office.wiped.connect(self.clear)
        office.wordsChanged.connect(self.pageChanged)
        office.wordsChanged.connect(self.newsChanged)

    @Property(str, notify=pageChanged)
    def view(self) -> str:
        """ "ready", "answer" or "erase"."""
        if self._answer is None:
            return "ready"
        return "erase" if self._erasing else "answer"

    @Property(dict, notify=pageChanged)
    def page(self) -> dict[str, object]:
        """The fields of `kiosk.ports.office.DeskPage`; empty when nothing was read."""
        if self._answer is None:
            return {}
        page = self._answer.page(self._office.catalogue.language)
        return {**asdict(page), "sign": page.sign.value}

    @Property(bool, notify=pageChanged)
    def working(self) -> bool:
        return self._reading.working

    @Property(str, notify=pageChanged)
    def sentence(self) -> str:
        """Why the last line gave nothing; empty when it gave something."""
        return self._say_why() if self._say_why else ""

    @Property(bool, notify=newsChanged)
    def taking(self) -> bool:
        """Whether what has come is being taken in."""
        return self._taking.working

    @Property(str, notify=newsChanged)
    def news(self) -> str:
        """What became of taking in, in a sentence or two."""
        say = self._office.catalogue.say
        if self._taking.working:
            return say("office.taking")
        if self._problems is None:
            return ""
        why = " ".join(dict.fromkeys(map(self._office.sentence_of, self._problems)))
        return f"{why} {say('office.go-on')}" if why else say("office.taken")

    @Slot(str)
    def read(self, untrusted: str) -> None:
        """A line from the scanner or the keyboard. What was on the screen goes first."""
        line = untrusted.strip()[:LONGEST_LINE]
        if line and not self._office.locked:
            self.clear()
            self._reading.ask(lambda: self._service.read(line), self._show)

    @Slot()
    def arrive(self) -> None:
        answer = self._answer
        if answer is not None:
            self._reading.ask(lambda: self._service.arrive(answer), self._show)

    @Slot()
    def askErase(self) -> None:
        """Show what erasing means; nothing is erased yet."""
        self._erasing = self._answer is not None
        self._gate.shut()
        self.pageChanged.emit()

    @Slot()
    def keep(self) -> None:
        self._erasing = False
        self.pageChanged.emit()

    @Slot()
    def erase(self) -> None:
        """Only from the question, and never by the second half of a double click."""
        answer = self._answer
        if answer is not None and self._erasing and self._gate.open:
            self._reading.ask(lambda: self._service.withdraw(answer), self._show)

    @Slot()
    def clear(self) -> None:
        """The next person: nothing of this one stays, nor of what is on its way."""
        self._answer, self._erasing, self._say_why = None, False, None
        self._reading.forget()

    @Slot()
    def takeIn(self) -> None:
        if not self._taking.working and not self._office.locked:
            self._taken_at = self._office.settings.clock.monotonic()
            self._taking.ask(self._service.take_in, self._taken)

    @Slot()
    def _take_in_when_due(self) -> None:
        if self._office.settings.clock.monotonic() - self._taken_at >= TAKE_IN_SECONDS:
            self.takeIn()

    def _show(self, answer: Answer) -> None:
        self._answer, self._erasing, self._say_why = answer, False, None
        self.pageChanged.emit()

    def _not_read(self, problem: Problem | None) -> None:
        self._say_why = lambda: self._office.sentence_of(problem)
        self.pageChanged.emit()

    def _taken(self, problems: Sequence[Problem]) -> None:
        self._problems = problems
        self.newsChanged.emit()

    def _not_taken(self, problem: Problem | None) -> None:
        self._problems = [problem]
        self.newsChanged.emit()
