"""The one command `ceiba` (DESIGN section 8). One rule: each command loads only what it needs.

Exit codes: 0 fine, 1 a `Problem` (one clear sentence with its code on stderr), 2 usage, 70 a bug.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from kiosk.boot.layout import default_layout
from kiosk.problem import Problem

BUG = 70


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    arguments = _parser().parse_args(argv)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        module, function = arguments.runs
        command: Callable[[argparse.Namespace], int] = getattr(import_module(module), function)
        return command(arguments)
    except Problem as problem:
        print(f"{problem.sentence} [{problem.code}]", file=sys.stderr)
        return 1
    except PermissionError as error:
        place = error.filename or "what this needs"
        print(f"This user may not use {place}; run it as its owner, or with sudo. [no-rights]", file=sys.stderr)
        return 1
    except EOFError:
        print(
            "This asks for something that nobody can type here; name its file, see --help. [no-answer]", file=sys.stderr
        )
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        logging.getLogger(__name__).debug("bug", exc_info=True)
        print(f"Something is wrong in the software itself ({type(error).__name__}). Tell IT.", file=sys.stderr)
        return BUG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ceiba", description="A short, voluntary health screening, offline first.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    kiosk = _add(commands, "kiosk", "the guest's window", "kiosk.boot.tablet.window", "run")
    kiosk.add_argument("--fullscreen", action="store_true", help="as guests use it; staff alone close it")
    kiosk.add_argument("--size", metavar="WxH", default="1280x800", help="of a window, in pixels; 1280x800 without it")
    kiosk.add_argument("--lang", metavar="xx", help="the language of the first page")
    kiosk.add_argument("--slips", type=Path, metavar="DIR", help="demo only: where slips go as PDF")

    _add(commands, "run", "what `make run` does: the kiosk with a demo site", "kiosk.boot.first_run", "run")

    demo = _add(commands, "demo", "visits through the real window, without a screen", "kiosk.boot.demo.run", "run")
    demo.add_argument("--headless", action="store_true", required=True, help="nobody needs to touch anything")
    demo.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new folder for what it makes")
    demo.add_argument("--json", action="store_true", help="the result for scripts")

    simulate = _add(commands, "simulate", "invented visits at a demo site", "kiosk.boot.demo.simulate", "run")
    simulate.add_argument("--visits", type=int, required=True, metavar="N", help="how many people are invented")
    simulate.add_argument("--seed", type=int, required=True, metavar="S", help="the same number, the same people")
    simulate.add_argument("--truth", type=Path, required=True, metavar="FILE", help="where it writes what they said")

    _add_site(commands)
    _add_way(commands)

    serve = _add(commands, "serve", "the shelter's server: keeps what kiosks send", "kiosk.boot.server.serve", "run")
    serve.add_argument("--host", default="127.0.0.1", help="0.0.0.0 answers tablets, 127.0.0.1 this machine alone")
    serve.add_argument("--port", type=int, default=8443, help="0 takes any free port")

    backup = _add(commands, "backup", "a verified copy of the server's folder", "kiosk.boot.server.backup", "backup")
    backup.add_argument("--to", type=Path, required=True, metavar="PLACE", help="a folder of generations")
    backup.add_argument("--keep", type=int, choices=range(1, 1000), default=7, metavar="N", help="generations (7)")
    restore = _add(commands, "restore", "the server's folder from a backup", "kiosk.boot.server.backup", "restore")
    restore.add_argument("--from", dest="place", type=Path, required=True, metavar="PLACE", help="where backups went")
    restore.add_argument("--generation", type=int, metavar="N", help="the newest without it")

    desk = _add(commands, "desk", "the shelter's desk: reads slips and spoken codes", "kiosk.boot.office.desk", "run")
    desk.add_argument("--headless", action="store_true", help="without the window, for scripts")
    what = desk.add_mutually_exclusive_group()
    what.add_argument("--scan", metavar="DIGITS|-", help="a slip's digits, or - to read slips and codes line by line")
    what.add_argument("--code", metavar="CODE", help="the code that a person says")
    does = desk.add_mutually_exclusive_group()
    does.add_argument("--arrived", action="store_true", help="note that the person has come")
    does.add_argument("--withdraw", action="store_true", help="erase the record, because the person asks for it")
    _add_reading(desk)

    summary = _add(
        commands, "summary", "a day's counts: a window, CSV, a page of PDF", "kiosk.boot.office.summary", "run"
    )
    summary.add_argument("--day", metavar="YYYY-MM-DD", help="of the site's calendar; today without it")
    summary.add_argument("--edition", choices=("internal", "public"), default="internal", help="public comes later")
    summary.add_argument("--out", type=Path, metavar="DIR", help="where CSV and PDF go")
    summary.add_argument("--window", action="store_true", help="show it in a window, day by day")
    summary.add_argument("--allow-on-kiosk", action="store_true", help="with --window: where guests are, too")
    _add_reading(summary)

    _add_printer(commands)

    _add_care(commands)
    _add_update(commands)

    inspect = _add(commands, "inspect", "what a file is, without any key", "kiosk.boot.care.inspect", "run")
    inspect.add_argument("file", type=Path, metavar="FILE", help="any file that this program writes")

    verify = _add(commands, "verify", "who of this site signed a file", "kiosk.boot.site.verify", "run")
    verify.add_argument("file", type=Path, metavar="FILE", help="a file that somebody signed")
    return parser


def _add_care(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    doctor = _add(commands, "doctor", "whether this kiosk or server is well", "kiosk.boot.care.doctor", "run")
    doctor.add_argument("--json", action="store_true", help="for scripts; it ends with 1 when somebody has to act")
    bundle = _add(
        commands, "support-bundle", "what IT may send on: no guest, no key", "kiosk.boot.care.support_bundle", "run"
    )
    bundle.add_argument("--out", type=Path, required=True, metavar="FILE", help="a new ZIP file")


def _add_update(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    update = _add(commands, "update", "a newer version from a stick, as administrator", "kiosk.boot.care.update", "run")
    way = update.add_mutually_exclusive_group(required=True)
    way.add_argument("--from", dest="stick", type=Path, metavar="DIR", help="where ceiba_….deb and its .ceiba lie")
    way.add_argument("--rollback", action="store_true", help="the version before, where it can read what lies here")


def _add_site(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    site = commands.add_parser("site", help="found and show a site").add_subparsers(required=True, metavar="ACT")
    create = _add(
        site, "create", "authority, desk and supervisor keystores, schedule", "kiosk.boot.site.create", "create"
    )
    create.add_argument("--demo", action="store_true", help="a practice site with a kiosk; its secrets are public")
    create.add_argument("--profile", type=Path, metavar="FILE", help="the site's profile (TOML)")
    create.add_argument("--passphrase-file", metavar="PATH|-", help="authority, desk, supervisor, one a line")
    create.add_argument(
        "--address", action="append", metavar="NAME", help="the server as kiosks reach it: a host name or an IP address"
    )
    _add(site, "show", "what the site's schedule says", "kiosk.boot.site.show", "run")
    code = _add(site, "code", "a code for one new kiosk, for a day", "kiosk.boot.site.enrol", "code")
    code.add_argument("--url", default="https://127.0.0.1:8443", help="where kiosks reach the site's server")
    code.add_argument("--out", type=Path, metavar="FILE", help="write it there; NAME.png is a QR code")
    approve = _add(site, "approve", "take a new kiosk in, by its six words", "kiosk.boot.site.enrol", "approve")
    approve.add_argument("--words", metavar="SIX WORDS", help="as they are read to you from the kiosk")
    revoke = _add(site, "revoke", "take a kiosk's word away", "kiosk.boot.site.enrol", "revoke")
    revoke.add_argument("kiosk", metavar="KIOSK", help="as `ceiba site show` names it")
    _add_keys(site)
    accept = _add(site, "accept-pack", "let guests see a language, as a person read it", "kiosk.boot.site.packs", "run")
    accept.add_argument("pack", metavar="PACK", help="the language's code, such as es")
    accept.add_argument("--reviewer", metavar="NAME", help="who read every sentence")
    accept.add_argument("--on", metavar="YYYY-MM-DD", help="when; today without it")
    accept.add_argument("--withdraw", action="store_true", help="let guests no longer see this language")
    for signs in (approve, revoke, accept):
        signs.add_argument("--passphrase-file", metavar="PATH|-", help="the authority's passphrase")


def _add_keys(site: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    rotate = _add(site, "rotate", "new weeks of keys", "kiosk.boot.site.keys", "rotate")
    rotate.add_argument("--weeks", type=int, choices=range(1, 53), default=26, metavar="N", help="from now on (26)")
    rotate.add_argument("--as", dest="holder", choices=("desk", "supervisor"), help="at that reader's own computer")
    rotate.add_argument("--out", type=Path, metavar="FILE", help="with --as: where the offered public keys go")
    rotate.add_argument("--take", type=Path, action="append", metavar="FILE", help="at the authority's: both offers")
    shred = _add(site, "shred", "destroy the keys of weeks that are over", "kiosk.boot.site.keys", "shred")
    shred.add_argument("--as", dest="holder", choices=("desk", "supervisor"), required=True, help="whose keys go")
    shred.add_argument("--server", metavar="URL", help="which knows how far each kiosk is")
    shred.add_argument("--check", action="store_true", help="say what is due and destroy nothing")
    shred.add_argument("--even-unsettled", action="store_true", help="overdue weeks too, with what would be lost")
    for asks in (rotate, shred):
        asks.add_argument("--passphrase-file", metavar="PATH|-", help="one passphrase; rotate on one computer: three")


def _add_way(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    enrol = _add(commands, "enrol", "make this machine a kiosk of a site", "kiosk.boot.enrolment.enrol", "run")
    enrol.add_argument("code", nargs="?", metavar="FILE|-", help="the code that the site gave; otherwise it is asked")
    enrol.add_argument("--wait", type=float, default=0.0, metavar="SECONDS", help="for the site's approval")
    enrol.add_argument("--pin-file", metavar="PATH|-", help="the staff code, six to ten digits")

    sync = _add(commands, "sync", "bring what waits to the shelter, now", "kiosk.boot.sync", "run")
    sync.add_argument("--once", action="store_true", help="one session; otherwise again and again until ended")
    sync.add_argument("--usb", type=Path, metavar="DIR", help="on a stick, at the kiosk and at the server")


def _add_printer(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    acts = commands.add_parser("printer", help="slip printers").add_subparsers(required=True, metavar="ACT")
    shown = _add(acts, "list", "what is set up, how it is, and what was found", "kiosk.boot.staff.printer", "show")
    shown.add_argument("--json", action="store_true", help="for scripts")
    add = _add(acts, "add", "set up a printer, or another by the same name", "kiosk.boot.staff.printer", "add")
    add.add_argument("--name", default="slips", help="of your choice; slips without it")
    add.add_argument("--kind", choices=("tcp", "usb", "ipp", "windows"), required=True, help="how it is connected")
    add.add_argument("--address", required=True, help="HOST[:PORT], a device file or any, ipp[s]://…, a queue's name")
    add.add_argument("--paper", choices=("58", "80", "a6", "letter"), help="a roll of so many mm, or a page")
    add.add_argument("--width-dots", type=int, metavar="N", help="instead of --paper: the head's own width")
    add.add_argument("--dpi", type=float, metavar="N", help="with --width-dots; 203.2 without it")
    add.add_argument("--no-cutter", action="store_true", help="paper is torn off by hand")
    add.add_argument("--raw", action="store_true", help="ipp: a CUPS queue that hands receipt bytes on as they are")
    add.add_argument("--pin", action="store_true", help="ipps: trust the certificate that the printer shows now")
    test = _add(acts, "test", "print a leaflet and say what became of it", "kiosk.boot.staff.printer", "test")
    test.add_argument("--name", help="the first printer without it")
    test.add_argument("--lang", metavar="xx", help="the leaflet's language")
    render = _add(acts, "render", "a proof as a file", "kiosk.boot.staff.printer", "render")
    render.add_argument("--slip", required=True, metavar="demo|leaflet|FILE", help="what is on it; never a guest's")
    render.add_argument("--lang", metavar="xx", help="its language")
    render.add_argument("--paper", choices=("58", "80", "a6", "letter"), default="80", help="80 without it")
    render.add_argument("--format", choices=("pdf", "png", "escpos"), default="pdf", help="pdf without it")
    render.add_argument("--out", type=Path, required=True, metavar="FILE", help="where it goes")


def _add_reading(parser: argparse.ArgumentParser) -> None:
    """What desk and summary have in common."""
    parser.add_argument(
        "--from",
        dest="sources",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="a stick, a kiosk's folder",
    )
    parser.add_argument("--server", metavar="URL", help="fetch first what is new at the site's server")
    parser.add_argument("--passphrase-file", metavar="PATH|-", help="the reader's passphrase; asked without it")
    parser.add_argument("--json", action="store_true", help="for scripts")
    parser.add_argument("--lang", default="en", metavar="xx", help="en without it")


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, does: str, module: str, function: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=does, description=does)
    parser.add_argument("--data", type=Path, default=default_layout().root, metavar="DIR", help="the data folder")
    parser.set_defaults(runs=(module, function))
    return parser


if __name__ == "__main__":
    sys.exit(main())
