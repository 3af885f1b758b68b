"""`ceiba sync --usb DIR` on the server's machine: what kiosks sent on a stick goes into the server's store. The server
may be running meanwhile.
"""

from __future__ import annotations

from pathlib import Path

from db.shelter.store import SqlShelterStore
from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.boot.server.serve import STORE
from kiosk.formats.server_key import LIMIT, ServerKey
from kiosk.problem import Problem
from kiosk.sync.stick import Stick
from shelter.server.schedules import ScheduleFile
from shelter.server.service import Service
from shelter.server.stick import Taken, take_stick
from shelter.site import server_folder


class NotTaken(Problem):
    """Something on the stick could not be stored."""

    code = "not-taken"


def take(layout: Layout, stick: Path) -> None:
    """Take a stick in and say what came of it. Raises NotTaken when something was not stored."""
    place, carried = layout.server, Stick(stick)
    key = ServerKey.parse(folder.read(place / server_folder.KEY, LIMIT)).ed25519
    authority = folder.read(place / server_folder.AUTHORITY, 32)
    store = SqlShelterStore(place / STORE)
    try:
        listed = ScheduleFile(place / server_folder.SCHEDULE, authority, store)
        taken = take_stick(Service(store, listed, key, packs=place / server_folder.PACKS), carried)
    finally:
        store.close()
    _say(taken)


def _say(taken: Taken) -> None:
    batches = "1 batch of this stick is" if taken.stored == 1 else f"{taken.stored} batches of this stick are"
    what = f"{batches} at the server now. Bring the stick back to the kiosk."
    if taken.objected:
        what += f" {taken.objected} cannot follow what the server has; the kiosk sees to that."
    if taken.bad:
        raise NotTaken(f"{what} {taken.bad} could not be read or is not of this site; nothing else was held up.")
    print(what)
