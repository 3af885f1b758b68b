"""`ceiba backup | restore`: the server's folder in verified generations. One rule: what was not read back batch by
batch is no backup, and nothing is restored over a folder that holds something.

A restored server has the state of its copy; kiosks see its head and offer again what came after (DESIGN section 5).
"""

from __future__ import annotations

import secrets
import shutil
from argparse import Namespace
from pathlib import Path

from db.shelter.copying import copy_store
from db.shelter.store import SqlShelterStore
from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.boot.server.serve import STORE
from kiosk.formats import schedule as schedules
from kiosk.formats.demo_flag import says_demo
from shelter.server.generations import Generations
from shelter.server.proof import prove
from shelter.site import server_folder

LARGEST_FILE = schedules.LIMIT


def backup(arguments: Namespace) -> int:
    """Make one generation, beside a running server too."""
    number, batches = make_generation(Layout(arguments.data).server, arguments.to, arguments.keep)
    print(f"Backup {number} holds {batches} batches, each read back. It holds the server's own keys: encrypt its disk.")
    return 0


def restore(arguments: Namespace) -> int:
    """Make DIR/server again from a generation, which is proven before it gets its name."""
    server = Layout(arguments.data).server
    if server.exists() and any(server.iterdir()):
        raise folder.FileExists(f"{server} is not empty; move it away first, nothing is overwritten.")
    young = server.with_name(f".{server.name}-{secrets.token_hex(4)}")
    try:
        _copy(Generations(arguments.place).of(arguments.generation), young)
        batches = _prove(young)
        with folder.as_problems(server):
            young.rename(server)
            folder.sync_folder(server.parent)
    finally:
        shutil.rmtree(young, ignore_errors=True)
    print(f"The server's folder is back with {batches} batches. Start it: kiosks offer again what came later.")
    return 0


def make_generation(server: Path, to: Path, keep: int) -> tuple[int, int]:
    """The new generation's number and how many batches it holds. Raises MissingFile, DiskFull, ReadOnlyFolder, Damaged,
    WrongKey, DatabaseFailed.
    """
    folder.read(server / server_folder.AUTHORITY, 32)
    generations = Generations(to)
    with generations.new() as (number, young):
        _copy(server, young)
        batches = _prove(young)
    generations.keep(keep)
    return number, batches


def _copy(source: Path, to: Path) -> None:
    for name in server_folder.BACKED_UP:
        if (source / name).exists():
            folder.write_new(to / name, folder.read(source / name, LARGEST_FILE), folder.SECRET)
    if (source / STORE).exists():
        copy_store(source / STORE, to / STORE)


def _prove(place: Path) -> int:
    authority = folder.read(place / server_folder.AUTHORITY, 32)
    signed = folder.read(place / server_folder.SCHEDULE, schedules.LIMIT)
    schedule = schedules.parse_and_verify(signed, authority, demo=says_demo(signed))
    store = SqlShelterStore(place / STORE)
    try:
        return prove(store, schedule)
    finally:
        store.close()
