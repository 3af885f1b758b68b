"""Status bytes as Epson's reference gives them: three states, and no answer is never yes."""

from __future__ import annotations

import pytest

from printers.status import Ready, Status, is_barrier, is_status, read_status

WELL = (0x12, 0x12, 0x12, 0x12)


def test_a_printer_that_answers_well_is_ready() -> None:
    status = read_status(WELL)
    assert status == Status(online=True, cover_closed=True, no_error=True, paper=True, paper_low=False)
    assert (status.ready, status.ready.could_print) == (Ready.YES, True)


def test_silence_is_unknown() -> None:
    status = read_status((None,) * 4)
    assert status == Status()
    assert (status.ready, status.ready.could_print) == (Ready.UNKNOWN, None)


@pytest.mark.parametrize(
    ("which", "bits", "ready"),
    [
        (0, 0x08, Ready.OFFLINE),
        (1, 0x04, Ready.COVER_OPEN),
        (1, 0x20, Ready.NO_PAPER),
        (1, 0x40, Ready.FAULT),
        (2, 0x08, Ready.FAULT),
        (2, 0x20, Ready.FAULT),
        (2, 0x40, Ready.FAULT),
        (3, 0x60, Ready.NO_PAPER),
    ],
)
def test_each_bit_has_its_reason(which: int, bits: int, ready: Ready) -> None:
    answers: list[int | None] = list(WELL)
    answers[which] = 0x12 | bits
    assert read_status(answers).ready is ready
    assert ready.could_print is False


def test_paper_that_is_nearly_out_warns_and_prints() -> None:
    status = read_status((0x12, 0x12, 0x12, 0x1E))
    assert (status.paper_low, status.ready) == (True, Ready.YES)


@pytest.mark.parametrize("missing", [0, 3])
def test_without_the_answer_that_counts_it_is_unknown(missing: int) -> None:
    answers: list[int | None] = list(WELL)
    answers[missing] = None
    assert read_status(answers).ready is Ready.UNKNOWN


def test_no_byte_passes_for_both_kinds_of_answer() -> None:
    assert not [byte for byte in range(256) if is_status(byte) and is_barrier(byte)]
    assert all(is_status(0x12 | bits) for bits in range(0, 0x70, 4) if not bits & 0x90)
    assert is_barrier(0x00)
    assert is_barrier(0x0C)
