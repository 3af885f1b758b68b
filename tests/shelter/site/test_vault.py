"""Keystores on the disk: more in, less in, and a crash between any two writes."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from kiosk import folder
from kiosk.formats.keystore import Holder
from kiosk.problem import DiskFull
from shelter import keystore
from shelter.keystore import Keystore, WrongPassphrase
from shelter.site.vault import Vault
from tests.vectors.site import FIRST, SECRETS, seed

PASSPHRASE = "a long passphrase"
FULL = Keystore(Holder.DESK, tuple(one for one in SECRETS if one.role.name in ("DESK", "SLIP")), seed("desk"))
LESS = FULL.without_epoch(FIRST)


class Lights(Exception):
    """They go out."""


@pytest.fixture(autouse=True)
def remembered_derivations(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same words, salt and local file are stretched once: a key that was seen is the key that would come again."""
    derive = lru_cache(lambda given, passphrase: Argon2id(**dict(given)).derive(passphrase))

    class Remembering:
        def __init__(self, **given: object) -> None:
            self._given = tuple(given.items())

        def derive(self, passphrase: bytes) -> bytes:
            made: bytes = derive(self._given, passphrase)
            return made

    monkeypatch.setattr(keystore, "Argon2id", Remembering)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    made = Vault(tmp_path / "shelter")
    made.store(FULL, PASSPHRASE)
    return made


def same(one: Keystore, other: Keystore) -> bool:
    return (set(one.secrets), one.signing_seed32) == (set(other.secrets), other.signing_seed32)


def test_after_adding_older_copies_still_open(vault: Vault) -> None:
    copy = vault.keystore_path(Holder.DESK).read_bytes()
    local32 = vault.local_path(Holder.DESK).read_bytes()
    vault.add_to(FULL, PASSPHRASE)
    assert same(vault.unlock(Holder.DESK, PASSPHRASE), FULL)
    assert same(keystore.unlock(copy, PASSPHRASE, local32), FULL)


def test_after_shredding_no_older_copy_opens_with_what_is_left(vault: Vault) -> None:
    copy = vault.keystore_path(Holder.DESK).read_bytes()
    vault.shred_to(LESS, PASSPHRASE)
    assert same(vault.unlock(Holder.DESK, PASSPHRASE), LESS)
    halves = [path.read_bytes() for path in vault.local_path(Holder.DESK).parent.iterdir()]
    for half in (one for one in halves if len(one) == 32):
        with pytest.raises(WrongPassphrase):
            keystore.unlock(copy, PASSPHRASE, half)


def test_the_old_half_is_overwritten_where_it_stood(vault: Vault) -> None:
    place = vault.local_path(Holder.DESK)
    before, inode = place.read_bytes(), place.stat().st_ino
    vault.shred_to(LESS, PASSPHRASE)
    assert place.read_bytes() != before
    assert place.stat().st_ino == inode


@pytest.mark.parametrize("write", ["add_to", "shred_to"])
def test_another_passphrase_changes_nothing(vault: Vault, write: str) -> None:
    before = vault.keystore_path(Holder.DESK).read_bytes()
    with pytest.raises(WrongPassphrase):
        getattr(vault, write)(LESS, "another passphrase")
    assert vault.keystore_path(Holder.DESK).read_bytes() == before


@pytest.mark.parametrize("write", ["add_to", "shred_to"])
def test_a_crash_between_any_two_writes_leaves_a_keystore_that_opens(
    vault: Vault, write: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for survived in range(4):
        vault = Vault(vault.path.with_name(f"shelter-{write}-{survived}"))
        vault.store(FULL, PASSPHRASE)
        with monkeypatch.context() as patched:
            _lights_out_after(patched, survived)
            with suppress(Lights):
                getattr(vault, write)(LESS, PASSPHRASE)
        found = vault.unlock(Holder.DESK, PASSPHRASE)
        assert same(found, FULL) or same(found, LESS)
        assert same(vault.unlock(Holder.DESK, PASSPHRASE), found)
        vault.shred_to(LESS, PASSPHRASE)
        assert same(vault.unlock(Holder.DESK, PASSPHRASE), LESS)


def test_a_full_disk_is_told_and_the_keystore_stays(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise DiskFull("The disk is full; free some space and try again.")

    with monkeypatch.context() as patched:
        patched.setattr(folder, "replace", full)
        with pytest.raises(DiskFull):
            vault.shred_to(LESS, PASSPHRASE)
    assert same(vault.unlock(Holder.DESK, PASSPHRASE), FULL)


def _lights_out_after(patched: pytest.MonkeyPatch, writes: int) -> None:
    left = [writes]

    def counted(act: object) -> object:
        def do(*given: object) -> None:
            if not left[0]:
                raise Lights
            left[0] -= 1
            act(*given)  # type: ignore[operator]

        return do

    for name in ("replace", "overwrite"):
        patched.setattr(folder, name, counted(getattr(folder, name)))
    patched.setattr(Path, "unlink", counted(Path.unlink))
