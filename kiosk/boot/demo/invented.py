"""Invented guests for the simulation. One rule: every choice comes from the seed, so that a day can be repeated."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from kiosk.boot.tablet.folder import Site
from kiosk.visit.answer import DECLINED, Answer, PaperChoice, Sharing
from kiosk.visit.flow import QuestionStep
from kiosk.visit.protocol import Question, QuestionKind
from kiosk.visit.visit import Visit

DECLINE, THINGS_ONLY, DELETE, HANDED_OVER = 0.1, 0.15, 0.03, 0.7
"""Shares of guests, invented."""


@dataclass(frozen=True)
class InventedVisit:
    """A visit up to its last page, and whether the guest deletes it there."""

    visit: Visit
    deleted: bool


def invent(site: Site, random: Random) -> InventedVisit:
    """One guest's visit, not yet sealed."""
    visit = Visit.begin(site.protocol, site.profile.offers)
    flow = visit.flow
    flow.choose_language(random.choice(site.profile.languages))
    if random.random() < THINGS_ONLY:
        flow.choose_things_only()
    else:
        flow.choose_questions()
        while isinstance(flow.step, QuestionStep):
            flow.answer(_say(flow.step.question, random))
    shown = sorted(visit.offer_states())
    wanted = [code for code in shown if random.random() < 0.5]
    flow.choose_offers(wanted)
    visit.given.update(code for code in wanted if random.random() < HANDED_OVER)
    if not flow.things_only:
        flow.share(random.choice(list(Sharing)))
    deleted = random.random() < DELETE
    flow.choose_paper(PaperChoice.DELETE if deleted else random.choice([PaperChoice.PRINT, PaperChoice.NO_PAPER]))
    return InventedVisit(visit, deleted)


def _say(question: Question, random: Random) -> Answer:
    if random.random() < DECLINE:
        return DECLINED
    if question.kind is QuestionKind.CHILDREN:
        return Answer((1 + min(question.most, max(0, round(random.gauss(0.5, 1.5)))),))
    if question.kind is QuestionKind.COUNT:
        return Answer((random.randint(1, question.most),))
    codes = [option.code for option in question.options]
    if question.kind is QuestionKind.MANY and random.random() < 0.4:
        return Answer(tuple(sorted(random.sample(codes[1:], random.randint(1, 3)))))
    if question.kind is QuestionKind.DOCTOR:
        return Answer((2 if random.random() < 0.03 else 1,))
    return Answer((codes[0] if question.kind is QuestionKind.MANY else random.choice(codes),))
