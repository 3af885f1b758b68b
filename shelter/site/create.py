"""Founds a site: authority, desk and supervisor keys, and the first signed schedule (DESIGN section 3).

One rule: the three roles have three passphrases and three keystores, so that nobody alone can open everything.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk import folder
from kiosk.formats import schedule
from kiosk.formats.epoch import epoch_of
from kiosk.formats.identity import id8
from kiosk.formats.keystore import Holder
from kiosk.formats.schedule import Device, EpochKey, Schedule, Signer
from kiosk.formats.server_key import ServerKey
from kiosk.ports.kinds import Role
from kiosk.visit.profile import load_profile
from shelter.keystore import Keystore
from shelter.opening.secrets import EpochSecret
from shelter.site.server_folder import write_server_folder
from shelter.site.tls import HERE, make_server_tls
from shelter.site.vault import Vault

EPOCHS = 8
"""Weeks of keys in a schedule: how long a kiosk may be without news before it reuses the last."""

READERS: Mapping[Holder, tuple[Role, ...]] = {
    Holder.DESK: (Role.DESK, Role.SLIP),
    Holder.SUPERVISOR: (Role.SUPERVISOR,),
}
SCHEDULE, AUTHORITY, PROFILE = "schedule.ceiba", "authority.pub", "site.toml"
CA_KEY, CA = "site-ca.key", "site-ca.pem"


@dataclass(frozen=True)
class Founded:
    """A new site: the signed schedule's bytes, the authority's public key that kiosks pin, and the certificate (PEM)
    of the authority that signs the server's.
    """

    schedule: bytes
    authority_ed32: bytes
    site8: bytes
    site_ca: bytes


def create_site(
    path: Path,
    passphrases: Mapping[Holder, str],
    profile: bytes,
    now: datetime,
    *,
    demo: bool,
    devices: tuple[Device, ...] = (),
    server: Path | None = None,
    addresses: Sequence[str] = HERE,
) -> Founded:
    """Make DIR/shelter at `path`, and the server's folder at `server` (default: DIR/server beside it) for a server
    that kiosks reach under these host names and IP addresses. Raises BadProfile, BadAddress, FileExists,
    ShortPassphrase, DiskFull, ReadOnlyFolder.
    """
    load_profile(profile)
    server = server or path.parent / "server"
    _check_empty(path, server)
    keystores, server_key = _keystores(epoch_of(now)), ServerKey.create()
    authority = keystores[Holder.AUTHORITY].signing
    ed32 = authority.public_key().public_bytes_raw()
    tls = make_server_tls(id8(ed32), addresses, passphrases[Holder.AUTHORITY], now)
    signers = (Signer(Role.SERVER, server_key.ed32), *_signers(keystores))
    issued = Schedule(id8(ed32), 1, epoch_of(now), demo, _listed(keystores), devices, signers, (tls.spki32,))
    signed = schedule.sign(issued, authority)
    for holder, keystore in keystores.items():
        Vault(path).store(keystore, passphrases[holder])
    folder.write_new(path / CA_KEY, tls.ca_key, folder.SECRET)
    for name, content in ((SCHEDULE, signed), (AUTHORITY, ed32), (PROFILE, profile), (CA, tls.ca_certificate)):
        folder.write_new(path / name, content)
    write_server_folder(server, server_key, tls, signed, ed32)
    return Founded(signed, ed32, issued.site8, tls.ca_certificate)


def _check_empty(*places: Path) -> None:
    for place in places:
        if place.exists() and any(place.iterdir()):
            raise folder.FileExists(f"{place} is not empty; choose another folder for a new site.")


def _keystores(first: int) -> dict[Holder, Keystore]:
    """The contents of each holder's keystore: a signing key, and the readers' secrets from the first week on."""
    holders = (Holder.AUTHORITY, *READERS)
    return {
        holder: Keystore(
            holder,
            tuple(EpochSecret.create(role, first + week) for week in range(EPOCHS) for role in READERS.get(holder, ())),
            os.urandom(32),
        )
        for holder in holders
    }


def _listed(keystores: Mapping[Holder, Keystore]) -> tuple[EpochKey, ...]:
    return tuple(secret.listed() for keystore in keystores.values() for secret in keystore.secrets)


def _signers(keystores: Mapping[Holder, Keystore]) -> tuple[Signer, ...]:
    return tuple(
        Signer(Role(int(holder)), keystores[holder].signing.public_key().public_bytes_raw()) for holder in READERS
    )
