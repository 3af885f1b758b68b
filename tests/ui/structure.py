"""Looks at a window as a machine can: nine detectors, each proven on a planted fault in test_structure.py.

Every detector takes what it needs and returns findings; none of them asserts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import hypot

from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QImage, QTextLayout
from PySide6.QtQuick import QQuickItem, QQuickWindow

from tests.ui.hand import visible_items

CONTRAST = 7.0
"""WCAG 2.2, success criterion 1.4.6."""
TARGET_MILLIMETRES = 20.0
SLACK = 1.0
OPENS_TO_BOTH_SIDES = 0.06
EXCEPTIONS = (
    ("mirrored", "key-0 to key-9, key-enter, key-backspace", "a keypad keeps its order in every script"),
    ("mirrored", "what stands in the middle, up to 6 % of the width", "it opens to both sides"),
    ("mirrored", "the first page before a language was chosen", "it is in the site's first language in every walk"),
    ("truncated", "a space at the end of a line", "nothing of it is painted"),
    ("overlap", "text on the control that it belongs to", "it is the control's label"),
)
"""Check, what it leaves out, and why."""


@dataclass(frozen=True)
class Finding:
    """What is wrong, and where."""

    kind: str
    where: str


@dataclass(frozen=True)
class Look:
    """What the detectors found on one picture, how many things each of them looked at, and the picture."""

    findings: list[Finding]
    examined: Counter[str]
    image: QImage


def findings(window: QQuickWindow, diagonal: float) -> list[Finding]:
    """All that the detectors find on what the window shows now, but mirroring, which needs two languages."""
    return look(window, diagonal).findings


def look(window: QQuickWindow, diagonal: float) -> Look:
    """The same with what was examined."""
    image = window.grabWindow()  # also puts everything in its place: positioners work only when a frame is made
    items = list(visible_items(window.contentItem()))
    words, buttons = len(texts(items)), len(controls(items))
    checks: dict[str, tuple[int, Iterator[Finding]]] = {
        "truncated": (words, truncated(items)),
        "outside": (words + buttons, outside(items, window)),
        "overlap": (len(_blocks(items)), overlapping(items)),
        "small": (buttons, small(items, window, diagonal)),
        "faint": (words, faint(items, image)),
        "nameless": (buttons, nameless(items)),
        "headings": (1, headings(items)),
        "glyphless": (words, glyphless(items)),
    }
    found = [finding for _, wrong in checks.values() for finding in wrong]
    return Look(found, Counter({name: count for name, (count, _) in checks.items()}), image)


def truncated(items: list[QQuickItem]) -> Iterator[Finding]:
    """Text that is cut, elided, or larger than the place it was given."""
    for item in texts(items):
        wide = item.property("contentWidth") > item.width() + SLACK and _widest_line(item) > item.width() + SLACK
        high = item.property("contentHeight") > item.height() + SLACK
        if item.property("truncated") or wide or high:
            yield Finding("truncated", _named(item))


def outside(items: list[QQuickItem], window: QQuickWindow) -> Iterator[Finding]:
    """Text beyond its control, and text or controls beyond the window."""
    frame = QRectF(0, 0, window.width(), window.height())
    for item in [*texts(items), *controls(items)]:
        control = _control_of(item)
        box = frame if control is None or control is item else area(control)
        if not box.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(area(item)):
            yield Finding("outside", _named(item))


def overlapping(items: list[QQuickItem]) -> Iterator[Finding]:
    """Controls on controls, text on controls that are not its own, text on text."""
    blocks = _blocks(items)
    for index, first in enumerate(blocks):
        for second in blocks[index + 1 :]:
            shared = area(first).intersected(area(second))
            if shared.width() > SLACK and shared.height() > SLACK:
                yield Finding("overlap", f"{_named(first)} / {_named(second)}")


def small(items: list[QQuickItem], window: QQuickWindow, diagonal: float) -> Iterator[Finding]:
    """Controls under a finger's size on a panel of `diagonal` inches."""
    target = TARGET_MILLIMETRES * hypot(window.width(), window.height()) / (diagonal * 25.4)
    for item in controls(items):
        if min(item.width(), item.height()) < target - SLACK:
            yield Finding("small", f"{_named(item)} {item.width():.0f}×{item.height():.0f} < {target:.0f}")


def faint(items: list[QQuickItem], image: QImage) -> Iterator[Finding]:
    """Text whose painted colour is too near the ground it is painted on."""
    picture = _pillow(image)
    for item in texts(items):
        box = area(item).toRect()
        crop = picture.crop((box.left(), box.top(), box.right() + 1, box.bottom() + 1))
        colours = sorted(crop.getcolors(crop.width * crop.height) or [], reverse=True)
        ratio = max((contrast(colours[0][1], colour) for _, colour in colours[1:]), default=1.0) if colours else 1.0
        if ratio < CONTRAST:
            yield Finding("faint", f"{_named(item)} {ratio:.1f}:1")


