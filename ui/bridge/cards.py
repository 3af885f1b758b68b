"""What stands on the cards and in the heading of a page. One rule: words come from the catalogue, by key, or not.

A card is a plain map for QML: `code` and `name` say what is chosen, `label`, `hint`, `pictogram` what is seen,
`first` whether it leads every sheet of a page that does not fit at once, `mark` what is seen behind the label.
"""

from typing import TypedDict

from kiosk.languages.catalogue import load_catalogue
from kiosk.languages.pack import Pack, load_pack, pack_codes
from kiosk.languages.spoken import spoken_names
from kiosk.visit.answer import Sharing
from kiosk.visit.flow import InterpreterStep, LanguageStep, NoticeStep, OffersStep, PaperStep, QuestionStep, SharingStep
from kiosk.visit.protocol import Question
from ui.bridge.place import GuestPlace

RED_FLAGS = (
    "trouble-breathing",
    "chest-pain",
    "confusion",
    "hard-to-wake",
    "blue-lips",
    "heat-collapse",
    "heavy-bleeding",
    "seizure",
    "pregnant-pain",
    "limp-baby",
)
OTHER_LANGUAGE = "other"
ALSO_LANGUAGES, DRAFT_MARK = 2, "*"
MOST_WITH_QUESTION = 6
"""Languages on one page that still leave room for "Is this your language?" under each name."""


class Card(TypedDict):
    """One card, as QML sees it."""

    code: int
    name: str
    label: str
    hint: str
    pictogram: str
    first: bool
    mark: str


def card(
    label: str, pictogram: str, code: int = 0, name: str = "", hint: str = "", first: bool = False, mark: str = ""
) -> Card:
    return Card(code=code, name=name, label=label, hint=hint, pictogram=pictogram, first=first, mark=mark)


def cards_of(place: GuestPlace) -> list[Card]:
    """The cards of the present page, in reading order."""
    step, say = place.step, place.catalogue.say
    if place.naming:
        return _spoken(place)
    if isinstance(step, LanguageStep):
        return [*languages_of(place), card(say("language.none"), "interpreter", name=OTHER_LANGUAGE)]
    if isinstance(step, InterpreterStep):
        found = say("interpreter.found")
        ways = [card(pack.own_name, "interpreter", name=pack.code, hint=found) for pack in _packs(place)]
        return [*ways, card(say("interpreter.without"), "things", hint=say("notice.things.hint"))]
    if isinstance(step, NoticeStep):
        things = card(say("notice.things"), "things", name="things", hint=say("notice.things.hint"))
        asked = card(say("notice.questions"), "questions", name="questions", hint=say("notice.questions.hint"))
        return [things, asked]
    if isinstance(step, QuestionStep):
        return _options(place, step.question)
    if isinstance(step, OffersStep):
        return [card(say(f"offer.{offer.key}"), offer.pictogram, offer.code) for offer in step.offers]
    if isinstance(step, SharingStep):
        return [
            card(say("sharing.all"), "share-all", int(Sharing.ALL)),
            card(say("sharing.needs"), "share-needs", int(Sharing.NEEDS)),
            card(say("sharing.nothing"), "share-nothing", int(Sharing.NOTHING)),
        ]
    if isinstance(step, PaperStep):
        return [
            card(say("paper.print"), "print", name="print"),
            card(say("paper.none"), "no-paper", name="no-paper"),
            card(say("paper.delete"), "delete", name="delete", hint=say("paper.delete.hint")),
        ]
    return []


def flags_of(place: GuestPlace) -> list[Card]:
    """The signs that somebody needs a doctor, as quiet pictures."""
    return [card(place.catalogue.say(f"flag.{flag}"), flag) for flag in RED_FLAGS]


def languages_of(place: GuestPlace) -> list[Card]:
    """The packs that guests may see. Many stand with their names alone, so that they fit at once."""
    packs = _packs(place)
    asks = len(packs) <= MOST_WITH_QUESTION
    return [
        card(
            pack.own_name,
            "",
            name=pack.code,
            hint=pack.is_this_yours if asks else "",
            mark=_mark(place, pack),
        )
        for pack in packs
    ]


def _mark(place: GuestPlace, pack: Pack) -> str:
    """The star of a pack that nobody has read yet, on the first page of a demo; `_also` says what it means."""
    return DRAFT_MARK if place.services.demo and place.untouched and pack.is_draft else ""


def title_of(place: GuestPlace) -> str:
    """The one heading of the present page."""
    step, profile, say = place.step, place.services.profile, place.catalogue.say
    if place.naming:
        return say("interpreter.title")
    if isinstance(step, QuestionStep):
        return say(f"question.{step.question.key}")
    if isinstance(step, InterpreterStep):
        return say("interpreter.wait")
    values = {"organisation": profile.organisation, "shelter": profile.shelter}
    return say(f"{step.name}.title", **values)


def hint_of(place: GuestPlace) -> str:
    """The quiet line below the heading; empty where the page has its own text."""
    step, say = place.step, place.catalogue.say
    if place.naming:
        return say("interpreter.hint")
    if isinstance(step, LanguageStep):
        return _also(place)
    if isinstance(step, QuestionStep):
        return say(f"question.{step.question.key}.hint")
    if isinstance(step, InterpreterStep):
        return say("interpreter.wait.hint")
    if isinstance(step, OffersStep | SharingStep | PaperStep):
        return say(f"{step.name}.hint")
    return ""


def notice_of(place: GuestPlace) -> list[str]:
    """The sentences of the notice."""
    profile, say = place.services.profile, place.catalogue.say
    shelter = say("notice.shelter", shelter=profile.shelter, days=profile.retention_days)
    return [say("notice.optional"), say("notice.decide"), shelter]


def _also(place: GuestPlace) -> str:
    """The first page's heading in other languages, each isolated for its direction; in a demo what the mark means."""
    others = [code for code in place.languages if code != place.language][:ALSO_LANGUAGES]
    said = [load_catalogue(code).say("language.title") for code in others]
    if any(_mark(place, pack) for pack in _packs(place)):
        said.append(DRAFT_MARK + place.catalogue.say("language.draft"))
    return "  ·  ".join(f"\u2068{text}\u2069" for text in said)


def _packs(place: GuestPlace) -> list[Pack]:
    return [load_pack(code) for code in place.languages]


def _options(place: GuestPlace, question: Question) -> list[Card]:
    say = place.catalogue.say
    return [
        card(say(f"option.{question.key}.{option.key}"), option.pictogram, option.code, first=option.alone)
        for option in question.options
    ]


def _spoken(place: GuestPlace) -> list[Card]:
    """Own names of what the first page does not have: packs that are not shown here, and languages without one."""
    packs = [(code, load_pack(code).own_name) for code in pack_codes() if code not in place.languages]
    named = [card(own_name, "", name=tag) for tag, own_name in (*packs, *spoken_names())]
    return [*named, card(place.catalogue.say("interpreter.unknown"), "other", name=OTHER_LANGUAGE)]
