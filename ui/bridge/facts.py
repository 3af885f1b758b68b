"""Lays facts out in two columns on as few sheets as hold them. One rule: a fact is whole on one sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement

from ui.bridge.layout import measure

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1

LABEL_SHARE = 0.46
"""Of the width; the rest is for what was said."""


@QmlElement
class FactsBridge(QObject):
    """A pure function; bindings call it with everything that it depends on."""

    @Slot("QVariantList", float, float, float, float, result="QVariantList")
    def sheets(
        self, facts: Sequence[dict[str, str]], width: float, height: float, pixels: float, gap: float
    ) -> list[list[dict[str, object]]]:
        """`facts` (label and value) with the `height` of each, in sheets; at least one sheet, which may be empty."""
        sheets: list[list[dict[str, object]]] = [[]]
        left = height
        for fact in facts:
            label = measure(fact["label"], width * LABEL_SHARE, pixels, False).height
            need = max(label, measure(fact["value"], width * (1 - LABEL_SHARE) - gap, pixels, True).height)
            if need > left and sheets[-1]:
                sheets.append([])
                left = height
            sheets[-1].append({**fact, "height": need})
            left -= need + gap
        return sheets
