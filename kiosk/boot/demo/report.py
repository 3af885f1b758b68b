"""What came of the demo. One rule: every failure names its stage, and nothing is ok while one stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kiosk.problem import Problem


class Stage(StrEnum):
    """What a failure begins with. docs/demo.md says what each proves."""

    VISIT = "visit"
    SLIP = "slip"
    WAITING = "waiting"
    SERVER = "server"
    RECEIPT = "receipt"
    RECORD = "record"
    TALLY = "tally"
    MANIFEST = "manifest"
    BLOB = "blob"
    FORGOTTEN = "forgotten"


@dataclass
class Report:
    """The demo's figures; report.json holds them, with `ok`.

    `visits` were made by touch in the real window. `slips_read` of them have a slip whose QR was read back from its
    raster. `synced` were sealed into a batch for which the tablet holds the server's signed receipt. `opened` are slips
    that the desk recognised as made by this site's kiosk, after the sync. `summary_matches`: every row of the
    supervisor's day equals the touches. `failures` are sentences that begin with their stage. `made`, the stages that
    were gone through, is not told.
    """

    visits: int = 0
    slips_read: int = 0
    synced: int = 0
    opened: int = 0
    summary_matches: bool = False
    failures: list[str] = field(default_factory=list)
    made: set[Stage] = field(default_factory=set)

    @property
    def ok(self) -> bool:
        return not self.failures and self.summary_matches

    def fail(self, stage: Stage, sentence: str) -> None:
        """Something is not as touched."""
        self.failures.append(f"{stage}: {sentence}")

    def holds(self, *stages: Stage) -> bool | None:
        """Whether nothing failed in these stages; None when they were not made."""
        if any(failure.startswith(f"{stage}: ") for stage in stages for failure in self.failures):
            return False
        return True if self.made.issuperset(stages) else None

    @contextmanager
    def stage(self, *stages: Stage) -> Iterator[None]:
        """A part of the demo; a Problem in it is the first stage's failure and does not end the demo."""
        try:
            yield
            self.made.update(stages)
        except Problem as problem:
            self.fail(stages[0], problem.sentence)

    def told(self) -> dict[str, Any]:
        """The keys of report.json."""
        return {
            "visits": self.visits,
            "slips_read": self.slips_read,
            "synced": self.synced,
            "opened": self.opened,
            "summary_matches": self.summary_matches,
            "failures": self.failures,
            "ok": self.ok,
        }


@dataclass
class Story:
    """What the parts said on the way, for the page that people read. `on_paper` and `at_the_desk` are by the visit's
    name, under the keys of `ceiba desk --json`; `touched` and `counted` are the summary's rows.
    """

    sentences: dict[Stage, str] = field(default_factory=dict)
    on_paper: dict[str, dict[str, Any]] = field(default_factory=dict)
    at_the_desk: dict[str, dict[str, Any]] = field(default_factory=dict)
    touched: Counter[str] = field(default_factory=Counter)
    counted: Counter[str] = field(default_factory=Counter)
    pages: list[str] = field(default_factory=list)
