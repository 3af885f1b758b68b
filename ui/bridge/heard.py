"""What of a page is read out, as keys of the catalogue. One rule: never anything that a guest has answered."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.languages.voices import IS_THIS_YOURS
from kiosk.ports.speech import Sentence
from kiosk.visit.answer import Sharing
from kiosk.visit.call import CallReason
from kiosk.visit.flow import (
    EndStep,
    InterpreterStep,
    LanguageStep,
    NoticeStep,
    OffersStep,
    PaperStep,
    QuestionStep,
    SharingStep,
)
from kiosk.visit.protocol import QuestionKind
from ui.bridge.cards import RED_FLAGS
from ui.bridge.pages import Cover
from ui.bridge.place import GuestPlace

COVERS = {
    Cover.CALM: ("calm.title", "calm.hint"),
    Cover.CHILD: ("child.title", "child.hint"),
}
STEPS: dict[type, tuple[str, ...]] = {
    InterpreterStep: ("interpreter.wait", "interpreter.wait.hint"),
    NoticeStep: ("notice.title", "notice.optional", "notice.decide", "notice.shelter"),
    OffersStep: ("offers.title", "offers.hint"),
    SharingStep: ("sharing.title", "sharing.hint"),
    PaperStep: ("paper.title", "paper.hint"),
}
ANSWERS: dict[type, tuple[str, ...]] = {
    NoticeStep: ("notice.things", "notice.things.hint", "notice.questions", "notice.questions.hint"),
    SharingStep: tuple(f"sharing.{way.name.lower()}" for way in (Sharing.ALL, Sharing.NEEDS, Sharing.NOTHING)),
    PaperStep: ("paper.print", "paper.none", "paper.delete"),
}


def heard_of(place: GuestPlace, headset: bool, paper: Callable[[], str]) -> list[Sentence]:
    """The sentences of what is seen now: the prompt, what became of the paper, and with a headset the answers that can
    be chosen. The first page and the sheet of languages ask, in each language, whether it is the guest's."""
    if asks_for_language(place):
        return [(code, IS_THIS_YOURS) for code in place.languages]
    if place.covers:
        keys = _covered(place)
    elif isinstance(place.step, EndStep):
        keys = (*_prompt(place), *filter(None, (paper(),)))
    else:
        keys = (*_prompt(place), *(_answers(place) if headset else ()))
    return [(place.language, key) for key in keys]


def asks_for_language(place: GuestPlace) -> bool:
    """Whether languages are what is seen."""
    return max(place.covers) is Cover.LANGUAGE if place.covers else place.untouched


def _covered(place: GuestPlace) -> tuple[str, ...]:
    cover = max(place.covers)
    if cover is Cover.CALL:
        return ("call.doctor",) if place.call.reason is CallReason.DOCTOR else ("call.help", "call.help.hint")
    return COVERS.get(cover, ())


def _prompt(place: GuestPlace) -> tuple[str, ...]:
    step = place.step
    if place.naming:
        return ("interpreter.title", "interpreter.hint")
    if isinstance(step, QuestionStep):
        asked = (f"question.{step.question.key}", f"question.{step.question.key}.hint")
        signs = RED_FLAGS if step.question.kind is QuestionKind.DOCTOR else ()
        return (*asked, *(f"flag.{sign}" for sign in signs))
    return STEPS.get(type(step), (f"{step.name}.title",))


def _answers(place: GuestPlace) -> tuple[str, ...]:
    step = place.step
    if place.naming or isinstance(step, LanguageStep):
        return ()
    if isinstance(step, QuestionStep):
        return tuple(f"option.{step.question.key}.{option.key}" for option in step.question.options)
    if isinstance(step, OffersStep):
        return tuple(f"offer.{offer.key}" for offer in step.offers)
    return ANSWERS.get(type(step), ())
