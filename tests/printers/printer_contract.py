"""What every printer of slips must do, real or fake. Inherit and give the fixtures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.ports.paper import PrintOutcome, SlipPrinter
from tests.printers.contents import ARABIC, ENGLISH, for_guest


class SlipPrinterContract:
    """`ready` could print now, `broken` cannot; `papers` counts what came out of `ready`."""

    @pytest.fixture
    def ready(self) -> SlipPrinter:
        raise NotImplementedError

    @pytest.fixture
    def broken(self) -> SlipPrinter:
        raise NotImplementedError

    @pytest.fixture
    def papers(self, ready: SlipPrinter) -> Callable[[], int]:
        raise NotImplementedError

    def test_a_ready_printer_never_says_that_it_could_not_print(self, ready: SlipPrinter) -> None:
        assert ready.preflight() is not False

    def test_asking_prints_nothing(self, ready: SlipPrinter, papers: Callable[[], int]) -> None:
        ready.preflight()
        assert papers() == 0

    def test_every_slip_is_one_paper(self, ready: SlipPrinter, papers: Callable[[], int]) -> None:
        assert ready.print(for_guest(ENGLISH, 1)) is PrintOutcome.PRINTED
        assert ready.print(for_guest(ARABIC, 2)) is PrintOutcome.PRINTED
        assert papers() == 2

    def test_the_same_slip_can_be_printed_again(self, ready: SlipPrinter, papers: Callable[[], int]) -> None:
        assert {ready.print(ENGLISH), ready.print(ENGLISH)} == {PrintOutcome.PRINTED}
        assert papers() == 2

    def test_a_broken_printer_says_so_and_raises_nothing(self, broken: SlipPrinter) -> None:
        assert broken.preflight() is not True
        assert broken.print(ENGLISH) is PrintOutcome.NOT_PRINTED
