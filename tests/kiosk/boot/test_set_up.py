"""The whole way in the real `ceiba kiosk`: a new machine, a power cut while it waits, the site's word, the guests."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path
from types import TracebackType

import pytest

from kiosk.boot.layout import Layout
from tests.kiosk.boot.enrolment.test_enrol import approve, ceiba, new_code
from tests.kiosk.boot.serving import Served, make_demo_site

SECONDS = 60.0
ROOT = Path(__file__).parents[3]
OPENERS = {"shelter"}


class SettingUp:
    """`tests.kiosk.boot.setting_up` as a process; leave the context to end it."""

    def __init__(self, *words: object) -> None:
        self._command = [sys.executable, "-m", "tests.kiosk.boot.setting_up", *map(str, words)]

    def __enter__(self) -> SettingUp:
        world = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
        self.process = subprocess.Popen(
            self._command, cwd=ROOT, env=world, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.communicate(timeout=SECONDS)

    def hears(self, what: str) -> list[str]:
        """The rest of the next line, which begins with `what`."""
        assert self.process.stdout is not None
        assert select.select([self.process.stdout], [], [], SECONDS)[0], f"nobody said {what}"
        said = self.process.stdout.readline().split()
        assert said[:1] == [what], said
        return said[1:]

    def ends(self) -> tuple[int, str]:
        """Its exit code, and what it complained of."""
        _, errors = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, errors.replace("This plugin does not support propagateSizeHints()", "").strip()


@pytest.mark.timeout(180)
def test_a_new_machine_that_loses_power_while_it_waits_becomes_a_kiosk(tmp_path: Path) -> None:
    make_demo_site(tmp_path / "site")
    tablet = Layout(tmp_path / "tablet")
    with Served(Layout(tmp_path / "site")) as served:
        code = new_code(served, tmp_path)
        with SettingUp(tablet.root, "246810", code) as before:
            words = before.hears("words")
        assert not tablet.is_kiosk  # killed while it waited
        code.unlink()
        with SettingUp(tablet.root, "the staff code is there already") as after:
            assert after.hears("words") == words
            assert approve(served, " ".join(words)).returncode == 0
            loaded = set(after.hears("guests"))
            assert after.ends() == (0, "")
        assert loaded & OPENERS == set()
        assert not tablet.enrolment.exists()
        assert ceiba("sync", "--once", "--data", tablet.root).returncode == 0


def test_where_a_site_s_keys_lie_no_kiosk_is_set_up(tmp_path: Path) -> None:
    (tmp_path / "shelter").mkdir()
    world = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "kiosk.boot.commands", "kiosk", "--data", str(tmp_path)]
    done = subprocess.run(command, env=world, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert (done.returncode, "[not-enrolled]" in done.stderr) == (1, True)
