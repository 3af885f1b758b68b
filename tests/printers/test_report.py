"""The report: one page, the words of the page and no others, nothing clipped, nothing about who made it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.languages.pack import load_pack, pack_codes
from kiosk.ports.report import Bar, Chart, Figure, ReportPage, Row, SummaryTable
from kiosk.problem import Bug
from kiosk.visit.protocol_file import shipped_protocol
from printers.report import draw_report
from printers.sheet import A4
from shelter.records.protocols import Protocols
from shelter.summary.counts import rows_of
from shelter.summary.gathered import Gathered
from shelter.summary.page import page_of

DEFAULT = shipped_protocol("default")
CREAM, TEAL = (247, 243, 236), (10, 80, 86)


def table(count: int = 7, languages: int = 3, protocol: str = "default") -> SummaryTable:
    """A day on which everything was counted `count` times."""
    rows, _ = rows_of(Gathered(), 0, shipped_protocol(protocol), Protocols((DEFAULT,)))
    tags = ["es", "en", "ar", "other", *(f"x-{number}" for number in range(20))][:languages]
    filled = [replace(row, count=count) for row in rows] + [Row("languages", tag, "count", count) for tag in tags]
    return SummaryTable(date(2026, 11, 24), "Casa Ceiba", "internal", True, filled)


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        page = document[0]
        assert page.get_size() == pytest.approx(A4, abs=0.1)
        return " ".join(page.get_textpage().get_text_bounded().split())


@pytest.mark.parametrize("language", [code for code in pack_codes() if not load_pack(code).right_to_left])
def test_every_word_of_the_page_is_on_the_paper(language: str) -> None:
    page = page_of(table(), language)
    text = text_of(draw_report(page))
    words = [page.title, page.site, page.day, page.edition, page.statement, page.demo]
    words += [figure.label for figure in (*page.figures, *page.facts)]
    for chart in (*page.left, *page.right):
        words += [chart.title, *(bar.label for bar in chart.bars)]
    without_spaces = "".join(text.split())
    assert [word for word in words if "".join(word.split()) not in without_spaces] == []


def test_the_statement_is_the_neutral_one() -> None:
    text = text_of(draw_report(page_of(table(), "en")))
    assert "This software keeps no list, order or limit. It does not know what happens at the gate." in text


def test_nobody_s_number_and_no_maker_is_in_the_file() -> None:
    pdf = draw_report(page_of(table(), "en"))
    assert not any(word in pdf.lower() for word in (b"reportlab", b"ceiba report", b"creationdate", b"producer"))
    assert pdf == draw_report(page_of(table(), "en"))


def test_what_looks_like_markup_is_only_text() -> None:
    site = '<img src="/etc/passwd"/> &amp; <a href="javascript:x">'
    page = replace(page_of(table(), "en"), site=site, edition="")
    pdf = draw_report(page)
    assert site in text_of(pdf)
    assert b"/URI" not in pdf
    assert b"/JavaScript" not in pdf


def test_a_character_that_no_font_draws_is_found() -> None:
    with pytest.raises(Bug):
        draw_report(replace(page_of(table(), "en"), site="\U0001f333"))


def pixels(pdf: bytes) -> object:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=1).to_pil().convert("RGB")


@pytest.mark.parametrize("language", pack_codes())
@pytest.mark.parametrize(("count", "languages"), [(0, 0), (7, 3), (99_999, 24)])
def test_nothing_runs_over_the_edge(language: str, count: int, languages: int) -> None:
    page = replace(page_of(table(count, languages), language), remarks=["A remark.", "Another one."])
    picture = pixels(draw_report(page))
    width, height = picture.size  # type: ignore[attr-defined]
    rim = 30
    edges = [(x, y) for x in range(width) for y in (*range(rim), *range(height - 30, height))]
    edges += [(x, y) for y in range(height) for x in (*range(rim), *range(width - rim, width))]
    assert {picture.getpixel(place) for place in edges} == {CREAM}  # type: ignore[attr-defined]


def teal_run(pdf: bytes) -> int:
    """The longest stretch of teal in any row of dots that belongs to a bar."""
    picture = pixels(pdf)
    width, height = picture.size  # type: ignore[attr-defined]
    longest = 0
    for y in range(220, height - 120):
        run = 0
        for x in range(width // 2):
            run = run + 1 if picture.getpixel((x, y)) == TEAL else 0  # type: ignore[attr-defined]
            longest = max(longest, run)
    return longest


def test_a_bar_is_as_long_as_its_count() -> None:
    def with_bar(filled: int) -> bytes:
        chart = Chart("Needs", [Bar("One", filled), Bar("Two", 40)])
        empty = replace(page_of(table(0), "en"), left=[replace(chart, bars=[Bar("One", filled, 40)])], right=[])
        return draw_report(empty)

    full, half = teal_run(with_bar(40)), teal_run(with_bar(20))
    assert full > 60
    assert half == pytest.approx(full / 2, abs=3)
    assert teal_run(with_bar(0)) < 5


def test_a_right_to_left_page_is_the_page_in_the_mirror() -> None:
    page = ReportPage("ar", True, "", "", "", "", [Figure("", "")] * 3, [Chart("", [])], [Chart("", [])], [], "")
    mirrored = replace(page, right_to_left=False)
    one, two = pixels(draw_report(page)), pixels(draw_report(mirrored))
    width, _ = one.size  # type: ignore[attr-defined]
    assert one.getpixel((width - 45, 42)) == TEAL  # type: ignore[attr-defined]
    assert two.getpixel((45, 42)) == TEAL  # type: ignore[attr-defined]


@settings(max_examples=15)
@given(
    st.text(st.characters(max_codepoint=0x17F, categories=("L", "N", "P", "Zs"), exclude_characters="ŉ"), max_size=90)
)
def test_any_name_of_a_site_fits(site: str) -> None:
    page = replace(page_of(table(), "en"), site=site)
    picture = pixels(draw_report(page))
    width, _ = picture.size  # type: ignore[attr-defined]
    assert {picture.getpixel((x, y)) for x in range(width - 30, width) for y in range(75, 100)} == {CREAM}  # type: ignore[attr-defined]
