"""A desk reads every protocol that its site accepted, each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.visit.protocol import BadProtocol
from shelter.records.protocols import SHIPPED, Protocols
from tests.kiosk.boot.days import HOUSE

DEFAULT = (HOUSE / "kiosk" / "protocols" / "default.toml").read_bytes()


def test_the_shipped_ones_are_always_there(tmp_path: Path) -> None:
    assert [one.name for one in Protocols.load(tmp_path / "no folder").every] == list(SHIPPED)


def test_the_site_s_own_ones_are_added_each_once(tmp_path: Path) -> None:
    newer = DEFAULT.replace(b"version = 1", b"version = 2")
    for name, content in {"again.toml": DEFAULT, "newer.toml": newer, "notes.txt": b"no protocol"}.items():
        (tmp_path / name).write_bytes(content)
    protocols = Protocols.load(tmp_path)
    assert [(one.name, one.version) for one in protocols.every] == [("default", 1), ("covid-2021", 1), ("default", 2)]
    for one in protocols.every:
        assert protocols.beginning(one.digest32[:8]) == (one,)
    assert protocols.beginning(b"") == protocols.every
    assert protocols.beginning(bytes(8)) == ()


def test_a_broken_one_is_said(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_bytes(DEFAULT[:200])
    with pytest.raises(BadProtocol):
        Protocols.load(tmp_path)
