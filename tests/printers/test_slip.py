"""The slip on every paper in three languages: read back by a scanner, the same for everyone, nothing clipped."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from kiosk.ports.paper import Paragraph, SlipContent
from kiosk.problem import Bug
from printers.layout import Box, Layout, Words
from printers.paper import A6, PAPERS, ROLL_58, ROLL_80, ROLL_80_AT_180, Paper
from printers.qr import MODULES
from printers.raster import dots
from printers.sizes import SMALLEST
from printers.slip import lay_out, render_pdf
from tests.printers.contents import ARABIC, BY_LANGUAGE, ENGLISH, SPANISH, code, digits, for_guest
from tests.printers.pdf_file import objects
from tests.printers.scanner import texts

LANGUAGES = pytest.mark.parametrize("content", BY_LANGUAGE.values(), ids=BY_LANGUAGE)
EVERY_PAPER = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
MARKUP = 'Ver <img src="/etc/hostname"/> <a href="javascript:1">aquí</a> &amp; =1+1'


def one_page(content: SlipContent, paper: Paper) -> Image.Image:
    (page,) = dots(render_pdf(content, paper), paper)
    return page


def words_of(layout: Layout) -> list[Words]:
    return [mark for page in layout.pages for mark in page.marks if isinstance(mark, Words)]


def masked(page: Image.Image, layout: Layout) -> Image.Image:
    """The page without what is sealed: the code and the line of spoken characters."""
    sealed, dot = layout.sealed, layout.paper.dot
    side = sealed.module_dots * MODULES
    page = page.convert("L")
    draw = ImageDraw.Draw(page)
    left, top = sealed.left_dots, sealed.top_dots
    draw.rectangle((left, top, left + side - 1, top + side - 1), fill=255)
    half = sealed.size * 5.2
    upper, lower = sealed.baseline - sealed.size * 0.8, sealed.baseline + sealed.size * 0.25
    corners = (sealed.centre - half, upper, sealed.centre + half, lower)
    draw.rectangle([corner / dot for corner in corners], fill=255)
    return page


def worn(page: Image.Image, seed: int) -> Image.Image:
    """As a camera sees used paper: turned, dead elements of the head, specks, out of focus."""
    noise = random.Random(seed)
    image = ImageOps.expand(page.convert("L"), 40, 255)
    draw = ImageDraw.Draw(image)
    for _ in range(2):
        column = noise.randrange(image.width)
        draw.line((column, 0, column, image.height), fill=255)
    for _ in range(image.width * image.height // 400):
        spot = noise.randrange(image.width), noise.randrange(image.height)
        image.putpixel(spot, noise.choice((0, 255)))
    image = image.resize((image.width * 3 // 2, image.height * 3 // 2), Image.Resampling.BILINEAR)
    image = image.rotate(noise.uniform(-6, 6), Image.Resampling.BILINEAR, expand=True, fillcolor=255)
    return image.filter(ImageFilter.GaussianBlur(1.2))


@EVERY_PAPER
@LANGUAGES
def test_a_scanner_reads_the_very_digits_from_the_printed_dots(content: SlipContent, paper: Paper) -> None:
    page = one_page(content, paper)
    assert page.mode == "1"
    assert page.width == paper.dots
    assert texts(page) == [content.digits]
    for angle in (90, 180):
        assert texts(page.rotate(angle, expand=True)) == [content.digits]


@EVERY_PAPER
@LANGUAGES
def test_a_scanner_reads_worn_paper(content: SlipContent, paper: Paper) -> None:
    guest = for_guest(content, seed=5)
    assert texts(worn(one_page(guest, paper), seed=5)) == [guest.digits]


@EVERY_PAPER
@LANGUAGES
def test_two_guests_of_a_language_hold_the_same_clear_text(content: SlipContent, paper: Paper) -> None:
    first, second = for_guest(content, 11), for_guest(content, 12)
    layout = lay_out(first, paper)
    assert layout == lay_out(second, paper)
    pages = [one_page(guest, paper) for guest in (first, second)]
    assert pages[0].tobytes() != pages[1].tobytes()
    assert masked(pages[0], layout).tobytes() == masked(pages[1], layout).tobytes()


@EVERY_PAPER
@LANGUAGES
def test_two_slips_differ_in_one_object_of_the_file(content: SlipContent, paper: Paper) -> None:
    first, second = (objects(render_pdf(for_guest(content, seed), paper)) for seed in (21, 22))
    assert first.keys() == second.keys()
    differing = [number for number in first if first[number] != second[number]]
    assert len(differing) == 1
    assert b"/Subtype /Form" in first[differing[0]]


@LANGUAGES
def test_a_slip_has_the_same_bytes_whatever_was_printed_before(content: SlipContent) -> None:
    before = render_pdf(content, ROLL_58)
    for other in BY_LANGUAGE.values():
        render_pdf(other, A6)
    assert render_pdf(content, ROLL_58) == before


@LANGUAGES
def test_the_file_names_neither_maker_nor_day(content: SlipContent) -> None:
    pdf = render_pdf(content, ROLL_58)
    everything = pdf + b"".join(objects(pdf).values())
    for word in (b"reportlab", b"ceiba", b"producer", b"creator", b"author", b"creationdate", b"moddate", b"(D:20"):
        assert word.lower() not in everything.lower(), word


@EVERY_PAPER
@LANGUAGES
def test_everything_lies_inside_the_page(content: SlipContent, paper: Paper) -> None:
    content = replace(content, code="WWWW-WWWW-W")
    layout = lay_out(content, paper)
    for page, height in zip(layout.pages, layout.heights, strict=True):
        for mark in page.marks:
            right = mark.left + (mark.width if isinstance(mark, Box) else mark.line.width)
            assert paper.margin - 0.05 <= mark.left <= right <= paper.width - paper.margin + 0.05
        assert page.bottom < height * paper.dot
    ink = ImageChops.invert(one_page(content, paper).convert("L")).getbbox()
    assert ink is not None
    assert min(ink[0], ink[1]) >= 4
    assert ink[2] <= paper.dots - 4
    assert ink[3] <= layout.heights[0] - 4


TEXTS = st.text(alphabet="aáñ Wil.,()-/0123456789 بيت  ـ،\n", min_size=1, max_size=300)
CONTENTS = st.builds(
    SlipContent,
    language=st.just("xx"),
    right_to_left=st.booleans(),
    title=TEXTS,
    disclaimer=TEXTS,
    paragraphs=st.lists(st.builds(Paragraph, text=TEXTS, heading=TEXTS), max_size=12),
    digits=st.just(digits(1)),
    code=st.just(code(1)),
    code_label=TEXTS,
    demo=TEXTS,
)


@given(content=CONTENTS, paper=st.sampled_from(list(PAPERS.values())))
@settings(max_examples=60)
def test_no_text_whatever_leaves_its_column_or_its_page(content: SlipContent, paper: Paper) -> None:
    layout = lay_out(content, paper)
    for page, height in zip(layout.pages, layout.heights, strict=True):
        for mark in page.marks:
            right = mark.left + (mark.width if isinstance(mark, Box) else mark.line.width)
            assert paper.margin - 0.1 <= mark.left <= right <= paper.width - paper.margin + 0.1
        assert page.bottom <= height * paper.dot - 8
    bottom = layout.sealed.top_dots + layout.sealed.module_dots * MODULES
    assert bottom < layout.heights[layout.sealed.page]
    said = "".join("".join(words.line.text.split()) for words in words_of(layout))
    for text in (content.title, content.disclaimer, content.code_label, content.demo):
        assert "".join(text.split()) in said


@EVERY_PAPER
@LANGUAGES
def test_no_text_is_smaller_than_8_points(content: SlipContent, paper: Paper) -> None:
    assert min(words.line.size for words in words_of(lay_out(content, paper))) >= SMALLEST == 8
    drawn = b"".join(objects(render_pdf(content, paper)).values())
    sizes = [float(size) for size in re.findall(rb"/F\d+\+\d+ ([\d.]+) Tf", drawn)]
    assert sizes
    assert min(sizes) >= 8


@EVERY_PAPER
@LANGUAGES
def test_lines_do_not_run_into_each_other(content: SlipContent, paper: Paper) -> None:
    """Lines of one column stand at least their size apart, and none stands on the code."""
    layout = lay_out(content, paper)
    sealed, dot = layout.sealed, paper.dot
    side = sealed.module_dots * MODULES * dot
    left, top = sealed.left_dots * dot, sealed.top_dots * dot
    for page, marks in enumerate(page.marks for page in layout.pages):
        lines = [mark for mark in marks if isinstance(mark, Words)]
        for one in lines:
            below = [other for other in lines if other.baseline > one.baseline and beside(one, other)]
            assert all(other.baseline - one.baseline >= other.line.size * 1.15 for other in below)
            over_code = one.left < left + side and one.left + one.line.width > left
            clear = one.baseline < top - 3 or one.baseline - one.line.size > top + side
            assert clear or not over_code or page != sealed.page


def beside(one: Words, other: Words) -> bool:
    return one.left < other.left + other.line.width and other.left < one.left + one.line.width


@LANGUAGES
def test_a_slip_of_ordinary_length_fits_one_page_of_a6(content: SlipContent) -> None:
    assert len(lay_out(content, A6).pages) == 1
    assert len(lay_out(replace(content, demo=""), A6).pages) == 1


@LANGUAGES
def test_a_long_slip_takes_a_second_page_and_loses_nothing(content: SlipContent) -> None:
    long = replace(content, paragraphs=tuple(content.paragraphs) * 2)
    layout = lay_out(long, A6)
    assert len(layout.pages) == 2
    said = "".join(words.line.text for words in words_of(layout))
    for paragraph in content.paragraphs:
        for text in (paragraph.heading, paragraph.text):
            whole = "".join(text.split())
            assert "".join(said.split()).count(whole) == 2 or not whole
    assert texts(dots(render_pdf(long, A6), A6)[layout.sealed.page]) == [long.digits]


def test_a_paragraph_longer_than_a_page_is_divided() -> None:
    content = replace(SPANISH, paragraphs=(Paragraph("palabra " * 400, "Aviso"),))
    layout = lay_out(content, A6)
    assert len(layout.pages) > 1
    for words in words_of(layout):
        assert words.baseline <= layout.heights[0] * A6.dot - A6.margin
    assert sum(words.line.text.count("palabra") for words in words_of(layout)) == 400


def test_a_frame_taller_than_a_page_is_a_bug_and_not_clipped() -> None:
    with pytest.raises(Bug, match="does not fit"):
        lay_out(replace(SPANISH, disclaimer="palabra " * 600), A6)


def test_a_roll_is_as_long_as_its_text() -> None:
    short = replace(ENGLISH, paragraphs=())
    assert lay_out(short, ROLL_80).heights < lay_out(ENGLISH, ROLL_80).heights


@EVERY_PAPER
def test_markup_in_a_text_is_drawn_as_it_stands(paper: Paper) -> None:
    layout = lay_out(replace(SPANISH, paragraphs=(Paragraph(MARKUP, "<b>Aviso</b>"),)), paper)
    said = "".join("".join(words.line.text.split()) for words in words_of(layout))
    assert "".join(MARKUP.split()) in said
    assert "<b>Aviso</b>" in said
    pdf = render_pdf(replace(SPANISH, paragraphs=(Paragraph(MARKUP),)), paper)
    everything = b"".join(objects(pdf).values())
    for trace in (b"/URI", b"/JavaScript", b"/Subtype /Image", b"/Subtype /Link"):
        assert trace not in everything


def test_the_demo_is_marked_and_only_the_demo() -> None:
    marked, real = (lay_out(replace(ENGLISH, demo=demo), ROLL_58) for demo in ("DEMO", ""))
    bands = [[mark for mark in page.marks if isinstance(mark, Box) and not mark.stroke] for page in marked.pages]
    assert [len(band) for band in bands] == [1]
    assert [words.line.text for words in words_of(marked) if words.light] == ["DEMO"]
    assert not [words for words in words_of(real) if words.light]


def test_the_spoken_code_stands_beneath_the_qr_code_in_its_groups() -> None:
    first = one_page(for_guest(ENGLISH, 31), ROLL_80)
    second = one_page(replace(for_guest(ENGLISH, 31), code=code(32)), ROLL_80)
    changed = ImageChops.difference(first.convert("L"), second.convert("L")).getbbox()
    sealed = lay_out(ENGLISH, ROLL_80).sealed
    assert changed is not None
    assert changed[1] >= sealed.top_dots + sealed.module_dots * MODULES + 24
    drawn = b"".join(objects(render_pdf(ENGLISH, ROLL_80)).values())
    assert ENGLISH.code.encode("utf-16-be").hex().upper().encode() in drawn


def test_arabic_begins_at_the_right_edge_and_stands_beside_the_code_on_a6() -> None:
    roll = [words for words in words_of(lay_out(ARABIC, ROLL_80)) if words.line.text == ARABIC.title]
    assert roll[0].left + roll[0].line.width == pytest.approx(ROLL_80.width - ROLL_80.margin, abs=0.05)
    page = lay_out(ARABIC, A6)
    first = next(words for words in words_of(page) if words.line.text in ARABIC.paragraphs[0].heading)
    assert first.left > page.sealed.centre > 0


def test_a_head_of_other_width_and_resolution_is_a_setting() -> None:
    assert one_page(SPANISH, ROLL_80_AT_180).width == 512


def test_a_slip_with_a_character_that_no_font_draws_is_a_bug_and_no_box() -> None:
    with pytest.raises(Bug):
        render_pdf(replace(ENGLISH, title="ᚠ"), ROLL_58)


def test_a_slip_without_the_312_digits_is_a_bug() -> None:
    with pytest.raises(Bug):
        render_pdf(replace(ENGLISH, digits=digits(1)[:-1]), ROLL_58)
