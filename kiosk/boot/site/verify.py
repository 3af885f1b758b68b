"""`ceiba verify FILE`: whether a key of this site signed a file, and whose. No passphrase is needed."""

from __future__ import annotations

from argparse import Namespace

from kiosk import folder
from kiosk.boot.care.inspect import LIMIT
from kiosk.boot.layout import Layout
from kiosk.formats import schedule as schedules
from kiosk.formats.demo_flag import says_demo
from kiosk.formats.signatory import signatory


def run(arguments: Namespace) -> int:
    """Say who signed FILE, by the schedule of the shelter, the kiosk or the server in DIR. Raises MissingFile, Damaged,
    WrongKey.
    """
    layout = Layout(arguments.data)
    place = next((one for one in (layout.shelter, layout.kiosk, layout.server) if one.exists()), layout.shelter)
    authority = folder.read(place / layout.authority.name, 32)
    untrusted = folder.read(place / layout.schedule.name, schedules.LIMIT)
    known = schedules.parse_and_verify(untrusted, authority, demo=says_demo(untrusted))
    found = signatory(folder.read(arguments.file, LIMIT), known, authority)
    print(f"Genuine: a {found.what} of site {known.site8.hex()}, signed by the {found.part} {found.name8.hex()}.")
    return 0
