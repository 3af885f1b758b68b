"""The batches over the kiosk's SQLite file. One rule: a finish overwrites bytes in place and changes nothing
else.

The leaves of the open batch are kept in memory, so that its digest never blesses a slot that went bad on the
disk.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text, update

from db.chain import end_of
from db.file import KioskFile
from db.leaves import PLACES, SLOTS, leaf, open_digest, pack, unpack
from db.tables import closed_batch, damaged_batch, link, open_batch, slot
from kiosk.ports.batches import ClosedBatch, Link, OpenBatch, Slot
from kiosk.problem import Bug, Damaged, Problem

_PUT = update(slot).where(slot.c.place == bindparam("at")).values(blob=bindparam("bytes"))
_DIGEST = update(open_batch).where(open_batch.c.digest == bindparam("before")).values(digest=bindparam("sum"))
_BROKEN = "The open batch in the kiosk's database is damaged; it is set aside for IT and the kiosk goes on."


class ChainMoved(Problem):
    """The chain was begun anew between reading the open batch and writing it. Trying again helps."""

    code = "chain-moved"


@dataclass(frozen=True)
class _Standing:
    """What is known of the open batch without its bytes: leaves and sizes are by place."""

    epoch: int
    schedule_version: int
    link: Link
    leaves: tuple[bytes, ...]
    sizes: tuple[int, ...]

    def digest(self) -> bytes:
        return open_digest(self.epoch, self.schedule_version, self.link, self.leaves)


def _blobs(connection: Connection) -> list[bytes]:
    return [row.blob for row in connection.execute(select(slot.c.blob).order_by(slot.c.place))]


def _put(connection: Connection, blobs: Mapping[int, bytes]) -> None:
    connection.execute(_PUT, [{"at": place, "bytes": blob} for place, blob in blobs.items()])


def _stand(epoch: int, version: int, end: Link, blobs: list[bytes]) -> _Standing:
    return _Standing(epoch, version, end, tuple(map(leaf, blobs)), tuple(map(len, blobs)))


def read_whole(connection: Connection) -> tuple[_Standing, list[bytes]] | None:
    """The open batch, checked against its digest. Raises Damaged."""
    row = connection.execute(select(open_batch)).one_or_none()
    if row is None:
        return None
    try:
        blobs = _blobs(connection)
        standing = _stand(row.epoch, row.schedule_version, end_of(connection), blobs)
        whole = len(blobs) == len(SLOTS) and standing.digest() == row.digest
    except Exception as error:  # SQLite hands out whatever types the damaged bytes say
        raise Damaged(_BROKEN) from error
    if not whole:
        raise Damaged(_BROKEN)
    return standing, blobs


class SqlBatches:
    """`kiosk.ports.batches.BatchStore` over one `KioskFile`. The keeper calls it under its own lock; `closed`
    and `settle` may be called from any thread.
    """

    def __init__(self, file: KioskFile) -> None:
        self._file = file
        self._standing: _Standing | None = None

    def link(self) -> Link:
        return self._file.act(end_of)

    def open(self, epoch: int, schedule_version: int, blobs: Mapping[Slot, bytes]) -> None:
        if blobs.keys() != PLACES.keys():
            raise Bug("an open batch has a blob in every slot")
        self._standing = None
        self._file.new_half_hour()
        by_place = [blobs[one] for one in SLOTS]
        self._standing = self._file.act(lambda c: _open(c, epoch, schedule_version, by_place))

    def read_open(self) -> OpenBatch | None:
        self._standing = None
        found = self._file.act(read_whole)
        if found is None:
            return None
        self._standing, blobs = found
        standing = self._standing
        by_slot = dict(zip(SLOTS, blobs, strict=True))
        return OpenBatch(standing.epoch, standing.schedule_version, standing.link, by_slot)

    def overwrite(self, blobs: Mapping[Slot, bytes]) -> None:
        try:
            self._put(blobs)
        except ChainMoved:
            self._put(blobs)

    def _put(self, blobs: Mapping[Slot, bytes]) -> None:
        standing = self._standing
        if standing is None:  # after a restart or an error of the disk: what stands there is read and checked first
            self.read_open()
            standing = self._standing
        if standing is None:
            raise Bug("there is no open batch to write into")
        by_place = {PLACES[one]: blob for one, blob in blobs.items()}
        if any(len(blob) != standing.sizes[place] for place, blob in by_place.items()):
            raise Bug("a blob of another length would move its neighbours")
        leaves = list(standing.leaves)
        for place, blob in by_place.items():
            leaves[place] = leaf(blob)
        after = replace(standing, leaves=tuple(leaves))
        self._standing = None
        self._file.swift(lambda c: _overwrite(c, by_place, standing.digest(), after.digest()))
        self._standing = after

    def close(self, manifest: bytes, signature64: bytes, digest32: bytes) -> None:
        made_for, self._standing = self._standing, None
        end = None if made_for is None else made_for.link
        self._file.act(lambda c: _close(c, end, manifest, signature64, digest32))

    def closed(self) -> Iterator[ClosedBatch]:
        every = select(closed_batch.c.number).order_by(closed_batch.c.number)
        for number in self._file.act(lambda c: c.scalars(every).all()):
            batch = self._file.act(partial(_one_closed, number=number))
            if batch is not None:
                yield batch

    def settle(self) -> None:
        self._file.settle()

    def set_aside(self) -> None:
        self._standing = None
        try:
            self._file.act(_keep_damaged)
        except Damaged:
            self._file.move_aside()


def _open(connection: Connection, epoch: int, version: int, blobs: list[bytes]) -> _Standing:
    sizes = connection.scalars(select(func.length(slot.c.blob)).order_by(slot.c.place)).all()
    if list(sizes) == list(map(len, blobs)):
        _put(connection, dict(enumerate(blobs)))
    else:
        connection.execute(delete(slot))
        connection.execute(insert(slot), [{"place": place, "blob": blob} for place, blob in enumerate(blobs)])
    standing = _stand(epoch, version, end_of(connection), blobs)
    connection.execute(delete(open_batch))
    row = {"id": 1, "epoch": epoch, "schedule_version": version, "digest": standing.digest()}
    connection.execute(insert(open_batch), row)
    return standing


def _one_closed(connection: Connection, number: int) -> ClosedBatch | None:
    row = connection.execute(select(closed_batch).where(closed_batch.c.number == number)).one_or_none()
    if row is None:
        return None
    return ClosedBatch(row.chain, row.bno, row.manifest, row.signature, unpack(row.blobs))


def _overwrite(connection: Connection, blobs: Mapping[int, bytes], before: bytes, after: bytes) -> None:
    if connection.execute(_DIGEST, {"before": before, "sum": after}).rowcount != 1:
        raise ChainMoved("The kiosk's chain of batches was begun anew just now; try again.")
    _put(connection, blobs)


def _close(connection: Connection, made_for: Link | None, manifest: bytes, signature: bytes, digest: bytes) -> None:
    found = read_whole(connection)
    if found is None:
        newest = select(closed_batch.c.manifest).order_by(closed_batch.c.number.desc()).limit(1)
        if connection.scalar(newest) == manifest:
            return  # an earlier try was told of an error although it had been stored
        raise Bug("there is no open batch to close")
    standing, blobs = found
    end = standing.link
    if made_for is not None and made_for != end:
        raise ChainMoved("The kiosk's chain of batches was begun anew just now; try again.")
    row = {"chain": end.chain8, "bno": end.bno, "manifest": manifest, "signature": signature}
    connection.execute(insert(closed_batch), row | {"blobs": pack(sorted(blobs, key=leaf))})
    connection.execute(update(link), {"bno": end.bno + 1, "prev": digest})
    _forget_open(connection)


def _forget_open(connection: Connection) -> None:
    """No open batch, and zeros of the same length in every slot."""
    connection.execute(delete(open_batch))
    connection.execute(update(slot).values(blob=func.zeroblob(func.length(slot.c.blob))))


def _keep_damaged(connection: Connection) -> None:
    """Copy what stands in the slots where nothing overwrites it. Raises Damaged when the file itself is
    broken.
    """
    if connection.scalar(text("PRAGMA quick_check(1)")) != "ok":
        raise Damaged(_BROKEN)
    row = connection.execute(select(open_batch)).one_or_none()
    if row is None:
        return
    kept = {"epoch": row.epoch, "schedule_version": row.schedule_version, "digest": row.digest}
    connection.execute(insert(damaged_batch), kept | {"blobs": pack(_blobs(connection))})
    _forget_open(connection)
