"""Secrets at rest: passphrase and local file together, or nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.formats import cbor
from kiosk.formats.keystore import BLOCK, Holder, LockedKeystore
from kiosk.ports.kinds import Role
from kiosk.problem import Bug, Damaged
from shelter import keystore
from shelter.keystore import Keystore, ShortPassphrase, WrongPassphrase
from shelter.opening.secrets import EpochSecret
from tests.vectors.forge import LOCAL32, PASSPHRASE, forged_keystore
from tests.vectors.hostile import hostile_keystores
from tests.vectors.site import FIRST, LAST, SECRETS, seed

DESK = Keystore(Holder.DESK, tuple(own for own in SECRETS if own.role is not Role.SUPERVISOR), seed("desk"))


@pytest.fixture(scope="module")
def locked() -> bytes:
    return keystore.create(DESK, PASSPHRASE, LOCAL32)


def test_the_secrets_come_back(locked: bytes) -> None:
    opened = keystore.unlock(locked, PASSPHRASE, LOCAL32)
    assert opened.holder is Holder.DESK
    assert set(opened.secrets) == set(DESK.secrets)
    assert opened.signing.private_bytes_raw() == seed("desk")


def test_a_passphrase_typed_in_decomposed_letters_is_the_same(locked: bytes) -> None:
    assert keystore.unlock(locked, PASSPHRASE.replace("á", "a\u0301"), LOCAL32).holder is Holder.DESK


def test_neither_passphrase_nor_local_file_is_enough(locked: bytes) -> None:
    with pytest.raises(WrongPassphrase):
        keystore.unlock(locked, PASSPHRASE + " ", LOCAL32)
    with pytest.raises(WrongPassphrase):
        keystore.unlock(locked, PASSPHRASE, seed("another local32"))


def test_the_size_does_not_tell_how_many_epochs_are_alive(locked: bytes) -> None:
    alone = keystore.create(Keystore(Holder.AUTHORITY, (), seed("authority")), PASSPHRASE, LOCAL32)
    assert len(alone) == len(locked) == BLOCK + 86


def test_no_secret_stands_in_the_file(locked: bytes) -> None:
    assert not any(own.seed32[:8] in locked for own in DESK.secrets)
    assert seed("desk")[:8] not in locked


def test_altered_contents_are_damaged_and_altered_headers_do_not_unlock(locked: bytes) -> None:
    def flip(place: int) -> bytes:
        return locked[:place] + bytes([locked[place] ^ 1]) + locked[place + 1 :]

    with pytest.raises(Damaged):
        keystore.unlock(flip(len(locked) - 1), PASSPHRASE, LOCAL32)
    with pytest.raises(Damaged):
        keystore.unlock(flip(200), PASSPHRASE, LOCAL32)
    salt, nonce, commitment = 4, 21, 40
    for place in (salt, nonce, commitment):
        with pytest.raises(WrongPassphrase):
            keystore.unlock(flip(place), PASSPHRASE, LOCAL32)


def test_every_truncation_is_damaged_without_asking_for_the_passphrase(locked: bytes) -> None:
    for cut in range(len(locked)):
        with pytest.raises(Damaged):
            LockedKeystore.parse(locked[:cut])


@pytest.mark.parametrize(
    "change",
    [
        lambda fields: [2, *fields[1:]],
        lambda fields: [1, 3, *fields[2:]],
        lambda fields: [1, 6, *fields[2:]],
        lambda fields: [*fields[:2], bytes(15), *fields[3:]],
        lambda fields: [*fields[:5], fields[5][:-1]],
        lambda fields: [*fields[:5], bytes(16)],
        lambda fields: fields[:5],
    ],
)
def test_another_form_is_damaged(locked: bytes, change: Callable[[cbor.Value], cbor.Value]) -> None:
    with pytest.raises(Damaged):
        LockedKeystore.parse(cbor.encode(change(cbor.decode(locked))))


def test_contents_that_are_a_desk_s_are_unlocked() -> None:
    whole = forged_keystore({1: {1: {5: bytes(32)}, 3: {}}})
    assert keystore.unlock(whole, PASSPHRASE, LOCAL32).secrets == (EpochSecret(Role.DESK, 5, bytes(32)),)


BROKEN = hostile_keystores()


@pytest.mark.parametrize("name", BROKEN)
def test_contents_that_are_not_the_holder_s_are_damaged(name: str) -> None:
    with pytest.raises(Damaged):
        keystore.unlock(BROKEN[name][0], PASSPHRASE, LOCAL32)


def test_a_holder_keeps_only_its_own_roles() -> None:
    for holder in (Holder.SUPERVISOR, Holder.AUTHORITY, Holder.SERVER, Holder.NOTICES):
        with pytest.raises(Bug):
            keystore.create(Keystore(holder, DESK.secrets), PASSPHRASE, LOCAL32)


def test_an_epoch_is_shredded_by_leaving_it_out() -> None:
    left = DESK.without_epoch(FIRST)
    assert {own.epoch for own in left.secrets} == set(range(FIRST + 1, LAST + 1))
    assert left.signing_seed32 == DESK.signing_seed32


def test_a_new_passphrase_is_long_enough() -> None:
    with pytest.raises(ShortPassphrase):
        keystore.create(DESK, "1234567", LOCAL32)


def test_a_call_outside_the_format_is_a_bug(locked: bytes) -> None:
    with pytest.raises(Bug):
        keystore.unlock(locked, PASSPHRASE, bytes(31))
    with pytest.raises(Bug):
        _ = Keystore(Holder.DESK).signing
    many = tuple(EpochSecret(Role.DESK, epoch, bytes(32)) for epoch in range(2000))
    with pytest.raises(Bug):
        keystore.create(Keystore(Holder.DESK, many), PASSPHRASE, LOCAL32)


def test_the_cost_of_guessing_is_the_format_s() -> None:
    assert (keystore.MEMORY_KIB, keystore.ITERATIONS, keystore.LANES) == (64 * 1024, 3, 4)


def test_secrets_are_not_printed() -> None:
    assert seed("desk").hex() not in repr(DESK)
    assert "seed" not in repr(DESK)
