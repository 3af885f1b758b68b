"""Which file shows which step. One rule: this is the only map from the flow to QML."""

from __future__ import annotations

from enum import IntEnum

from kiosk.visit.flow import QuestionStep, Step
from kiosk.visit.protocol import QuestionKind

STEP_PAGES = {
    "language": "LanguagePage",
    "interpreter": "InterpreterPage",
    "notice": "NoticePage",
    "offers": "OffersPage",
    "sharing": "SharingPage",
    "paper": "PaperPage",
    "end": "EndPage",
}
QUESTION_PAGES = {
    QuestionKind.DOCTOR: "DoctorPage",
    QuestionKind.CHILDREN: "WhoPage",
    QuestionKind.COUNT: "CountPage",
    QuestionKind.ONE: "ChoicePage",
    QuestionKind.MANY: "ChoicePage",
}
SPOKEN_PAGE = "SpokenPage"
"""A second sheet of the first step: what is spoken by those whose language has no pack."""


class Cover(IntEnum):
    """Pages that lie over the guest's own, which waits below unchanged; the greater covers the lesser."""

    CALM = 1
    CALL = 2
    CORNER = 3
    GIVEN = 4
    CHILD = 5
    PIN = 6
    STATUS = 7
    LANGUAGE = 8
    IDLE = 9


COVER_PAGES = {
    Cover.CALM: "pages/CalmPage",
    Cover.CALL: "pages/CallPage",
    Cover.CORNER: "pages/CornerMenu",
    Cover.GIVEN: "pages/GivenPage",
    Cover.CHILD: "pages/ChildPage",
    Cover.PIN: "../staff/PinPage",
    Cover.STATUS: "../staff/StatusPage",
    Cover.LANGUAGE: "pages/LanguageSheet",
    Cover.IDLE: "pages/IdlePage",
}


def page_of(step: Step, naming: bool) -> str:
    """The file of a step, relative to `ui/guest`; `naming` while a guest says what they speak."""
    if naming:
        name = SPOKEN_PAGE
    elif isinstance(step, QuestionStep):
        name = QUESTION_PAGES[step.question.kind]
    else:
        name = STEP_PAGES[step.name]
    return f"pages/{name}.qml"


def cover_of(covers: set[Cover]) -> str:
    """The file of the uppermost cover; empty when the guest's page lies open."""
    return f"{COVER_PAGES[max(covers)]}.qml" if covers else ""
