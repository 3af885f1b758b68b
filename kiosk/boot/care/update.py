"""`ceiba update`: a newer version from a stick, or back to the one before. One rule: one sentence at the end says what
runs now, and everything that is needed is loaded before apt changes the program's own files.
"""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from kiosk.boot.care.apt import AptInstaller
from kiosk.formats.release import Version
from kiosk.ports.installer import Installer, NotInstalled
from kiosk.problem import Problem
from kiosk.update.judging import check_back, check_forward
from kiosk.update.keys import release_keys
from kiosk.update.shelf import CURRENT, NEWEST, PREVIOUS, Shelf
from kiosk.update.stick import Offer, offers

SHELF = Path("/var/lib/ceiba-update")


class NeedsRoot(Problem):
    """Only the machine's administrator may install."""

    code = "needs-root"


def run(arguments: Namespace) -> int:
    """Install, or go back; says in one sentence what runs now."""
    if os.geteuid() != 0:
        raise NeedsRoot("Only the administrator may do this; begin the command with sudo.")
    keys = release_keys()
    shelf, installer = Shelf(SHELF, keys), AptInstaller()
    if arguments.rollback:
        print(roll_back(shelf, installer))
    else:
        print(update(offers(arguments.stick, keys), shelf, installer))
    return 0


def update(found: Sequence[Offer], shelf: Shelf, installer: Installer) -> str:
    """Install the newest of these. Raises NotNewer, StepBetween, NotInstalled, and what `Shelf.take` raises."""
    shelf.prepare()
    before, offer = installer.installed(), found[0]
    shelf.settle(before)
    _keep_todays(found, shelf, before)
    check_forward(offer.statement, before, shelf.statement(NEWEST))
    installer.install(shelf.take(offer))
    now = _settled(shelf, installer, offer.statement.version)
    back = "To go back: sudo ceiba update --rollback." if shelf.statement(PREVIOUS) else "There is no way back."
    return f"Ceiba {now} is installed; before it was {before}. {back}"


def roll_back(shelf: Shelf, installer: Installer) -> str:
    """Install the version before. Raises NoWayBack, Damaged, NotInstalled."""
    shelf.prepare()
    before = installer.installed()
    shelf.settle(before)
    wanted = check_back(shelf.statement(PREVIOUS), shelf.statement(CURRENT), before)
    installer.install(shelf.proven(PREVIOUS), going_back=True)
    now = _settled(shelf, installer, wanted)
    return f"Ceiba {now} is installed again; before it was {before}."


def _keep_todays(found: Sequence[Offer], shelf: Shelf, installed: Version) -> None:
    """The package of what runs here, where the stick has it and the shelf has not: it is the way back."""
    todays = next((offer for offer in found if offer.statement.version == installed), None)
    if todays is not None and shelf.statement(CURRENT) is None:
        shelf.take(todays, CURRENT)
        shelf.settle(installed)


def _settled(shelf: Shelf, installer: Installer, expected: Version) -> Version:
    now = installer.installed()
    shelf.settle(now)
    if now != expected:
        raise NotInstalled(f"Ceiba {now} is installed and not {expected}; call IT.")
    return now
