"""A role's secrets at rest, behind a passphrase and a local file. One rule: neither the passphrase nor a
copy of the keystore opens it without `local32`, which is excluded from backups and replaced at each shred
(DESIGN section 3).
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from hmac import compare_digest

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk.formats import cbor, shape
from kiosk.formats.cbor import Value, damaged
from kiosk.formats.identity import label
from kiosk.formats.keystore import BLOCK, LIMIT, Holder, LockedKeystore
from kiosk.formats.manifest import EPOCH_TOP
from kiosk.ports.kinds import Role
from kiosk.problem import Bug, Problem
from shelter.opening.secrets import EpochSecret

MEMORY_KIB, ITERATIONS, LANES = 65_536, 3, 4
"""Argon2id (RFC 9106), fixed by the format: a file cannot ask for less."""
SHORTEST_PASSPHRASE = 8
READS: Mapping[Holder, tuple[Role, ...]] = {
    Holder.AUTHORITY: (),
    Holder.DESK: (Role.DESK, Role.SLIP),
    Holder.SUPERVISOR: (Role.SUPERVISOR,),
    Holder.SERVER: (),
    Holder.NOTICES: (),
}
"""Whose secrets each holder keeps; a keystore with any other is not ours."""
SECRETS, SIGNING = 1, 2


class WrongPassphrase(Problem):
    """The passphrase and the local key file at hand do not unlock this keystore."""

    code = "wrong-passphrase"


class ShortPassphrase(Problem):
    """A new passphrase is too short."""

    code = "short-passphrase"


@dataclass(frozen=True)
class Keystore:
    """An unlocked keystore: the epochs' secrets that its holder reads with, and the Ed25519 seed it signs
    with.
    """

    holder: Holder
    secrets: tuple[EpochSecret, ...] = ()
    signing_seed32: bytes | None = field(default=None, repr=False)

    @property
    def signing(self) -> Ed25519PrivateKey:
        """The key that this holder signs with. Raises Bug when it has none."""
        if self.signing_seed32 is None:
            raise Bug("this holder signs nothing")
        return Ed25519PrivateKey.from_private_bytes(self.signing_seed32)

    def without_epoch(self, epoch: int) -> Keystore:
        """The same keystore after an epoch was shredded; `create` it with a new local32."""
        return replace(self, secrets=tuple(secret for secret in self.secrets if secret.epoch != epoch))


def create(keystore: Keystore, passphrase: str, local32: bytes) -> bytes:
    """The bytes of a keystore's file; other bytes each time. Raises ShortPassphrase, or Bug for secrets
    that the holder does not keep.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise ShortPassphrase(f"Choose a passphrase of at least {SHORTEST_PASSPHRASE} characters.")
    plain = _padded(keystore)
    blank = LockedKeystore(keystore.holder, os.urandom(16), os.urandom(12), bytes(32), b"")
    key, commit = _keys(blank, passphrase, local32)
    ciphertext = ChaCha20Poly1305(key).encrypt(blank.nonce12, plain, sha256(blank.header).digest())
    return replace(blank, commit32=commit, ciphertext=ciphertext).encode()


def unlock(untrusted: bytes, passphrase: str, local32: bytes) -> Keystore:
    """What a keystore's file holds. Takes about 64 MiB and some tenths of a second. Raises Damaged,
    WrongPassphrase (also when the local key file is another one, or a bit of salt, nonce or commitment was
    flipped).
    """
    locked = LockedKeystore.parse(untrusted)
    key, commit = _keys(locked, passphrase, local32)
    if not compare_digest(commit, locked.commit32):
        raise WrongPassphrase(
            "The passphrase or the local key file does not fit this keystore; try again or use its copy."
        )
    try:
        plain = ChaCha20Poly1305(key).decrypt(locked.nonce12, locked.ciphertext, sha256(locked.header).digest())
    except InvalidTag as error:
        raise damaged("an altered keystore") from error
    return _parse(locked.holder, plain)


def _keys(locked: LockedKeystore, passphrase: str, local32: bytes) -> tuple[bytes, bytes]:
    """key32 ‖ commit32 from the passphrase (NFC, UTF-8) and the local file, which is Argon2's secret value
    K.
    """
    stretched = Argon2id(
        salt=locked.salt16,
        length=32,
        iterations=ITERATIONS,
        lanes=LANES,
        memory_cost=MEMORY_KIB,
        ad=label("keystore"),
        secret=shape.sized("local32", local32, 32),
    ).derive(unicodedata.normalize("NFC", passphrase).encode("utf-8"))
    info = label("keystore") + sha256(locked.header).digest()
    both = HKDF(algorithm=SHA256(), length=64, salt=None, info=info).derive(stretched)
    return both[:32], both[32:]


def _padded(keystore: Keystore) -> bytes:
    secrets: dict[int, dict[int, bytes]] = {int(role): {} for role in READS[keystore.holder]}
    for secret in keystore.secrets:
        if secret.role not in READS[keystore.holder]:
            raise Bug("this holder does not read for that role")
        secrets[secret.role][secret.epoch] = secret.seed32
    content: dict[int, object] = {SECRETS: secrets}
    if keystore.signing_seed32 is not None:
        content[SIGNING] = shape.sized("signing_seed32", keystore.signing_seed32, 32)
    plain = cbor.encode(content) + b"\x80"
    padded = plain.ljust(-(-len(plain) // BLOCK) * BLOCK, b"\x00")
    if len(padded) + 128 > LIMIT:
        raise Bug("more epochs than a keystore holds")
    return padded


def _parse(holder: Holder, padded: bytes) -> Keystore:
    plain = padded.rstrip(b"\x00")
    if plain[-1:] != b"\x80":
        raise damaged("a keystore without its padding")
    content = _map(cbor.decode(plain[:-1], limit=LIMIT))
    secrets = _map(content.pop(SECRETS, None))
    signing = content.pop(SIGNING, None)
    if content or tuple(secrets) != tuple(map(int, READS[holder])):
        raise damaged("a keystore with other contents than its holder's")
    return Keystore(
        holder,
        tuple(
            EpochSecret(Role(role), shape.uint(epoch, EPOCH_TOP), shape.octets(seed, 32))
            for role, seeds in secrets.items()
            for epoch, seed in _map(seeds).items()
        ),
        None if signing is None else shape.octets(signing, 32),
    )


def _map(value: Value) -> dict[int, Value]:
    if not isinstance(value, dict):
        raise damaged("a keystore of another form")
    return value
