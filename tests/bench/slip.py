"""A slip from its finished visit to bytes handed over, against a plain program's way to the same paper.

Peer: qrcode with its choice of eight masks, drawn as one path into a PDF with twelve lines of Helvetica, pdfium at the
same width, one bit a dot packed. Ours does more (shaped text, a TCP line to hand it over) and may take 0.6 of it,
because the clear text of a language is drawn once: the first slip of a language draws it, and is left out.
Target: research, performance section 3.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Thread

import pypdfium2 as pdfium
from PIL import Image
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.main import QRCode
from reportlab.pdfgen.canvas import Canvas

from kiosk.ports.paper import SlipContent
from printers.escpos import encode
from printers.paper import ROLL_80
from printers.plates import Plates
from printers.tcp import TcpDoor
from tests.bench.ratio import Pair, milliseconds
from tests.printers.contents import of_pack

ROUNDS = 40
LIMIT = 0.6
LINES = 12


def lines() -> Iterator[str]:
    """One line a language: the longest text, and the one that is shaped."""
    with sink() as port:
        for language in ("es", "ar"):
            yield _figure(language, TcpDoor("127.0.0.1", port))


def _figure(language: str, door: TcpDoor) -> str:
    plates = Plates(ROLL_80)
    slips = [of_pack(language, seed) for seed in range(ROUNDS + 1)]
    ours, peer = [], []
    for slip in slips:
        ours.append(milliseconds(lambda slip=slip: hand_over(slip, plates, door)))
        peer.append(milliseconds(lambda slip=slip: plain(slip)))
    name = f"slip ({language}) to bytes handed over / 8 masks + PDF + raster + pack"
    return Pair(ours[1:], peer[1:]).line(name, LIMIT)


def hand_over(slip: SlipContent, plates: Plates, door: TcpDoor) -> None:
    """Ours: pressed, packed and in the printer's line."""
    until = time.monotonic() + 10
    job = encode(plates.press(slip), cutter=True)
    with door.open(until) as wire:
        wire.send(job, until)


def plain(slip: SlipContent) -> bytes:
    """The peer's: its packed dots."""
    code = QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    code.add_data(slip.digits)
    code.make(fit=True)
    (page,) = pdfium.PdfDocument(_pdf(code.get_matrix(), slip.disclaimer))
    grey = page.render(scale=(ROLL_80.dots - 1e-4) / page.get_width(), grayscale=True).to_pil().convert("L")
    packed: bytes = grey.point([0] * 160 + [255] * 96).convert("1", dither=Image.Dither.NONE).tobytes()
    return packed


def _pdf(matrix: list[list[bool]], text: str) -> bytes:
    written = BytesIO()
    height, module = 140 * 72 / 25.4, 6 * ROLL_80.dot
    canvas = Canvas(written, pagesize=(ROLL_80.width, height))
    canvas.setFont("Helvetica", 10)
    for line in range(LINES):
        canvas.drawString(10, height - 20 - 14 * line, text[:38])
    path = canvas.beginPath()
    for row, modules in enumerate(matrix):
        for column, dark in enumerate(modules):
            if dark:
                path.rect(30 + column * module, 180 - row * module, module, module)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.save()
    return written.getvalue()


@contextmanager
def sink() -> Iterator[int]:
    """A printer that takes everything, one line after the other; yields its port."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        def serve() -> None:
            while True:
                try:
                    line, _ = listening.accept()
                except OSError:
                    return
                with line:
                    while line.recv(65536):
                        pass

        Thread(target=serve, daemon=True).start()
        yield int(listening.getsockname()[1])
        listening.shutdown(socket.SHUT_RDWR)
