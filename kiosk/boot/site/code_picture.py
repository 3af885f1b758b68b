"""A site's code as a picture that a hand scanner types from a screen or from paper. One rule: the very text, no more.

Crockford's letters and dashes are all in QR's alphanumeric mode (ISO/IEC 18004), which a keyboard of any layout types
best: no small letters, and the check at the code's end finds the rest.
"""

from __future__ import annotations

from io import BytesIO

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

DOTS, QUIET = 8, 4
"""Dots a module, and modules of white around (ISO/IEC 18004)."""


def code_png(text: str) -> bytes:
    """The PNG file's bytes, black on white; it says nothing else, neither a name nor a date."""
    code = QRCode(error_correction=ERROR_CORRECT_M, box_size=DOTS, border=QUIET)
    code.add_data(text.encode("ascii"))
    code.make()
    picture = BytesIO()
    code.make_image().save(picture, "PNG")
    return picture.getvalue()
