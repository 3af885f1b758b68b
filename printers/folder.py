"""Slips as files, for the demo. One rule: a real site never writes a slip to disk, so this printer refuses
it.

File names are random: neither name nor place in the folder tells one slip's time or place among others.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from kiosk.ports.paper import PrintOutcome, SlipContent
from kiosk.problem import DemoMixed, Problem
from printers.paper import ROLL_80, Paper
from printers.slip import render_pdf


class FolderInsideData(Problem):
    """Slips would lie where the kiosk keeps its sealed records."""

    code = "folder-inside-data"


class PdfFolder:
    """A `SlipPrinter` that writes each slip as a PDF into a folder of its own, which is made if need be."""

    def __init__(self, path: Path, demo: bool, data: Path, paper: Paper = ROLL_80) -> None:
        """Raises DemoMixed at a real site, FolderInsideData when `path` is `data` or lies inside it."""
        if not demo:
            raise DemoMixed("Only the demo may write slips as files; set up a printer for this site.")
        if path.resolve().is_relative_to(data.resolve()):
            raise FolderInsideData("Choose a folder for the slips that is not inside the data folder.")
        self._path = path
        self._paper = paper

    def preflight(self) -> bool | None:
        """Whether the folder is there, or can be made, and takes files."""
        try:
            self._path.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        return os.access(self._path, os.W_OK | os.X_OK)

    def print(self, slip: SlipContent) -> PrintOutcome:
        """Write one PDF. Raises DemoMixed for a slip without the demo's mark."""
        if not slip.demo:
            raise DemoMixed("This slip belongs to a real site; the demo's folder does not take it.")
        pdf = render_pdf(slip, self._paper)
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            return self._write(pdf)
        except OSError:
            return PrintOutcome.NOT_PRINTED

    def _write(self, pdf: bytes) -> PrintOutcome:
        """Under a hidden name first: a file that is seen is whole."""
        hidden = self._path / f".{secrets.token_hex(8)}"
        try:
            hidden.write_bytes(pdf)
            hidden.rename(self._path / f"{secrets.token_hex(8)}.pdf")
        finally:
            hidden.unlink(missing_ok=True)
        return PrintOutcome.PRINTED
