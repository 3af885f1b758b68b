"""What desk and supervisor fetch from the site's server first. One rule: without a connection they go on with
what is here, and say so.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from kiosk import folder
from kiosk.boot.office.shelter_files import ShelterSite
from kiosk.ports.clock import SystemClock
from kiosk.problem import Damaged, Problem
from kiosk.sync.link import NotOurServer, Unreachable
from kiosk.sync.pinned import PinnedLink
from shelter.keystore import Keystore
from shelter.opening.drill import CannotOpen
from shelter.sources.asking import Asking, NotServed
from shelter.sources.fetching import Fetcher
from shelter.sources.inbox import Inbox

CA_LIMIT = 8192
NO_CONNECTION = (Unreachable, NotOurServer, NotServed)
GO_ON = (*NO_CONNECTION, CannotOpen)
"""What stops nobody: readers go on with what is here and can be opened."""


def inbox_of(site: ShelterSite, keystore: Keystore) -> Inbox:
    """The folder of a reader's pulled batches, each reader its own."""
    return Inbox(site.layout.shelter / "inbox" / keystore.holder.name.lower())


def fetch(site: ShelterSite, keystore: Keystore, url: str) -> ShelterSite:
    """Take a newer schedule from `url`, then pull what is new into the reader's inbox; the site by that schedule.
    Raises BadAddress, DiskFull, ReadOnlyFolder, MissingFile, and what is in NO_CONNECTION.
    """
    asking, inbox = ask_at(site, keystore, url), inbox_of(site, keystore)
    inbox.path.mkdir(parents=True, exist_ok=True)
    with served():
        site = _with_newest_schedule(site, asking)
        Fetcher(asking, keystore, site.schedule, inbox).run()
    return site


def ask_at(site: ShelterSite, keystore: Keystore, url: str) -> Asking:
    """A reader's line to the server at `url`. Raises BadAddress, MissingFile."""
    site_ca = folder.read(site.layout.shelter / "site-ca.pem", CA_LIMIT).decode("ascii", errors="replace")
    link = PinnedLink(url, site_ca, site.schedule.spki32, SystemClock())
    return Asking(link, keystore.signing, site.schedule.site8, lambda: int(time.time()))


@contextmanager
def served() -> Iterator[None]:
    """An answer outside its form is the server's fault: NotServed."""
    try:
        yield
    except Damaged as damaged:
        raise NotServed("The server's answer was not what it should be; update both sides, or tell IT.") from damaged


def _with_newest_schedule(site: ShelterSite, asking: Asking) -> ShelterSite:
    authority = folder.read(site.layout.shelter / site.layout.authority.name, 32)
    newer = asking.newer_schedule(site.schedule, authority)
    if newer is None:
        return site
    schedule, signed = newer
    folder.replace(site.layout.shelter / site.layout.schedule.name, signed)
    return replace(site, schedule=schedule)


def go_on_with_what_is_here(problems: Iterable[Problem]) -> None:
    """Say on stderr what stops nobody. Raises the first other problem."""
    for problem in problems:
        if not isinstance(problem, GO_ON):
            raise problem
        print(f"{problem.sentence} [{problem.code}]", file=sys.stderr)
