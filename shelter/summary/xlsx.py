"""The summary as a workbook: the page with native charts, and the table behind it. One rule: as in the CSV, no cell
is a formula, and the file names nobody and no hour.

XlsxWriter gives each part of the zip one date (1980-01-01); the document's own date is set to it too, so that equal
days make equal files.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.chart_bar import ChartBar
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kiosk.ports.report import Chart, ReportPage, SummaryTable
from shelter.summary.csv import HEADER, as_text

NO_DATE = datetime(1980, 1, 1)  # noqa: DTZ001 (a date that says nothing)
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
TEAL, SOFT_TEAL = "#0A5056", "#DCEBEA"
WIDTHS = (44, 12, 12)
CHART_COLUMN, ROW_PIXELS, CHART_PIXELS = 4, 20, 560


def to_xlsx(table: SummaryTable, page: ReportPage) -> bytes:
    """Two sheets: `page` in its language with a bar chart for each of its charts, and the rows of the CSV."""
    written = BytesIO()
    book = Workbook(written, OPTIONS)
    book.set_properties({"created": NO_DATE})
    styles = _Styles(book)
    _page_sheet(book, page, styles)
    _table_sheet(book, table, styles)
    book.close()
    return written.getvalue()


class _Styles:
    """The few looks of the workbook."""

    def __init__(self, book: Workbook) -> None:
        self.title: Format = book.add_format({"bold": True, "font_size": 16, "font_color": TEAL})
        self.head: Format = book.add_format({"bold": True, "font_color": TEAL, "bottom": 1})
        self.quiet: Format = book.add_format({"font_color": "#3F4B52"})
        self.plain: Format = book.add_format({})


def _page_sheet(book: Workbook, page: ReportPage, styles: _Styles) -> None:
    sheet = book.add_worksheet(_sheet_name(page.title))
    if page.right_to_left:
        sheet.right_to_left()
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    _text(sheet, 0, 0, page.title, styles.title)
    row = 1
    for line in (page.site, page.day, page.edition, *page.remarks, page.demo, page.statement):
        if line:
            _text(sheet, row, 0, line, styles.quiet)
            row += 1
    for figure in (*page.figures, *page.facts):
        _text(sheet, row + 1, 0, figure.label, styles.plain)
        _count(sheet, row + 1, 1, figure.value, styles)
        row += 1
    row += 2
    for chart in (*page.left, *page.right):
        row = _chart(book, sheet, chart, row, styles)


def _chart(book: Workbook, sheet: Worksheet, chart: Chart, top: int, styles: _Styles) -> int:
    """A chart's numbers with its picture beside them; the row after both."""
    heads = (chart.title, *(chart.legend or ()))
    for column, head in enumerate(heads):
        _text(sheet, top, column, head, styles.head)
    for place, bar in enumerate(chart.bars, start=top + 1):
        _text(sheet, place, 0, bar.label, styles.plain)
        for column, number in enumerate((bar.filled,) if bar.whole is None else (bar.filled, bar.whole), start=1):
            sheet.write_number(place, column, number)
    if not chart.bars:
        return top + 2
    rows = max(len(chart.bars) + 1, 6)
    drawn = _drawn(book, sheet.get_name(), chart, top)
    drawn.set_size({"width": CHART_PIXELS, "height": (rows + 2) * ROW_PIXELS})
    sheet.insert_chart(top, CHART_COLUMN, drawn, {"description": chart.title})
    return top + rows + 3


def _drawn(book: Workbook, sheet: str, chart: Chart, top: int) -> ChartBar:
    drawn: ChartBar = book.add_chart({"type": "bar"})
    last = top + len(chart.bars)
    for column, colour in zip(range(1, 2 + bool(chart.legend)), (TEAL, SOFT_TEAL), strict=False):
        drawn.add_series(
            {
                "name": [sheet, top, column] if chart.legend else as_text(chart.title),
                "categories": [sheet, top + 1, 0, last, 0],
                "values": [sheet, top + 1, column, last, column],
                "fill": {"color": colour},
                "border": {"color": TEAL},
                "data_labels": {"value": True},
            }
        )
    drawn.set_title({"name": as_text(chart.title), "name_font": {"size": 12, "color": "#1F2A2E"}})
    drawn.set_y_axis({"reverse": True})
    drawn.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    drawn.set_legend({"position": "bottom"} if chart.legend else {"none": True})
    return drawn


def _table_sheet(book: Workbook, table: SummaryTable, styles: _Styles) -> None:
    """The rows of the CSV, for whoever goes on with them."""
    sheet = book.add_worksheet("counts")
    _texts(sheet, 0, HEADER, styles.head)
    for place, row in enumerate(table.rows, start=1):
        texts = (table.day.isoformat(), table.site, table.edition, row.group, row.key, row.measure)
        _texts(sheet, place, texts, styles.plain)
        sheet.write_number(place, len(texts), row.count)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(HEADER) - 1)


def _texts(sheet: Worksheet, row: int, cells: Iterable[str], look: Format) -> None:
    for column, cell in enumerate(cells):
        _text(sheet, row, column, cell, look)


def _text(sheet: Worksheet, row: int, column: int, cell: str, look: Format) -> None:
    sheet.write_string(row, column, as_text(cell), look)


def _count(sheet: Worksheet, row: int, column: int, value: str, styles: _Styles) -> None:
    """A figure is a number where it is one; "2 / 1" stays as it is."""
    if value.isascii() and value.isdigit():
        sheet.write_number(row, column, int(value))
    else:
        _text(sheet, row, column, value, styles.plain)


def _sheet_name(title: str) -> str:
    """What Excel takes as a sheet's name: 31 characters, none of []:*?/\\\\ and no quote at either end."""
    return "".join(" " if letter in "[]:*?/\\" else letter for letter in title).strip("' ")[:31]
