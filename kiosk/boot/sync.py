"""`ceiba sync`: a session by hand, over the network or on a stick. One rule: one plain sentence says what waits and
why; exit code 1 when somebody has to do something or to try again. A folder that holds a server takes the stick in.
"""

from __future__ import annotations

import signal
from argparse import Namespace
from random import SystemRandom
from threading import Event

from db.file import KioskFile
from db.outbox import SqlOutbox
from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.boot.tablet.accepted import known_packs
from kiosk.boot.tablet.delivery import Sessions, Waiting, keep_packs, keep_schedule, what_waits
from kiosk.boot.tablet.folder import Site, read_site
from kiosk.ports.clock import SystemClock
from kiosk.ports.outbox import Outbox
from kiosk.problem import Problem
from kiosk.sync.backoff import Backoff
from kiosk.sync.session import End
from kiosk.sync.stick import Stick
from kiosk.sync.usb import StickCourier

WHY = {
    End.UNREACHABLE: "the server does not answer; it is tried again by itself",
    End.NOT_OURS: "somebody answers who is not your site's server; check the address and the network with your site",
    End.NOT_UNDERSTOOD: "the server's answer was not what it should be; update both sides, or tell IT",
    End.BUSY: "the server is busy; it is tried again by itself",
    End.REVOKED: "your site has revoked this kiosk; it goes on helping guests, ask your site what to do",
    End.NOT_LISTED: "the server does not know this kiosk yet; ask your site to approve it",
}


class NotDelivered(Problem):
    """Something waits that the server or the readers do not have."""

    code = "not-delivered"


class NoServer(Problem):
    """This kiosk was given no server's address."""

    code = "no-server"


def run(arguments: Namespace) -> int:
    """One session and a sentence; without --once again and again until SIGTERM."""
    layout = Layout(arguments.data)
    if arguments.usb is not None and layout.server.exists():
        from kiosk.boot.server.stick import take

        take(layout, arguments.usb)
        if not layout.is_kiosk:
            return 0
    site = read_site(layout)
    outbox, clock = SqlOutbox(KioskFile(layout.database)), SystemClock()
    if arguments.usb is not None:
        return _on_stick(site, outbox, Stick(arguments.usb))
    try:
        sessions = Sessions(site, outbox, clock)
    except folder.MissingFile as error:
        raise NoServer("This kiosk knows no server; enrol it, or carry a stick: ceiba sync --usb DIR.") from error
    return _once(sessions, outbox) if arguments.once else _until_ended(sessions, outbox)


def _once(sessions: Sessions, outbox: Outbox) -> int:
    session = sessions.run()
    return _say(session.end, what_waits(outbox, SystemClock()))


def _until_ended(sessions: Sessions, outbox: Outbox) -> int:
    ended, backoff, end = Event(), Backoff(SystemClock(), SystemRandom()), End.UNREACHABLE
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    backoff.hurry()
    while not ended.wait(1.0):
        if not backoff.due():
            continue
        session = sessions.run()
        if session.end is End.DONE:
            backoff.succeeded()
        else:
            backoff.failed(session.retry_after)
        end = session.end
    return _say(end, what_waits(outbox, SystemClock()))


def _on_stick(site: Site, outbox: Outbox, stick: Stick) -> int:
    authority = folder.read(site.layout.authority, 32)
    known = known_packs(site.layout, authority)
    carried = StickCourier(outbox, site.device, authority, site.schedule, packs=known).run(stick)
    if carried.session.schedule is not None:
        keep_schedule(site, *carried.session.schedule)
    keep_packs(site, carried.session)
    waits = what_waits(outbox, SystemClock())
    if waits.damaged:
        raise NotDelivered(_damaged(waits))
    if carried.batches == 0:
        print("Nothing waits: the shelter's desk and supervisor hold everything.")
    else:
        print(f"{_batches(carried.batches)} on the stick now. Carry it to the shelter and bring it back after.")
    return 0


def _say(end: End, waits: Waiting) -> int:
    if waits.damaged:
        raise NotDelivered(_damaged(waits))
    if end is not End.DONE:
        waiting = waits.to_send + waits.to_be_signed
        what = f"{_batches(waiting)} here" if waiting else "Nothing waits here, but"
        raise NotDelivered(f"{what}: {WHY[end]}." if waiting else f"{what} {WHY[end]}.")
    if waits.to_send:
        raise NotDelivered(f"{_batches(waits.to_send)} here: the server sent them back as damaged; tell IT.")
    if waits.to_be_signed:
        print(f"All is at the server. {_batches(waits.to_be_signed)} for the desk and the supervisor to fetch.")
    else:
        print("Nothing waits: the shelter's desk and supervisor hold everything.")
    return 0


def _batches(many: int) -> str:
    return "1 batch waits" if many == 1 else f"{many} batches wait"


def _damaged(waits: Waiting) -> str:
    return f"{_batches(waits.damaged)} for IT: the disk has damaged what lay there. All else goes on; keep the folder."
