"""What the kiosk's file remembers of batches on their way. One rule: a batch leaves this file when both readers have
signed, in the same transaction that looks at what they signed.

A row is named by its number and recognised by its manifest's digest, because SQLite may give a number again and
another process may have begun a new chain meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import sha256

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from db.chain import end_of, restart
from db.file import Acts
from db.leaves import unpack
from db.tables import closed_batch, forgotten, progress, server
from kiosk.ports.batches import ClosedBatch, Link
from kiosk.ports.kinds import Role
from kiosk.ports.outbox import Aside, Kept, Resign

REMEMBERED = 4096
"""Digests of forgotten batches that are kept: about 85 days of half hours, some 300 kB."""
_ACK_OF = {Role.DESK: "desk_ack", Role.SUPERVISOR: "supervisor_ack"}
_NOT_DAMAGED = progress.c.aside.is_distinct_from(int(Aside.DAMAGED))
_LISTED = (
    select(
        closed_batch.c.number,
        closed_batch.c.chain,
        closed_batch.c.bno,
        closed_batch.c.manifest,
        progress.c.receipt.is_not(None).label("received"),
        progress.c.desk_ack.is_not(None).label("desk"),
        progress.c.supervisor_ack.is_not(None).label("supervisor"),
        progress.c.aside,
    )
    .join_from(closed_batch, progress, closed_batch.c.number == progress.c.number, isouter=True)
    .order_by(closed_batch.c.number)
)


class SqlOutbox:
    """`kiosk.ports.outbox.Outbox` over one `KioskFile`. Safe to call from any thread."""

    def __init__(self, file: Acts) -> None:
        self._file = file

    def link(self) -> Link:
        return self._file.act(end_of)

    def kept(self) -> Sequence[Kept]:
        rows = self._file.act(lambda connection: connection.execute(_LISTED).all())
        beginnings: dict[bytes, int] = {}
        for row in rows:
            beginnings.setdefault(row.chain, row.number)
        return sorted(map(_kept, rows), key=lambda one: (beginnings[one.chain8], one.bno))

    def batch(self, kept: Kept) -> ClosedBatch:
        by_number = select(closed_batch).where(closed_batch.c.number == kept.number)
        row = self._file.act(lambda connection: connection.execute(by_number).one())
        return ClosedBatch(row.chain, row.bno, row.manifest, row.signature, unpack(row.blobs))

    def digest_at(self, chain8: bytes, bno: int) -> bytes | None:
        return self._file.act(lambda connection: _digest_at(connection, chain8, bno))

    def receive(self, kept: Kept, receipt: bytes) -> None:
        self._file.act(lambda connection: _note(connection, kept, receipt=receipt, aside=None))

    def adopt(self, incarnation16: bytes, chain8: bytes, head_bno: int | None, reply: bytes) -> bool:
        return self._file.act(lambda connection: _adopt(connection, incarnation16, chain8, head_bno, reply))

    def acknowledge(self, kept: Kept, role: Role, ack: bytes) -> None:
        self._file.act(lambda connection: _note(connection, kept, **{_ACK_OF[role]: ack}))

    def purge(self) -> int:
        return self._file.act(_purge)

    def set_aside(self, kept: Kept, why: Aside) -> None:
        self._file.act(lambda connection: _note(connection, kept, aside=int(why)))

    def rechain(self, numbers: Collection[int], chain8: bytes, resign: Resign) -> None:
        self._file.act(lambda connection: restart(connection, numbers, chain8, resign))

    def oldest_since(self, hour: int) -> int:
        return self._file.act(lambda connection: _oldest_since(connection, hour))


def _kept(row: Row[tuple[object, ...]]) -> Kept:
    readers = {Role.DESK: row.desk, Role.SUPERVISOR: row.supervisor}
    return Kept(
        number=row.number,
        chain8=row.chain,
        bno=row.bno,
        digest32=sha256(row.manifest).digest(),
        received=bool(row.received),
        acked_by=frozenset(role for role, signed in readers.items() if signed),
        aside=None if row.aside is None else Aside(row.aside),
    )


def _digest_at(connection: Connection, chain8: bytes, bno: int) -> bytes | None:
    at_hand = select(closed_batch.c.manifest).where(closed_batch.c.chain == chain8, closed_batch.c.bno == bno)
    manifest = connection.scalar(at_hand)
    if manifest is not None:
        return sha256(manifest).digest()
    past = select(forgotten.c.digest).where(forgotten.c.chain == chain8, forgotten.c.bno == bno)
    return connection.scalar(past.order_by(forgotten.c.number.desc()).limit(1))


def _note(connection: Connection, kept: Kept, **values: bytes | int | None) -> None:
    manifest = connection.scalar(select(closed_batch.c.manifest).where(closed_batch.c.number == kept.number))
    if manifest is not None and sha256(manifest).digest() == kept.digest32:
        row = upsert(progress).values({"number": kept.number, **values})
        connection.execute(row.on_conflict_do_update(index_elements=["number"], set_=values))


def _adopt(connection: Connection, incarnation16: bytes, chain8: bytes, head_bno: int | None, reply: bytes) -> bool:
    head = -1 if head_bno is None else head_bno
    for row in connection.execute(_LISTED.where(closed_batch.c.chain == chain8)).all():
        if row.received and row.bno > head:
            connection.execute(update(progress).where(progress.c.number == row.number).values(receipt=None))
        elif not row.received and row.bno <= head:
            _note(connection, _kept(row), receipt=reply, aside=None)
    known = connection.scalar(select(server.c.incarnation))
    if known == incarnation16:
        return False
    connection.execute(update(server).values(incarnation=incarnation16))
    return known != bytes(16)


def _purge(connection: Connection) -> int:
    both = progress.c.desk_ack.is_not(None) & progress.c.supervisor_ack.is_not(None)
    settled = connection.execute(_LISTED.where(both)).all()
    for row in settled:
        past = {"chain": row.chain, "bno": row.bno, "digest": sha256(row.manifest).digest()}
        connection.execute(insert(forgotten), past)
        connection.execute(delete(closed_batch).where(closed_batch.c.number == row.number))
        connection.execute(delete(progress).where(progress.c.number == row.number))
    newest = connection.scalar(select(func.max(forgotten.c.number))) or 0
    if settled:
        connection.execute(delete(forgotten).where(forgotten.c.number <= newest - REMEMBERED))
    return len(settled)


def _oldest_since(connection: Connection, hour: int) -> int:
    waiting = connection.execute(_LISTED.where(_NOT_DAMAGED).limit(1)).one_or_none()
    oldest = bytes(32) if waiting is None else sha256(waiting.manifest).digest()
    known = connection.execute(select(server.c.oldest, server.c.oldest_since)).one()
    if oldest == known.oldest and (waiting is None or known.oldest_since <= hour):
        return hour if waiting is None else int(known.oldest_since)
    connection.execute(update(server).values(oldest=oldest, oldest_since=hour))
    return hour
