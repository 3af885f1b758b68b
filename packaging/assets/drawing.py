"""Turns one of our own drawings into a single filled path, so that every pictogram is the same kind of thing.

One rule: in a source file `currentColor` is ink and `#fff` takes away the ink that lies below it (so the
file looks right in any viewer on white). Strokes become outlines; what comes out has no stroke or mask.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path
from fontTools.svgLib.path.shapes import PathBuilder
from outline import thinned
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QTransform

INK, TAKEN_AWAY = "currentColor", "#fff"
SHAPES = frozenset({"path", "circle", "ellipse", "rect", "line", "polyline", "polygon"})
INHERITED = ("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray")
CAPS = {
    "butt": Qt.PenCapStyle.FlatCap,
    "round": Qt.PenCapStyle.RoundCap,
    "square": Qt.PenCapStyle.SquareCap,
}
JOINS = {
    "miter": Qt.PenJoinStyle.MiterJoin,
    "round": Qt.PenJoinStyle.RoundJoin,
    "bevel": Qt.PenJoinStyle.BevelJoin,
}
FINE = 97.0  # Qt's path algebra compares with fixed tolerances: it needs an enlarged drawing

Style = dict[str, str]


class DrawingError(ValueError):
    """A source file holds something that a pictogram must not hold; the message says what and where."""


class _QtPen(BasePen):  # type: ignore[misc]  # fontTools is untyped
    def __init__(self, path: QPainterPath) -> None:
        super().__init__(None)
        self._path = path

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._path.moveTo(*pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._path.lineTo(*pt)

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        (x1, y1), (x2, y2), (x3, y3) = points
        self._path.cubicTo(x1, y1, x2, y2, x3, y3)

    def _closePath(self) -> None:  # noqa: N802
        self._path.closeSubpath()


def flattened(source: Path) -> str:
    """The path data (24 × 24 units, even-odd) of a drawing; `DrawingError` when the file breaks the rule."""
    # Our own committed files, never anything from outside.
    root = ElementTree.fromstring(source.read_bytes())  # noqa: S314
    if root.get("viewBox") != "0 0 24 24":
        raise DrawingError(f"{source.name}: the viewBox must be 0 0 24 24")
    ink = QPainterPath()
    try:
        ink = _drawn(root, ink, {"fill": INK, "stroke": "none"}, QTransform.fromScale(FINE, FINE))
    except DrawingError as problem:
        raise DrawingError(f"{source.name}: {problem}") from problem
    return _path_data(ink)


def _drawn(element: ElementTree.Element, ink: QPainterPath, style: Style, place: QTransform) -> QPainterPath:
    tag = element.tag.rpartition("}")[2]
    style = {**style, **{name: element.attrib[name] for name in INHERITED if name in element.attrib}}
    place = _transform(element.get("transform", "")) * place
    if tag in SHAPES:
        return _painted(_outline(element), ink, style, place)
    if tag not in ("svg", "g", "title"):
        raise DrawingError(f"<{tag}> has no place in a pictogram")
    for child in element:
        ink = _drawn(child, ink, style, place)
    return ink


def _outline(element: ElementTree.Element) -> QPainterPath:
    builder = PathBuilder()
    bare = ElementTree.Element(element.tag, {k: v for k, v in element.attrib.items() if k != "transform"})
    builder.add_path_from_element(bare)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for data in builder.paths:
        parse_path(data, _QtPen(path))
    return path


def _painted(outline: QPainterPath, ink: QPainterPath, style: Style, place: QTransform) -> QPainterPath:
    """`ink` with the fill, then the stroke, of one shape added to it or taken away from it."""
    for colour, shape in ((style["fill"], outline), (style["stroke"], None)):
        if colour == "none":
            continue
        laid = place.map(outline if shape is not None else _stroked(outline, style)).simplified()
        if colour == INK:
            ink = ink.united(laid)
        elif colour == TAKEN_AWAY:
            ink = ink.subtracted(laid)
        else:
            raise DrawingError(f"the colour {colour} is neither {INK} nor {TAKEN_AWAY}")
    return ink


def _stroked(outline: QPainterPath, style: Style) -> QPainterPath:
    width = float(style.get("stroke-width", "1"))
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(CAPS[style.get("stroke-linecap", "butt")])
    stroker.setJoinStyle(JOINS[style.get("stroke-linejoin", "miter")])
    stroker.setCurveThreshold(0.02)
    dashes = style.get("stroke-dasharray", "none")
    if dashes != "none":
        stroker.setDashPattern([float(part) / width for part in re.split(r"[ ,]+", dashes)])
    return stroker.createStroke(outline)


def _transform(text: str) -> QTransform:
    whole = QTransform()
    for act, arguments in re.findall(r"(\w+)\(([^)]*)\)", text):
        numbers = [float(part) for part in re.split(r"[ ,]+", arguments.strip())]
        step = QTransform()
        if act == "translate":
            step.translate(numbers[0], numbers[1])
        elif act == "scale":
            step.scale(numbers[0], numbers[-1])
        elif act == "rotate":
            x, y = numbers[1:] or (0.0, 0.0)
            step.translate(x, y).rotate(numbers[0]).translate(-x, -y)
        else:
            raise DrawingError(f"the transform {act} is not understood")
        whole = step * whole
    return whole


def _path_data(ink: QPainterPath) -> str:
    """SVG path data of a Qt path: rings of straight lines, in hundredths of a unit."""
    words: list[str] = []
    for polygon in ink.toSubpathPolygons():
        ring = thinned([(point.x() / FINE, point.y() / FINE) for point in polygon.toList()])
        if ring:
            words.append("M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in ring) + "Z")
    return "".join(words)


def _short(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
