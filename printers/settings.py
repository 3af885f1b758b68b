"""`DIR/kiosk/printers.toml`: which printers a kiosk has. One rule: an unknown word is an error, never ignored.

The first printer that could print gets the slip; those after it stand by.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from kiosk.problem import Problem
from printers.paper import A6, HEAD_DPI, LETTER, PAPERS, ROLL_58, ROLL_80, Paper, roll
from printers.qr import FEWEST_DOTS, MODULES, QUIET

LIMIT = 16_384
"""Bytes of the file at most."""
MOST = 4
NAMED = {"58": ROLL_58, "80": ROLL_80, "a6": A6, "letter": LETTER}
_NAME = re.compile(r"[a-z0-9-]{1,32}")
_KEYS = {"name", "kind", "address", "paper", "width_dots", "dpi", "cutter", "raw", "certificate"}


class BadPrinterSettings(Problem):
    """The settings break the format."""

    code = "bad-printer-settings"


class Kind(Enum):
    """How a printer is reached."""

    TCP = "tcp"
    USB = "usb"
    IPP = "ipp"
    WINDOWS = "windows"


@dataclass(frozen=True)
class PrinterSettings:
    """One printer. `address` is HOST:PORT, a device file or "any", an IPP address, or a Windows queue's name. `raw`:
    a CUPS queue that hands receipt bytes on as they are. `certificate`: SHA-256 of an IPPS printer's, lower hex."""

    name: str
    kind: Kind
    address: str
    paper: Paper
    cutter: bool = True
    raw: bool = False
    certificate: str = ""

    def __post_init__(self) -> None:
        """Raises BadPrinterSettings where the parts do not fit each other."""
        is_page = self.paper.height_dots is not None
        _must(bool(_NAME.fullmatch(self.name)), "a name has small letters, digits and hyphens, at most 32")
        _must(0 < len(self.address) <= 255 and self.address.isprintable(), "the address is missing")
        _must(self.kind is Kind.IPP or not is_page, "a6 and letter need kind ipp")
        _must(not (self.raw and is_page), "raw is for rolls")
        _must(self.kind is Kind.IPP or not (self.raw or self.certificate), "raw and certificate are for kind ipp")
        _must(
            not self.certificate or bool(re.fullmatch(r"[0-9a-f]{64}", self.certificate)), "the certificate is 64 hex"
        )


def parse_settings(untrusted: bytes) -> Sequence[PrinterSettings]:
    """The printers in their order, at most `MOST`. Raises BadPrinterSettings."""
    try:
        table = tomllib.loads(untrusted.decode())
    except ValueError as error:
        raise BadPrinterSettings("printers.toml is not TOML; write it again with: ceiba printer add.") from error
    entries = table.pop("printer", [])
    _must(not table and isinstance(entries, list) and len(entries) <= MOST, f"only [[printer]], at most {MOST}")
    found = [_entry(entry) for entry in entries]
    _must(len({each.name for each in found}) == len(found), "two printers have one name")
    return found


def encode_settings(printers: Sequence[PrinterSettings]) -> bytes:
    """The file's bytes, which `parse_settings` reads back to the same."""
    return "\n".join(line for each in printers for line in _lines(each)).encode() + b"\n"


def paper_of(name: str | None, width_dots: int | None, dpi: float | None) -> Paper:
    """A paper by its name, or a roll by its head. Raises BadPrinterSettings."""
    if name is not None:
        _must(name in NAMED and width_dots is None and dpi is None, "paper is 58, 80, a6 or letter, else width_dots")
        return NAMED[name]
    least = FEWEST_DOTS * (MODULES + 2 * QUIET)
    _must(width_dots is not None and least <= width_dots <= 1024, f"width_dots is {least} to 1024")
    _must(dpi is None or 150 <= dpi <= 310, "dpi is 150 to 310")
    dots, head = int(width_dots or 0), HEAD_DPI if dpi is None else float(dpi)
    alike = (paper for paper in PAPERS.values() if (paper.dots, paper.dpi, paper.height_dots) == (dots, head, None))
    return next(alike, roll(dots, head))


def _entry(entry: Any) -> PrinterSettings:
    _must(isinstance(entry, dict) and set(entry) <= _KEYS, "an entry has a word that is not known")
    kinds = {kind.value: kind for kind in Kind}
    _must(entry.get("kind") in kinds, "kind is tcp, usb, ipp or windows")
    return PrinterSettings(
        name=_typed(entry, "name", str, ""),
        kind=kinds[entry["kind"]],
        address=_typed(entry, "address", str, ""),
        paper=paper_of(
            _typed(entry, "paper", str, None), _typed(entry, "width_dots", int, None), _typed(entry, "dpi", float, None)
        ),
        cutter=_typed(entry, "cutter", bool, True),
        raw=_typed(entry, "raw", bool, False),
        certificate=_typed(entry, "certificate", str, ""),
    )


def _typed(entry: dict[str, Any], key: str, kind: type, default: Any) -> Any:
    value = entry.get(key, default)
    right = type(value) is kind or value is default or (kind is float and type(value) is int)
    _must(right, f"{key} has the wrong type")
    return value


def _lines(each: PrinterSettings) -> Iterator[str]:
    yield "[[printer]]"
    yield f"name = {json.dumps(each.name)}"
    yield f"kind = {json.dumps(each.kind.value)}"
    yield f"address = {json.dumps(each.address, ensure_ascii=False)}"
    named = next((name for name, paper in NAMED.items() if paper == each.paper), None)
    if named:
        yield f"paper = {json.dumps(named)}"
    else:
        yield f"width_dots = {each.paper.dots}\ndpi = {each.paper.dpi!r}"
    yield f"cutter = {json.dumps(each.cutter)}"
    if each.raw:
        yield "raw = true"
    if each.certificate:
        yield f"certificate = {json.dumps(each.certificate)}"


def _must(holds: bool, rule: str) -> None:
    if not holds:
        raise BadPrinterSettings(f"printers.toml: {rule}. Write it again with: ceiba printer add.")
