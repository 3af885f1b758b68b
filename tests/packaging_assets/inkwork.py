"""Looks at pictograms as ink: rasters, areas, strokes. Sizes are in the drawing's own units (24 × 24)."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageChops, ImageFilter, ImageStat
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DOTS = 8  # a unit
MARGIN = 2  # units around the box, so that what sticks out is seen


def inked(svg: str) -> Image.Image:
    """White where the picture has ink, on black; the box and `MARGIN` around it."""
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", "#000").encode()))
    assert renderer.isValid()
    side = 24 + 2 * MARGIN
    renderer.setViewBox(QRectF(-MARGIN, -MARGIN, side, side))
    image = QImage(side * DOTS, side * DOTS, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    size = (image.width(), image.height())
    grey = Image.frombytes("L", size, bytes(image.constBits()), "raw", "L", image.bytesPerLine())
    return ImageChops.invert(grey)


def ink_of(path: Path) -> Image.Image:
    return inked(path.read_text("utf-8"))


def area(ink: Image.Image) -> float:
    """Square units of ink."""
    return float(ImageStat.Stat(ink).sum[0]) / 255 / DOTS**2


def outside(ink: Image.Image) -> float:
    """Square units of ink outside the box."""
    edge = MARGIN * DOTS
    return area(ink) - area(ink.crop((edge, edge, ink.width - edge, ink.height - edge)))


def extent(ink: Image.Image) -> tuple[float, float]:
    """The shorter and the longer side of what is drawn, in units; 0 for an empty picture."""
    left, top, right, bottom = _sharp(ink).getbbox() or (0, 0, 0, 0)
    short, long = sorted(((right - left) / DOTS, (bottom - top) / DOTS))
    return short, long


def lost_in_print(ink: Image.Image, dots: int) -> float:
    """0 when a black-or-white print of the box, `dots` wide, is the picture; 1 when they share no ink."""
    edge = MARGIN * DOTS
    box = ink.crop((edge, edge, ink.width - edge, ink.height - edge))
    printed = _sharp(box.resize((dots, dots), Image.Resampling.BOX))
    return difference(box, printed.resize(box.size, Image.Resampling.NEAREST))


def share_wider_than(ink: Image.Image, width: float) -> float:
    """The share of the ink that stands in strokes into which a square of `width` units fits."""
    dots = round(width * DOTS) // 2 * 2 + 1
    sharp = _sharp(ink)
    wide = sharp.filter(ImageFilter.MinFilter(dots)).filter(ImageFilter.MaxFilter(dots))
    return area(ImageChops.multiply(sharp, wide)) / area(sharp)


def difference(one: Image.Image, other: Image.Image) -> float:
    """0 for the same picture, 1 for two that share no ink."""
    return area(ImageChops.difference(one, other)) / area(ImageChops.lighter(one, other))


def unlike(one: Image.Image, other: Image.Image) -> float:
    """Square units in which two pictures differ by more than a blurred edge."""
    return area(ImageChops.difference(one, other).filter(ImageFilter.MinFilter(3)))


def _sharp(ink: Image.Image) -> Image.Image:
    return ink.point(lambda value: 255 if value > 127 else 0)
