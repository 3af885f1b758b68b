"""Measures words for QML and lays cards out. One rule: what is measured here is what Qt Quick paints."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QTextLayout
from PySide6.QtQml import QJSValue, QmlElement

from ui.bridge.grid import CardStyle, Grid, Label, Size, arrange
from ui.bridge.handed import handed

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1

UNWRAPPED = 1e6


@QmlElement
class LayoutBridge(QObject):
    """Pure functions; bindings call them with everything that they depend on."""

    @Slot("QVariantList", float, float, "QVariantMap", result=QJSValue)
    def fit(self, cards: list[dict[str, Any]], width: float, height: float, style: dict[str, Any]) -> QJSValue:
        """The fields of `ui.bridge.grid.Grid` for these cards; `sheets` hold the cards themselves."""
        return handed(self, _fitted(cards, width, height, style))

    @Slot("QStringList", float, float, float, float, result="QVariantList")
    def sheets(self, texts: list[str], width: float, height: float, pixels: float, gap: float) -> list[list[str]]:
        """Paragraphs on as few sheets as hold them, in order."""
        sheets: list[list[str]] = [[]]
        left = height
        for text in texts:
            need = measure(text, width, pixels, False).height + (gap if sheets[-1] else 0)
            if need > left and sheets[-1]:
                sheets.append([])
                left, need = height, need - gap
            sheets[-1].append(text)
            left -= need
        return sheets

    @Slot("QStringList", float, result=float)
    def widest(self, texts: list[str], pixels: float) -> float:
        """The width of the longest of these words in bold, unwrapped."""
        return max((measure(text, UNWRAPPED, pixels, True).width for text in texts), default=0.0)

    @Slot("QStringList", float, float, result=float)
    def tallest(self, texts: list[str], width: float, pixels: float) -> float:
        """The height of the tallest of these texts in bold, wrapped at `width`."""
        return max((measure(text, width, pixels, True).height for text in texts), default=0.0)


def _fitted(cards: list[dict[str, Any]], width: float, height: float, style: dict[str, Any]) -> dict[str, Any]:
    if not cards or width <= 0 or height <= 0:
        return {"columns": 1, "stacked": False, "sheets": [[]], "heights": [[]], "scale": 1.0, "picture": 1.0}
    labels = [Label(card["label"] + card.get("mark", ""), card["hint"], bool(card["pictogram"])) for card in cards]
    first = sum(1 for card in cards if card["first"])
    grid = _arranged(tuple(labels), first, Size(width, height), CardStyle(**style))
    sheets = [[cards[index] for index in sheet] for sheet in grid.sheets]
    return {
        "columns": grid.columns,
        "stacked": grid.stacked,
        "sheets": sheets,
        "heights": [list(rows) for rows in grid.heights],
        "scale": grid.scale,
        "picture": grid.picture,
    }


@lru_cache(maxsize=256)
def _arranged(labels: tuple[Label, ...], first: int, area: Size, style: CardStyle) -> Grid:
    """The same question has the same cards for every guest."""
    return arrange(labels, first, area, style, measure)


@lru_cache(maxsize=4096)
def measure(text: str, width: float, pixels: float, bold: bool) -> Size:
    """What Qt lays out for `text` in the window's fonts, wrapped between words at `width` (Qt's default)."""
    if width < UNWRAPPED:
        unwrapped = measure(text, UNWRAPPED, pixels, bold)
        if unwrapped.width + 1 <= width:
            return unwrapped
    font = QFont(QGuiApplication.font())
    font.setPixelSize(max(1, round(pixels)))
    font.setBold(bold)
    layout = QTextLayout(text, font)
    height = widest = 0.0
    if width < UNWRAPPED:  # a line hides what of a word is beyond it
        letters = QFontMetricsF(font)
        widest = max((letters.horizontalAdvance(word) for word in text.split()), default=0.0)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        height += line.height()
        widest = max(widest, line.naturalTextWidth())
    layout.endLayout()
    return Size(widest, height)
