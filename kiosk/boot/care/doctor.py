"""`ceiba doctor`: the staff page's checks for whoever has a command line. One rule: it looks and changes nothing, and
says of every check how it is and what to do.
"""

from __future__ import annotations

import json
import textwrap
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.boot.care.checks import as_site, bare_checks, kiosk_checks
from kiosk.boot.hardening import harden
from kiosk.boot.layout import Layout
from kiosk.doctor.examine import examine
from kiosk.doctor.said import say
from kiosk.languages.catalogue import load_catalogue
from kiosk.ports.clock import SystemClock
from kiosk.ports.finding import Check, CheckKey, Finding, State
from kiosk.problem import Problem

WIDTH = 110
NOTHING = Finding(CheckKey.SITE, State.BROKEN, "nothing")
ENGLISH = "en"


@dataclass(frozen=True)
class Part:
    """What was found of one thing in the folder: "kiosk", "server" or, with neither, "folder"."""

    name: str
    findings: Sequence[Finding]

    def rows(self) -> list[dict[str, object]]:
        """For JSON."""
        catalogue = load_catalogue(ENGLISH)
        told = ((finding, say(finding, catalogue)) for finding in self.findings)
        return [
            {
                "part": self.name,
                "key": finding.key.value,
                "state": finding.state.value,
                "sentence": said.sentence,
                "advice": said.advice,
                "facts": dict(finding.facts),
            }
            for finding, said in told
        ]


def run(arguments: Namespace) -> int:
    """1 when somebody has something to do."""
    harden()
    parts = look(arguments.data)
    if arguments.json:
        print(json.dumps([row for part in parts for row in part.rows()], indent=1, ensure_ascii=False))
    else:
        print("\n\n".join(map(_page, parts)))
    return 0 if all(finding.is_well for part in parts for finding in part.findings) else 1


def look(data: Path) -> Sequence[Part]:
    """Everything that lies in a data folder; it may be a kiosk, a server, both or neither."""
    layout = Layout(data)
    parts = []
    if layout.is_kiosk:
        parts.append(Part("kiosk", examine(_of_kiosk(layout))))
    if layout.server.is_dir():
        from kiosk.boot.care.server_checks import server_checks

        parts.append(Part("server", examine(server_checks(layout, SystemClock()))))
    return parts or [Part("folder", [NOTHING])]


def _of_kiosk(layout: Layout) -> Sequence[Check]:
    """All checks of a kiosk; where its files do not stand up to verification, those that need none of them."""
    from kiosk.boot.care.folder_kiosk import FolderKiosk, storage
    from kiosk.boot.tablet.folder import read_site

    clock = SystemClock()
    try:
        site = read_site(layout)
    except Problem as problem:
        reason = problem

        def unverified() -> Finding:
            raise reason

        site_check = Check(CheckKey.SITE, lambda: as_site(unverified))
        return [site_check, *bare_checks(layout), Check(CheckKey.STORAGE, lambda: storage(layout))]
    return kiosk_checks(site, clock, FolderKiosk(site, clock))


def _page(part: Part) -> str:
    lines = [f"{part.name.capitalize()}:"]
    for row, finding in zip(part.rows(), part.findings, strict=True):
        lines.append(f"  {finding.state.value:<15} {row['sentence']}")
        facts = ", ".join(f"{name} {value}" for name, value in finding.facts.items())
        for text in filter(None, (str(row["advice"]), facts)):
            lines += textwrap.wrap(text, WIDTH, initial_indent=" " * 18, subsequent_indent=" " * 18)
    return "\n".join(lines)
