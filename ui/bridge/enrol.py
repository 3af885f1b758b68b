"""The first screen for QML. One rule: it shows where the doorstep is, and every slot is one touch or one scan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QJSValue, QmlElement

from kiosk.languages.pack import load_pack
from kiosk.ports.clock import Clock
from kiosk.ports.enrolling import Enrolling, Step
from ui.bridge.cards import Card, card
from ui.bridge.crossing import Crossing
from ui.bridge.doorstep import Doorstep
from ui.bridge.gate import tapped
from ui.bridge.pin_twice import Entry, PinTwice
from ui.bridge.sentences import ShownSentences

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1

PAGES = {
    Step.CODE: "CodePage",
    Step.PIN: "ChoosePinPage",
    Step.SITE: "WordsPage",
    Step.LANGUAGE: "WaitingPage",
    Step.DONE: "DonePage",
}
LANGUAGES_PAGE = "LanguagesPage"


@QmlElement
class EnrolBridge(QObject):
    """The site's code, a staff code, six words, and whose kiosk this is."""

    pageChanged = Signal()
    wordsChanged = Signal()
    toldChanged = Signal()
    filesChanged = Signal()
    pinChanged = Signal()
    left = Signal()

    def __init__(self, enrolling: Enrolling, clock: Clock, languages: Sequence[str], crossing: Crossing) -> None:
        super().__init__()
        self._sentences = ShownSentences(self)
        self.place = Doorstep(enrolling, clock, languages, crossing)
        self._enrolling = enrolling
        self._choosing = False
        self._pin = PinTwice()
        self.place.moved.connect(self._moved)
        self.place.told.connect(self.toldChanged)
        self.place.found.connect(self.filesChanged)

    @Property(str, notify=pageChanged)
    def page(self) -> str:
        return f"{LANGUAGES_PAGE if self._choosing else PAGES[self.place.step]}.qml"

    @Property(QJSValue, notify=wordsChanged)
    def words(self) -> QJSValue:
        return self._sentences.of(self.place.catalogue)

    @Property(bool, notify=wordsChanged)
    def rightToLeft(self) -> bool:
        return load_pack(self.place.language).right_to_left

    @Property(list, notify=wordsChanged)
    def languages(self) -> list[Card]:
        return [card(load_pack(code).own_name, "", name=code) for code in self.place.languages]

    @Property(bool, notify=toldChanged)
    def busy(self) -> bool:
        """Whether what was given is being tried."""
        return self.place.busy

    @Property(str, notify=toldChanged)
    def problem(self) -> str:
        """What is wrong and what to do, with the code that IT finds it by; empty when nothing is wrong."""
        place = self.place
        said = place.catalogue.say(place.sentence) if place.sentence else ""
        whole = place.problem.replace("-", "\u2060-\u2060")  # a code is not broken at its dashes
        return f"{said} \u2068[{whole}]\u2069" if whole else said

    @Property(list, notify=filesChanged)
    def files(self) -> list[Card]:
        """The code files on sticks; `code` is their place here."""
        return [
            card(f"\u2068{file.path.name}\u2069", "stick", index, f"file{index}", f"{file.place} · {file.server}")
            for index, file in enumerate(self.place.files)
        ]

    @Property(int, notify=pinChanged)
    def entered(self) -> int:
        return self._pin.entered

    @Property(bool, notify=pinChanged)
    def again(self) -> bool:
        """Whether the staff code is to be entered for the second time."""
        return self._pin.again

    @Property(list, notify=toldChanged)
    def sixWords(self) -> list[str]:
        """What is read to the site; nothing while its server was not reached."""
        return [*self.place.heard.words] if self.place.heard else []

    @Property(list, notify=toldChanged)
    def belongs(self) -> list[str]:
        """Whose kiosk this is, and where goes what people agree to share: one sentence each."""
        whose, say = self.place.heard.belongs if self.place.heard else None, self.place.catalogue.say
        if whose is None:
            return []
        told = [say("first.done", organisation=whose.organisation), say("first.done.shelter", shelter=whose.shelter)]
        told += [say("first.done.demo")] if whose.demo else []
        return told if whose.speaks else [*told, say("first.done.no-language")]

    @Slot(str)
    @tapped
    def takeText(self, untrusted: str) -> None:
        """A code from the keyboard or a scanner."""
        if untrusted.strip():
            self.place.take_code(lambda: self._enrolling.take_code(untrusted))
        else:
            self.place.tell("first.code.none")

    @Slot(int)
    @tapped
    def takeFile(self, index: int) -> None:
        path = self.place.files[index].path
        self.place.take_code(lambda: self._enrolling.take_file(path))

    @Slot(str)
    @tapped
    def press(self, digit: str) -> None:
        self._pin.press(digit)
        self.pinChanged.emit()

    @Slot()
    @tapped
    def backspace(self) -> None:
        self._pin.backspace()
        self.pinChanged.emit()

    @Slot()
    @tapped
    def enter(self) -> None:
        entry = self._pin.enter()
        if entry is Entry.COMPLETE:
            self.place.take_pin(self._pin.take())
        else:
            self.place.tell(entry.value)
        self.pinChanged.emit()

    @Slot()
    @tapped
    def askNow(self) -> None:
        self._enrolling.hurry()

    @Slot()
    @tapped
    def anotherCode(self) -> None:
        """Back to the code; the one that was given goes on where it was when it is given again."""
        self.place.go(Step.CODE)

    @Slot()
    @tapped
    def openLanguages(self) -> None:
        self._choosing = True
        self._turn()

    @Slot(str)
    @tapped
    def speak(self, language: str) -> None:
        self.place.language, self._choosing = language, False
        self.wordsChanged.emit()
        self.toldChanged.emit()
        self._turn()

    @Slot()
    @tapped
    def leave(self) -> None:
        """Close this screen: the kiosk follows where all is done; else the next start goes on here."""
        self.left.emit()

    @Slot()
    def _moved(self) -> None:
        self._pin.forget()
        self.pinChanged.emit()
        self._turn()

    def _turn(self) -> None:
        self.place.gate.shut()
        self.pageChanged.emit()
