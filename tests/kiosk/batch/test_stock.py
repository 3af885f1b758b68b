"""The stock of covers: whole before it is needed, thrown away when its readers change."""

from __future__ import annotations

from kiosk.batch.stock import CoverStock
from kiosk.ports.kinds import Kind
from tests.kiosk.batch.sealing import RandomSeal


def test_a_whole_batch_comes_from_what_lies_ready() -> None:
    seal = RandomSeal()
    stock = CoverStock(seal.cover)
    stock.refill((1, 1))
    ready = seal.sealed
    batch = stock.whole_batch((1, 1))
    assert seal.sealed == ready
    assert len(set(batch.values())) == len(batch) == 36
    stock.refill((1, 1))
    assert seal.sealed == ready + 36


def test_covers_for_other_readers_are_thrown_away() -> None:
    seal = RandomSeal()
    stock = CoverStock(seal.cover)
    stock.refill((1, 1))
    ready = seal.sealed
    stock.take(Kind.EVENT, (2, 1))
    assert seal.sealed == ready + 1


def test_what_was_sealed_for_readers_that_changed_meanwhile_is_not_kept() -> None:
    seal = RandomSeal()
    changed: list[bytes] = []

    def seal_slowly(kind: Kind) -> bytes:
        if not changed:
            changed.append(b"")
            changed.append(stock.take(Kind.EVENT, (2, 1)))  # another thread, after the turn
        return seal.cover(kind)

    stock = CoverStock(seal_slowly)
    stock.refill((1, 1))
    before = seal.sealed
    stock.take(Kind.EVENT, (2, 1))
    assert seal.sealed == before + 1
