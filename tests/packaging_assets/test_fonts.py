"""The cut fonts hold every character that a screen or a slip can show, shape Arabic, and never vary."""

from __future__ import annotations

import shutil
from pathlib import Path

import fonts
import pytest
import uharfbuzz
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont
from reportlab.pdfbase.ttfonts import TTFont as PdfFont

WEIGHTS = [(family, style) for family in fonts.FAMILIES for style in fonts.WEIGHTS]


LATIN, ARABIC, CHINESE, MORE_CHINESE = fonts.FAMILIES
PACKS = sorted(path.parent for path in fonts.LANGUAGES.glob("*/pack.toml"))
SIGN = {"NotoSans": "B", "NotoSansArabic": "ه", "NotoSansSC": "们", "NotoSansSCMore": "蚂"}


def a_pack(languages: Path, text: str) -> Path:
    pack = languages / "xx"
    pack.mkdir(parents=True)
    (pack / "messages.po").write_text(f'msgid ""\nmsgstr ""\n\nmsgid "one"\nmsgstr "{text}"\n', "utf-8")
    (pack / "pack.toml").write_text('own_name = "Ƣ"\nfonts = ["Noto Sans"]\n', "utf-8")
    return languages


def ink(font: Path, character: str) -> float:
    """How much of the em square a character blackens, in square units."""
    glyphs = TTFont(font)
    pen = AreaPen(glyphs.getGlyphSet())
    glyphs.getGlyphSet()[glyphs.getBestCmap()[ord(character)]].draw(pen)
    return abs(float(pen.value))