def nameless(items: list[QQuickItem]) -> Iterator[Finding]:
    """Controls that a screen reader cannot name."""
    for item in controls(items):
        face = QAccessible.queryAccessibleInterface(item)
        if face is None or not face.text(QAccessible.Text.Name).strip():
            yield Finding("nameless", _named(item))


def headings(items: list[QQuickItem]) -> Iterator[Finding]:
    """A page has one heading, no more and no less."""
    found = [item for item in texts(items) if _role(item) == QAccessible.Role.Heading]
    if len(found) != 1:
        yield Finding("headings", f"{len(found)}")


def glyphless(items: list[QQuickItem]) -> Iterator[Finding]:
    """Text for which no font at hand has a letter."""
    for item in texts(items):
        layout = QTextLayout(item.property("text"), item.property("font"))
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        if any(0 in run.glyphIndexes() for run in layout.glyphRuns()):
            yield Finding("glyphless", _named(item))


def not_mirrored(left: Mapping[str, QRectF], right: Mapping[str, QRectF], width: float) -> Iterator[Finding]:
    """Controls that keep their side, and cards that keep their order in a row, when the direction of reading turns."""
    both = sorted(left.keys() & right.keys())
    cards = [name for name in both if name.startswith("card-")]
    for name in [name for name in both if name not in cards]:
        here, there = left[name].center().x() / width - 0.5, right[name].center().x() / width - 0.5
        if abs(here) > OPENS_TO_BOTH_SIDES and here * there > 0:
            yield Finding("not mirrored", name)
    for first, second in combinations(cards, 2):
        beside = left[first].y() == left[second].y() and right[first].y() == right[second].y()
        kept = (left[first].x() - left[second].x()) * (right[first].x() - right[second].x()) > 0
        if beside and kept:
            yield Finding("not mirrored", f"{first} / {second}")


def unequal(places: Mapping[str, QRectF]) -> Iterator[Finding]:
    """Ways on that differ in size: declining is never the smaller button."""
    ways = [box for name, box in places.items() if name.startswith("way")]
    if any(abs(way.width() - ways[0].width()) > SLACK or abs(way.height() - ways[0].height()) > SLACK for way in ways):
        yield Finding("unequal", ", ".join(f"{way.width():.0f}×{way.height():.0f}" for way in ways))


def places(window: QQuickWindow) -> dict[str, QRectF]:
    """Where each named control stands. A keypad keeps its order in every script and is left out."""
    items = controls(list(visible_items(window.contentItem())))
    return {item.objectName(): area(item) for item in items if not item.objectName().startswith("key-")}


def texts(items: list[QQuickItem]) -> list[QQuickItem]:
    return [item for item in items if item.inherits("QQuickText") and item.property("text")]


def controls(items: list[QQuickItem]) -> list[QQuickItem]:
    return [item for item in items if item.inherits("QQuickAbstractButton")]


def area(item: QQuickItem) -> QRectF:
    """The item's rectangle in the window."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def contrast(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    """The contrast ratio of two sRGB colours (WCAG 2.2)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[int, ...]) -> float:
    parts = [value / 255 for value in colour[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _pillow(image: QImage) -> Image.Image:
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size, line = (plain.width(), plain.height()), plain.bytesPerLine()
    return Image.frombuffer("RGB", size, bytes(plain.constBits()), "raw", "RGB", line, 1)


def _widest_line(item: QQuickItem) -> float:
    """Pixels that are painted of the widest line: Qt counts the space at the end of an Arabic line too."""
    if item.property("lineCount") == 1:
        return float(item.property("contentWidth"))
    layout, widest = QTextLayout(item.property("text"), item.property("font")), 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(item.width())
        widest = max(widest, line.naturalTextWidth())
    layout.endLayout()
    return widest


def _blocks(items: list[QQuickItem]) -> list[QQuickItem]:
    """What must not lie on each other: controls, and texts that stand by themselves."""
    return [*controls(items), *(item for item in texts(items) if _control_of(item) is None)]


def _control_of(item: QQuickItem) -> QQuickItem | None:
    """The control that the item is or belongs to."""
    climbed: QQuickItem | None = item
    while climbed is not None and not climbed.inherits("QQuickAbstractButton"):
        climbed = climbed.parentItem()
    return climbed


def _role(item: QQuickItem) -> QAccessible.Role | None:
    face = QAccessible.queryAccessibleInterface(item)
    return None if face is None else face.role()


def _named(item: QQuickItem) -> str:
    box = area(item)
    return f"{item.objectName() or item.property('text')} at {box.x():.0f},{box.y():.0f}"
