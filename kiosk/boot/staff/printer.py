"""`ceiba printer list|add|test|render`. One rule: it prints and writes leaflets and proofs, never a guest's slip."""

from __future__ import annotations

import json
import time
from argparse import Namespace
from pathlib import Path

from kiosk.boot.layout import Layout
from kiosk.boot.staff import proofs
from kiosk.boot.staff.printer_file import path_of, read_printers, write_printers
from kiosk.ports.paper import PrintOutcome, SlipContent
from kiosk.problem import Problem
from printers.escpos import encode
from printers.ipp import REQUEST, Address, shown_certificate
from printers.plates import Plates
from printers.render import render as picture
from printers.settings import NAMED, Kind, PrinterSettings, paper_of
from printers.setup import build, find
from printers.status import Ready

SAYS = {
    Ready.YES: "ready",
    Ready.UNKNOWN: "does not say whether it is ready",
    Ready.NO_PAPER: "put paper in",
    Ready.COVER_OPEN: "close its cover",
    Ready.FAULT: "has a fault: clear jammed paper, then switch it off and on",
    Ready.OFFLINE: "is off line: press its line or feed button, or resume its queue",
    Ready.AWAY: "does not answer: check power, cable and address",
    Ready.UNSUITABLE: "takes neither our paper nor our format: see docs/printers.md",
}


class NoSuchPrinter(Problem):
    """No printer of that name is set up."""

    code = "no-such-printer"


class NotPrinted(Problem):
    """The test page did not come out, or nobody can tell."""

    code = "not-printed"


class NotWritten(Problem):
    """The proof's file cannot be written."""

    code = "not-written"


def show(arguments: Namespace) -> int:
    """What is set up and how it is, and what was found."""
    configured = [(each, build(each).ready()) for each in read_printers(Layout(arguments.data))]
    known = {each.address for each, _ in configured}
    found = [each for each in find() if each.address not in known]
    if arguments.json:
        entries = [{**_row(each), "state": ready.value} for each, ready in configured]
        others = [{"kind": each.kind.value, "address": each.address} for each in found]
        print(json.dumps({"printers": entries, "found": others}, indent=1))
        return 0
    for each, ready in configured:
        print(f"{each.name}: {each.kind.value} {each.address}, paper {each.paper.name}: {SAYS[ready]}")
    if not configured:
        print("No printer is set up. Slips are shown on the screen (in the demo: written to a folder).")
    for other in found:
        print(f"found: ceiba printer add --kind {other.kind.value} --address {other.address} --paper 58|80|a6|letter")
    return 0


def add(arguments: Namespace) -> int:
    """Write a printer to printers.toml; one of the same name is replaced."""
    layout = Layout(arguments.data)
    kind = Kind(arguments.kind)
    settings = PrinterSettings(
        name=arguments.name,
        kind=kind,
        address=arguments.address,
        paper=paper_of(arguments.paper, arguments.width_dots, arguments.dpi),
        cutter=not arguments.no_cutter,
        raw=arguments.raw,
        certificate=_certificate(arguments, kind),
    )
    ready = build(settings).ready()
    others = [each for each in read_printers(layout) if each.name != settings.name]
    write_printers(layout, [*others, settings])
    print(
        f"{settings.name} is written to {path_of(layout)}: {SAYS[ready]}. "
        f"Now: ceiba printer test --name {settings.name} --data {layout.root}"
    )
    print("A running kiosk takes it when staff open Set up, Printer.")
    return 0


def test(arguments: Namespace) -> int:
    """Print a leaflet (without a kiosk in DIR a demo slip) on one printer, and say what became of it."""
    layout = Layout(arguments.data)
    known = {each.name: each for each in read_printers(layout)}
    name = arguments.name or next(iter(known), None)
    if name not in known:
        raise NoSuchPrinter("No such printer is set up; ceiba printer list shows those that are.")
    printer = build(known[name])
    slip = proofs.leaflet(layout, arguments.lang) if layout.is_kiosk else proofs.demo_slip(arguments.lang)
    ready, begun = printer.ready(), time.monotonic()
    outcome = printer.print(slip) if ready.could_print is not False else PrintOutcome.NOT_PRINTED
    if outcome is PrintOutcome.UNKNOWN:
        raise NotPrinted(f"{name} took the page but does not say that it came out: look at the paper.")
    if outcome is PrintOutcome.NOT_PRINTED:
        raise NotPrinted(f"{name} printed nothing: {SAYS[ready]}.")
    print(f"{name} printed the page in {time.monotonic() - begun:.1f} s.")
    return 0


def render(arguments: Namespace) -> int:
    """Write a proof to a file. Demo slips and leaflets only: a real guest's slip is never a file."""
    paper = NAMED[arguments.paper]
    slip = _slip(arguments)
    if arguments.format == "escpos":
        content = encode(Plates(paper).press(slip), cutter=True)
    else:
        content = picture(slip, paper, arguments.format)
    try:
        arguments.out.write_bytes(content)
    except OSError as error:
        raise NotWritten(f"{arguments.out} cannot be written; choose another file.") from error
    return 0


def _slip(arguments: Namespace) -> SlipContent:
    if arguments.slip == "demo":
        return proofs.demo_slip(arguments.lang)
    if arguments.slip == "leaflet":
        return proofs.leaflet(Layout(arguments.data), arguments.lang)
    return proofs.slip_of_file(Path(arguments.slip), arguments.lang)


def _certificate(arguments: Namespace, kind: Kind) -> str:
    """The printer's own certificate where IT says so, told so that it can be compared with the printer's page."""
    if kind is not Kind.IPP or not arguments.pin:
        return ""
    certificate = shown_certificate(Address.parse(arguments.address), time.monotonic() + REQUEST)
    print(f"Pinned the certificate {certificate}. Compare it with the one on the printer's own page.")
    return certificate


def _row(each: PrinterSettings) -> dict[str, object]:
    return {"name": each.name, "kind": each.kind.value, "address": each.address, "paper": each.paper.name}
