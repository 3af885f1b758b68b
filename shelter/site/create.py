"""Founds a site: authority, desk and supervisor keys, and the first signed schedule (DESIGN section 3).

One rule: the three roles have three passphrases and three keystores, so that nobody alone can open everything.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk import folder
from kiosk.formats import schedule
from kiosk.formats.epoch import epoch_of
from kiosk.formats.identity import id8
from kiosk.formats.keystore import Holder
from kiosk.formats.schedule import Device, Schedule, Signer
from kiosk.ports.kinds import Role
from kiosk.visit.profile import load_profile
from shelter.keystore import Keystore
from shelter.opening.secrets import EpochSecret
from shelter.site.vault import Vault

EPOCHS = 8
"""Weeks of keys in a schedule: how long a kiosk may be without news before it reuses the last."""

READERS: Mapping[Holder, tuple[Role, ...]] = {
    Holder.DESK: (Role.DESK, Role.SLIP),
    Holder.SUPERVISOR: (Role.SUPERVISOR,),
}
SCHEDULE, AUTHORITY, PROFILE = "schedule.ceiba", "authority.pub", "site.toml"


@dataclass(frozen=True)
class Founded:
    """A new site: the signed schedule's bytes and the authority's public key that kiosks pin."""

    schedule: bytes
    authority_ed32: bytes
    site8: bytes


def create_site(
    path: Path,
    passphrases: Mapping[Holder, str],
    profile: bytes,
    now: datetime,
    *,
    demo: bool,
    devices: tuple[Device, ...] = (),
) -> Founded:
    """Make DIR/shelter at `path`. Raises BadProfile, FileExists, ShortPassphrase, DiskFull, ReadOnlyFolder."""
    load_profile(profile)
    vault, first = Vault(path), epoch_of(now)
    if path.exists() and any(path.iterdir()):
        raise folder.FileExists(f"{path} is not empty; choose another folder for a new site.")
    secrets = {
        holder: tuple(EpochSecret.create(role, first + week) for week in range(EPOCHS) for role in roles)
        for holder, roles in READERS.items()
    }
    signing = {holder: os.urandom(32) for holder in (Holder.AUTHORITY, *READERS)}
    for holder, seed in signing.items():
        vault.store(Keystore(holder, secrets.get(holder, ()), seed), passphrases[holder])
    authority = Ed25519PrivateKey.from_private_bytes(signing[Holder.AUTHORITY])
    ed32 = authority.public_key().public_bytes_raw()
    issued = Schedule(
        site8=id8(ed32),
        version=1,
        issued_epoch=first,
        demo=demo,
        keys=tuple(secret.listed() for keys in secrets.values() for secret in keys),
        devices=devices,
        signers=tuple(Signer(Role(int(holder)), _public(signing[holder])) for holder in READERS),
    )
    signed = schedule.sign(issued, authority)
    folder.write_new(path / SCHEDULE, signed)
    folder.write_new(path / AUTHORITY, ed32)
    folder.write_new(path / PROFILE, profile)
    return Founded(signed, ed32, issued.site8)


def _public(seed32: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed32).public_key().public_bytes_raw()
