"""`ceiba demo --headless`: the whole life of several visits, and a report. One rule: it says which stage failed."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kiosk import folder
from kiosk.boot.demo.guests import Came, let_them_come
from kiosk.boot.demo.script import VISITS
from kiosk.boot.layout import Layout
from kiosk.boot.own_process import make_demo_site
from kiosk.boot.site_files import read_site


@dataclass
class Report:
    """What came of the demo; `failures` name their stage."""

    visits: int = 0
    slips_read: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.failures


def run(arguments: Namespace) -> int:
    """The command."""
    return headless(arguments.out, as_json=arguments.json)


def headless(out: Path, *, as_json: bool) -> int:
    """Run the demo into OUT, which must be new or empty. Exit code 1 when a stage failed."""
    if out.exists() and any(out.iterdir()):
        raise folder.FileExists(f"{out} is not empty; choose another folder for the demo's results.")
    layout = Layout(out / "data")
    make_demo_site(layout)
    came = let_them_come(read_site(layout), VISITS, out / "slips", out / "pictures")
    report = Report(visits=len(came))
    _read_paper(came, report)
    told = {**asdict(report), "ok": report.ok}
    folder.replace(out / "report.json", json.dumps(told, indent=1).encode())
    print(json.dumps(told) if as_json else _sentence(out, report))
    return 0 if report.ok else 1


def _read_paper(came: list[Came], report: Report) -> None:
    from kiosk.boot.demo.paper import read_slip

    for one in came:
        if one.visit.prints != (one.slip is not None):
            report.failures.append(f"paper: {one.visit.name} has a slip it did not ask for, or none that it did")
        elif one.slip is not None:
            digits = read_slip(one.slip)
            report.slips_read += bool(digits)
            if not digits:
                report.failures.append(f"paper: the slip of {one.visit.name} cannot be read")


def _sentence(out: Path, report: Report) -> str:
    lines = [f"{report.visits} visits were made and {report.slips_read} slips read back.", *report.failures]
    lines.append(f"Pictures, slips and report.json are in {out.resolve()}.")
    return "\n".join(lines)
