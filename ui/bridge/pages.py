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
    SETTINGS = 8
    PRINTERS = 9
    PRINTER = 10
    LEAFLETS = 11
    LANGUAGES = 12
    OFFERS = 13
    STOCK = 14
    SCREEN = 15
    SHIFT = 16
    LANGUAGE = 17
    IDLE = 18


STAFF = frozenset(cover for cover in Cover if Cover.STATUS <= cover <= Cover.SHIFT)
"""Behind the staff door: `STATUS` is among the covers whenever another of them is."""

COVER_PAGES = {
    Cover.CALM: "pages/CalmPage",
    Cover.CALL: "pages/CallPage",
    Cover.CORNER: "pages/CornerMenu",
    Cover.GIVEN: "pages/GivenPage",
    Cover.CHILD: "pages/ChildPage",
    Cover.PIN: "../staff/PinPage",
    Cover.STATUS: "../staff/StatusPage",
    Cover.SETTINGS: "../staff/SettingsPage",
    Cover.PRINTERS: "../staff/PrintersPage",
    Cover.PRINTER: "../staff/PrinterPage",
    Cover.LEAFLETS: "../staff/LeafletsPage",
    Cover.LANGUAGES: "../staff/LanguagesPage",
    Cover.OFFERS: "../staff/OffersTodayPage",
    Cover.STOCK: "../staff/StockPage",
    Cover.SCREEN: "../staff/ScreenPage",
    Cover.SHIFT: "../staff/ShiftPage",
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
