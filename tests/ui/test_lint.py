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


def test_a_call_is_found_that_no_bridge_answers(tools: None, tmp_path: Path) -> None:
    import lint

    pages = {call: tmp_path / f"Page{number}.qml" for number, call in enumerate(("goOn()", "goOnwards()", "wordz"))}
    for call, page in pages.items():
        page.write_text(PAGE.format(call=call))
    answered, *unanswered = pages.values()
    assert lint.lint([answered]).returncode == 0
    found = lint.lint(list(pages.values()))
    assert found.returncode == 255
    warned = {page for page in pages.values() if f"Warning: {page}:" in found.stderr}
    assert warned == set(unanswered)
