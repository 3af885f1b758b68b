"""Asks the site's server once which languages guests may see. One rule: it is a try; without an answer the kiosk goes
on with what it has, and the next session asks again. Whoever waits before the screen hears why there was no answer.
"""

from __future__ import annotations

import logging
import os

from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.boot.tablet.accepted import known_packs
from kiosk.boot.tablet.delivery import SiteLink
from kiosk.boot.tablet.folder import read_site
from kiosk.ports.clock import Clock
from kiosk.problem import Problem
from kiosk.sync.link import NotOurServer, Unreachable
from kiosk.sync.questions import Questions, newer_packs
from kiosk.sync.session import Stopped

log = logging.getLogger(__name__)


def fetch_packs(layout: Layout, clock: Clock) -> bool:
    """Whether a newer list of accepted packs lies in the kiosk's folder now. Raises Unreachable, NotOurServer,
    DiskFull, ReadOnlyFolder.
    """
    try:
        site = read_site(layout)
        link = SiteLink(site, clock)
        untrusted = Questions(link, site.device, site.schedule, os.urandom).accepted_packs(os.urandom(8))
    except (Problem, Stopped) as reason:
        log.info("the list of accepted languages was not fetched: %s", type(reason).__name__)
        if isinstance(reason.__cause__, Unreachable | NotOurServer):
            raise reason.__cause__ from None
        return False
    authority = folder.read(layout.authority, 32)
    newer = None if untrusted is None else newer_packs(known_packs(layout, authority), untrusted, authority)
    if untrusted is None or newer is None:
        return False
    folder.replace(layout.packs, untrusted)
    return True
