"""What the guides of desk and supervisor tell people to type is what the command takes."""

from __future__ import annotations

import re
import shlex

import pytest

from kiosk.boot.commands import main
from kiosk.visit.profile import load_profile
from shelter.desk.reading import Remark, Status
from tests.kiosk.boot.days import HOUSE

GUIDES = {name: (HOUSE / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in ("desk", "supervisor")}
TYPED = sorted({line for text in GUIDES.values() for line in re.findall(r"^ceiba .*$", text, re.MULTILINE)})


def test_there_is_something_to_type() -> None:
    assert len(TYPED) >= 8


@pytest.mark.parametrize("line", TYPED)
def test_a_typed_line_is_understood(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = shlex.split(line)[1:]
    with pytest.raises(SystemExit) as left:
        main([*words, "--help"])
    assert left.value.code == 0
    options = {word for word in words if word.startswith("--")}
    assert options <= set(re.findall(r"--[a-z-]+", capsys.readouterr().out))


def test_the_profile_in_the_guide_is_one() -> None:
    (profile,) = re.findall(r"```toml\n(.*?)```", GUIDES["supervisor"], re.DOTALL)
    assert load_profile(profile.encode()).retention_days == 21


def test_the_desk_s_guide_names_every_status() -> None:
    assert [status.value for status in Status if f"| `{status.value}` |" not in GUIDES["desk"]] == []
    assert Remark.PROTOCOL_MISSING.value in GUIDES["desk"]
