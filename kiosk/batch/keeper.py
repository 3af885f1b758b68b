"""Keeps one full batch open and closes it by the half hour. One rule: nothing it does depends on how many
came, except that a full batch closes early.

What a disk does not take waits in memory and is tried again at every tick, in the same slots: a commit error
means *unknown*, and writing the same bytes twice is harmless. `tick` wants to be called every few seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from threading import RLock

from kiosk.batch.current import VISIT, CurrentBatch, Signer
from kiosk.batch.hours import HalfHours, always
from kiosk.batch.places import Place
from kiosk.batch.stock import CoverStock, Turn
from kiosk.ports.batches import BatchStore, OpenBatch
from kiosk.ports.clock import Clock
from kiosk.ports.kinds import Kind
from kiosk.problem import Problem

STIR_SECONDS = (15.0, 45.0)


class BatchKeeper:
    """Safe to call from several threads. `finish`, `erase` and `note` raise a Problem when the disk does not
    take the bytes now; nothing is lost by it and `problems` says what is wrong. The other methods never raise
    one.
    """

    def __init__(
        self,
        store: BatchStore,
        covers: Callable[[Kind], bytes],
        signer: Signer,
        clock: Clock,
        epoch: Callable[[], int],
        schedule_version: Callable[[], int],
        random: Random,
        site_open: Callable[[], bool] = always,
    ) -> None:
        self._store, self._clock, self._random = store, clock, random
        self._now: Callable[[], Turn] = lambda: (epoch(), schedule_version())
        self._covers = CoverStock(covers)
        self._current = CurrentBatch(store, self._covers, signer, self._now, random)
        self._hours = HalfHours(clock, site_open)
        self._unsaved: dict[Place, Mapping[Kind, bytes]] = {}
        self._unerased: list[Place] = []
        self._failing: Problem | None = None
        self._stir_at = clock.monotonic()
        self._lock = RLock()

    def start(self) -> tuple[Problem, ...]:
        """Close the batch that the last run left (set it aside when damaged), open a new one; what went
        wrong.
        """
        self._try(self._open)
        self.settle()
        return self.problems

    def finish(self, intake: bytes, tally: bytes) -> Place:
        """Put a visit into one unused slot of each kind: durable when this returns. Closing is held from here
        on.
        """
        with self._lock:
            self._hours.hold()
            return self._keep({Kind.INTAKE: intake, Kind.TALLY: tally})

    def note(self, event: bytes) -> None:
        """Put an event into a slot; when all four are used it waits in memory for the next batch."""
        self._keep({Kind.EVENT: event})

    def erase(self, place: Place) -> bool:
        """Put covers back over a finished visit. False when its batch has closed: only the desk can withdraw
        it.
        """
        with self._lock:
            never_stored = self._unsaved.pop(place, None) is not None
            if not self._current.holds(place):
                return never_stored
            if place not in self._unerased:
                self._unerased.append(place)
            self._reporting(self._cover_erased)
            return True

    @property
    def unsaved(self) -> tuple[Place, ...]:
        """Finished visits that are in memory only, newest last. `erase` works for them too."""
        with self._lock:
            return tuple(place for place, blobs in self._unsaved.items() if Kind.INTAKE in blobs)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was set aside since the start, and what fails now."""
        with self._lock:
            return (*self._current.set_aside, *([self._failing] if self._failing else []))

    def hold(self) -> None:
        """A visit's last page is open: closing waits, at most five minutes from here."""
        with self._lock:
            self._hours.hold()

    def release(self) -> None:
        """The last page closed."""
        with self._lock:
            self._hours.release()

    def tick(self) -> None:
        """Do what is due: seal covers, try again what failed, close and open, stir."""
        self._covers.refill(self._now())
        self._try(self._do_what_is_due)
        self.settle()

    def settle(self) -> None:
        """Fold the store's log in. Call it soon after `finish`, off the guest's path."""
        try:
            self._store.settle()
        except Problem as problem:
            with self._lock:
                self._failing = problem

    def shutdown(self) -> None:
        """Close the batch and leave a fresh one that holds the events which still waited."""
        self._try(self._roll_out)
        self.settle()

    def _keep(self, blobs: Mapping[Kind, bytes]) -> Place:
        with self._lock:
            place = Place()
            self._unsaved[place] = blobs
            self._reporting(lambda: self._save(place))
            return place

    def _save(self, place: Place) -> None:
        blobs = self._unsaved[place]
        self._open()
        full = Kind.INTAKE in blobs and not self._current.left(blobs)
        if (self._current.turned() or full) and not self._current.holds(place):
            self._roll()
        while place in self._unsaved:  # rolling may have found it stored already
            if not self._current.holds(place):
                self._open()
                if not self._current.left(blobs):
                    return  # an event waits for the next batch
                self._current.assign(place, blobs)
            if self._current.write(place.put(blobs)):
                del self._unsaved[place]

    def _do_what_is_due(self) -> None:
        self._open()
        self._save_all()
        over = self._hours.over()
        spent = self._current.turned() or not self._current.left(VISIT)
        if (over or spent) and not self._hours.held():
            self._roll()
            self._hours.step()
            self._save_all()
        self._stir()

    def _stir(self) -> None:
        """Change covers at random moments, people or none: so neither a fresh log nor the time of a change
        means that somebody came.
        """
        if self._clock.monotonic() >= self._stir_at and self._current.left(VISIT):
            self._stir_at = self._clock.monotonic() + self._random.uniform(*STIR_SECONDS)
            self._current.stir()

    def _roll_out(self) -> None:
        self._open()
        self._save_all()
        self._roll()
        self._save_all()
        while self._unsaved:
            self._roll()
            self._save_all()

    def _save_all(self) -> None:
        self._cover_erased()
        for place in list(self._unsaved):
            if place in self._unsaved:
                self._save(place)

    def _cover_erased(self) -> None:
        while self._unerased:
            if self._current.holds(self._unerased[0]):
                self._current.cover(self._unerased[0])
            del self._unerased[0]

    def _roll(self) -> None:
        """Close and open; what waits for a slot of the old batch is written first."""
        self._cover_erased()
        for place, blobs in list(self._unsaved.items()):
            if self._current.holds(place) and self._current.write(place.put(blobs)):
                del self._unsaved[place]
        self._current.roll(self._forget_stored)

    def _open(self) -> None:
        self._current.open_if_none(self._forget_stored)

    def _forget_stored(self, standing: OpenBatch) -> None:
        """Drop from memory what was stored although an error was reported."""
        for place, blobs in list(self._unsaved.items()):
            if place.batch is self._current.mark and place.put(blobs).items() <= standing.blobs.items():
                del self._unsaved[place]

    def _reporting(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Problem as problem:
            self._failing = problem
            raise

    def _try(self, work: Callable[[], None]) -> None:
        with self._lock:
            try:
                work()
                self._failing = None
            except Problem as problem:
                self._failing = problem
