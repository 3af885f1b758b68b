"""How a kiosk begins a new chain (docs/adr/0008). One rule: blobs stay as they are; only manifests are made anew, and
the open batch continues the chain that was begun, all in one transaction.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete, select, update

from db.leaves import leaf, open_digest
from db.tables import closed_batch, link, open_batch, progress, slot
from kiosk.ports.batches import Link
from kiosk.ports.outbox import Resign

FIRST = bytes(32)


def end_of(connection: Connection) -> Link:
    """The end of the present chain."""
    row = connection.execute(select(link)).one()
    return Link(row.chain, row.bno, row.prev)


def restart(connection: Connection, numbers: Collection[int], chain8: bytes, resign: Resign) -> None:
    """Put these closed batches at the beginning of `chain8`, in their order, and the open batch behind them."""
    before, end = end_of(connection), Link(chain8, 0, FIRST)
    moving = select(closed_batch.c.number, closed_batch.c.manifest).where(closed_batch.c.number.in_(numbers))
    for row in connection.execute(moving.order_by(closed_batch.c.number)).all():
        manifest, signature64, digest32 = resign(row.manifest, end)
        place = {"chain": chain8, "bno": end.bno, "manifest": manifest, "signature": signature64}
        connection.execute(update(closed_batch).where(closed_batch.c.number == row.number).values(place))
        connection.execute(delete(progress).where(progress.c.number == row.number))
        end = Link(chain8, end.bno + 1, digest32)
    connection.execute(update(link), {"chain": chain8, "bno": end.bno, "prev": end.prev32})
    _move_open(connection, before, end)


def _move_open(connection: Connection, before: Link, end: Link) -> None:
    """Bind the open batch's digest to its new place. One that does not match its slots stays so, to be found."""
    row = connection.execute(select(open_batch)).one_or_none()
    if row is None:
        return
    leaves = [leaf(blob) for blob in connection.scalars(select(slot.c.blob).order_by(slot.c.place))]
    if open_digest(row.epoch, row.schedule_version, before, leaves) == row.digest:
        moved = open_digest(row.epoch, row.schedule_version, end, leaves)
        connection.execute(update(open_batch), {"digest": moved})
