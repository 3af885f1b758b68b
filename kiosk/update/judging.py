"""Whether a release may take the place of the installed one. One rule: forward only, unless somebody asks to go back,
and never back behind what the newer version has already written.
"""

from __future__ import annotations

from kiosk.formats.release import Statement, Version
from kiosk.problem import Problem


class NotNewer(Problem):
    """What is offered is not newer than what runs here."""

    code = "not-newer"


class StepBetween(Problem):
    """Another release has to be installed before this one."""

    code = "step-between"


class NoWayBack(Problem):
    """There is no version to go back to, or it could not read what lies here."""

    code = "no-way-back"


def check_forward(offered: Statement, installed: Version, newest: Statement | None) -> None:
    """Returns when `offered` may come; `newest` is the latest ever followed here. Raises NotNewer, StepBetween."""
    if offered.version <= installed:
        raise NotNewer(f"Ceiba {installed} is installed, and the stick has {offered.version}. Nothing was changed.")
    if newest is not None and offered.issued < newest.issued:
        raise NotNewer(
            f"Ceiba {offered.version} on the stick is older than what this machine had already. Nothing was changed."
        )
    if installed < offered.lowest:
        raise StepBetween(f"Install Ceiba {offered.lowest} first, then {offered.version}. Nothing was changed.")


def check_back(previous: Statement | None, current: Statement | None, installed: Version) -> Version:
    """The version that may take the place of the installed `current`. Raises NoWayBack."""
    if previous is None or current is None or current.version != installed or previous.version >= installed:
        raise NoWayBack("No earlier version is kept here. Install a mended newer version from a stick.")
    if previous.stores != current.stores:
        raise NoWayBack(
            f"Ceiba {installed} keeps records in a way that {previous.version} cannot read. "
            "Install a mended newer version from a stick."
        )
    return previous.version
