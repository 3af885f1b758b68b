"""What desk and summary have in common: words, the lock, and nobody there. One rule: when it locks, nothing that was
read stays on the screen, in a bridge or on its way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QJSValue, QmlElement

from kiosk.languages.catalogue import Catalogue, load_catalogue
from kiosk.languages.pack import load_pack
from kiosk.ports.clock import Clock
from kiosk.ports.office import Safe
from kiosk.problem import Problem
from ui.bridge.asking import Asking
from ui.bridge.crossing import Crossing
from ui.bridge.sentences import ShownSentences
from ui.bridge.services import WindowSettings

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1

WIPE_SECONDS = 120.0
"""Without a key or a touch, until what was read leaves the screen."""
LOCK_SECONDS = 300.0
"""Until the keys are forgotten too (research: five minutes at a desk)."""
LONGEST_PASSPHRASE = 1024
DIAGONAL = 14.0
"""Inches of an ordinary laptop; it has a mouse, so no control needs the size of a finger."""


@dataclass(frozen=True)
class OfficeSettings:
    """`languages` in the order of the sheet, the first one at the start; `demo_passphrase` is public, and empty at a
    real site.
    """

    organisation: str
    languages: Sequence[str]
    clock: Clock
    demo_passphrase: str = ""
    window: WindowSettings = field(default_factory=WindowSettings)


@QmlElement
class OfficeBridge(QObject):
    """The door of the window, and its language. `opened`: the keys are there; `wiped`: forget what was read.
    `ticked`: time has acted.
    """

    wordsChanged = Signal()
    stateChanged = Signal()
    opened = Signal()
    wiped = Signal()
    ticked = Signal()

    def __init__(self, safe: Safe, settings: OfficeSettings, crossing: Crossing) -> None:
        super().__init__()
        self._sentences = ShownSentences(self)
        self.settings = settings
        self._safe = safe
        self._asking = Asking(crossing, self.stateChanged.emit, self._failed)
        self._language = settings.languages[0]
        self._locked = True
        self._problem: Problem | None = None
        self._failure = False
        self._touched = settings.clock.monotonic()

    @property
    def catalogue(self) -> Catalogue:
        return load_catalogue(self._language)

    @Property(QJSValue, notify=wordsChanged)
    def words(self) -> QJSValue:
        return self._sentences.of(self.catalogue)

    @Property(str, notify=wordsChanged)
    def language(self) -> str:
        return self._language

    @Property(bool, notify=wordsChanged)
    def rightToLeft(self) -> bool:
        return load_pack(self._language).right_to_left

    @Property(list, notify=wordsChanged)
    def languages(self) -> list[dict[str, str]]:
        """`name` and own name of each."""
        return [{"name": code, "label": load_pack(code).own_name} for code in self.settings.languages]

    @Property(str, constant=True)
    def organisation(self) -> str:
        return self.settings.organisation

    @Property(str, notify=wordsChanged)
    def demoHint(self) -> str:
        """What opens a demo; empty at a real site."""
        given = self.settings.demo_passphrase
        return self.catalogue.say("office.demo", passphrase=given) if given else ""

    @Property(bool, notify=stateChanged)
    def locked(self) -> bool:
        return self._locked

    @Property(bool, notify=stateChanged)
    def working(self) -> bool:
        """Whether a passphrase is being tried."""
        return self._asking.working

    @Property(str, notify=stateChanged)
    def sentence(self) -> str:
        """Why it did not unlock; empty at first."""
        return self.sentence_of(self._problem) if self._failure else ""

    @Slot(str)
    def speak(self, code: str) -> None:
        """Another language; the page stays."""
        self._language = code
        self.wordsChanged.emit()
        self.stateChanged.emit()

    @Slot(str)
    def unlock(self, passphrase: str) -> None:
        if self._locked and passphrase and not self._asking.working:
            self._failure = False
            given = passphrase[:LONGEST_PASSPHRASE]
            self._asking.ask(lambda: self._safe.unlock(given), self._unlocked)

    @Slot()
    def lock(self) -> None:
        """At once, whatever is on its way."""
        self._asking.forget()
        self._safe.lock()
        self._locked, self._failure = True, False
        self.wiped.emit()
        self.stateChanged.emit()

    def touched(self) -> None:
        """A finger, a mouse button or a key, anywhere."""
        self._touched = self.settings.clock.monotonic()

    @Slot()
    def tick(self) -> None:
        """Let time act: wipe the screen, then lock."""
        quiet = self.settings.clock.monotonic() - self._touched
        if not self._locked and quiet >= LOCK_SECONDS:
            self.lock()
        elif not self._locked and quiet >= WIPE_SECONDS:
            self.wiped.emit()
        self.ticked.emit()

    def sentence_of(self, problem: Problem | None) -> str:
        """A Problem in the words of this window; English with its code where a pack has none. None: a mistake of
        ours.
        """
        if problem is None:
            return self.catalogue.say("office.bug")
        return self.catalogue.sentences.get(f"problem.{problem.code}", f"{problem.sentence} [{problem.code}]")

    def _unlocked(self, _: None) -> None:
        self._locked = False
        self.touched()
        self.stateChanged.emit()
        self.opened.emit()

    def _failed(self, problem: Problem | None) -> None:
        self._problem, self._failure = problem, True
        self.stateChanged.emit()
