"""Who comes in the demo, as the words that they touch. One rule: what is expected follows from the touches alone.

A touch is a key of the catalogue; the hand looks for a control with that sentence in the visit's language.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LANGUAGE = "language"
"""Touches the language's own name."""
CORNER, HERE, ADULT = "corner.open", "corner.here", "corner.adult"
GO_ON, DECLINE, PRINT, NO_PAPER, CLOSE = "bar.go-on", "bar.decline", "paper.print", "paper.none", "end.close"
WELL = ("option.doctor.no", "option.who.me", "option.mask.have", "option.sick.nobody", "option.vaccine.all")


@dataclass(frozen=True)
class DemoVisit:
    """One guest: name of the picture, language, touches in order."""

    name: str
    language: str
    touches: tuple[str, ...]
    linked: bool = False

    @property
    def prints(self) -> bool:
        return PRINT in self.touches

    def said(self) -> Said:
        """What somebody who watched the touches knows."""
        said = Said(self.language)
        for touch in self.touches:
            kind, _, rest = touch.partition(".")
            if kind == "option":
                question, _, option = rest.partition(".")
                said.answers.setdefault(question, []).append(option)
            elif touch == "bar.more":
                said.children += 1
            elif kind == "sharing":
                said.sharing = rest
            elif kind == "offer":
                said.wanted.append(rest)
        said.children += "children" in said.answers.pop("who", [])
        return said


@dataclass
class Said:
    """A visit as its touches tell it. `sharing` is all, needs or nothing."""

    language: str
    children: int = 0
    sharing: str = "nothing"
    answers: dict[str, list[str]] = field(default_factory=dict)
    wanted: list[str] = field(default_factory=list)


def _visit(name: str, language: str, *touches: str, linked: bool = False, closes: bool = True) -> DemoVisit:
    return DemoVisit(name, language, (LANGUAGE, *touches, *([CLOSE] if closes else [])), linked)


QUESTIONS, THINGS = "notice.questions", "notice.things"

VISITS: tuple[DemoVisit, ...] = (
    _visit("healthy-adult", "en", QUESTIONS, *WELL, "option.needs.none", GO_ON, "sharing.all", PRINT),
    _visit(
        "adult-with-three-children",
        "es",
        QUESTIONS,
        "option.doctor.no",
        *("option.who.children", "bar.more", "bar.more", GO_ON),
        "option.mask.some",
        "option.sick.nobody",
        "option.vaccine.some",
        *("option.needs.legal", GO_ON),
        *("offer.mask", "offer.legal", GO_ON),
        "sharing.needs",
        PRINT,
    ),
    _visit(
        "arabic-speaker-who-is-sick",
        "ar",
        QUESTIONS,
        "option.doctor.no",
        "option.who.me",
        "option.mask.want",
        *("option.sick.fever", "option.sick.cough", GO_ON),
        "option.vaccine.unsure",
        *("option.needs.medicine", GO_ON),
        *("offer.mask", "offer.nurse", GO_ON),
        "sharing.all",
        PRINT,
    ),
    _visit("things-only", "es", THINGS, "offer.mask", GO_ON, PRINT),
    _visit("everything-declined", "es", QUESTIONS, *[DECLINE] * 6, "offers.nothing", "sharing.nothing", NO_PAPER),
    _visit(
        "first-of-two-adults",
        "en",
        *(QUESTIONS, *WELL, "option.needs.none", GO_ON, "sharing.all", PRINT),
        *(CORNER, ADULT),
        closes=False,
    ),
    _visit(
        "second-of-two-adults",
        "en",
        *(QUESTIONS, *WELL, "option.needs.none", GO_ON, "sharing.all", PRINT),
        linked=True,
    ),
    _visit(
        "doctor-call",
        "es",
        *(QUESTIONS, "option.doctor.yes", CORNER, HERE),
        *("option.who.me", "option.mask.have", "option.sick.nobody", "option.vaccine.all", "option.needs.none"),
        *("offer.nurse", GO_ON, "sharing.all", PRINT),
    ),
)
