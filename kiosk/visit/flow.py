"""The order of pages, without a window. One rule: every path ends at `EndStep`; Back is free until the visit is sealed.

The flow is a stack of steps that were shown. Answers decide which optional page comes next and nothing else;
declining follows the shortest path there is. Each method that does not fit the present step is a Bug.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from kiosk.problem import Bug
from kiosk.visit.answer import DECLINED, Answer, Interpreter, Outcome, PaperChoice, Sharing
from kiosk.visit.offers import offers_for
from kiosk.visit.protocol import Offer, Protocol, Question, QuestionKind


class LanguageStep:
    """Own names and scripts; also the way to "none of these"."""

    name = "language"


class InterpreterStep:
    """The guest speaks a language without a pack; the volunteer looks for somebody who interprets."""

    name = "interpreter"


class NoticeStep:
    """Who we are, and the two equal ways on: things only, or some questions."""

    name = "notice"


class QuestionStep:
    """One question of the protocol."""

    name = "question"

    def __init__(self, question: Question) -> None:
        self.question = question


class OffersStep:
    """What this site has today for this guest."""

    name = "offers"

    def __init__(self, offers: tuple[Offer, ...]) -> None:
        self.offers = offers


class SharingStep:
    """What the shelter may see."""

    name = "sharing"


class PaperStep:
    """Print, no paper, or delete now. The visit is sealed by now."""

    name = "paper"


class EndStep:
    """Thank you. Carries the one outcome there is."""

    outcome = Outcome.HELPED
    name = "end"


_StepT = TypeVar("_StepT")

Step = LanguageStep | InterpreterStep | NoticeStep | QuestionStep | OffersStep | SharingStep | PaperStep | EndStep


class Flow:
    """One guest's way from the language to the thanks."""

    def __init__(self, protocol: Protocol, today: Iterable[str]) -> None:
        self.protocol = protocol
        self._today = tuple(today)
        self._steps: list[Step] = [LanguageStep()]
        self._answers: dict[int, Answer] = {}
        self.language = ""
        self.spoken = ""
        self.interpreter = Interpreter.NOT_NEEDED
        self.things_only = False
        self.wanted: frozenset[int] = frozenset()
        self.sharing = Sharing.NOTHING
        self.paper: PaperChoice | None = None

    @property
    def step(self) -> Step:
        return self._steps[-1]

    @property
    def steps(self) -> Sequence[Step]:
        """The pages shown so far that Back has not taken away, first to present."""
        return tuple(self._steps)

    @property
    def answers(self) -> Mapping[int, Answer]:
        """The answers that count now: nothing of pages that the last answers made superfluous."""
        if self.things_only:
            return {}
        asked = self._asked()
        return {code: answer for code, answer in self._answers.items() if code in asked}

    @property
    def can_go_back(self) -> bool:
        return len(self._steps) > 1 and not isinstance(self.step, PaperStep | EndStep)

    def back(self) -> None:
        """To the page before, with its answer still marked; no effect where there is none."""
        if self.can_go_back:
            self._steps.pop()

    def marked(self, question: Question) -> Answer | None:
        """What was answered on a page that is shown again."""
        return self._answers.get(question.code)

    def choose_language(self, code: str) -> None:
        self._expect(LanguageStep)
        self.language = self.spoken = code
        self.interpreter = Interpreter.NOT_NEEDED
        self._steps.append(NoticeStep())

    def choose_other_language(self, spoken: str) -> None:
        """None of the languages on the page; `spoken` is a tag such as `mam`, or `other` when nobody knows it."""
        self._expect(LanguageStep)
        self.spoken = spoken
        self._steps.append(InterpreterStep())

    def find_interpreter(self, language: str) -> None:
        """Somebody interprets from `language`, in which the pages are shown."""
        self._expect(InterpreterStep)
        self.interpreter = Interpreter.FOUND
        self.language = language
        self._steps.append(NoticeStep())

    def go_without_interpreter(self) -> None:
        """Pictures are not consent: no questions and no intake, only things."""
        self._expect(InterpreterStep)
        self.interpreter = Interpreter.NEEDED
        self.things_only = True
        self._steps.append(self._offers())

    def note_interpreter(self, found: bool) -> None:
        """Somebody interprets, or nobody does after all; the page stays, and so does what was chosen."""
        without = Interpreter.NOT_NEEDED if self.spoken == self.language else Interpreter.NEEDED
        self.interpreter = Interpreter.FOUND if found else without

    def change_language(self, code: str) -> None:
        """Switch at any time after the first page; the page stays."""
        self.language = code

    def choose_things_only(self) -> None:
        self._expect(NoticeStep)
        self.things_only = True
        self._steps.append(self._offers())

    def choose_questions(self) -> None:
        self._expect(NoticeStep)
        self.things_only = False
        self._steps.append(self._next_question())

    def answer(self, answer: Answer) -> None:
        """Answer or decline the present question and go on. Raises Bug for codes that the question does not have."""
        step = self._expect(QuestionStep)
        _check_fits(step.question, answer)
        self._answers[step.question.code] = answer
        self._steps.append(self._next_question(after=step.question))

    def decline(self) -> None:
        """I'd rather not say; on the pages of offers and sharing: nothing."""
        if isinstance(self.step, OffersStep):
            self.choose_offers(())
        elif isinstance(self.step, SharingStep):
            self.share(Sharing.NOTHING)
        else:
            self.answer(DECLINED)

    def choose_offers(self, wanted: Iterable[int]) -> None:
        step = self._expect(OffersStep)
        self.wanted = frozenset(wanted)
        if not self.wanted.issubset(offer.code for offer in step.offers):
            raise Bug("an offer was chosen that is not on the page")
        self._steps.append(PaperStep() if self.things_only else SharingStep())

    def share(self, sharing: Sharing) -> None:
        self._expect(SharingStep)
        self.sharing = sharing
        self._steps.append(PaperStep())

    def choose_paper(self, choice: PaperChoice) -> None:
        """Paper or none; `DELETE` also stands on the last page."""
        if not isinstance(self.step, PaperStep | EndStep):
            raise Bug(f"choose_paper does not fit the page {self.step.name}")
        self.paper = choice
        if not isinstance(self.step, EndStep):
            self._steps.append(EndStep())

    def _expect(self, kind: type[_StepT]) -> _StepT:
        if not isinstance(self.step, kind):
            raise Bug(f"a {kind.__name__} was expected, the page is {self.step.name}")
        return self.step

    def _next_question(self, after: Question | None = None) -> Step:
        questions = self.protocol.questions
        start = 0 if after is None else questions.index(after) + 1
        for question in questions[start:]:
            if question.only_after is None or question.only_after.holds(self._answers):
                return QuestionStep(question)
        return self._offers()

    def _asked(self) -> set[int]:
        return {step.question.code for step in self._steps if isinstance(step, QuestionStep)}

    def _offers(self) -> OffersStep:
        return OffersStep(offers_for(self.protocol, self.answers, self._today))


def _check_fits(question: Question, answer: Answer) -> None:
    if answer.declined:
        return
    if question.kind is QuestionKind.CHILDREN:
        fits = len(answer.codes) == 1 and 1 <= answer.codes[0] <= question.most + 1
    elif question.kind is QuestionKind.COUNT:
        fits = len(answer.codes) == 1 and 1 <= answer.codes[0] <= question.most
    elif question.kind is QuestionKind.MANY:
        alone = {option.code for option in question.options if option.alone}
        known = {option.code for option in question.options}
        fits = bool(answer.codes) and known.issuperset(answer.codes)
        fits = fits and (len(answer.codes) == 1 or alone.isdisjoint(answer.codes))
        fits = fits and list(answer.codes) == sorted(set(answer.codes))
    else:
        fits = len(answer.codes) == 1 and any(option.code == answer.codes[0] for option in question.options)
    if not fits:
        raise Bug(f"an answer does not fit the question {question.key}")
