"""Bars on a white card. One rule: a bar's length is its count and nothing else; the count stands beside it."""

from __future__ import annotations

from kiosk.ports.report import Bar, Chart
from printers.fonts import Weight
from printers.sheet import INK, MUTED, TEAL, TRACK, WHITE, Box, Sheet

TALLEST_ROW, TITLE, LEGEND, PAD = 27.0, 32.0, 14.0, 14.0
LABEL_SHARE, VALUE = 0.46, 38.0
BAR, SIZE, SMALL = 7.0, 9.0, 8.0
"""A label that does not fit one line of SIZE is set in two of SMALL."""


def chart_height(chart: Chart, row: float) -> float:
    """Points of a chart's card, each bar taking `row`."""
    return _head(chart) + row * len(chart.bars) + PAD / 2 + 2


def draw_chart(sheet: Sheet, chart: Chart, card: Box, row: float) -> None:
    """Draw a chart on its card."""
    sheet.fill(card, WHITE, radius=8)
    sheet.write(chart.title, card.left + PAD, card.top + 21, 11.5, Weight.BOLD, INK)
    if chart.legend:
        _legend(sheet, chart.legend, card)
    longest = max([1, *(bar.filled if bar.whole is None else bar.whole for bar in chart.bars)])
    value = max([VALUE, *(_value_width(sheet, bar) + 10 for bar in chart.bars)])
    for place, bar in enumerate(chart.bars):
        middle = card.top + _head(chart) + row * place + row / 2
        _draw_bar(sheet, bar, card, middle, (card.width - 2 * PAD) * (1 - LABEL_SHARE) - value, longest)


def _draw_bar(sheet: Sheet, bar: Bar, card: Box, middle: float, room: float, longest: int) -> None:
    label = (card.width - 2 * PAD) * LABEL_SHARE
    _label(sheet, bar.label, card.left + PAD, middle, label - 8)
    left, top = card.left + PAD + label, middle - BAR / 2
    sheet.fill(Box(left, top, room * (bar.whole or 0) / longest, BAR), TRACK, radius=BAR / 2)
    sheet.fill(Box(left, top, room * bar.filled / longest, BAR), TEAL, radius=BAR / 2)
    _value(sheet, bar, card.left + card.width - PAD, middle + SIZE * 0.36)


def _label(sheet: Sheet, text: str, left: float, middle: float, room: float) -> None:
    if sheet.width(text, SIZE, Weight.REGULAR) <= room:
        sheet.write(text, left, middle + SIZE * 0.36, SIZE, Weight.REGULAR, INK)
        return
    lines, leading = sheet.broken(text, SMALL, Weight.REGULAR, room, 2), SMALL + 1
    first = middle + SMALL * 0.36 - leading * (len(lines) - 1) / 2
    for place, line in enumerate(lines):
        sheet.write(line, left, first + place * leading, SMALL, Weight.REGULAR, INK)


def _value(sheet: Sheet, bar: Bar, right: float, baseline: float) -> None:
    if bar.whole is not None:
        sheet.write(f"/ {bar.whole}", right, baseline, SIZE, Weight.REGULAR, MUTED, at_end=True)
        right -= _whole_width(sheet, bar)
    sheet.write(str(bar.filled), right, baseline, SIZE, Weight.BOLD, INK if bar.filled else MUTED, at_end=True)


def _value_width(sheet: Sheet, bar: Bar) -> float:
    return sheet.width(str(bar.filled), SIZE, Weight.BOLD) + _whole_width(sheet, bar)


def _whole_width(sheet: Sheet, bar: Bar) -> float:
    return 0 if bar.whole is None else sheet.width(f"/ {bar.whole}", SIZE, Weight.REGULAR) + 2.5


def _head(chart: Chart) -> float:
    return TITLE + (LEGEND if chart.legend else 0)


def _legend(sheet: Sheet, legend: tuple[str, str], card: Box) -> None:
    left, top = card.left + PAD, card.top + TITLE - 3
    for text, colour in zip(legend, (TEAL, TRACK), strict=True):
        sheet.fill(Box(left, top, 7, 7), colour, radius=2)
        sheet.write(text, left + 11, top + 6.4, 8, Weight.REGULAR, MUTED)
        left += sheet.width(text, 8, Weight.REGULAR) + 24
