"""The guest's own pages for QML. One rule: every slot is one tap, and the flow decides what follows."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QJSValue, QmlElement

from kiosk.visit.answer import Answer, Sharing
from kiosk.visit.call import CallReason
from kiosk.visit.flow import InterpreterStep, LanguageStep, OffersStep, QuestionStep
from kiosk.visit.protocol import Question, QuestionKind
from ui.bridge import cards as shown
from ui.bridge.cards import OTHER_LANGUAGE, Card
from ui.bridge.gate import tapped
from ui.bridge.pages import Cover, cover_of, page_of
from ui.bridge.place import GuestPlace
from ui.bridge.sentences import ShownSentences

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class VisitBridge(QObject):
    """What the present page shows, and what a guest may do on it."""

    pageChanged = Signal()
    coverChanged = Signal()
    wordsChanged = Signal()
    markedChanged = Signal()

    def __init__(self, place: GuestPlace) -> None:
        super().__init__()
        self._sentences = ShownSentences(self)
        self.place = place
        place.moved.connect(self.pageChanged)
        place.covered.connect(self.coverChanged)
        place.reworded.connect(self.wordsChanged)

    @Property(str, notify=pageChanged)
    def page(self) -> str:
        return page_of(self.place.step, self.place.naming)

    @Property(str, notify=coverChanged)
    def cover(self) -> str:
        return cover_of(self.place.covers)

    @Property(bool, notify=pageChanged)
    def canGoBack(self) -> bool:
        return self.place.flow.can_go_back or self.place.naming

    @Property(QJSValue, notify=wordsChanged)
    def words(self) -> QJSValue:
        return self._sentences.of(self.place.catalogue)

    @Property(str, notify=wordsChanged)
    def language(self) -> str:
        return self.place.language

    @Property(bool, notify=wordsChanged)
    def rightToLeft(self) -> bool:
        return self.place.reads_right_to_left()

    @Property(str, notify=wordsChanged)
    def title(self) -> str:
        return shown.title_of(self.place)

    @Property(str, notify=wordsChanged)
    def hint(self) -> str:
        return shown.hint_of(self.place)

    @Property(list, notify=wordsChanged)
    def cards(self) -> list[Card]:
        return shown.cards_of(self.place)

    @Property(list, notify=wordsChanged)
    def flags(self) -> list[Card]:
        return shown.flags_of(self.place)

    @Property(list, notify=wordsChanged)
    def languages(self) -> list[Card]:
        return shown.languages_of(self.place)

    @Property(list, notify=wordsChanged)
    def notice(self) -> list[str]:
        return shown.notice_of(self.place)

    @Property(str, constant=True)
    def organisation(self) -> str:
        return self.place.services.profile.organisation

    @Property(bool, constant=True)
    def demo(self) -> bool:
        return self.place.services.demo

    @Property(list, notify=markedChanged)
    def marked(self) -> list[int]:
        return sorted(self.place.draft.codes)

    @Property(int, notify=markedChanged)
    def count(self) -> int:
        return self.place.draft.count

    @Property(int, notify=pageChanged)
    def most(self) -> int:
        step = self.place.step
        return step.question.most if isinstance(step, QuestionStep) else 0

    @Property(bool, notify=pageChanged)
    def several(self) -> bool:
        """Whether more than one card may be marked, so that the page needs *go on*."""
        step = self.place.step
        many = isinstance(step, QuestionStep) and step.question.kind is QuestionKind.MANY
        return many or isinstance(step, OffersStep)

    @Slot(str)
    @tapped
    def choose(self, name: str) -> None:
        """A named card of the first three steps or of the paper page."""
        if self.place.naming:
            self.place.go(lambda flow: flow.choose_other_language(name))
        elif isinstance(self.place.step, LanguageStep):
            self._choose_language(name)
        elif isinstance(self.place.step, InterpreterStep):
            self.place.go(lambda flow: flow.find_interpreter(name) if name else flow.go_without_interpreter())
        elif name == "things":
            self.place.go(lambda flow: flow.choose_things_only())
        else:
            self.place.go(lambda flow: flow.choose_questions())

    @Slot(int)
    @tapped
    def pick(self, code: int) -> None:
        """A coded card of a question, the offers or sharing."""
        step = self.place.step
        if isinstance(step, OffersStep):
            self.place.draft.toggle(code)
            self.markedChanged.emit()
        elif isinstance(step, QuestionStep):
            self._pick_option(step.question, code)
        else:
            self.place.go(lambda flow: flow.share(Sharing(code)))

    @Slot()
    @tapped
    def sayYes(self) -> None:
        """A picture of the doctor's page was touched: yes, whichever it was."""
        step = self.place.step
        if isinstance(step, QuestionStep) and step.question.kind is QuestionKind.DOCTOR:
            self._pick_option(step.question, next(one.code for one in step.question.options if one.key == "yes"))

    @Slot(int)
    @tapped
    def countTo(self, count: int) -> None:
        step = self.place.step
        if isinstance(step, QuestionStep):
            self.place.draft.count_to(step.question, count)
            self.markedChanged.emit()

    @Slot()
    @tapped
    def goOn(self) -> None:
        step, draft = self.place.step, self.place.draft
        if isinstance(step, OffersStep):
            self.place.go(lambda flow: flow.choose_offers(draft.codes))
        elif isinstance(step, QuestionStep):
            self._give(step.question, draft.answer(step.question))

    @Slot()
    @tapped
    def decline(self) -> None:
        self.place.go(lambda flow: flow.decline())

    @Slot()
    @tapped
    def back(self) -> None:
        if self.place.naming:
            self.place.name_language(False)
        else:
            self.place.go(lambda flow: flow.back())

    @Slot(str)
    @tapped
    def speak(self, language: str) -> None:
        self.place.speak(language)

    @Slot()
    @tapped
    def openLanguages(self) -> None:
        self.place.show(Cover.LANGUAGE)

    @Slot()
    @tapped
    def closeLanguages(self) -> None:
        self.place.hide(Cover.LANGUAGE)

    @Slot()
    @tapped
    def startOver(self) -> None:
        """Erase, or come back from the calm page: the next visit starts with nothing."""
        self.place.leave()

    def _choose_language(self, name: str) -> None:
        if name == OTHER_LANGUAGE:
            self.place.name_language(True)
        else:
            self.place.go(lambda flow: flow.choose_language(name))

    def _pick_option(self, question: Question, code: int) -> None:
        answer = self.place.draft.pick(question, code)
        if answer is None:
            self.markedChanged.emit()
        else:
            self._give(question, answer)

    def _give(self, question: Question, answer: Answer) -> None:
        self.place.go(lambda flow: flow.answer(answer))
        if question.kind is QuestionKind.DOCTOR and answer.codes == (question.option("yes").code,):
            self.place.raise_call(CallReason.DOCTOR)
