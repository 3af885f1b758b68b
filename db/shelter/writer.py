"""The one thread that writes to the server's file. One rule: nobody is told "stored" before the commit that holds it.

Group commit: up to GROUP acts that wait at the same time share one transaction, and so one sync of the disk (measured
in research, security section 6: 712 batches a second against 369).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, Full, Queue
from threading import Lock, Thread
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from db.shelter.faults import as_unavailable
from kiosk.ports.shelter_store import Busy

GROUP = 32
DEPTH = 64
"""Acts that may wait for the thread; the next one is told Busy."""
_STOP_SECONDS = 1.5
T = TypeVar("T")
Work = Callable[[Connection], Any]
Act = tuple[Work, "Future[Any]"]


class Writer:
    """Runs acts one after another, each in full or not at all. `after` is called when a group was committed, and
    raises nothing.
    """

    def __init__(self, engine: Engine, after: Callable[[], None], depth: int = DEPTH) -> None:
        self._engine = engine
        self._after = after
        self._acts: Queue[Act | None] = Queue(depth)
        self._closing = Lock()
        self._closed = False
        self._thread = Thread(target=self._run, name="shelter-writer", daemon=True)
        self._thread.start()

    def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction of its own or with its neighbours', and return when it is on the disk. It may be
        run twice, so it asks the database before it writes. Raises Busy, Unavailable.
        """
        done: Future[T] = Future()
        with self._closing:
            if self._closed:
                raise Busy("The server is stopping; try again in a minute.")
            try:
                self._acts.put_nowait((work, done))
            except Full:
                raise Busy("The server has much to write just now; try again in a minute.") from None
        return done.result()

    def close(self) -> None:
        """Finish every act that was taken, then stop. A thread that hangs in the disk is left behind."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
        self._acts.put(None)
        self._thread.join(_STOP_SECONDS)

    def _run(self) -> None:
        while (first := self._acts.get()) is not None:
            group, stopping = self._gather(first)
            self._commit(group)
            if stopping:
                return

    def _gather(self, first: Act) -> tuple[list[Act], bool]:
        group = [first]
        while len(group) < GROUP:
            try:
                act = self._acts.get_nowait()
            except Empty:
                break
            if act is None:
                return group, True
            group.append(act)
        return group, False

    def _commit(self, group: list[Act]) -> None:
        """Commit together; when that fails, each by itself, so that one bad act stops no other."""
        try:
            results = self._together(group)
        except Exception as error:
            if len(group) == 1:
                group[0][1].set_exception(error)
                return
            for act in group:
                self._commit([act])
            return
        for (_, done), result in zip(group, results, strict=True):
            done.set_result(result)

    def _together(self, group: list[Act]) -> list[Any]:
        with as_unavailable(), self._engine.connect() as connection, connection.begin():
            results = [work(connection) for work, _ in group]
        self._after()
        return results
