"""`ceiba site code | approve | revoke`: which kiosks are the site's. One rule: only the authority's passphrase changes
that, and nothing is approved whose six words were not typed.
"""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from db.shelter.store import SqlShelterStore
from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.boot.office.shelter_files import ShelterSite, read_shelter
from kiosk.boot.server.serve import STORE
from kiosk.boot.tablet.folder import NotEnrolled
from kiosk.formats import schedule as schedules
from kiosk.formats.enrolment import HOURS, EnrolmentCode, IssuedCode, sign_profile
from kiosk.formats.epoch import epoch_of
from kiosk.formats.identity import id8
from kiosk.formats.keystore import Holder
from kiosk.formats.listed import ChainEnd, Device, DeviceState
from kiosk.formats.schedule import Schedule
from kiosk.formats.words import normal, six_words
from kiosk.ports.clock import SystemClock
from kiosk.problem import Problem
from kiosk.sync.pinned import PinnedLink
from shelter.site import server_folder
from shelter.site.enrolments import Enrolments
from shelter.site.tls import BadAddress, names_of

LISTED = 512
CERTIFICATES = 65_536


class NoSuchKiosk(Problem):
    """No kiosk waits under these words, or none of this name is listed."""

    code = "no-such-kiosk"


def code(arguments: Namespace) -> int:
    """Give out a code for one kiosk, for a day."""
    site = read_shelter(Layout(arguments.data))
    PinnedLink(arguments.url, None, site.schedule.spki32, SystemClock())  # an address that a kiosk can use
    _refuse_unnamed(site, urlsplit(arguments.url).hostname or "")
    authority = folder.read(site.layout.shelter / site.layout.authority.name, 32)
    made = EnrolmentCode(arguments.url, sha256(authority).digest(), site.schedule.spki32[0], os.urandom(16))
    last = int(SystemClock().wall().timestamp() // 3600) + HOURS
    _enrolments(site).issue(IssuedCode(made.name16, made.mac_key32, last))
    if arguments.out is not None:
        folder.write_new(arguments.out, _as_file(made, arguments.out), folder.SECRET)
        print(f"The code is in {arguments.out}. It works once, for {HOURS} hours; give it to one kiosk only.")
        return 0
    print(made.text())
    print(f"This code works once, for {HOURS} hours; give it to one kiosk only.")
    return 0


def _refuse_unnamed(site: ShelterSite, host: str) -> None:
    """Raises BadAddress where a kiosk would not take the server under this name, NotEnrolled, MissingFile, Damaged."""
    names = names_of(folder.read(_server(site) / server_folder.TLS, CERTIFICATES))
    if host not in (name.lower() for name in names):
        raise BadAddress(
            f"The server's certificate is for {', '.join(names)}, not for {host}; use one of these in --url."
        )


def _as_file(made: EnrolmentCode, place: Path) -> bytes:
    """A picture for a scanner where the name ends in .png, else the text."""
    if place.suffix.lower() != ".png":
        return (made.text() + "\n").encode()
    from kiosk.boot.site.code_picture import code_png

    return code_png(made.text())


def approve(arguments: Namespace) -> int:
    """Sign the kiosk whose six words were typed into the schedule; without words, say what waits."""
    site = read_shelter(Layout(arguments.data))
    authority = folder.read(site.layout.shelter / site.layout.authority.name, 32)
    waiting = {
        six_words(authority, one.ed32, one.x32): one
        for one in _enrolments(site).pending()
        if site.schedule.device(id8(one.ed32)) is None
    }
    if arguments.words is None:
        print(f"{len(waiting)} kiosk(s) wait. Have the six words read to you: ceiba site approve --words '…'")
        return 0
    found = waiting.get(normal(arguments.words))
    if found is None:
        raise NoSuchKiosk("No kiosk waits under these six words; have them read again, and approve no other.")
    used = {device.index for device in site.schedule.devices}
    new = Device(next(index for index in range(len(used) + 1) if index not in used), found.ed32, found.x32)
    key = unlock_authority(site, arguments.passphrase_file)
    issue(site, key, lambda old: replace(old, devices=(*old.devices, new)))
    print(f"Kiosk {new.device8.hex()} is one of this site's now.")
    print("It goes on by itself; without a screen: ceiba enrol --data DIR")
    return 0


def revoke(arguments: Namespace) -> int:
    """Take a kiosk's word away; what it delivered before stays valid."""
    site = read_shelter(Layout(arguments.data))
    gone = next((one for one in site.schedule.devices if one.device8.hex() == arguments.kiosk), None)
    if gone is None:
        raise NoSuchKiosk("No kiosk of this name is listed; see: ceiba site show")
    revoked = replace(gone, state=DeviceState.REVOKED, chain_ends=_chain_ends(site.layout.server, gone.device8))
    key = unlock_authority(site, arguments.passphrase_file)
    issue(site, key, lambda old: replace(old, devices=tuple(revoked if one == gone else one for one in old.devices)))
    print(f"Kiosk {arguments.kiosk} is revoked. It goes on helping guests; nothing more of it is taken.")
    return 0


def _enrolments(site: ShelterSite) -> Enrolments:
    return Enrolments(_server(site) / server_folder.ENROLMENTS)


def _server(site: ShelterSite) -> Path:
    """Raises NotEnrolled where the server's folder is not."""
    if not site.layout.server.is_dir():
        raise NotEnrolled(f"The server's folder is not at {site.layout.server}; run this where it is.")
    return site.layout.server


def unlock_authority(site: ShelterSite, passphrase_file: str | None) -> Ed25519PrivateKey:
    """The key that signs schedules; it is used where the server's folder is. Raises NotEnrolled, WrongPassphrase."""
    _server(site)
    return site.unlock(Holder.AUTHORITY, passphrase_file).signing


def issue(site: ShelterSite, key: Ed25519PrivateKey, change: Callable[[Schedule], Schedule]) -> None:
    """Sign the next schedule and put it where the site and its server look. The server notices by itself."""
    changed = change(site.schedule)
    issued = min(changed.last_epoch, max(changed.issued_epoch, epoch_of(SystemClock().wall())))
    signed = schedules.sign(replace(changed, version=changed.version + 1, issued_epoch=issued), key)
    profile = folder.read(site.layout.shelter / site.layout.profile.name, 65_536)
    folder.replace(site.layout.server / server_folder.PROFILE, sign_profile(profile, key))
    folder.replace(site.layout.shelter / site.layout.schedule.name, signed)
    folder.replace(site.layout.server / server_folder.SCHEDULE, signed)


def _chain_ends(server: Path, device8: bytes) -> tuple[ChainEnd, ...]:
    """Where this kiosk's chains end on the server now: what is there stays valid."""
    if not (server / STORE).exists():
        return ()
    store, ends, after = SqlShelterStore(server / STORE), dict[bytes, int](), None
    try:
        while listed := store.listing(bytes(8), after, LISTED):
            for name, _ in listed:
                if name.kiosk8 == device8:
                    ends[name.chain8] = max(name.bno, ends.get(name.chain8, 0))
            after = listed[-1][0]
    finally:
        store.close()
    return tuple(ChainEnd(chain8, bno) for chain8, bno in sorted(ends.items()))
