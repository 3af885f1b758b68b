"""The supervisor's day for QML. One rule: what is shown is the page that is saved, figure by figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.ports.office import DayCount, SummaryService
from kiosk.ports.report import Chart
from kiosk.problem import Problem
from ui.bridge.asking import Asking
from ui.bridge.crossing import Crossing
from ui.bridge.office import OfficeBridge

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class SummaryBridge(QObject):
    """One day at a time: count it, show it, save it."""

    pageChanged = Signal()
    newsChanged = Signal()

    def __init__(self, office: OfficeBridge, service: SummaryService, crossing: Crossing) -> None:
        super().__init__()
        self._office, self._service = office, service
        self._counting = Asking(crossing, self.pageChanged.emit, self._not_counted)
        self._acting = Asking(crossing, self.newsChanged.emit, self._failed)
        self._day = service.today()
        self._counted: DayCount | None = None
        self._say_news: Callable[[], str] | None = None
        office.opened.connect(self.takeIn)
        office.wiped.connect(self._wipe)
        office.wordsChanged.connect(self.pageChanged)
        office.wordsChanged.connect(self.newsChanged)

    @Property(dict, notify=pageChanged)
    def page(self) -> dict[str, object]:
        """The fields of `kiosk.ports.report.ReportPage`; empty while nothing is counted."""
        page = self._counted.page(self._office.catalogue.language) if self._counted else None
        return {} if page is None else {**asdict(page), "left": _charts(page.left), "right": _charts(page.right)}

    @Property(str, notify=pageChanged)
    def day(self) -> str:
        """The chosen day in words."""
        say, day = self._office.catalogue.say, self._day
        return say("summary.date", day=day.day, month=say(f"summary.month.{day.month}"), year=day.year)

    @Property(bool, notify=pageChanged)
    def isToday(self) -> bool:
        """Whether there is no later day to go to."""
        return self._day >= self._service.today()

    @Property(bool, notify=pageChanged)
    def counting(self) -> bool:
        return self._counting.working

    @Property(bool, notify=newsChanged)
    def acting(self) -> bool:
        """Whether something is being fetched or saved."""
        return self._acting.working

    @Property(str, notify=newsChanged)
    def news(self) -> str:
        """What became of fetching, counting or saving; empty when there is nothing to tell."""
        return self._say_news() if self._say_news else ""

    @Slot(int)
    def go(self, days: int) -> None:
        """Earlier (-1) or later (1), and never into a day that has not come."""
        self._day = min(self._day + timedelta(days=days), self._service.today())
        self._say_news = None
        self.newsChanged.emit()
        self._count()

    @Slot()
    def takeIn(self) -> None:
        """Fetch what is new, then count again."""
        if not self._office.locked:
            self._acting.ask(self._service.take_in, self._taken)

    @Slot()
    def save(self) -> None:
        counted, language = self._counted, self._office.catalogue.language
        if counted is not None:
            self._acting.ask(lambda: self._service.save(counted, language), self._saved)

    def _count(self) -> None:
        day = self._day
        self._counted = None
        self._counting.ask(lambda: self._service.count(day), self._show)

    def _show(self, counted: DayCount) -> None:
        self._counted = counted
        self.pageChanged.emit()

    def _taken(self, problems: Sequence[Problem]) -> None:
        def say() -> str:
            why = " ".join(map(self._office.sentence_of, problems))
            return f"{why} {self._office.catalogue.say('office.go-on')}" if why else ""

        self._tell(say)
        self._count()

    def _saved(self, files: Sequence[Path]) -> None:
        names = _isolated(", ".join([files[0].name, *(file.suffix for file in files[1:])]))
        place = _isolated(str(files[0].parent))
        self._tell(lambda: self._office.catalogue.say("summary.saved", folder=place, files=names))

    def _not_counted(self, problem: Problem | None) -> None:
        self._failed(problem)
        self.pageChanged.emit()

    def _failed(self, problem: Problem | None) -> None:
        self._tell(lambda: self._office.sentence_of(problem))

    def _tell(self, say: Callable[[], str]) -> None:
        self._say_news = say
        self.newsChanged.emit()

    @Slot()
    def _wipe(self) -> None:
        """Locked or left alone: the counts go when the keys do."""
        if self._office.locked:
            self._counted, self._say_news = None, None
            self._counting.forget()
            self._acting.forget()


def _charts(charts: Sequence[Chart]) -> list[dict[str, object]]:
    return [{**asdict(chart), "legend": list(chart.legend or ())} for chart in charts]


def _isolated(name: str) -> str:
    """Names of files keep their own direction within any sentence."""
    return f"\u2068{name}\u2069"
