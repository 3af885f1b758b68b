"""`ceiba site rotate | shred`: new weeks of keys come, old ones go. One rule: nothing is destroyed that some kiosk may
still have to deliver, unless a person has read what would be lost and says so.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from functools import reduce
from pathlib import Path

from db.desk.store import SqlDeskStore
from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.boot.office.fetching import ask_at, fetch, inbox_of, served
from kiosk.boot.office.shelter_files import LONGEST_PASSPHRASE, ShelterSite, read_shelter
from kiosk.boot.site.create import HOLDERS, NoPassphrases
from kiosk.boot.site.enrol import issue, unlock_authority
from kiosk.formats import schedule as schedules
from kiosk.formats.epoch import start_of
from kiosk.formats.keystore import Holder
from kiosk.formats.schedule import Schedule
from kiosk.ports.clock import SystemClock
from kiosk.problem import Problem
from shelter.keystore import Keystore
from shelter.site.rotation import offer, wanted_end, with_weeks
from shelter.site.shredding import Due, due
from shelter.site.vault import Vault


class WrongUse(Problem):
    """Parts of a command that do not go together."""

    code = "wrong-use"


def rotate(arguments: Namespace) -> int:
    """Make new weeks: all at once where every keystore is, or step by step on three people's computers."""
    site = read_shelter(Layout(arguments.data))
    if (arguments.holder is None) != (arguments.out is None) or (arguments.holder and arguments.take):
        raise WrongUse("Use --as with --out at a reader's computer, --take at the authority's, or neither of them.")
    last = wanted_end(site.schedule, SystemClock(), arguments.weeks)
    if arguments.holder is not None:
        holder = Holder[arguments.holder.upper()]
        made = _offer(site, holder, site.passphrase(holder, arguments.passphrase_file), last)
        folder.write_new(arguments.out, made)
        print(
            f"Carry {arguments.out} to the authority; it holds public keys only. Copy the keystore to the safe again."
        )
        return 0
    if arguments.take:
        offers = [folder.read(path, schedules.LIMIT) for path in arguments.take]
        issue(site, unlock_authority(site, arguments.passphrase_file), lambda old: with_weeks(old, offers))
    else:
        _rotate_here(site, arguments.passphrase_file, last)
    print(f"{_until(read_shelter(site.layout).schedule)} Kiosks, desk and supervisor take it with their next sync.")
    return 0


def _rotate_here(site: ShelterSite, source: str | None, last: int) -> None:
    passphrases = _three(site, source)
    key = Vault(site.layout.shelter).unlock(Holder.AUTHORITY, passphrases[Holder.AUTHORITY]).signing
    offers = [_offer(site, holder, passphrases[holder], last) for holder in (Holder.DESK, Holder.SUPERVISOR)]
    issue(site, key, lambda old: with_weeks(old, offers))


def _offer(site: ShelterSite, holder: Holder, passphrase: str, last: int) -> bytes:
    """A reader's offer; its keystore is stored first."""
    with_new, signed = offer(site.unlock_with(holder, passphrase), site.schedule, last)
    Vault(site.layout.shelter).add_to(with_new, passphrase)
    return signed


def shred(arguments: Namespace) -> int:
    """Destroy a reader's keys of weeks that are over and settled, and the records that they opened."""
    site, holder = read_shelter(Layout(arguments.data)), Holder[arguments.holder.upper()]
    passphrase = site.passphrase(holder, arguments.passphrase_file)
    keystore = site.unlock_with(holder, passphrase)
    site, reached = _settled(site, keystore, arguments.server)
    found = due((secret.epoch for secret in keystore.secrets), site.schedule, reached, SystemClock().wall())
    print("\n".join(map(_told, found)) or "No week is due.")
    going = [one.epoch for one in found if one.settled or (one.overdue and arguments.even_unsettled)]
    if arguments.check or not going:
        return 0
    left = reduce(Keystore.without_epoch, going, keystore)
    Vault(site.layout.shelter).shred_to(left, passphrase)
    _erase(site, left, going)
    print(f"The keys of {len(going)} week(s) are destroyed. Copies of the keystore from before open nothing any more:")
    print("overwrite the one in the safe with the new one, and its local file in its own place.")
    return 0


def _settled(site: ShelterSite, keystore: Keystore, url: str | None) -> tuple[ShelterSite, Mapping[bytes, int]]:
    """The newest week of each kiosk, everything being fetched first. Without a server nothing is known of any."""
    if url is None:
        return site, {}
    site = fetch(site, keystore, url)
    with served():
        return site, ask_at(site, keystore, url).weeks_reached(site.schedule)


def _told(one: Due) -> str:
    week = f"Week of {start_of(one.epoch):%Y-%m-%d}:"
    if one.settled:
        return f"{week} every kiosk is past it; its keys can go."
    names = ", ".join(device8.hex() for device8 in one.behind)
    if one.overdue:
        return f"{week} overdue. Not known to be past it: {names}. With --even-unsettled what they still hold is lost."
    return f"{week} waits for {names}."


def _erase(site: ShelterSite, left: Keystore, going: list[int]) -> None:
    if left.holder is Holder.DESK and site.desk_database.exists():
        store = SqlDeskStore(site.desk_database)
        for epoch in going:
            store.forget(epoch)
    inbox = inbox_of(site, left)
    if inbox.path.is_dir():
        inbox.forget_all_but({secret.epoch for secret in left.secrets})


def _three(site: ShelterSite, source: str | None) -> Mapping[Holder, str]:
    if source is None:
        return {holder: site.passphrase(holder, None) for holder in HOLDERS}
    text = sys.stdin.read() if source == "-" else folder.read(Path(source), LONGEST_PASSPHRASE).decode(errors="replace")
    given = [line for line in text.splitlines() if line]
    if len(given) != len(HOLDERS):
        raise NoPassphrases("Give three passphrases, one a line: authority, desk, supervisor.")
    return dict(zip(HOLDERS, given, strict=True))


def _until(schedule: Schedule) -> str:
    return f"Version {schedule.version} of the schedule has keys until {start_of(schedule.last_epoch + 1):%Y-%m-%d}."
