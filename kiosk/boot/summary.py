"""`ceiba summary`: one day's counts as CSV, as a page of PDF and on the terminal. One rule: the supervisor's key opens
tallies and events, and this command asks for no other.
"""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import date
from pathlib import Path

from kiosk import folder
from kiosk.boot.fetching import fetch
from kiosk.boot.hardening import harden
from kiosk.boot.layout import Layout
from kiosk.boot.shelter_files import read_shelter
from kiosk.formats.keystore import Holder
from kiosk.languages.pack import load_pack
from kiosk.ports.report import SummaryTable
from kiosk.problem import Problem
from shelter.records.protocols import Protocols
from shelter.summary.csv import to_csv
from shelter.summary.day import check_edition, summarise
from shelter.summary.json import to_json
from shelter.summary.page import page_of, statement


class WrongDay(Problem):
    """What was given as a day is none."""

    code = "wrong-day"


def run(arguments: Namespace) -> int:
    """Count, write the files, tell."""
    check_edition(arguments.edition)
    load_pack(arguments.lang)
    harden()
    site = read_shelter(Layout(arguments.data))
    day = site.today() if arguments.day is None else _day(arguments.day)
    protocols = Protocols.load(site.protocols)
    keystore = site.unlock(Holder.SUPERVISOR, arguments.passphrase_file)
    sources = site.sources(arguments.sources)
    if arguments.server is not None:
        sources.append(fetch(site, keystore, arguments.server))
    table = summarise(day, arguments.edition, site.profile, site.schedule, keystore, protocols, sources)
    written = [] if arguments.out is None else _write(table, arguments.out, arguments.lang)
    if arguments.json:
        told = to_json(table, statement(arguments.lang)) | {"files": [str(path) for path in written]}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_text(table, written, arguments.lang)))
    return 0


def _write(table: SummaryTable, out: Path, language: str) -> list[Path]:
    """The two files, never over older ones."""
    from printers.report import draw_report

    name = f"summary-{table.day.isoformat()}-{table.edition}"
    contents = {out / f"{name}.csv": to_csv(table), out / f"{name}.pdf": draw_report(page_of(table, language))}
    for path in contents:
        if path.exists():
            raise folder.FileExists(f"{path.name} exists already; move it away first, or name another folder.")
    for path, content in contents.items():
        folder.write_new(path, content)
    return list(contents)


def _text(table: SummaryTable, written: list[Path], language: str) -> list[str]:
    lines = [f"{table.site}, {table.day.isoformat()}"]
    for row in table.rows:
        if row.count:
            name = f"{row.group} {row.key}" if row.measure == "count" else f"{row.group} {row.key} {row.measure}"
            lines.append(f"  {name:<36}{row.count:>6}")
    lines += [f"Not counted because of {why}: {times}." for why, times in table.unread.items()]
    if table.damaged:
        lines.append(f"Counted from damaged batches: {table.damaged}.")
    return [*lines, statement(language), *(f"Written: {path}" for path in written)]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongDay("Give the day as YEAR-MONTH-DAY, for example 2026-11-24.") from error
