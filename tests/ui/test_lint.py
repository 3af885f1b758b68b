"""The QML checker knows the Python types: what QML calls and Python lacks is found before anybody touches it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

QML_TOOLS = str(Path(__file__).resolve().parents[2] / "packaging" / "qml")
PAGE = """
import QtQuick
import ui.bridge
Item {{
    id: root
    required property WindowBridge bridge
    Component.onCompleted: root.bridge.visit.{call}
}}
"""


@pytest.fixture
def tools() -> Iterator[None]:
    sys.path.insert(0, QML_TOOLS)
    yield
    sys.path.remove(QML_TOOLS)


@pytest.mark.parametrize(("call", "code"), [("goOn()", 0), ("goOnwards()", 255), ("wordz", 255)])
def test_a_call_is_found_that_no_bridge_answers(tools: None, tmp_path: Path, call: str, code: int) -> None:
    import lint

    page = tmp_path / "Page.qml"
    page.write_text(PAGE.format(call=call))
    assert lint.lint([page]).returncode == code
