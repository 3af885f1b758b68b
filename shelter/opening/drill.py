"""The daily drill: a reader proves that it opens what kiosks seal this week. One rule: a reader that cannot learns it
before people's records are lost, not when somebody stands there with a slip.
"""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.formats import blob
from kiosk.formats.schedule import Schedule
from kiosk.ports.kinds import READER_OF, Kind, Role
from kiosk.problem import Problem
from kiosk.visit.record import SCHEMA
from shelter.opening.blob import open_blob
from shelter.opening.secrets import EpochSecret

SAMPLE = {Role.DESK: Kind.INTAKE, Role.SUPERVISOR: Kind.TALLY}


class CannotOpen(Problem):
    """The keystore does not open what kiosks seal to its role now."""

    code = "cannot-open"


def drill(secrets: Iterable[EpochSecret], schedule: Schedule, role: Role, epoch: int) -> None:
    """Seal a cover to the schedule's key of `epoch` as a kiosk does, and open it. Raises CannotOpen."""
    sample = blob.cover(SAMPLE[role], schedule.site8, SCHEMA, schedule.recipients(epoch, READER_OF[SAMPLE[role]]))
    try:
        open_blob(sample, [secret for secret in secrets if secret.role is role], schedule.site8)
    except Problem as problem:
        raise CannotOpen(
            "This keystore cannot open what the kiosks seal this week; fetch its newest copy, and tell the authority."
        ) from problem
