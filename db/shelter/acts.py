"""What happens inside one transaction of the server's store. One rule: look first, then write, so that every act may
be run again after an error that left open whether it was stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, and_, exists, insert, select, tuple_, update

from db.shelter.tables import ack, batch, blob, counter, store
from kiosk.formats.reading import BatchName
from kiosk.ports.shelter_store import NOTHING, Head, SignedAck, StoredBatch, Verdict


def head(connection: Connection, kiosk8: bytes, chain8: bytes) -> Head:
    """Where a chain ends."""
    chain = select(batch.c.bno, batch.c.digest).where(batch.c.kiosk == kiosk8, batch.c.chain == chain8)
    row = connection.execute(chain.order_by(batch.c.bno.desc()).limit(1)).one_or_none()
    return NOTHING if row is None else Head(row.bno, row.digest)


def digest32(connection: Connection, name: BatchName) -> bytes | None:
    """The digest of a stored batch."""
    return connection.scalar(select(batch.c.digest).where(_named(name)))


def put(connection: Connection, offered: StoredBatch, prev32: bytes) -> tuple[Verdict, Head]:
    """Store a batch at the end of its chain, or say why not."""
    name = offered.name
    end = head(connection, name.kiosk8, name.chain8)
    following = 0 if end.bno is None else end.bno + 1
    if name.bno > following:
        return Verdict.GAP, end
    if name.bno < following:
        same = digest32(connection, name) == offered.digest32
        return Verdict.DUPLICATE if same else Verdict.OTHER_DIGEST, end
    if prev32 != end.digest32:
        return Verdict.FORK, end
    _insert(connection, offered)
    return Verdict.STORED, Head(name.bno, offered.digest32)


def _insert(connection: Connection, offered: StoredBatch) -> None:
    name = offered.name
    place = {"kiosk": name.kiosk8, "chain": name.chain8, "bno": name.bno}
    row = place | {"digest": offered.digest32, "manifest": offered.manifest, "signature": offered.signature64}
    connection.execute(insert(batch), row)
    blobs = [place | {"leaf": sha256(one).digest(), "bytes": one} for one in offered.blobs]
    connection.execute(insert(blob), blobs)


def pull(connection: Connection, name: BatchName) -> StoredBatch | None:
    """A whole batch; a withdrawn blob is its leaf."""
    row = connection.execute(select(batch).where(_named(name))).one_or_none()
    if row is None:
        return None
    every = select(blob.c.leaf, blob.c.bytes).where(
        blob.c.kiosk == name.kiosk8, blob.c.chain == name.chain8, blob.c.bno == name.bno
    )
    blobs = [one.bytes or one.leaf for one in connection.execute(every.order_by(blob.c.leaf))]
    return StoredBatch(name, row.digest, row.manifest, row.signature, blobs)


def listing(
    connection: Connection, signer8: bytes, after: BatchName | None, most: int
) -> list[tuple[BatchName, bytes]]:
    """Batches that a reader has not acknowledged, by name."""
    mine = exists().where(
        ack.c.kiosk == batch.c.kiosk,
        ack.c.chain == batch.c.chain,
        ack.c.bno == batch.c.bno,
        ack.c.digest == batch.c.digest,
        ack.c.signer == signer8,
    )
    return _names(connection, ~mine, after, most)


def ends(connection: Connection, after: BatchName | None, most: int) -> list[tuple[BatchName, bytes]]:
    """The last batch of every chain, by name."""
    later = batch.alias()
    same_chain = and_(later.c.kiosk == batch.c.kiosk, later.c.chain == batch.c.chain)
    return _names(connection, ~exists().where(same_chain, later.c.bno > batch.c.bno), after, most)


def _names(
    connection: Connection, wanted: ColumnElement[bool], after: BatchName | None, most: int
) -> list[tuple[BatchName, bytes]]:
    name = (batch.c.kiosk, batch.c.chain, batch.c.bno)
    found = select(*name, batch.c.digest).where(wanted).order_by(*name).limit(most)
    if after is not None:
        found = found.where(tuple_(*name) > tuple_(after.kiosk8, after.chain8, after.bno))
    return [(BatchName(row.kiosk, row.chain, row.bno), row.digest) for row in connection.execute(found)]


def keep_acks(connection: Connection, acks: Sequence[SignedAck]) -> None:
    """Keep the acknowledgements that are new."""
    for one in acks:
        place = {"kiosk": one.name.kiosk8, "chain": one.name.chain8, "bno": one.name.bno}
        key = place | {"signer": one.signer8, "digest": one.digest32}
        here = select(ack.c.bno).where(*(ack.c[column] == value for column, value in key.items()))
        if connection.scalar(here) is None:
            connection.execute(insert(ack), key | {"signed": one.signed})


def acks(connection: Connection, kiosk8: bytes, chain8: bytes, first_bno: int, most: int) -> list[bytes]:
    """A chain's acknowledgements from a batch on."""
    chain = select(ack.c.signed).where(ack.c.kiosk == kiosk8, ack.c.chain == chain8, ack.c.bno >= first_bno)
    return list(connection.scalars(chain.order_by(ack.c.bno, ack.c.signer, ack.c.digest).limit(most)))


def raise_counter(connection: Connection, signer8: bytes, value: int) -> int:
    """A reader's highest counter before this one."""
    last = connection.scalar(select(counter.c.last).where(counter.c.signer == signer8))
    if last is None:
        connection.execute(insert(counter), {"signer": signer8, "last": value})
    elif value > last:
        connection.execute(update(counter).where(counter.c.signer == signer8).values(last=value))
    return last or 0


def raise_schedule(connection: Connection, version: int) -> int:
    """The highest schedule version seen, this one included."""
    known = int(connection.scalars(select(store.c.schedule_version)).one())
    if version > known:
        connection.execute(update(store).values(schedule_version=version))
    return max(version, known)


def _named(name: BatchName) -> ColumnElement[bool]:
    return and_(batch.c.kiosk == name.kiosk8, batch.c.chain == name.chain8, batch.c.bno == name.bno)
