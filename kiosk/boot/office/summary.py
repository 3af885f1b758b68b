"""`ceiba summary`: one day's counts in a window, as CSV, as a page of PDF and on the terminal. One rule: the
supervisor's key opens tallies and events, and this command asks for no other.
"""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import date
from pathlib import Path

from kiosk.boot.hardening import harden
from kiosk.boot.layout import Layout
from kiosk.boot.office.fetching import go_on_with_what_is_here
from kiosk.boot.office.shelter_files import read_shelter
from kiosk.boot.office.summary_steps import SummarySteps, write_files
from kiosk.formats.keystore import Holder
from kiosk.languages.pack import load_pack
from kiosk.ports.report import SummaryTable
from kiosk.problem import Problem
from shelter.summary.day import check_edition
from shelter.summary.json import to_json
from shelter.summary.page import statement


class WrongDay(Problem):
    """What was given as a day is none."""

    code = "wrong-day"


class NotForWindow(Problem):
    """Something was asked for that a window does not do."""

    code = "not-for-window"


def run(arguments: Namespace) -> int:
    """Open the window; or count, write the files, tell."""
    check_edition(arguments.edition)
    load_pack(arguments.lang)
    harden()
    if arguments.window:
        return _window(arguments)
    site = read_shelter(Layout(arguments.data))
    day = site.today() if arguments.day is None else _day(arguments.day)
    steps = SummarySteps(site, arguments.sources, arguments.server)
    steps.open(site.unlock(Holder.SUPERVISOR, arguments.passphrase_file))
    go_on_with_what_is_here(steps.take_in())
    table = steps.count(day, arguments.edition)
    written = [] if arguments.out is None else write_files(table, arguments.out, arguments.lang)
    if arguments.json:
        told = to_json(table, statement(arguments.lang)) | {"files": [str(path) for path in written]}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_text(table, written, arguments.lang)))
    return 0


def _window(arguments: Namespace) -> int:
    from kiosk.boot.office.summary_window import check_place, open_summary

    if arguments.json or arguments.passphrase_file is not None or arguments.day is not None:
        raise NotForWindow("The window asks for the passphrase and the day itself; leave --window out for scripts.")
    layout = Layout(arguments.data)
    check_place(layout, allowed=arguments.allow_on_kiosk)
    steps = SummarySteps(read_shelter(layout), arguments.sources, arguments.server)
    return open_summary(steps, arguments.out or layout.root / "reports", arguments.lang)


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
