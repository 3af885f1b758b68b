"""What heads, pockets and cameras do to a slip. A simulation of ours: relative, never absolute; every chance is seeded.

The printed dots are photographed at 1.5 pixels a dot. Grades go from 1 (a careful hand) to 3 (a week in a wet pocket).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

PIXELS_A_DOT = 1.5
AROUND = 170
"""Dots of the slip that the camera sees above and below the code."""
PAPER, INK = 232, 24
LENS = 0.8
"""Pixels by which any lens blurs, the sharpest too."""
GRADES = (1, 2, 3)

Wear = Callable[[Image.Image, int, Random], Image.Image]


def photograph(sheet: Image.Image, top: int, side: int, wear: str, grade: int, seed: int) -> Image.Image:
    """The part of a sheet around its code (`top` and `side` in dots), worn and seen by a camera, as grey levels."""
    random = Random(f"{wear}/{grade}/{seed}")
    seen = sheet.crop((0, max(0, top - AROUND), sheet.width, min(sheet.height, top + side + AROUND)))
    printed = _dead_dots(seen, grade, random) if wear in ("dead dots", "all") else seen
    levels = printed.convert("L").point([INK + (PAPER - INK) * level // 255 for level in range(256)])
    picture = levels.resize(_scaled(levels), Image.Resampling.BILINEAR)
    for step in WEARS if wear == "all" else (wear,):
        picture = WEARS[step](picture, grade, random)
    return _noise(picture.filter(ImageFilter.GaussianBlur(LENS)), 14, random)


def _scaled(image: Image.Image) -> tuple[int, int]:
    return round(image.width * PIXELS_A_DOT), round(image.height * PIXELS_A_DOT)


def _dead_dots(sheet: Image.Image, grade: int, random: Random) -> Image.Image:
    """Elements of the head that no longer heat: white lines along the paper."""
    printed = sheet.copy()
    draw = ImageDraw.Draw(printed)
    for _ in range((2, 5, 9)[grade - 1]):
        column = random.randrange(sheet.width)
        draw.line((column, 0, column, sheet.height), fill=1, width=random.choice((1, 1, 2)))
    return printed


def _nothing(picture: Image.Image, grade: int, random: Random) -> Image.Image:
    return picture


def _fade(picture: Image.Image, grade: int, random: Random) -> Image.Image:
    """Ink that has paled, unevenly, on paper that has yellowed."""
    left, right = sorted(random.uniform(0.25, 0.4) * grade for _ in range(2))
    ramp = Image.linear_gradient("L").rotate(random.choice((0, 90, 180, 270))).resize(picture.size)
    paled = picture.point([round(level + (PAPER - 20 - level) * min(right, 0.86)) for level in range(256)])
    kept = picture.point([round(level + (PAPER - 20 - level) * min(left, 0.8)) for level in range(256)])
    return Image.composite(paled, kept, ramp)


def _crumple(picture: Image.Image, grade: int, random: Random) -> Image.Image:
    """A sheet that was a ball: every corner of a mesh moved, and folds along which the coating broke."""
    step, reach = 56, (1.2, 2.2, 3.6)[grade - 1]
    columns, rows = math.ceil(picture.width / step), math.ceil(picture.height / step)
    moved = {
        (x, y): (x * step + random.gauss(0, reach), y * step + random.gauss(0, reach))
        for x in range(columns + 1)
        for y in range(rows + 1)
    }
    mesh = [
        (
            (x * step, y * step, (x + 1) * step, (y + 1) * step),
            (*moved[x, y], *moved[x, y + 1], *moved[x + 1, y + 1], *moved[x + 1, y]),
        )
        for x in range(columns)
        for y in range(rows)
    ]
    bent = picture.transform(picture.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR, fillcolor=PAPER)
    draw = ImageDraw.Draw(bent)
    for _ in range((2, 5, 8)[grade - 1]):
        ends = [random.uniform(0, side) for side in (*picture.size, *picture.size)]
        draw.line(ends, fill=random.choice((PAPER, PAPER, 150)), width=random.randint(1, 1 + grade))
    return bent


def _tilt(picture: Image.Image, grade: int, random: Random) -> Image.Image:
    """A camera that looks from the side, and a hand that turns the paper."""
    width, height = picture.size
    lean = (0.04, 0.09, 0.14)[grade - 1]
    corners = [
        coordinate
        for x, y in ((0, 0), (0, height), (width, height), (width, 0))
        for coordinate in (
            x + random.uniform(-lean, 0 if x else lean) * width * 0.5,
            y + random.uniform(-lean, 0 if y else lean) * height * 0.5,
        )
    ]
    leaning = picture.transform(picture.size, Image.Transform.QUAD, corners, Image.Resampling.BILINEAR, fillcolor=PAPER)
    angle = random.uniform(-1, 1) * (5, 15, 40)[grade - 1]
    return leaning.rotate(angle, Image.Resampling.BILINEAR, expand=True, fillcolor=PAPER - 60)


def _blur(picture: Image.Image, grade: int, random: Random) -> Image.Image:
    """A camera out of focus."""
    return picture.filter(ImageFilter.GaussianBlur((1.2, 2.2, 3.2)[grade - 1] * random.uniform(0.9, 1.1)))


def _noise(picture: Image.Image, strength: int, random: Random) -> Image.Image:
    """A sensor in poor light."""
    grain = Image.frombytes("L", picture.size, random.randbytes(picture.width * picture.height))
    return ImageChops.add(
        picture, grain.point([level * strength // 255 for level in range(256)]), offset=-strength // 2
    )


WEARS: dict[str, Wear] = {
    "dead dots": _nothing,
    "fade": _fade,
    "crumple": _crumple,
    "tilt": _tilt,
    "blur": _blur,
}
"""In the order in which they happen; `all` is every one of them."""
KINDS = (*WEARS, "all")
