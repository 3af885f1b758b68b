"""`ceiba demo --headless`: eight visits from touch to summary, as a command; what it prints, leaves and refuses."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kiosk.boot.demo.report import Stage
from kiosk.boot.demo.script import VISITS
from tests.kiosk.boot.days import HOUSE

KEYS = ["visits", "slips_read", "synced", "opened", "summary_matches", "failures", "ok"]


def demo(out: Path, *words: str) -> subprocess.CompletedProcess[str]:
    without_screen = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    command = [sys.executable, "-m", "kiosk.boot.commands", "demo", "--headless", "--out", str(out), *words]
    return subprocess.run(command, env=without_screen, capture_output=True, text=True, timeout=170, check=False)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("demo") / "out"
    done = demo(place, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout) == json.loads((place / "report.json").read_text())
    return place


@pytest.mark.timeout(180)
def test_everything_is_as_it_was_touched(out: Path) -> None:
    report = json.loads((out / "report.json").read_text())
    assert list(report) == KEYS
    assert report.pop("failures") == []
    many = len(VISITS)
    assert list(report.values()) == [many, many, many, many, True, True]


def test_pictures_slips_and_summary_are_there_to_look_at(out: Path) -> None:
    assert len(list((out / "pictures").glob("*.png"))) == sum(len(visit.touches) for visit in VISITS)
    assert {path.stem for path in (out / "slips").glob("*.png")} == {visit.name for visit in VISITS}
    assert len(list((out / "slips").glob("*.pdf"))) == len(VISITS)
    assert {path.suffix for path in (out / "summary").iterdir()} >= {".csv", ".pdf", ".png"}


def test_every_machine_has_only_what_it_would_have_in_life(out: Path) -> None:
    machines = {machine.name: [part.name for part in machine.iterdir()] for machine in (out / "data").iterdir()}
    assert machines == {"tablet": ["kiosk"], "server": ["server"], "shelter": ["shelter"]}


class Sources(HTMLParser):
    """What a page loads, and the text that it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loaded += [value or "" for name, value in attrs if name in ("src", "srcset") or tag == "link"]
        self.links += [value or "" for name, value in attrs if name == "href" and tag == "a"]


def test_the_page_is_one_file_and_leads_to_what_lies_beside_it(out: Path) -> None:
    page = Sources()
    page.feed((out / "report.html").read_text(encoding="utf-8"))
    assert len(page.loaded) > len(list((out / "pictures").iterdir()))
    assert all(source.startswith("data:image/png;base64,") for source in page.loaded)
    assert page.links
    assert all((out / link).is_file() for link in page.links)


def test_every_stage_stands_in_the_guide() -> None:
    guide = (HOUSE / "docs" / "demo.md").read_text(encoding="utf-8")
    assert [stage for stage in Stage if f"| `{stage}` |" not in guide] == []
    assert [key for key in KEYS if f"| `{key}` |" not in guide] == []


def test_the_demo_s_own_process_can_open_nothing() -> None:
    program = "import sys, kiosk.boot.demo.run, kiosk.boot.demo.page, kiosk.boot.tablet.assembly; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=50, check=True)
    assert not {name.partition(".")[0] for name in done.stdout.split()} & {"shelter", "starlette"}


def test_the_page_shows_no_secret(out: Path) -> None:
    page = (out / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"demo (authority|desk|supervisor)", page)


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("kept")
    done = demo(tmp_path)
    assert (done.returncode, done.stderr.strip().endswith("[file-exists]")) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
