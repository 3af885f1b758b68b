"""The pictures that QML asks for: pictograms in any colour, and the code on the last page.

One rule: a pictogram without a drawing is a mistake of ours and says so in the log; the guest sees an empty place.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from kiosk import ready

log = logging.getLogger(__name__)
FOLDER = Path(__file__).parents[1] / "pictograms"
QUIET_MODULES = 4
"""Light modules around a QR code (ISO/IEC 18004)."""


class PictogramProvider(QQuickImageProvider):
    """`image://pictogram/NAME/RRGGBB/DIRECTION`; DIRECTION is ltr or rtl."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N803 (Qt's names)
        name, colour, direction = id.split("/")
        side = max(1, requestedSize.width(), requestedSize.height())
        image = drawn(name, f"#{colour}", direction == "rtl" and mirrors(name), side)
        size.setWidth(side)
        size.setHeight(side)
        return image


class CodeProvider(QQuickImageProvider):
    """`image://slip/SERIAL`: the QR of the guest who is there, one pixel a module, with its quiet zone."""

    def __init__(self, matrix: Callable[[], Sequence[Sequence[bool]]]) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._matrix = matrix

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, ARG002, N803
        rows = self._matrix()
        side = len(rows) + 2 * QUIET_MODULES
        image = QImage(side, side, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        for y, row in enumerate(rows):
            for x, dark in enumerate(row):
                if dark:
                    image.setPixel(x + QUIET_MODULES, y + QUIET_MODULES, 0xFF000000)
        size.setWidth(side)
        size.setHeight(side)
        return image


def drawn(name: str, colour: str, mirrored: bool, side: int) -> QImage:
    """The pictogram as a transparent square of `side` pixels."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    memoryview(image.bits())[:] = bytes(image.sizeInBytes())  # `fill` looks up all enums of `Qt`: 12 ms
    svg = source(name)
    if svg is None:
        log.error("there is no pictogram “%s”", name)
        return image
    painter = QPainter(image)
    if mirrored:
        painter.translate(side, 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(svg.replace(b"currentColor", colour.encode()))).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image


@lru_cache(maxsize=256)
def source(name: str) -> bytes | None:
    """The SVG of a pictogram: as made by the build, else our own drawing; None when there is neither."""
    for folder in ("made", "own"):
        file = FOLDER / folder / f"{name}.svg"
        if file.is_file():
            return file.read_bytes()
    return None


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, object]]:
    source = (FOLDER / "pictograms.toml").read_bytes()
    return ready.read(FOLDER / "made" / "pictograms.cbor", source) or _parsed(source)


def _parsed(source: bytes) -> dict[str, dict[str, object]]:
    import tomllib

    return tomllib.loads(source.decode())


def mirrors(name: str) -> bool:
    """Whether the pictogram turns round in scripts that run from right to left."""
    return _table().get(name, {}).get("mirrors") is True
