"""Bars on a white card. One rule: a bar's length is its count and nothing else; the count stands beside it."""

from __future__ import annotations

from kiosk.ports.report import Bar, Chart
from printers.fonts import Weight
from printers.sheet import INK, MUTED, TEAL, TRACK, WHITE, Box, Sheet

ROW, TITLE, PAD = 16.0, 32.0, 14.0
LABEL_SHARE, VALUE = 0.44, 38.0
BAR, SIZE = 7.0, 9.0


def chart_height(chart: Chart, row: float) -> float:
    """Points of a chart's card, each bar taking `row`."""
    return TITLE + row * len(chart.bars) + PAD / 2 + 2


def draw_chart(sheet: Sheet, chart: Chart, card: Box, row: float) -> None:
    """Draw a chart on its card."""
    sheet.fill(card, WHITE, radius=8)
    sheet.write(chart.title, card.left + PAD, card.top + 21, 11.5, Weight.BOLD, INK)
    if chart.legend:
        _legend(sheet, chart.legend, card)
    longest = max([1, *(bar.filled if bar.whole is None else bar.whole for bar in chart.bars)])
    for place, bar in enumerate(chart.bars):
        _draw_bar(sheet, bar, card, card.top + TITLE + row * place + row / 2, longest)


def _draw_bar(sheet: Sheet, bar: Bar, card: Box, middle: float, longest: int) -> None:
    inner = card.width - 2 * PAD
    label = inner * LABEL_SHARE
    room = inner - label - VALUE
    left, top = card.left + PAD + label, middle - BAR / 2
    baseline = middle + SIZE * 0.36
    sheet.write(
        sheet.fitted(bar.label, SIZE, Weight.REGULAR, label - 8), card.left + PAD, baseline, SIZE, Weight.REGULAR, INK
    )
    if bar.whole:
        sheet.fill(Box(left, top, room * bar.whole / longest, BAR), TRACK, radius=BAR / 2)
    sheet.fill(Box(left, top, room * bar.filled / longest, BAR), TEAL, radius=BAR / 2)
    right = card.left + card.width - PAD
    if bar.whole is None:
        sheet.write(str(bar.filled), right, baseline, SIZE, Weight.BOLD, INK if bar.filled else MUTED, at_end=True)
        return
    whole = f" / {bar.whole}"
    sheet.write(whole, right, baseline, SIZE, Weight.REGULAR, MUTED, at_end=True)
    left_of_whole = right - sheet.width(f"0 / {bar.whole}", SIZE, Weight.REGULAR)
    left_of_whole += sheet.width("0", SIZE, Weight.REGULAR)
    sheet.write(str(bar.filled), left_of_whole, baseline, SIZE, Weight.BOLD, INK, at_end=True)


def _legend(sheet: Sheet, legend: tuple[str, str], card: Box) -> None:
    right = card.left + card.width - PAD
    for text, colour in ((legend[1], TRACK), (legend[0], TEAL)):
        width = sheet.width(text, 8, Weight.REGULAR)
        sheet.write(text, right, card.top + 20.5, 8, Weight.REGULAR, MUTED, at_end=True)
        sheet.fill(Box(right - width - 11, card.top + 14, 7, 7), colour, radius=2)
        right -= width + 22
