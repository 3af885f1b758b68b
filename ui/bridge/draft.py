"""What is marked on the present page and not given yet. One rule: nothing is marked that the guest did not mark."""

from __future__ import annotations

from kiosk.visit.answer import DECLINED, Answer
from kiosk.visit.flow import Flow, OffersStep, QuestionStep
from kiosk.visit.protocol import Option, Question, QuestionKind


class Draft:
    """Marks of one page: option or offer `codes`, and a `count` (0 while none was chosen)."""

    def __init__(self, flow: Flow) -> None:
        self.codes: set[int] = set()
        self.count = 0
        step = flow.step
        if isinstance(step, OffersStep):
            self.codes = set(flow.wanted).intersection(offer.code for offer in step.offers)
        elif isinstance(step, QuestionStep):
            self._recall(step.question, flow.marked(step.question))

    def pick(self, question: Question, code: int) -> Answer | None:
        """Mark an option. The finished answer when this one goes on by itself, else None."""
        option = _option(question, code)
        if question.kind is QuestionKind.CHILDREN and not option.alone:
            self.codes, self.count = {code}, max(self.count, 1)
            return None
        if question.kind is QuestionKind.MANY and not option.alone:
            alone = {other.code for other in question.options if other.alone}
            self.toggle(code)
            self.codes -= alone
            return None
        return Answer((code,))

    def toggle(self, code: int) -> None:
        self.codes ^= {code}

    def count_to(self, question: Question, count: int) -> None:
        """Move the stepper; at 0 the guest has said nothing again."""
        self.count = max(0, min(count, question.most))
        if question.kind is QuestionKind.CHILDREN and self.count == 0:
            self.codes.clear()

    def answer(self, question: Question) -> Answer:
        """What *go on* gives: the marks, or *I'd rather not say* when there are none."""
        if question.kind is QuestionKind.CHILDREN and self.count:
            return Answer((1 + self.count,))
        if question.kind is QuestionKind.COUNT and self.count:
            return Answer((self.count,))
        if question.kind is QuestionKind.COUNT or not self.codes:
            return DECLINED
        return Answer(tuple(sorted(self.codes)))

    def _recall(self, question: Question, given: Answer | None) -> None:
        if given is None or given.declined:
            return
        if question.kind is QuestionKind.CHILDREN:
            self.count = given.codes[0] - 1
            self.codes = {option.code for option in question.options if option.alone == (self.count == 0)}
        elif question.kind is QuestionKind.COUNT:
            self.count = given.codes[0]
        else:
            self.codes = set(given.codes)


def _option(question: Question, code: int) -> Option:
    return next(option for option in question.options if option.code == code)
