"""The paper, the code on the screen, and deleting. By a real finger on a real window."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtGui import QImage

from kiosk.ports.paper import PrintOutcome
from tests.ui.hand import Hand, settle
from tests.ui.house import DIGITS

HEALTHY = ("card-es", "card-questions", "card-1", "card-1", "card-1", "card-1", "card-1", "card-1")


@pytest.mark.parametrize("late", [False, True])
def test_delete_now_reaches_the_house_and_ends_the_visit(hand: Hand, late: bool) -> None:
    hand.to_paper()
    hand.tap("card-no-paper", "apart") if late else hand.tap("card-delete")
    assert hand.reception.deleted == [1]
    assert hand.bridges.slip.state == "deleted"
    assert hand.bridges.slip.sentence == "end.deleted"
    hand.tap("way0")
    assert hand.reception.released == []
    assert hand.page == "LanguagePage"


def test_a_printer_that_fails_leaves_a_code_to_photograph(hand: Hand) -> None:
    hand.reception.outcome = PrintOutcome.UNKNOWN
    hand.to_paper()
    hand.tap("card-print")
    hand.until(lambda: hand.sees("qr"))
    assert photographed(hand.kiosk.window.grabWindow()) == DIGITS
    assert "\u20667KQ4-M2XA-9\u2069" in [item.property("text") for item in hand.items()]
    hand.wait(60)
    assert hand.page == "EndPage"


def test_printing_is_told_only_when_the_printer_says_so(hand: Hand) -> None:
    hand.reception.outcome = None
    hand.to_paper()
    hand.tap("card-print")
    assert hand.bridges.slip.state == "printing"
    hand.wait(60)
    assert hand.page == "EndPage"
    hand.reception.waiting.pop()(PrintOutcome.PRINTED)
    settle()
    assert hand.bridges.slip.state == "printed"
    hand.wait(31)
    assert hand.page == "LanguagePage"


def test_a_printer_that_answers_late_does_not_speak_to_the_next_guest(hand: Hand) -> None:
    hand.reception.outcome = None
    hand.to_paper()
    hand.tap("card-print", "way1")
    hand.to_paper()
    hand.tap("card-print")
    late, own = hand.reception.waiting
    late(PrintOutcome.NOT_PRINTED)
    settle()
    assert hand.bridges.slip.state == "printing"
    own(PrintOutcome.PRINTED)
    settle()
    assert hand.bridges.slip.state == "printed"


def test_the_last_page_closes_by_itself(hand: Hand) -> None:
    hand.to_paper()
    hand.tap("card-no-paper")
    hand.wait(29)
    assert hand.page == "EndPage"
    hand.wait(2)
    assert hand.page == "LanguagePage"
    assert hand.reception.released == [1]


def photographed(image: QImage) -> str:
    """What a phone reads from the screen."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    size = (grey.width(), grey.height())
    picture = Image.frombuffer("L", size, bytes(grey.constBits()), "raw", "L", grey.bytesPerLine(), 1)
    return "".join(code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode))
