"""What the kernel says of a machine, planted in folders of its shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.doctor import machine
from kiosk.ports.finding import State

KEYBOARD = 'N: Name="AT keyboard"\nB: PROP=0\nB: EV=120013\n'
PANEL = 'N: Name="Goodix touch panel"\nB: PROP=2\nB: EV=b\nB: ABS=260800000000003\n'
SWAPS = "Filename\t\t\tType\t\tSize\n"


@pytest.mark.parametrize(
    ("listed", "state"), [(KEYBOARD, State.ATTENTION), (KEYBOARD + "\n" + PANEL, State.OK), ("", State.ATTENTION)]
)
def test_a_panel_is_what_is_touched_where_it_shows(listed: str, state: State, tmp_path: Path) -> None:
    (tmp_path / "devices").write_text(listed)
    assert machine.touch(tmp_path / "devices").state is state


@pytest.mark.parametrize(
    ("connectors", "state"),
    [
        ({}, State.NOT_APPLICABLE),
        ({"card0-HDMI-A-1": "disconnected"}, State.BROKEN),
        ({"card0-HDMI-A-1": "disconnected", "card0-eDP-1": "connected"}, State.OK),
    ],
)
def test_a_screen_is_one_that_is_connected(connectors: dict[str, str], state: State, tmp_path: Path) -> None:
    for name, said in connectors.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "status").write_text(f"{said}\n")
    assert machine.display(tmp_path, {}).state is state
    assert machine.display(tmp_path, {"WAYLAND_DISPLAY": "wayland-0"}).state is State.OK


@pytest.mark.parametrize(
    ("swaps", "allowed", "swap"),
    [
        (SWAPS, "max", "off"),
        (SWAPS + "/dev/sda2 partition 8388604\n", "max", "possible"),
        (SWAPS + "/dev/sda2 partition 8388604\n", "0", "off"),
        (SWAPS + "/dev/zram0 partition 4194300\n", "max", "off"),
    ],
)
def test_swap_counts_unless_it_is_memory_or_forbidden_to_us(
    swaps: str, allowed: str, swap: str, tmp_path: Path
) -> None:
    group = tmp_path / "cgroup" / "system.slice" / "ceiba-kiosk.service"
    group.mkdir(parents=True)
    (group.parent / "memory.swap.max").write_text("max\n")
    (group / "memory.swap.max").write_text(f"{allowed}\n")
    (tmp_path / "own").write_text("0::/system.slice/ceiba-kiosk.service\n")
    (tmp_path / "swaps").write_text(swaps)
    found = machine.memory(tmp_path / "swaps", tmp_path / "own", tmp_path / "cgroup")
    assert found.facts["swap"] == swap
    assert found.state is (State.OK if set(found.facts.values()) == {"off"} else State.ATTENTION)


def test_without_a_player_a_call_is_only_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.sound().state is State.ATTENTION
    player = tmp_path / "aplay"
    player.write_text("#!/bin/sh\n")
    player.chmod(0o755)
    assert machine.sound().state is State.OK


@pytest.mark.parametrize(
    ("qt", "python", "state"),
    [
        ("6.11.3", (3, 11), State.OK),
        ("6.12.0", (3, 11), State.BROKEN),
        ("6.12.0", (3, 12), State.OK),
        ("not installed", (3, 11), State.OK),
    ],
)
def test_the_qt_that_aborts_after_some_visits_is_named(qt: str, python: tuple[int, int], state: State) -> None:
    assert machine.versions({"Qt": qt}, python).state is state
