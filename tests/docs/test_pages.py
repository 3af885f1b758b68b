"""The short form of `make docs`: links lead somewhere, and the volunteer's card says what the screens say."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from kiosk.languages.catalogue import load_catalogue

ROOT = Path(__file__).resolve().parents[2]
CARD = ROOT / "docs" / "card"
PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 60_000
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
_CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)#\s]+)\)")
_KEY = re.compile(r"\{([a-z.-]+)\}")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_between_pages_leads_to_a_file_of_the_repository(page: Path) -> None:
    kept = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, timeout=20, check=True
    )
    known = {ROOT / name for name in kept.stdout.decode().splitlines()}
    links = _LINK.findall(_CODE.sub("", page.read_text("utf-8")))
    assert [link for link in links if (page.parent / link).resolve() not in known] == []


def test_every_page_of_the_documentation_can_be_reached_from_its_first_page() -> None:
    reached, todo = set(), [ROOT / "docs" / "index.md"]
    while todo:
        page = todo.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        todo += [(page.parent / link).resolve() for link in _LINK.findall(page.read_text("utf-8"))]
    unreached = {page for page in PAGES if page not in reached and page.parent.name != "adr"}
    assert unreached == set()


def pictures_amiss(page: Path) -> list[str]:
    """What is wrong with the pictures of a page: not there, too large to load quickly, or nothing told about them."""
    amiss = []
    for words, name in _PICTURE.findall(_CODE.sub("", page.read_text("utf-8"))):
        picture = page.parent / name
        if not picture.is_file():
            amiss.append(f"{name} is not there")
        elif picture.stat().st_size > MOST_BYTES:
            amiss.append(f"{name} is too large")
        if len(words.split()) < 4:
            amiss.append(f"{name} has no words for those who do not see it")
    return amiss


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_pictures_are_there_small_and_told_in_words(page: Path) -> None:
    assert pictures_amiss(page) == []


def test_every_picture_is_shown_on_some_page() -> None:
    shown = {(page.parent / name).resolve() for page in PAGES for _, name in _PICTURE.findall(page.read_text("utf-8"))}
    assert len(shown) > 10
    assert sorted(PICTURES.iterdir()) == sorted(path for path in shown if path.parent == PICTURES)


def test_a_picture_that_is_amiss_is_found(tmp_path: Path) -> None:
    (tmp_path / "large.png").write_bytes(bytes(MOST_BYTES + 1))
    (tmp_path / "small.png").write_bytes(bytes(MOST_BYTES))
    page = tmp_path / "page.md"
    told = "![The page as it is]"
    page.write_text(f"{told}(gone.png) {told}(large.png) ![](small.png) {told}(small.png)", "utf-8")
    assert pictures_amiss(page) == [
        "gone.png is not there",
        "large.png is too large",
        "small.png has no words for those who do not see it",
    ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_card_calls_every_button_by_the_name_on_the_screen(language: str) -> None:
    known = load_catalogue(language).sentences
    keys = _KEY.findall((CARD / f"{language}.toml").read_text("utf-8"))
    assert len(keys) > 10
    assert [key for key in keys if key not in known] == []


def test_the_card_has_the_same_rows_in_each_language() -> None:
    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {key: shape(inner) for key, inner in value.items()}
        return [shape(inner) for inner in value] if isinstance(value, list) else None

    english, spanish = (shape(tomllib.loads((CARD / f"{code}.toml").read_text("utf-8"))) for code in ("en", "es"))
    assert english == spanish
