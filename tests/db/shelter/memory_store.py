"""A server's store in memory, for tests of what stands above it. One rule: it keeps the contract of the real one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from threading import Lock

from kiosk.formats.reading import BatchName
from kiosk.ports.shelter_store import NOTHING, Head, SignedAck, StoredBatch, Verdict

Key = tuple[bytes, bytes, int]


def key_of(name: BatchName) -> Key:
    return name.kiosk8, name.chain8, name.bno


class MemoryShelterStore:
    """`ShelterStore` that forgets everything when it is gone."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._incarnation16 = os.urandom(16)
        self._batches: dict[Key, StoredBatch] = {}
        self._acks: dict[tuple[Key, bytes, bytes], bytes] = {}
        self._counters: dict[bytes, int] = {}
        self._version = 0

    def incarnation16(self) -> bytes:
        return self._incarnation16

    def head(self, kiosk8: bytes, chain8: bytes) -> Head:
        chain = [batch for batch in self._batches.values() if key_of(batch.name)[:2] == (kiosk8, chain8)]
        newest = max(chain, key=lambda batch: batch.name.bno, default=None)
        return NOTHING if newest is None else Head(newest.name.bno, newest.digest32)

    def digest32(self, name: BatchName) -> bytes | None:
        found = self._batches.get(key_of(name))
        return None if found is None else found.digest32

    def put(self, batch: StoredBatch, prev32: bytes) -> tuple[Verdict, Head]:
        with self._lock:
            end = self.head(batch.name.kiosk8, batch.name.chain8)
            following = 0 if end.bno is None else end.bno + 1
            if batch.name.bno > following:
                return Verdict.GAP, end
            if batch.name.bno < following:
                same = self.digest32(batch.name) == batch.digest32
                return Verdict.DUPLICATE if same else Verdict.OTHER_DIGEST, end
            if prev32 != end.digest32:
                return Verdict.FORK, end
            self._batches[key_of(batch.name)] = batch
            return Verdict.STORED, Head(batch.name.bno, batch.digest32)

    def listing(self, signer8: bytes, after: BatchName | None, most: int) -> list[tuple[BatchName, bytes]]:
        wanted = [
            (batch.name, batch.digest32)
            for key, batch in sorted(self._batches.items())
            if (after is None or key > key_of(after)) and (key, signer8, batch.digest32) not in self._acks
        ]
        return wanted[:most]

    def ends(self, after: BatchName | None, most: int) -> list[tuple[BatchName, bytes]]:
        last = {key[:2]: batch for key, batch in sorted(self._batches.items())}
        named = [(key_of(batch.name), batch) for batch in last.values()]
        return [(one.name, one.digest32) for key, one in named if after is None or key > key_of(after)][:most]

    def pull(self, name: BatchName) -> StoredBatch | None:
        return self._batches.get(key_of(name))

    def keep_acks(self, acks: Sequence[SignedAck]) -> None:
        with self._lock:
            for one in acks:
                self._acks.setdefault((key_of(one.name), one.signer8, one.digest32), one.signed)

    def acks(self, kiosk8: bytes, chain8: bytes, first_bno: int, most: int) -> list[bytes]:
        chain = [
            signed
            for (key, _, _), signed in sorted(self._acks.items())
            if key[:2] == (kiosk8, chain8) and key[2] >= first_bno
        ]
        return chain[:most]

    def raise_counter(self, signer8: bytes, counter: int) -> int:
        with self._lock:
            last = self._counters.get(signer8, 0)
            self._counters[signer8] = max(last, counter)
            return last

    def raise_schedule(self, version: int) -> int:
        with self._lock:
            self._version = max(self._version, version)
            return self._version

    def close(self) -> None:
        """There is nothing to let go of."""
