"""What a desk does, step by step: unlock, take in, read, note, erase. One rule: the command and the window take the
same steps; only who asks for the passphrase and who shows the answer differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import RLock
from typing import TypeVar

from db.desk.store import SqlDeskStore
from kiosk.boot.office.fetching import fetch, inbox_of
from kiosk.boot.office.shelter_files import ShelterSite
from kiosk.formats.keystore import Holder
from kiosk.ports.desk_store import Aside
from kiosk.ports.kinds import Role
from kiosk.problem import Bug, Problem
from shelter.desk.reader import Desk
from shelter.desk.reading import Reading
from shelter.keystore import Keystore
from shelter.records.protocols import Protocols
from shelter.sources.folder import FolderSource
from shelter.sources.inbox import Inbox
from shelter.sources.source import Source

_Result = TypeVar("_Result")


@dataclass(frozen=True)
class _Open:
    """An unlocked desk and its keys."""

    desk: Desk
    keystore: Keystore = field(repr=False)


class DeskSteps:
    """A desk over its site's folder, locked at first. Safe to call from several threads: one reads at a time, and the
    network is asked beside it. Every step but `lock` raises Bug while locked.
    """

    def __init__(self, site: ShelterSite, named: Sequence[Path], server: str | None) -> None:
        self._site, self._named, self._server = site, tuple(named), server
        self.protocols = Protocols.load(site.protocols)
        self._store = SqlDeskStore(site.desk_database)
        self._turn = RLock()
        self._open: _Open | None = None

    def unlock(self, passphrase: str) -> None:
        """Raises MissingFile, Damaged, WrongPassphrase."""
        self.open(self._site.unlock_with(Holder.DESK, passphrase))

    def open(self, keystore: Keystore) -> None:
        """Go on with a keystore that is unlocked already."""
        site = self._site
        desk = Desk(site.schedule, keystore, self.protocols, self._store, site.today, site.profile.retention_days)
        self._open = _Open(desk, keystore)

    def lock(self) -> None:
        """Forget the keys."""
        self._open = None

    def take_in(self) -> list[Problem]:
        """Everything from the named folders and the server; what the store holds then leaves the inbox. One place
        that cannot be asked keeps no other from being taken in.
        """
        opened, problems = self._opened(), list[Problem]()
        for step in self._ways_in(opened):
            try:
                step()
            except Problem as problem:
                problems.append(problem)
        return problems

    def read(self, untrusted: str) -> Reading:
        """A slip's digits or a spoken code. Raises WrongCode, DemoMixed."""
        return self._in_turn(lambda desk: desk.read(untrusted))

    def scan(self, untrusted_digits: str) -> Reading:
        """A slip's digits. Raises DemoMixed."""
        return self._in_turn(lambda desk: desk.scan(untrusted_digits))

    def look_up(self, untrusted_code: str) -> Reading:
        """A spoken code. Raises WrongCode."""
        return self._in_turn(lambda desk: desk.look_up(untrusted_code))

    def arrive(self, reading: Reading) -> Reading:
        """Note that the person has come."""
        return self._in_turn(lambda desk: desk.arrive(reading))

    def withdraw(self, reading: Reading) -> Reading:
        """Erase, because the person asks for it."""
        return self._in_turn(lambda desk: desk.withdraw(reading))

    def asides(self) -> Sequence[Aside]:
        """What came and could not be used."""
        with self._turn:
            return self._store.asides()

    def _ways_in(self, opened: _Open) -> Iterator[Callable[[], None]]:
        yield self._take
        yield lambda: self._site.drill(opened.keystore, Role.DESK)
        for source in self._site.sources(self._named):
            yield partial(self._take, source)
        if self._server is not None:
            yield partial(self._fetch, opened.keystore, self._server)
        yield partial(self._take_inbox, inbox_of(self._site, opened.keystore))

    def _take(self, *sources: Source) -> None:
        """What is due is erased at the same moment."""
        self._in_turn(lambda desk: desk.take(sources))

    def _fetch(self, keystore: Keystore, server: str) -> None:
        """A newer schedule that came with it counts from now on."""
        known, self._site = self._site, fetch(self._site, keystore, server)
        if self._site is not known:
            self.open(keystore)

    def _take_inbox(self, inbox: Inbox) -> None:
        if inbox.path.is_dir():
            self._take(FolderSource(inbox.path))
            inbox.empty()

    def _in_turn(self, step: Callable[[Desk], _Result]) -> _Result:
        desk = self._opened().desk
        with self._turn:
            return step(desk)

    def _opened(self) -> _Open:
        if self._open is None:
            raise Bug("the desk is locked")
        return self._open
