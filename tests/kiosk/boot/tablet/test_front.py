"""What the first frame shows before it is checked, and that it is checked right after."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk import ready
from kiosk.boot.layout import Layout
from kiosk.boot.own_process import make_demo_site
from kiosk.boot.tablet.folder import verify
from kiosk.boot.tablet.front import Front, forget_front, keep_front, read_front
from kiosk.problem import Damaged, DemoMixed, DiskFull
from kiosk.visit.profile import BadProfile, profile_table
from kiosk.visit.protocol import BadProtocol
from kiosk.visit.protocol_file import shipped_protocol

VERIFIED = """
import os, sys
from kiosk.boot.tablet.warming import Warming
Warming.start = lambda self: os._exit(0)  # the first thing after the front is verified
from kiosk.boot.commands import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Front:
    layout = Layout(tmp_path_factory.mktemp("front") / "site")
    make_demo_site(layout)
    return read_front(layout)


def test_the_front_shows_the_protocol_of_the_profile(front: Front) -> None:
    assert front.protocol == shipped_protocol(front.profile.protocol)
    assert verify(front).protocol == front.protocol


def test_a_protocol_that_breaks_a_promise_is_found_right_after_the_first_frame(front: Front) -> None:
    greedy = front.protocol._replace(always=frozenset())
    with pytest.raises(BadProtocol, match="offers something to everyone"):
        verify(Front(front.layout, front.profile, greedy, front.demo))


def test_a_timezone_that_does_not_exist_is_found_right_after_the_first_frame(front: Front) -> None:
    nowhere = front.profile._replace(zone="Mars/Base")
    with pytest.raises(BadProfile, match="unknown timezone"):
        verify(Front(front.layout, nowhere, front.protocol, front.demo))


def test_a_site_without_a_shipped_protocol_has_no_front(tmp_path: Path) -> None:
    layout = Layout(tmp_path / "site")
    make_demo_site(layout)
    profile = re.sub(r"(?m)^protocol = .*$", 'protocol = "unheard-of"', layout.profile.read_text("utf-8"))
    layout.profile.write_text(profile, "utf-8")
    with pytest.raises(BadProtocol, match="unheard-of"):
        read_front(layout)


@pytest.fixture
def layout(tmp_path: Path, front: Front) -> Layout:
    """A kiosk of its own, which no start has kept anything of."""
    shutil.copytree(front.layout.root, tmp_path / "site")
    return Layout(tmp_path / "site")


def test_what_a_verified_start_keeps_says_what_the_files_say(layout: Layout) -> None:
    told = read_front(layout)
    keep_front(told)
    kept = read_front(layout)
    assert layout.front.exists()
    assert (kept.profile, kept.protocol, kept.demo) == (told.profile, told.protocol, told.demo)
    assert verify(kept).profile == told.profile


def test_the_next_first_frame_parses_no_toml_and_no_schedule(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_front(read_front(layout))
    monkeypatch.setattr("tomllib.loads", None)
    monkeypatch.setattr("kiosk.formats.demo_flag.says_demo", None)
    assert read_front(layout).demo


def test_another_profile_is_read_itself(layout: Layout) -> None:
    keep_front(read_front(layout))
    profile = layout.profile.read_text("utf-8").replace("Casa Ceiba", "Casa Olmo")
    layout.profile.write_text(profile, "utf-8")
    assert read_front(layout).profile.organisation == "Casa Olmo"
    keep_front(read_front(layout))
    assert read_front(layout).profile.organisation == "Casa Olmo"


def started(layout: Layout) -> subprocess.CompletedProcess[str]:
    """A real start that ends, well or not, as soon as its front is verified."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    command = [sys.executable, "-c", VERIFIED, "kiosk", "--data", str(layout.root)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_a_real_start_keeps_its_front_and_a_lying_one_is_told_and_forgotten(layout: Layout) -> None:
    assert started(layout).returncode == 0
    assert read_front(layout).profile == read_front(layout, kept=False).profile
    files = (layout.profile.read_bytes(), layout.schedule.read_bytes())
    table = {**profile_table(files[0]), "organisation": "Somebody Else"}
    layout.front.write_bytes(ready.encode([table, True], *files))
    lied_to = started(layout)
    assert (lied_to.returncode, "start the kiosk again" in lied_to.stderr) == (1, True)
    assert not layout.front.exists()
    assert started(layout).returncode == 0
    assert layout.front.exists()


@pytest.mark.parametrize("value", [None, [], ["no table", True], [{"organisation": 1}, True], [{}, True, 3]])
def test_a_kept_front_of_another_form_is_not_used(layout: Layout, front: Front, value: object) -> None:
    files = (layout.profile.read_bytes(), layout.schedule.read_bytes())
    layout.front.write_bytes(ready.encode(value, *files))
    assert read_front(layout).profile == front.profile


def test_a_kept_front_that_lies_is_found_right_after_the_first_frame(layout: Layout) -> None:
    files = (layout.profile.read_bytes(), layout.schedule.read_bytes())
    table = {**profile_table(files[0]), "organisation": "Somebody Else"}
    layout.front.write_bytes(ready.encode([table, True], *files))
    with pytest.raises(Damaged, match="start the kiosk again"):
        verify(read_front(layout))
    assert verify(read_front(layout, kept=False)).profile.organisation == "Casa Ceiba"
    forget_front(layout)
    assert verify(read_front(layout)).profile.organisation == "Casa Ceiba"


def test_a_kept_front_makes_no_real_site_of_a_demo(layout: Layout) -> None:
    files = (layout.profile.read_bytes(), layout.schedule.read_bytes())
    layout.front.write_bytes(ready.encode([profile_table(files[0]), False], *files))
    with pytest.raises(DemoMixed):
        verify(read_front(layout))


def test_a_legal_text_is_read_from_its_own_file(layout: Layout) -> None:
    legal = '\n[legal]\napproved_by = "A. Lawyer"\napproved_on = 2026-11-20\ntext = { es = "Texto." }\n'
    layout.profile.write_text(layout.profile.read_text("utf-8") + legal, "utf-8")
    keep_front(read_front(layout))
    assert not layout.front.exists()
    assert read_front(layout).profile.legal is not None


def test_a_folder_that_cannot_be_written_keeps_nothing(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> None:
        raise DiskFull("The disk is full; free some space and try again.")

    monkeypatch.setattr("kiosk.folder.replace", full)
    keep_front(read_front(layout))
    assert not layout.front.exists()