def shaped(font: Path, text: str) -> list[tuple[int, int, int, int]]:
    """(cluster, advance, x offset, y offset) of each glyph in visual order; no glyph may be missing."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font)))), buffer)
    assert 0 not in [info.codepoint for info in buffer.glyph_infos], text
    return [
        (info.cluster, place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def test_every_character_of_every_catalogue_has_a_glyph(made_fonts: Path) -> None:
    assert len(fonts.catalogue_characters()) > 100
    assert fonts.missing_characters(made_fonts) == ""


def test_a_character_without_a_glyph_is_found(made_fonts: Path, tmp_path: Path) -> None:
    assert fonts.missing_characters(made_fonts, a_pack(tmp_path, "a㐂")) == "Ƣ㐂"


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_a_pack_s_own_fonts_draw_every_character_that_it_says(made_fonts: Path, pack: Path) -> None:
    assert fonts.missing_in_pack(pack, made_fonts) == ""


def test_a_character_that_only_another_pack_s_font_draws_is_found(made_fonts: Path, tmp_path: Path) -> None:
    pack = a_pack(tmp_path, "a人ب") / "xx"
    assert fonts.missing_in_pack(pack, made_fonts) == "Ƣب人"
    (pack / "pack.toml").write_text('own_name = "x"\nfonts = ["Noto Sans", "Noto Sans SC"]\n', "utf-8")
    assert fonts.missing_in_pack(pack, made_fonts) == "ب"


def test_a_catalogue_brings_its_characters_into_the_cut(tmp_path: Path) -> None:
    languages = a_pack(tmp_path, "ỹ")
    points = fonts.wanted_characters(languages)
    assert {ord("ỹ"), ord("Ƣ")} <= points
    (tmp_path / "cut.ttf").write_bytes(fonts.cut(LATIN, "Regular", points))
    assert {ord("ỹ"), ord("Ƣ")} <= set(TTFont(tmp_path / "cut.ttf").getBestCmap())


@pytest.mark.parametrize(("family", "style"), WEIGHTS)
def test_a_font_is_plainly_named_static_and_loads_in_reportlab(
    made_fonts: Path, family: fonts.Family, style: str
) -> None:
    path = made_fonts / f"{family.stem}-{style}.ttf"
    font = TTFont(path)
    names = {record.nameID: str(record) for record in font["name"].names}
    assert (names[1], names[2]) == (family.name, style)
    assert font["OS/2"].usWeightClass == fonts.WEIGHTS[style]
    assert "glyf" in font
    assert "fvar" not in font
    assert PdfFont(path.stem, str(path)).stringWidth("0123", 10) > 0


@pytest.mark.parametrize("family", fonts.FAMILIES, ids=lambda family: family.stem)
def test_bold_is_another_weight_than_regular(made_fonts: Path, family: fonts.Family) -> None:
    regular, bold = (ink(made_fonts / f"{family.stem}-{style}.ttf", SIGN[family.stem]) for style in fonts.WEIGHTS)
    assert bold > regular * 1.2


def test_chinese_is_cut_to_hanzi_and_its_everyday_rest_lies_apart(made_fonts: Path) -> None:
    files = [made_fonts / f"{family.stem}-Regular.ttf" for family in (LATIN, CHINESE, MORE_CHINESE)]
    latin, chinese, more = (TTFont(file).getBestCmap().keys() for file in files)
    assert not latin & chinese
    assert not chinese & more
    assert len(fonts.everyday_hanzi()) == 3755
    assert fonts.everyday_hanzi() <= chinese | more
    assert files[1].stat().st_size < 200_000, "it is read before the first frame"


@pytest.mark.parametrize(
    ("family", "text"),
    [
        (LATIN, "AVATAR Tošt ñandú q’anjob’al ẍ é"),
        (LATIN, "Її ґанок, ЁЖ Ўўй"),
        (ARABIC, "لا نكتب اسمكم. السَّلامُ عَلَيْكُم"),
        (ARABIC, "هههه ببب لإ لآ لأ (١٢٣)"),
    ],
)
def test_a_cut_font_shapes_like_the_font_it_was_cut_from(made_fonts: Path, family: fonts.Family, text: str) -> None:
    # The variable font stands at weight 400 and width 100 when nobody asks otherwise.
    assert shaped(made_fonts / f"{family.stem}-Regular.ttf", text) == shaped(family.source_path, text)


def test_arabic_letters_join(made_fonts: Path) -> None:
    font = made_fonts / "NotoSansArabic-Bold.ttf"
    alone, joined = shaped(font, "ه"), shaped(font, "ههه")
    assert len({advance for _, advance, _, _ in [*alone, *joined]}) == 4, "each place has its own form"


def test_a_build_with_nothing_to_do_does_nothing(made_fonts: Path, tmp_path: Path) -> None:
    shutil.copytree(made_fonts, tmp_path / "fonts")
    (tmp_path / "fonts" / "NotoSans-Bold.ttf").write_bytes(b"stands")
    assert not fonts.build(tmp_path / "fonts")
    assert (tmp_path / "fonts" / "NotoSans-Bold.ttf").read_bytes() == b"stands"


def test_a_lost_file_comes_back_and_all_have_the_bytes_that_the_house_has(made_fonts: Path) -> None:
    assert (fonts.FONTS / fonts.STAMP).read_text("ascii") == fonts.fingerprint(fonts.wanted_characters()), "make setup"
    for path in fonts.made_files(made_fonts):
        assert path.read_bytes() == (fonts.FONTS / path.name).read_bytes(), path.name


def test_other_catalogue_characters_make_the_fonts_stale(made_fonts: Path, tmp_path: Path) -> None:
    usual = fonts.wanted_characters()
    assert (made_fonts / fonts.STAMP).read_text("ascii") == fonts.fingerprint(usual)
    assert fonts.fingerprint(fonts.wanted_characters(a_pack(tmp_path, "ỹ"))) != fonts.fingerprint(usual)


@pytest.mark.parametrize("family", fonts.FAMILIES, ids=lambda family: family.stem)
def test_the_licence_stands_beside_the_font(made_fonts: Path, family: fonts.Family) -> None:
    text = (made_fonts / f"{family.stem}-OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Noto Project Authors" in text or "(http://www.adobe.com/)" in text
