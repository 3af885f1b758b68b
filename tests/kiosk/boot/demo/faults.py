"""Faults that a test plants between two stages of the demo: on paper, on a disk, in what a kiosk seals. One rule: they
change bytes where a real fault would, and no part of the product knows of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PIL import Image

from db.leaves import leaf, pack, unpack
from kiosk.boot.demo.machines import Machines
from kiosk.boot.demo.paper import read_digits
from kiosk.boot.demo.shelf import STORE
from kiosk.boot.site.create import DEMO_PASSPHRASES
from kiosk.boot.tablet.folder import read_site
from kiosk.formats import blob, manifest
from kiosk.formats.cbor import Value
from kiosk.formats.keystore import Holder
from kiosk.ports.kinds import READER_OF, Kind
from kiosk.visit.record import SCHEMA, Field
from printers.qr import matrix
from shelter.opening.blob import OpenedBlob, open_blob
from shelter.site.vault import Vault
from tests.shelter.small_day import flipped

DOTS, QUIET = 6, 24
WITH_RECORD = "adult-with-three-children"
HOLDERS = {Kind.INTAKE: Holder.DESK, Kind.TALLY: Holder.SUPERVISOR}


def slip_digit(machines: Machines) -> None:
    """One digit of a slip's code is another: a QR that any reader reads, printed anew."""
    paper = machines.slips / f"{WITH_RECORD}.png"
    digits = read_digits(paper)
    changed = digits[:99] + str((int(digits[99]) + 1) % 10) + digits[100:]
    rows = matrix(changed)
    code = Image.new("1", (len(rows), len(rows)), 1)
    code.putdata([not dark for row in rows for dark in row])
    page = Image.new("1", (len(rows) * DOTS + 2 * QUIET,) * 2, 1)
    page.paste(code.resize((len(rows) * DOTS,) * 2, Image.Resampling.NEAREST), (QUIET, QUIET))
    page.save(paper)


def slip_of_another(machines: Machines) -> None:
    """One visit's paper comes out twice."""
    papers = sorted(machines.slips.glob("*.png"))
    papers[1].write_bytes(papers[0].read_bytes())


def blob_byte_at_the_server(machines: Machines) -> None:
    """One byte of one sealed record."""
    with _open(machines.server.server / STORE) as store:
        name, content = store.execute("SELECT leaf, bytes FROM blob").fetchone()
        store.execute("UPDATE blob SET bytes = ? WHERE leaf = ?", (flipped(content), name))


def blob_byte_on_the_tablet(machines: Machines) -> None:
    """The same on the tablet's disk, in the closed batch."""
    with _open(machines.tablet.database) as store:
        (packed,) = store.execute("SELECT blobs FROM closed_batch").fetchone()
        first, *others = unpack(packed)
        store.execute("UPDATE closed_batch SET blobs = ?", (pack([flipped(first), *others]),))


def manifest_at_the_server(machines: Machines) -> None:
    """One byte of a manifest, at rest."""
    with _open(machines.server.server / STORE) as store:
        (signed,) = store.execute("SELECT manifest FROM batch").fetchone()
        store.execute("UPDATE batch SET manifest = ?", (flipped(signed, at=-5),))


def record_lost_at_the_server(machines: Machines) -> None:
    """The bytes of one intake are gone, as if the person had withdrawn it; the leaf stays and the root fits."""
    with _open(machines.server.server / STORE) as store:
        blobs = [content for (content,) in store.execute("SELECT bytes FROM blob")]
        place, _ = _first_record(machines, Kind.INTAKE, blobs)
        store.execute("UPDATE blob SET bytes = NULL WHERE leaf = ?", (leaf(blobs[place]),))


def record_never_sealed(machines: Machines) -> None:
    """A kiosk that seals a cover where an intake should be, and signs that."""
    _seal_again(machines, Kind.INTAKE, lambda _: {int(Field.COVER): True})


def tally_of_another_visit(machines: Machines) -> None:
    """A kiosk that seals a child more than was touched, and signs that."""
    _seal_again(machines, Kind.TALLY, lambda opened: opened.record | {int(Field.CHILDREN): 7})


def _seal_again(machines: Machines, kind: Kind, change: Callable[[OpenedBlob], dict[int, Value]]) -> None:
    """Another record in the place of the first of its kind that is no cover; the batch signed with the device's key."""
    site = read_site(machines.tablet)
    with _open(machines.tablet.database) as store:
        signed, packed = store.execute("SELECT manifest, blobs FROM closed_batch").fetchone()
        blobs = unpack(packed)
        place, opened = _first_record(machines, kind, blobs)
        readers = site.schedule.recipients(opened.epoch, READER_OF[kind])
        blobs[place] = blob.seal(kind, change(opened), site.schedule.site8, SCHEMA, readers)
        anew = replace(manifest.parse(signed), root32=manifest.root32(blobs)).encode()
        row = (anew, manifest.sign(anew, site.device.ed25519), pack(sorted(blobs, key=leaf)))
        store.execute("UPDATE closed_batch SET manifest = ?, signature = ?, blobs = ?", row)
        store.execute("UPDATE link SET prev = ?", (manifest.digest32(anew),))


def _first_record(machines: Machines, kind: Kind, blobs: Sequence[bytes]) -> tuple[int, OpenedBlob]:
    """Where it lies among the blobs, and its content, opened with the demo's public passphrases."""
    holder, site8 = HOLDERS[kind], read_site(machines.tablet).schedule.site8
    secrets = Vault(machines.shelter.shelter).unlock(holder, DEMO_PASSPHRASES[holder]).secrets
    for place, content in enumerate(blobs):
        if blob.parse(content).head.kind is kind:
            opened = open_blob(content, secrets, site8)
            if not opened.is_cover:
                return place, opened
    raise AssertionError("nobody's record is there")


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    """A store past the product; what was changed is kept."""
    store = sqlite3.connect(path, timeout=10)
    try:
        with store:
            yield store
    finally:
        store.close()
