"""Every pictogram of the table is made, is one plain path, fits its box and is like no other."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pictograms
import pytest
from drawing import DrawingError, flattened

from .elsewhere import run_elsewhere
from .inkwork import area, difference, extent, ink_of, inked, lost_in_print, outside, share_wider_than, unlike

ROWS = pictograms.table()
NAMES = [row.name for row in ROWS]
OWN = [row.name for row in ROWS if row.source == "own"]

# What the screens ask for (DESIGN section 2).
WANTED = """
language interpreter back skip forward call speaker check close plus minus menu delete print no-paper
backspace just-me with-children mask want-mask cannot-mask some-mask nobody fever cough short-breath
smell-taste tired stomach rash other vaccine vaccine-some vaccine-none not-sure none medicine
pregnant-baby help-sense family-search legal doctor trouble-breathing chest-pain confusion hard-to-wake
blue-lips heat-collapse heavy-bleeding seizure pregnant-pain limp-baby offer-mask handwash test nurse
airy-place offer-vaccine things questions share-all share-needs share-nothing contact
test-negative test-positive
calendar child-with-me adult-link leaflet thanks
incident incident-demanded incident-sold incident-collected
stick keyboard network
lock refresh sheet cut roll screen still contrast text left-hand right-hand shift power
headset silence vial
"""

SLIM = {"minus": "one bar, as the sign is"}
"""Drawn narrower than the others, and why."""

KIN = {
    frozenset({"vaccine", "vaccine-some"}): "one arm, and as many plasters as doses",
    frozenset({"vaccine-some", "vaccine-none"}): "one arm, and as many plasters as doses",
    frozenset({"share-all", "share-needs"}): "one house, and what of the sheet goes there",
    frozenset({"share-needs", "share-nothing"}): "one house, and what of the sheet goes there",
    frozenset({"test-negative", "test-positive"}): "one test, which has one line or two",
}
"""Pictures that are nearer to each other than any others, and why."""

PRINT_DOTS = 64
"""8 mm on a thermal printer of 203 dots an inch."""


def test_the_table_holds_what_the_screens_ask_for() -> None:
    assert sorted(NAMES) == sorted(WANTED.split())


def test_every_own_drawing_is_in_the_table() -> None:
    assert sorted(path.stem for path in pictograms.OWN.glob("*.svg")) == sorted(OWN)


def test_arrows_mirror_and_people_and_the_speaker_do_not() -> None:
    mirrors = {row.name: row.mirrors for row in ROWS}
    assert all(mirrors[name] for name in ("back", "forward"))
    assert not any(mirrors[name] for name in ("speaker", "call", "just-me", "with-children", "cough"))


@pytest.mark.parametrize("name", NAMES)
def test_a_pictogram_is_one_path_in_the_current_colour(made_pictograms: Path, name: str) -> None:
    text = (made_pictograms / f"{name}.svg").read_text("utf-8")
    root = ElementTree.fromstring(text)  # noqa: S314  # our own file
    assert root.get("viewBox") == "0 0 24 24"
    (path,) = root
    assert path.tag.endswith("}path")
    assert set(path.attrib) == {"fill", "fill-rule", "d"}
    assert path.get("fill") == "currentColor"
    assert "#" not in text
    assert len(text) < 10_000


@pytest.mark.parametrize("name", NAMES)
def test_the_ink_fits_the_box_and_is_neither_faint_nor_a_blot(made_pictograms: Path, name: str) -> None:
    ink = ink_of(made_pictograms / f"{name}.svg")
    assert outside(ink) < 0.01
    assert 0.15 <= area(ink) / 24**2 <= 0.70


@pytest.mark.parametrize("name", NAMES)
def test_strokes_are_of_one_weight_and_there_are_no_hairlines(made_pictograms: Path, name: str) -> None:
    ink = ink_of(made_pictograms / f"{name}.svg")
    assert share_wider_than(ink, 0.9) >= 0.94
    assert share_wider_than(ink, 1.3) >= 0.80


@pytest.mark.parametrize("name", NAMES)
def test_a_pictogram_fills_its_box(made_pictograms: Path, name: str) -> None:
    short, long = extent(ink_of(made_pictograms / f"{name}.svg"))
    assert long >= 15.5
    assert short >= 9 or name in SLIM


@pytest.mark.parametrize("name", NAMES)
def test_a_thermal_printer_keeps_every_stroke(made_pictograms: Path, name: str) -> None:
    assert lost_in_print(ink_of(made_pictograms / f"{name}.svg"), PRINT_DOTS) < 0.12


def test_no_two_pictograms_look_alike(made_pictograms: Path) -> None:
    ink = {name: ink_of(made_pictograms / f"{name}.svg") for name in NAMES}
    apart = {frozenset({a, b}): difference(ink[a], ink[b]) for a, b in combinations(NAMES, 2)}
    alike = {pair for pair, distance in apart.items() if distance < 0.25}
    assert alike == set(KIN)
    assert min(apart.values()) > 0.12


@pytest.mark.parametrize("name", OWN)
def test_the_single_path_looks_like_the_drawing(made_pictograms: Path, name: str) -> None:
    drawing, made = (ink_of(folder / f"{name}.svg") for folder in (pictograms.OWN, made_pictograms))
    assert unlike(drawing, made) < 0.25


def test_the_same_input_gives_the_same_bytes(made_pictograms: Path, tmp_path: Path) -> None:
    run_elsewhere("pictograms.py", tmp_path)
    files = sorted(path.name for path in made_pictograms.iterdir())
    assert files == sorted(path.name for path in tmp_path.iterdir())
    for name in files:
        assert (tmp_path / name).read_bytes() == (made_pictograms / name).read_bytes(), name


def test_a_build_with_nothing_to_do_does_nothing_and_sweeps_what_nobody_wants(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / f"{name}.svg").write_text("stands", "ascii")
    (tmp_path / pictograms.STAMP).write_text(pictograms.fingerprint(), "ascii")
    assert not pictograms.build(tmp_path)
    (tmp_path / "no-longer-wanted.svg").write_text("stands", "ascii")
    (tmp_path / "fever.svg").unlink()
    assert pictograms.build(tmp_path)
    assert not (tmp_path / "no-longer-wanted.svg").exists()


def test_the_licence_stands_beside_the_pictograms(made_pictograms: Path) -> None:
    text = (made_pictograms / "LICENSE.txt").read_text("utf-8")
    assert "Material Design Icons" in text
    assert re.search(r"Apache License\s+Version 2\.0", text)


def drawing_file(folder: Path, inside: str, box: str = "0 0 24 24") -> Path:
    path = folder / "drawing.svg"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" fill="currentColor">'
    path.write_text(f"{head}{inside}</svg>", "utf-8")
    return path


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ('<circle cx="9" cy="9" r="5" fill="#0f0"/>', "colour #0f0"),
        ('<image href="x.png"/>', "<image>"),
        ('<g transform="skewX(3)"><circle cx="9" cy="9" r="5"/></g>', "skewX"),
    ],
)
def test_what_a_pictogram_must_not_hold_is_named(tmp_path: Path, inside: str, said: str) -> None:
    with pytest.raises(DrawingError, match=f"drawing.svg: .*{re.escape(said)}"):
        flattened(drawing_file(tmp_path, inside))


def test_another_box_is_named(tmp_path: Path) -> None:
    with pytest.raises(DrawingError, match="viewBox"):
        flattened(drawing_file(tmp_path, '<circle cx="9" cy="9" r="5"/>', box="0 0 48 48"))


def test_white_takes_away_what_lies_below_and_nothing_above(tmp_path: Path) -> None:
    source = drawing_file(
        tmp_path,
        '<rect x="2" y="2" width="10" height="10"/><rect x="4" y="4" width="6" height="6" fill="#fff"/>'
        '<g transform="translate(4 4) scale(2)"><rect x="1" y="1" width="1" height="1"/></g>',
    )
    made = inked(pictograms.svg(flattened(source), "evenodd"))
    assert area(made) == pytest.approx(100 - 36 + 4, abs=0.1)
    assert unlike(inked(source.read_text("utf-8")), made) < 0.01


def test_the_detectors_find_a_planted_fault() -> None:
    def picture(inside: str) -> str:
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{inside}</svg>'

    block = inked(picture('<rect x="4" y="4" width="12" height="12"/>'))
    assert outside(inked(picture('<rect x="20" y="4" width="5" height="5"/>'))) > 0.01
    assert share_wider_than(inked(picture('<path d="M2 5H22V5.6H2Z"/>')), 0.9) < 0.93
    assert difference(block, inked(picture('<rect x="4" y="4" width="12" height="11.8"/>'))) < 0.12
    assert extent(inked(picture('<rect x="8" y="8" width="7" height="15"/>'))) == (7, 15)
    assert extent(inked(picture(""))) == (0, 0)
    hairs = "".join(f'<path d="M2 {y}.1H22V{y}.26H2Z"/>' for y in range(3, 20, 2))
    assert lost_in_print(inked(picture(hairs)), PRINT_DOTS) > 0.5
    assert lost_in_print(block, PRINT_DOTS) < 0.12
    assert unlike(block, inked(picture('<rect x="4" y="4" width="12" height="11"/>'))) > 0.25
