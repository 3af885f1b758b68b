"""The workbook, read back by other code: the page's counts, the table's rows, native charts, no formula."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from kiosk.ports.report import Row, SummaryTable
from shelter.summary.csv import HEADER, as_text
from shelter.summary.page import page_of
from shelter.summary.xlsx import to_xlsx

ROWS = (
    Row("people", "households", "count", 2),
    Row("people", "adults", "count", 3),
    Row("offers", "mask", "offered", 3),
    Row("offers", "mask", "given", 2),
    Row("needs", "medicine", "count", 1),
    Row("symptoms", "fever", "count", 1),
    Row("languages", "es", "count", 3),
    Row("interpreter", "needed", "count", 2),
    Row("interpreter", "found", "count", 1),
)
TABLE = SummaryTable(date(2026, 11, 24), "Casa Ceiba", "internal", True, ROWS, {"damaged": 4})


def read(table: SummaryTable, language: str = "en") -> Workbook:
    return load_workbook(BytesIO(to_xlsx(table, page_of(table, language))))


def test_the_table_is_the_csv_s() -> None:
    sheet = read(TABLE)["counts"]
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0] == HEADER
    assert lines[1:] == [("2026-11-24", "Casa Ceiba", "internal", *vars(row).values()) for row in ROWS]


def test_the_page_s_figures_are_numbers_beside_their_words() -> None:
    sheet = read(TABLE).worksheets[0]
    beside = {label: count for label, count, _ in sheet.iter_rows(max_col=3, values_only=True) if label}
    assert (beside["Households"], beside["Adults"]) == (2, 3)
    assert beside["Interpreter needed / found"] == "2 / 1"
    assert beside["Mask"] == 2
    texts = [str(cell) for cell in beside]
    assert page_of(TABLE, "en").statement in texts
    assert "Could not be read and is not counted: 4" in texts


def test_every_chart_with_bars_is_a_native_one_over_its_own_cells() -> None:
    page = page_of(TABLE, "en")
    sheet = read(TABLE).worksheets[0]
    drawn = [chart for chart in (*page.left, *page.right) if chart.bars]
    assert len(sheet._charts) == len(drawn)
    for chart, native in zip(drawn, sheet._charts, strict=True):
        assert len(native.series) == (2 if chart.legend else 1)
        first, _, last = native.series[0].val.numRef.f.rpartition("!")[2].replace("$", "").partition(":")
        cells = sheet[f"{first}:{last or first}"]
        assert [row[0].value for row in cells] == [bar.filled for bar in chart.bars]


def test_arabic_opens_from_right_to_left_in_its_own_words() -> None:
    sheet = read(TABLE, "ar").worksheets[0]
    assert sheet.sheet_view.rightToLeft
    assert sheet["A1"].value == page_of(TABLE, "ar").title


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_whatever_the_edition_the_file_says_which(edition: str) -> None:
    table = replace(TABLE, edition=edition)
    book = load_workbook(BytesIO(to_xlsx(table, page_of(TABLE, "en"))))
    assert {row[2] for row in book["counts"].iter_rows(min_row=2, values_only=True)} == {edition}


def test_a_day_without_anything_makes_a_file_too() -> None:
    assert read(replace(TABLE, rows=())).sheetnames == ["Summary of the day", "counts"]


@given(st.sampled_from(["=", "+", "-", "@", "＝"]), st.text("SUM(A1)|cmd '!/", max_size=12))
def test_no_name_becomes_a_formula_or_a_link(first: str, rest: str) -> None:
    content = to_xlsx(replace(TABLE, site=first + rest), page_of(replace(TABLE, site=first + rest), "en"))
    book = load_workbook(BytesIO(content))
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert book["counts"]["B2"].value == as_text(first + rest)


def test_a_web_address_is_text() -> None:
    book = read(replace(TABLE, site="https://example.org"))
    assert all(cell.hyperlink is None for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)


def test_the_file_names_nobody_no_product_and_no_hour() -> None:
    content = to_xlsx(TABLE, page_of(TABLE, "en"))
    assert content == to_xlsx(TABLE, page_of(TABLE, "en"))
    with zipfile.ZipFile(BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        everything = b"".join(parts.read(name) for name in parts.namelist()).lower()
        core = parts.read("docProps/core.xml").decode()
    assert not any(word in everything for word in (b"xlsxwriter", b"ceiba/", b"python"))
    assert "<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>" in core
    assert core.count("1980-01-01T00:00:00Z") == 2
