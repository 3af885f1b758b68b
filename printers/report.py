"""A day's summary on one page of A4. One rule: it draws what the page says, as text that is only ever text.

Cream paper, white cards, one teal: the same calm as the guest's screens. Measures are in points from the top left;
a right-to-left page is the same page in the mirror.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from kiosk.ports.report import Chart, Figure, ReportPage
from printers import neutral
from printers.charts import TALLEST_ROW, chart_height, draw_chart
from printers.fonts import Weight
from printers.sheet import A4, INK, MUTED, PAPER, TEAL, WHITE, Box, Sheet

MARGIN, GUTTER = 40.0, 14.0
INNER = A4[0] - 2 * MARGIN
HALF = (INNER - GUTTER) / 2
FIGURES_TOP, FIGURES_HEIGHT = 118.0, 78.0
CHARTS_TOP = FIGURES_TOP + FIGURES_HEIGHT + GUTTER
FOOT = 62.0
FACT_ROW = 17.0
_RLM = "\u200f"
"""Keeps a Latin name and a date from becoming one left-to-right piece."""


def draw_report(page: ReportPage) -> bytes:
    """The PDF of one page. Raises Bug for a character that no font draws, FontMissing."""
    written = BytesIO()
    canvas = Canvas(written, pagesize=A4, pageCompression=1, invariant=1, lang=page.language)
    sheet = Sheet(canvas, right_to_left=page.right_to_left)
    sheet.fill(Box(0, 0, *A4), PAPER)
    _heading(sheet, page)
    _figures(sheet, page)
    bottom = _charts(sheet, page)
    _facts(sheet, page, bottom + GUTTER)
    _foot(sheet, page)
    canvas.showPage()
    return neutral.finish(canvas, written)


def _heading(sheet: Sheet, page: ReportPage) -> None:
    sheet.fill(Box(MARGIN, 40, 34, 4), TEAL, radius=2)
    sheet.write(page.title, MARGIN, 72, 24, Weight.BOLD, INK)
    edition = sheet.width(page.edition, 9, Weight.REGULAR)
    sheet.write(page.edition, MARGIN + INNER, 92, 9, Weight.REGULAR, MUTED, at_end=True)
    between = f" {_RLM}·{_RLM} " if page.right_to_left else " · "
    room = INNER - edition - GUTTER - sheet.width(f"·{between}{page.day}", 12, Weight.REGULAR)
    where = sheet.fitted(page.site, 12, Weight.REGULAR, room)
    sheet.write(f"{where}{between}{page.day}", MARGIN, 92, 12, Weight.REGULAR, INK)
    if page.demo:
        width = sheet.width(page.demo, 10, Weight.BOLD) + 20
        sheet.fill(Box(MARGIN + INNER - width, 46, width, 20), INK, radius=10)
        sheet.write(page.demo, MARGIN + INNER - 10, 60, 10, Weight.BOLD, WHITE, at_end=True)


def _figures(sheet: Sheet, page: ReportPage) -> None:
    width = (INNER - 2 * GUTTER) / 3
    for place, figure in enumerate(page.figures):
        left = MARGIN + place * (width + GUTTER)
        sheet.fill(Box(left, FIGURES_TOP, width, FIGURES_HEIGHT), WHITE, radius=8)
        sheet.write(figure.value, left + 16, FIGURES_TOP + 44, 34, Weight.BOLD, TEAL)
        sheet.write(figure.label, left + 16, FIGURES_TOP + 64, 11, Weight.REGULAR, INK)


def _charts(sheet: Sheet, page: ReportPage) -> float:
    """Two columns of cards that end together; where they do."""
    bottom = A4[1] - FOOT - 14 * len(page.remarks) - _facts_height(page) - 2 * GUTTER
    columns = (page.left, page.right)
    rows = [min(TALLEST_ROW, _row_height(column, bottom - CHARTS_TOP)) for column in columns]
    ends = CHARTS_TOP + max(_column_height(column, row) for column, row in zip(columns, rows, strict=True))
    for place, (column, row) in enumerate(zip(columns, rows, strict=True)):
        _column(sheet, column, MARGIN + place * (HALF + GUTTER), ends, row)
    return ends


def _column(sheet: Sheet, charts: Sequence[Chart], left: float, ends: float, row: float) -> None:
    """The cards of one column, the last one down to the column's end."""
    top = CHARTS_TOP
    for chart in charts:
        height = ends - top if chart is charts[-1] else chart_height(chart, row)
        draw_chart(sheet, chart, Box(left, top, HALF, height), row)
        top += height + GUTTER


def _row_height(column: Sequence[Chart], room: float) -> float:
    """What a bar may take so that a column fills `room`."""
    bars = sum(len(chart.bars) for chart in column)
    return (room - _column_height(column, 0)) / max(bars, 1)


def _column_height(column: Sequence[Chart], row: float) -> float:
    return sum(chart_height(chart, row) for chart in column) + GUTTER * (len(column) - 1)


def _facts_height(page: ReportPage) -> float:
    return FACT_ROW * ((len(page.facts) + 1) // 2) + 20


def _facts(sheet: Sheet, page: ReportPage, top: float) -> None:
    box = Box(MARGIN, top, INNER, _facts_height(page))
    sheet.fill(box, WHITE, radius=8)
    half = (len(page.facts) + 1) // 2
    for place, fact in enumerate(page.facts):
        left = MARGIN + 16 + (place // half) * (HALF + GUTTER)
        _fact(sheet, fact, left, top + 10 + FACT_ROW * (place % half) + 12)


def _fact(sheet: Sheet, fact: Figure, left: float, baseline: float) -> None:
    right = left + HALF - 32
    sheet.write(fact.label, left, baseline, 9.5, Weight.REGULAR, INK)
    sheet.write(fact.value, right, baseline, 10.5, Weight.BOLD, TEAL, at_end=True)


def _foot(sheet: Sheet, page: ReportPage) -> None:
    top = A4[1] - FOOT
    for place, remark in enumerate(reversed(page.remarks)):
        sheet.write(remark, MARGIN, top - 4 - 12 * place, 9, Weight.REGULAR, MUTED)
    sheet.fill(Box(MARGIN, top + 6, INNER, 0.75), TEAL)
    sheet.write(page.statement, MARGIN, top + 24, 10, Weight.BOLD, INK)
