"""A tenth language is a folder with two files: screens, paper and checks find it, and no line of the program changes.

The language is made up ("eo", with every English sentence in brackets), so that nothing is said in a language that
nobody here can check.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polib
import pypdfium2
import pytest

from kiosk.boot.layout import Layout
from kiosk.boot.tablet.front import read_front
from tests.kiosk.boot.real_site import HOUSE, SECONDS, another_house, ceiba

PACK = """own_name = "Esperanto"
is_this_yours = "[Is this your language?]"
direction = "ltr"
fonts = ["Noto Sans"]
review = "machine draft"
"""
IN_THE_WINDOW = """
import json
from PySide6.QtGui import QGuiApplication
from kiosk.languages.pack import pack_codes
from tests.ui.hand import Hand
from tests.ui.house import services
from ui.bridge import window

application = QGuiApplication([])
house = services(languages=pack_codes())
with window.KioskWindow(house, window.WindowSettings(reduce_motion=True)) as kiosk:
    hand = Hand(kiosk)
    hand.tap("card-eo", "card-questions")
    print(json.dumps([window.__file__, hand.bridges.visit.title]))
"""


def translate(house: Path) -> polib.POFile:
    """Every English sentence in brackets, with the one form of a language whose words do not change with numbers."""
    catalogue = polib.pofile(str(house / "kiosk" / "languages" / "en" / "messages.po"))
    catalogue.metadata |= {"Language": "eo", "Plural-Forms": "nplurals=1; plural=0;"}
    for entry in catalogue:
        entry.msgid_plural, entry.msgstr_plural, entry.msgstr = "", {}, f"[{entry.msgid}]"
    return catalogue


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    house = another_house(tmp_path_factory.mktemp("house"))
    folder = house / "kiosk" / "languages" / "eo"
    folder.mkdir()
    (folder / "pack.toml").write_text(PACK, "utf-8")
    translate(house).save(str(folder / "messages.po"))
    forbidden = house / "kiosk" / "languages" / "forbidden.toml"
    forbidden.write_text(forbidden.read_text("utf-8").replace("[words]", '[words]\neo = "garantiita"', 1), "utf-8")
    return house


def python(house: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Another program of this repository, over the program in `house`."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(house), str(HOUSE)])}
    command = [sys.executable, *words]
    return subprocess.run(
        command, env=environment, cwd=house, capture_output=True, text=True, timeout=SECONDS, check=False
    )


def check(house: Path) -> subprocess.CompletedProcess[str]:
    """What `make check` does with catalogues."""
    return python(house, str(HOUSE / "packaging" / "catalogues.py"))


def test_guests_can_choose_it_and_read_it(house: Path) -> None:
    done = python(house, "-c", IN_THE_WINDOW)
    assert done.returncode == 0, done.stderr
    program, title = json.loads(done.stdout)
    assert Path(program).is_relative_to(house)
    assert title == "[Does anyone need a doctor now?]"


def test_it_is_on_paper(house: Path, tmp_path: Path) -> None:
    words = ("printer", "render", "--slip", "demo", "--lang", "eo", "--out", tmp_path / "slip.pdf")
    done = ceiba(*words, house=house)
    assert (done.returncode, done.stderr) == (0, "")
    text = pypdfium2.PdfDocument(tmp_path / "slip.pdf")[0].get_textpage().get_text_range()
    assert "[Free help]" in text
    assert "You may throw it away.]" in " ".join(text.split())


def test_a_demo_shows_it_and_a_real_site_could_accept_it(house: Path, tmp_path: Path) -> None:
    assert ceiba("site", "create", "--demo", "--data", tmp_path / "site", house=house).returncode == 0
    show = "from pathlib import Path; import sys; from kiosk.boot.tablet.front import read_front; "
    show += "from kiosk.boot.layout import Layout; print(*read_front(Layout(Path(sys.argv[1]))).profile.languages)"
    assert "eo" in python(house, "-c", show, str(tmp_path / "site")).stdout.split()
    assert "eo" not in read_front(Layout(tmp_path / "site")).profile.languages
    said = ceiba("site", "show", "--data", tmp_path / "site", house=house).stdout
    assert "language   eo not accepted" in said


def test_the_checks_have_nothing_against_it(house: Path) -> None:
    assert not [line for line in check(house).stdout.splitlines() if line.startswith("eo:")]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (lambda po: po.remove(po.find("end.close", by="msgctxt")), "eo: end.close is missing"),
        (lambda po: setattr(po.find("end.close", by="msgctxt"), "msgstr", ""), "eo: end.close is empty"),
        (lambda po: setattr(po.find("end.close", by="msgctxt"), "msgid", "Shut"), "eo: end.close is stale"),
        (lambda po: po.find("end.close", by="msgctxt").flags.append("fuzzy"), "eo: end.close is stale"),
        (lambda po: setattr(po.find("end.close", by="msgctxt"), "msgstr", "Garantiita!"), "eo: end.close says"),
        (lambda po: setattr(po.find("idle.hint", by="msgctxt"), "msgstr", "[soon]"), "eo: idle.hint has other"),
    ],
)
def test_a_catalogue_that_is_not_whole_fails_the_check(
    change: Callable[[polib.POFile], object], finding: str, house: Path
) -> None:
    path = house / "kiosk" / "languages" / "eo" / "messages.po"
    whole = path.read_bytes()
    catalogue = polib.pofile(str(path))
    change(catalogue)
    catalogue.save(str(path))
    try:
        done = check(house)
    finally:
        path.write_bytes(whole)
    assert done.returncode == 1
    assert finding in done.stdout


def test_a_pack_without_forbidden_words_fails_the_check(house: Path) -> None:
    forbidden = house / "kiosk" / "languages" / "forbidden.toml"
    whole = forbidden.read_text("utf-8")
    forbidden.write_text(whole.replace('eo = "garantiita"', ""), "utf-8")
    try:
        done = check(house)
    finally:
        forbidden.write_text(whole, "utf-8")
    assert done.returncode == 1
    assert "eo: forbidden.toml has no words for it" in done.stdout
