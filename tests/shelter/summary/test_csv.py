"""The CSV: one line a row, and no formula whoever named the site."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from kiosk.ports.report import Row, SummaryTable
from shelter.summary.csv import HEADER, as_text, to_csv
from shelter.summary.json import to_json

ROWS = (Row("people", "adults", "count", 3), Row("offers", "mask", "given", 2))


def table(site: str) -> SummaryTable:
    return SummaryTable(date(2026, 11, 24), site, "internal", False, ROWS)


def test_the_lines_are_tidy() -> None:
    assert to_csv(table('Casa "Sol", norte')).decode() == (
        "day,site,edition,group,key,measure,count\r\n"
        '2026-11-24,"Casa ""Sol"", norte",internal,people,adults,count,3\r\n'
        '2026-11-24,"Casa ""Sol"", norte",internal,offers,mask,given,2\r\n'
    )


@given(st.sampled_from(["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"]), st.text())
def test_no_cell_is_a_formula(first: str, rest: str) -> None:
    assert as_text(first + rest) == f"'{first}{rest}"


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\n\0")))
def test_every_name_comes_back(site: str) -> None:
    rows = list(csv.reader(StringIO(to_csv(table(site)).decode(), newline="")))
    assert tuple(rows[0]) == HEADER
    assert len(rows) == 1 + len(ROWS)
    assert rows[1][1] in (site, f"'{site}")


def test_json_holds_the_same_counts() -> None:
    told = to_json(table("Casa"), "a statement")
    assert told["counts"] == {"people": {"adults": 3}, "offers": {"mask": {"given": 2}}}
