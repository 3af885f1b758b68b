"""The server's store over one SQLite file. One rule: readers have connections of their own, and everything that
writes goes through the one writer.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, select

from db.shelter import acts
from db.shelter.engine import make_engine, ready
from db.shelter.faults import as_unavailable
from db.shelter.tables import store
from db.shelter.writer import Writer
from kiosk.formats.reading import BatchName
from kiosk.ports.clock import Clock, SystemClock
from kiosk.ports.shelter_store import Head, SignedAck, StoredBatch, Verdict

HOUR = 3600  # seconds
T = TypeVar("T")


class SqlShelterStore:
    """`kiosk.ports.shelter_store.ShelterStore` over one file, which is made when it is not there."""

    def __init__(self, path: Path, clock: Clock | None = None) -> None:
        ready(path)
        self._path = path
        self._clock = clock or SystemClock()
        self._reading, self._writing = make_engine(path, "BEGIN"), make_engine(path, "BEGIN IMMEDIATE")
        self._incarnation16: bytes = self._read(lambda c: c.scalars(select(store.c.incarnation)).one())
        self._writer = Writer(self._writing, self._flatten)

    def incarnation16(self) -> bytes:
        return self._incarnation16

    def head(self, kiosk8: bytes, chain8: bytes) -> Head:
        return self._read(partial(acts.head, kiosk8=kiosk8, chain8=chain8))

    def digest32(self, name: BatchName) -> bytes | None:
        return self._read(partial(acts.digest32, name=name))

    def put(self, batch: StoredBatch, prev32: bytes) -> tuple[Verdict, Head]:
        return self._writer.write(partial(acts.put, offered=batch, prev32=prev32))

    def listing(self, signer8: bytes, after: BatchName | None, most: int) -> list[tuple[BatchName, bytes]]:
        return self._read(partial(acts.listing, signer8=signer8, after=after, most=most))

    def ends(self, after: BatchName | None, most: int) -> list[tuple[BatchName, bytes]]:
        return self._read(partial(acts.ends, after=after, most=most))

    def pull(self, name: BatchName) -> StoredBatch | None:
        return self._read(partial(acts.pull, name=name))

    def keep_acks(self, acks: Sequence[SignedAck]) -> None:
        self._writer.write(partial(acts.keep_acks, acks=acks))

    def acks(self, kiosk8: bytes, chain8: bytes, first_bno: int, most: int) -> list[bytes]:
        return self._read(partial(acts.acks, kiosk8=kiosk8, chain8=chain8, first_bno=first_bno, most=most))

    def raise_counter(self, signer8: bytes, counter: int) -> int:
        return self._writer.write(partial(acts.raise_counter, signer8=signer8, value=counter))

    def raise_schedule(self, version: int) -> int:
        return self._writer.write(partial(acts.raise_schedule, version=version))

    def close(self) -> None:
        self._writer.close()
        self._reading.dispose()
        self._writing.dispose()
        self._flatten()

    def _read(self, work: Callable[[Connection], T]) -> T:
        with as_unavailable(), self._reading.connect() as connection, connection.begin():
            return work(connection)

    def _flatten(self) -> None:
        """The files' time stamps say the hour, not the moment, of the last batch. What fails here is no loss."""
        hour = max(0, int(self._clock.wall().timestamp())) // HOUR * HOUR
        for tail in ("", "-wal", "-shm"):
            with suppress(OSError):
                os.utime(f"{self._path}{tail}", (hour, hour))
        with suppress(OSError):
            os.utime(self._path.parent, (hour, hour))
