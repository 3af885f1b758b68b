"""`ceiba demo --headless`: the whole life of several visits, and a report. One rule: it says which stage failed."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from kiosk import folder
from kiosk.boot.demo.course import follow
from kiosk.boot.demo.guests import Visited, let_them_come
from kiosk.boot.demo.machines import Machines, set_up
from kiosk.boot.demo.report import Report, Stage, Story
from kiosk.boot.demo.script import VISITS, DemoVisit


def run(arguments: Namespace) -> int:
    """The command."""
    return headless(arguments.out, as_json=arguments.json)


def headless(out: Path, *, as_json: bool) -> int:
    """Run the demo into OUT, which must be new or empty. Exit code 1 when a stage failed."""
    from kiosk.boot.demo.page import write_page

    if out.exists() and any(out.iterdir()):
        raise folder.FileExists(f"{out} is not empty; choose another folder for the demo's results.")
    machines = set_up(out)
    visited, report, story = whole_life(machines, VISITS)
    write_page(machines, visited, report, story)
    folder.replace(out / "report.json", json.dumps(report.told(), indent=1).encode())
    print(json.dumps(report.told()) if as_json else _sentence(out, report))
    return 0 if report.ok else 1


def whole_life(machines: Machines, visits: Sequence[DemoVisit]) -> tuple[Visited, Report, Story]:
    """From the first touch on. Where a visit cannot be made, nothing after it is tried."""
    report, visited = Report(), Visited([], [])
    with report.stage(Stage.VISIT):
        visited = let_them_come(machines, visits)
    return (visited, *follow(machines, visited)) if not report.failures else (visited, report, Story())


def _sentence(out: Path, report: Report) -> str:
    equal = "equals" if report.summary_matches else "does not equal"
    lines = [
        f"{report.visits} visits were made by touch, {report.slips_read} slips read back from paper.",
        f"{report.synced} reached the server with a receipt, the desk opened {report.opened}.",
        f"The supervisor's count {equal} the touches.",
        *report.failures,
        f"Open {(out / 'report.html').resolve()}; pictures, slips and the summary are beside it.",
    ]
    return "\n".join(lines)
