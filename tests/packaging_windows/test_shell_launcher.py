"""The sample for Shell Launcher is well-formed, whole in itself, and its command is one that `ceiba` understands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path, PureWindowsPath
from xml.etree import ElementTree as ET

from kiosk.boot.commands import _parser

from .places import PROGRAM, SCRIPT, SHELL

OLD = "{http://schemas.microsoft.com/ShellLauncher/2018/Configuration}"
V2 = "{http://schemas.microsoft.com/ShellLauncher/2019/Configuration}"


def _root() -> ET.Element:
    return ET.parse(SHELL).getroot()  # noqa: S314 (our own file)


def _profile() -> ET.Element:
    profile = _root().find(f"{OLD}Profiles/{OLD}Profile")
    assert profile is not None
    return profile


def _words() -> list[str]:
    shell = _profile().find(f"{OLD}Shell")
    assert shell is not None
    assert shell.get(f"{V2}AppType") == "Desktop"
    return shlex.split(shell.get("Shell", "").replace("\\", "\\\\"))


def test_the_account_gets_a_profile_that_is_there_and_others_keep_their_desktop() -> None:
    root = _root()
    assert root.tag == f"{OLD}ShellLauncherConfiguration"
    asked = root.find(f"{OLD}Configs/{OLD}Config/{OLD}Profile")
    assert asked is not None
    assert asked.get("Id") == _profile().get("Id")
    default = root.find(f"{OLD}Profiles/{OLD}DefaultProfile/{OLD}Shell")
    assert default is not None
    assert default.get("Shell", "").endswith("explorer.exe")


def test_after_any_end_the_kiosk_begins_again() -> None:
    action = _profile().find(f"{OLD}Shell/{OLD}DefaultAction")
    assert action is not None
    assert action.get("Action") == "RestartShell"
    assert _profile().find(f"{OLD}Shell/{OLD}ReturnCodeActions") is None


def test_ceiba_understands_the_command() -> None:
    program, *words = _words()
    assert PureWindowsPath(program) == PureWindowsPath(r"C:\Program Files\Ceiba", PROGRAM)
    given = _parser().parse_args(words)
    assert given.runs == ("kiosk.boot.tablet.window", "run")
    assert given.fullscreen
    assert given.data == Path(r"C:\ProgramData\Ceiba")


def test_installer_and_sample_speak_of_the_same_places_and_account() -> None:
    script = SCRIPT.read_text("utf-8")
    assert f'!define PROGRAM "{PROGRAM}"' in script
    assert 'InstallDir "$PROGRAMFILES64\\Ceiba"' in script
    account = _root().find(f"{OLD}Configs/{OLD}Config/{OLD}Account")
    assert account is not None
    assert re.findall(r'StrCpy \$Account "([^"]+)"', script) == [account.get("Name")]
