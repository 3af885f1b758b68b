"""Who comes in the demo, as the words that they touch. One rule: what is expected follows from the touches alone.

A touch is a key of the catalogue; the hand looks for a control with that sentence in the visit's language. Three say
more than their key: `language`; `decline.QUESTION`, which is *I'd rather not say* on that page; and `given.OFFER`,
which is the offer's card on the volunteer's page of what was handed over.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LANGUAGE = "language"
"""Touches the language's own name."""
DECLINE, GIVEN, OFFER = "decline.", "given.", "offer."
CORNER, HERE, ADULT, DONE, BACK = "corner.open", "corner.here", "corner.adult", "bar.done", "corner.close"
GO_ON, PRINT, CLOSE = "bar.go-on", "paper.print", "end.close"
QUESTIONS, THINGS = "notice.questions", "notice.things"
WELL = ("option.doctor.no", "option.who.me", "option.mask.have", "option.sick.nobody", "option.vaccine.all")
ASKED = ("doctor", "who", "mask", "sick", "vaccine", "needs")
DECLINED = "declined"


@dataclass(frozen=True)
class DemoVisit:
    """One guest: name of the picture, what the visit shows, language, touches in order."""

    name: str
    shows: str
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
    given: list[str] = field(default_factory=list)
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
        elif kind in ("offer", "given"):
            (self.wanted if kind == "offer" else self.given).append(rest)
        elif touch == "bar.more":
            self.children = (self.children or 0) + 1
        self.things_only |= touch == THINGS
        self.helped |= touch == HERE

    def _answer(self, question: str, option: str) -> None:
        if question != "who":
            self.answers.setdefault(question, []).append(option)
        elif option != DECLINED:
            self.children = 1 if option == "children" else 0


def _visit(name: str, shows: str, language: str, *touches: str, linked: bool = False, closes: bool = True) -> DemoVisit:
    return DemoVisit(name, shows, language, (LANGUAGE, *touches, *([CLOSE] if closes else [])), linked)


def _handed_over(*offers: str) -> tuple[str, ...]:
    """The volunteer's touches that say what was given."""
    return (CORNER, "corner.given", *(GIVEN + offer for offer in offers), DONE, BACK)


VISITS: tuple[DemoVisit, ...] = (
    _visit(
        "healthy-adult",
        "All is well: the shortest way through the questions.",
        "en",
        *(QUESTIONS, *WELL, "option.needs.none", GO_ON, "sharing.all", PRINT),
    ),
    _visit(
        "adult-with-three-children",
        "One adult answers for the children, and shares the needs only.",
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
        "From right to left. The volunteer hands over a mask and fetches the nurse.",
        "ar",
        QUESTIONS,
        "option.doctor.no",
        "option.who.me",
        "option.mask.want",
        *("option.sick.fever", "option.sick.cough", GO_ON),
        "option.vaccine.unsure",
        *("option.needs.medicine", "option.needs.legal", GO_ON),
        *("offer.mask", "offer.nurse", *_handed_over("mask", "nurse"), GO_ON),
        "sharing.all",
        PRINT,
    ),
    _visit(
        "things-only",
        "No questions at all, the same things, the same paper.",
        "es",
        *(THINGS, "offer.mask", *_handed_over("mask"), GO_ON, PRINT),
    ),
    _visit(
        "everything-declined",
        "Each question declined, nothing shared: no page more than for anybody, and a slip like any other.",
        "es",
        *(QUESTIONS, *(DECLINE + question for question in ASKED), "offers.nothing", "sharing.nothing", PRINT),
    ),
    _visit(
        "first-of-two-adults",
        "Then the volunteer touches “another adult with this person”.",
        "en",
        *(QUESTIONS, *WELL, "option.needs.none", GO_ON, "sharing.all", PRINT),
        *(CORNER, ADULT),
        closes=False,
    ),
    _visit(
        "second-of-two-adults",
        "A visit of their own; only the sealed record knows that the two belong together.",
        "en",
        *(QUESTIONS, *WELL, "option.needs.none", GO_ON, "sharing.all", PRINT),
        linked=True,
    ),
    _visit(
        "doctor-call",
        "The questions pause until a volunteer has come.",
        "es",
        *(QUESTIONS, "option.doctor.yes", CORNER, HERE),
        *("option.who.me", "option.mask.have", "option.sick.nobody", "option.vaccine.all", "option.needs.none"),
        *("offer.nurse", GO_ON, "sharing.all", PRINT),
    ),
)
