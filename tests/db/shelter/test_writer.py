"""The one writer: groups, order, limits, and that one bad act stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Connection, Engine, insert, select

from db.shelter.engine import make_engine, ready
from db.shelter.tables import counter
from db.shelter.writer import GROUP, Writer
from kiosk.ports.shelter_store import Busy
from kiosk.problem import Bug

SECONDS = 20


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    ready(tmp_path / "store.sqlite")
    engine = make_engine(tmp_path / "store.sqlite", "BEGIN IMMEDIATE")
    yield engine
    engine.dispose()


def note(signer: int) -> Callable[[Connection], int]:
    def work(connection: Connection) -> int:
        connection.execute(insert(counter), {"signer": bytes([signer]) * 8, "last": signer})
        return signer

    return work


def noted(engine: Engine) -> list[int]:
    with engine.connect() as connection, connection.begin():
        return list(connection.scalars(select(counter.c.last).order_by(counter.c.last)))


class Held:
    """Writers that wait behind an act which does not end before it is let go."""

    def __init__(self, writer: Writer) -> None:
        self._writer, self._go, self._inside = writer, Event(), Event()
        self._pool = ThreadPoolExecutor(GROUP + 40)
        self.acts: list[Future[int]] = [self._pool.submit(writer.write, self._hold)]
        assert self._inside.wait(SECONDS)

    def _hold(self, _: Connection) -> int:
        self._inside.set()
        assert self._go.wait(SECONDS)
        return -1

    def add(self, work: Callable[[Connection], int], waiting: int) -> None:
        """Hand in an act and return when it waits with `waiting` others."""
        self.acts.append(self._pool.submit(self._writer.write, work))
        while self._writer._acts.qsize() < waiting:
            assert not self.acts[-1].done()

    def let_go(self) -> None:
        self._go.set()
        self._pool.shutdown()


def test_acts_that_wait_together_share_a_commit(engine: Engine) -> None:
    commits: list[int] = []
    writer = Writer(engine, lambda: commits.append(1))
    held = Held(writer)
    for number in range(GROUP + 8):
        held.add(note(number), number + 1)
    held.let_go()
    writer.close()
    assert [act.result() for act in held.acts] == [-1, *range(GROUP + 8)]
    assert len(commits) == 3
    assert noted(engine) == list(range(GROUP + 8))


def test_one_bad_act_stops_no_other(engine: Engine) -> None:
    def bad(_: Connection) -> int:
        raise Bug("of this act alone")

    writer = Writer(engine, lambda: None)
    held = Held(writer)
    for place, work in enumerate((note(1), bad, note(2))):
        held.add(work, place + 1)
    held.let_go()
    writer.close()
    assert [type(act.exception()) for act in held.acts[1:]] == [type(None), Bug, type(None)]
    assert noted(engine) == [1, 2]


def test_a_full_line_of_acts_is_busy_at_once(engine: Engine) -> None:
    writer = Writer(engine, lambda: None, depth=2)
    held = Held(writer)
    held.add(note(1), 1)
    held.add(note(2), 2)
    with pytest.raises(Busy):
        writer.write(note(3))
    held.let_go()
    writer.close()
    assert noted(engine) == [1, 2]


def test_what_was_taken_before_the_end_is_written(engine: Engine) -> None:
    writer = Writer(engine, lambda: None)
    held = Held(writer)
    for number in range(5):
        held.add(note(number), number + 1)
    with ThreadPoolExecutor(1) as pool:
        closing = pool.submit(writer.close)
        while writer._acts.qsize() < 6:
            assert not closing.done()
        held.let_go()
        closing.result(SECONDS)
    assert noted(engine) == list(range(5))
    with pytest.raises(Busy):
        writer.write(note(9))
    writer.close()


def test_an_answer_comes_after_its_commit(engine: Engine) -> None:
    writer = Writer(engine, lambda: None)
    for number in range(3):
        writer.write(note(number))
        assert noted(engine) == list(range(number + 1))
    writer.close()
