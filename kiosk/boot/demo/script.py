"""Who comes in the demo, as the words that they touch. One rule: what is expected follows from the touches alone.

A touch is a key of the catalogue; the hand looks for a control with that sentence in the visit's language. Two touches
say more than their key: `language`, and `decline.QUESTION`, which is *I'd rather not say* on that question's page.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LANGUAGE = "language"
"""Touches the language's own name."""
DECLINE = "decline."
CORNER, HERE, ADULT = "corner.open", "corner.here", "corner.adult"
GO_ON, PRINT, CLOSE = "bar.go-on", "paper.print", "end.close"
QUESTIONS, THINGS = "notice.questions", "notice.things"
WELL = ("option.doctor.no", "option.who.me", "option.mask.have", "option.sick.nobody", "option.vaccine.all")
ASKED = ("doctor", "who", "mask", "sick", "vaccine", "needs")
DECLINED = "declined"


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
        said = Said(self.language, linked=self.linked)
        for touch in self.touches:
            said.hear(touch)
        return said


@dataclass
class Said:
    """A visit as its touches tell it. `children` is None when that was not said, `sharing` all, needs or nothing.
    `linked`: came with the adult before. `helped`: a volunteer came to a doctor's call.
    """

    language: str
    linked: bool = False
    things_only: bool = False
    children: int | None = None
    sharing: str = "nothing"
    answers: dict[str, list[str]] = field(default_factory=dict)
    wanted: list[str] = field(default_factory=list)
    helped: bool = False

    def hear(self, touch: str) -> None:
        """One touch more."""
        kind, _, rest = touch.partition(".")
        if kind == "option":
            question, _, option = rest.partition(".")
            self._answer(question, option)
        elif kind == "decline":
            self._answer(rest, DECLINED)
        elif kind == "sharing":
            self.sharing = rest
        elif kind == "offer":
            self.wanted.append(rest)
        elif touch == "bar.more":
            self.children = (self.children or 0) + 1
        self.things_only |= touch == THINGS
        self.helped |= touch == HERE

    def _answer(self, question: str, option: str) -> None:
        if question != "who":
            self.answers.setdefault(question, []).append(option)
        elif option != DECLINED:
            self.children = 1 if option == "children" else 0


def _visit(name: str, language: str, *touches: str, linked: bool = False, closes: bool = True) -> DemoVisit:
    return DemoVisit(name, language, (LANGUAGE, *touches, *([CLOSE] if closes else [])), linked)


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
    _visit(
        "everything-declined",
        "es",
        *(QUESTIONS, *(DECLINE + question for question in ASKED), "offers.nothing", "sharing.nothing", PRINT),
    ),
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
