"""What desk and supervisor fetch from the site's server first. One rule: without a connection they go on with
what is here, and say so.
"""

from __future__ import annotations

import sys
import time

from kiosk import folder
from kiosk.boot.shelter_files import ShelterSite
from kiosk.ports.clock import SystemClock
from kiosk.problem import Damaged
from kiosk.sync.link import NotOurServer, Unreachable
from kiosk.sync.pinned import PinnedLink
from shelter.keystore import Keystore
from shelter.sources.fetching import Fetcher, NotServed
from shelter.sources.folder import FolderSource
from shelter.sources.inbox import Inbox

CA_LIMIT = 8192


def inbox_of(site: ShelterSite, keystore: Keystore) -> Inbox:
    """The folder of a reader's pulled batches, each reader its own."""
    return Inbox(site.layout.shelter / "inbox" / keystore.holder.name.lower())


def fetch(site: ShelterSite, keystore: Keystore, url: str) -> FolderSource:
    """Pull what is new from `url` into the reader's inbox, and that inbox. Raises BadAddress, DiskFull, ReadOnlyFolder,
    MissingFile; a server that does not answer is one sentence on stderr.
    """
    site_ca = folder.read(site.layout.shelter / "site-ca.pem", CA_LIMIT).decode("ascii", errors="replace")
    link = PinnedLink(url, site_ca, site.schedule.spki32, SystemClock())
    inbox = inbox_of(site, keystore)
    inbox.path.mkdir(parents=True, exist_ok=True)
    try:
        Fetcher(link, keystore, site.schedule, inbox, lambda: int(time.time())).run()
    except (Unreachable, NotOurServer, NotServed, Damaged) as problem:
        print(f"{problem.sentence} [{problem.code}]", file=sys.stderr)
    return FolderSource(inbox.path)
