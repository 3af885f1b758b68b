"""What an Xvfb with -fbdir shows, read from its memory. One rule: no window is asked; what is seen is what is there."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

NAME = "Xvfb_screen0"
HEAD = 100
"""Bytes of XWD's header, 25 numbers (XWDFile.h): 0 its own size, 4 and 5 the picture's, 12 bytes a line, 19 colours."""


def picture(folder: Path) -> Image.Image:
    """Of the screen whose memory lies in `folder`."""
    data = (folder / NAME).read_bytes()
    head = [int.from_bytes(data[at : at + 4], "big") for at in range(0, HEAD, 4)]
    pixels = data[head[0] + head[19] * 12 :]
    return Image.frombuffer("RGB", (head[4], head[5]), pixels, "raw", "BGRX", head[12], 1)


def is_page(image: Image.Image) -> bool:
    """Whether something is on it: letters have many colours at their edges."""
    return len(image.getcolors(1 << 24) or []) >= 50
