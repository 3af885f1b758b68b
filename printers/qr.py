"""The slip's QR code. One rule: every slip has the same version, level, mask and size, whatever it carries.

312 digits in numeric mode fill version 9 at level Q. Dots a module decide whether crumpled paper is still
read, so a module never gets fewer than six; the side stays within 45 mm for readers with fixed optics.
"""

from __future__ import annotations

from math import floor

from qrcode.constants import ERROR_CORRECT_Q
from qrcode.main import QRCode
from qrcode.util import MODE_NUMBER, QRData
from reportlab.pdfgen.canvas import Canvas

from kiosk.problem import Bug
from printers.paper import Paper

DIGITS = 312
VERSION = 9
MODULES = 53
QUIET = 2
"""Modules of white kept inside the printable width; the paper's own edge gives the rest of the four."""
SIDE_MM = 45.0
FEWEST_DOTS = 6
_MASK = 4


def matrix(digits: str) -> list[list[bool]]:
    """53 rows of 53 modules, True is dark, no quiet zone. Raises Bug for anything but 312 ASCII digits."""
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        raise Bug("the slip's code needs exactly 312 digits")
    code = QRCode(version=VERSION, error_correction=ERROR_CORRECT_Q, border=0, mask_pattern=_MASK)
    data = QRData(digits.encode("ascii"), mode=1)
    code.add_data(data, optimize=0)
    code.make(fit=False)
    if code.version != VERSION or data.mode != MODE_NUMBER or code.modules_count != MODULES:
        raise Bug("the slip's code came out in another version")
    return [[bool(module) for module in row] for row in code.get_matrix()]


def module_dots(paper: Paper) -> int:
    """Dots a module on this paper. Raises Bug when the paper is too narrow for six."""
    by_width = paper.dots // (MODULES + 2 * QUIET)
    by_side = floor(SIDE_MM / 25.4 * paper.dpi / MODULES)
    if min(by_width, by_side) < FEWEST_DOTS:
        raise Bug(f"paper {paper.name} is too narrow for a code of {FEWEST_DOTS} dots a module")
    return min(by_width, by_side)


def draw(canvas: Canvas, digits: str, module: float, x: float, top: float) -> None:
    """One filled path of whole modules (`module` points each), its left upper corner at (x, top)."""
    path = canvas.beginPath()
    for row, modules in enumerate(matrix(digits)):
        for start, length in _stretches(modules):
            path.rect(x + start * module, top - (row + 1) * module, length * module, module)
    canvas.drawPath(path, stroke=0, fill=1)


def _stretches(modules: list[bool]) -> list[tuple[int, int]]:
    """(start, length) of every stretch of dark modules in a row."""
    found: list[tuple[int, int]] = []
    for column, dark in enumerate(modules):
        if dark and found and sum(found[-1]) == column:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((column, 1))
    return found
