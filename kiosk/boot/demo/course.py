"""What happens after the visits, in order. One rule: every stage is made whatever the one before it came to, so that a
failure is told where it arose and again where it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, auto

from kiosk.boot.demo.guests import Visited
from kiosk.boot.demo.machines import Machines
from kiosk.boot.demo.paper import print_out, read_slips
from kiosk.boot.demo.processes import served
from kiosk.boot.demo.readers import count_the_day, read_paper_alone, read_with_records
from kiosk.boot.demo.report import Report, Stage, Story
from kiosk.boot.demo.shelf import look_at_server
from kiosk.boot.demo.tablet import forget, take_receipts, wait_without_server


class After(Enum):
    """Moments between two stages, at which a test may plant a fault."""

    VISITS = auto()
    """The window is closed; sealed records are on the tablet, slips are PDF files."""
    PAPER = auto()
    """Slips are dots on paper; nobody has read them."""
    SERVER = auto()
    """The server runs; the tablet has not spoken to it."""
    SYNC = auto()
    """The server has everything; no reader has fetched it."""


Between = Mapping[After, Callable[[Machines], None]]


def follow(machines: Machines, visited: Visited, between: Between | None = None) -> tuple[Report, Story]:
    """From the paper and the sealed records of some visits to desk and summary."""
    report, story = Report(visits=len(visited.came), made={Stage.VISIT}), Story()
    _pass(After.VISITS, machines, between)
    print_out(machines, visited.came)
    _pass(After.PAPER, machines, between)
    digits = read_slips(machines, visited.came, report)
    with report.stage(Stage.WAITING):
        wait_without_server(machines, report, story)
    with report.stage(Stage.SLIP):
        read_paper_alone(machines, visited.came, digits, report, story)
    with report.stage(Stage.SERVER), served(machines.server, machines.port) as said:
        story.sentences[Stage.SERVER] = said
        _pass(After.SERVER, machines, between)
        _deliver(machines, visited, digits, between, report, story)
    return report, story


def _deliver(
    machines: Machines,
    visited: Visited,
    digits: Mapping[str, str],
    between: Between | None,
    report: Report,
    story: Story,
) -> None:
    with report.stage(Stage.RECEIPT):
        take_receipts(machines, visited.came, report, story)
    _pass(After.SYNC, machines, between)
    with report.stage(Stage.BLOB, Stage.MANIFEST):
        look_at_server(machines, report)
    with report.stage(Stage.RECORD):
        read_with_records(machines, visited.came, digits, report, story)
    with report.stage(Stage.TALLY):
        count_the_day(machines, visited.came, visited.dates, report, story)
    with report.stage(Stage.FORGOTTEN):
        forget(machines, report, story)


def _pass(moment: After, machines: Machines, between: Between | None) -> None:
    if between is not None and moment in between:
        between[moment](machines)
