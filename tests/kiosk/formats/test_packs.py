"""The list of accepted packs: what the authority signed and nothing else, and never an older one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats import packs
from kiosk.formats.named_packs import MOST, named_packs
from kiosk.formats.packs import AcceptedPack, AcceptedPacks, OldPacks
from kiosk.problem import Bug, Damaged, Problem
from tests.vectors.packs import ACCEPTED, ES, HT, NONE_LEFT, OLDER_ES, ZH
from tests.vectors.site import AUTHORITY, AUTHORITY_ED32, SITE8, seed

FILE = ACCEPTED.sign(AUTHORITY)
PACKS = st.builds(AcceptedPack, st.sampled_from(["es", "ht", "quc", "zh-Hans"]), st.binary(min_size=32, max_size=32))


def test_a_list_comes_back_whole() -> None:
    for accepted in (ACCEPTED, NONE_LEFT):
        assert packs.parse_and_verify(accepted.sign(AUTHORITY), AUTHORITY_ED32) == accepted


def test_it_holds_what_was_accepted_and_no_other_bytes() -> None:
    assert ACCEPTED.holds("es", ES.pack32)
    assert ACCEPTED.holds("es", OLDER_ES.pack32)
    assert not ACCEPTED.holds("es", HT.pack32)
    assert not ACCEPTED.holds("fr", ES.pack32)


@given(st.lists(PACKS, max_size=9))
def test_the_order_of_acceptance_leaves_no_trace(accepted: list[AcceptedPack]) -> None:
    there = back = AcceptedPacks(SITE8, 0)
    for pack in accepted:
        there = there.accept(pack)
    for pack in reversed(accepted):
        back = back.accept(pack)
    assert there == back
    assert packs.parse_and_verify(there.sign(AUTHORITY), AUTHORITY_ED32) == there
    assert there.version == len(accepted)


def test_withdrawing_takes_every_state_of_one_language() -> None:
    after = ACCEPTED.withdraw("es")
    assert (after.packs, after.version) == ((HT, ZH), ACCEPTED.version + 1)


def test_only_a_newer_list_takes_the_place_of_another() -> None:
    packs.check_follows(ACCEPTED, ACCEPTED)
    packs.check_follows(ACCEPTED, ACCEPTED.withdraw("ht"))
    for old in (replace(ACCEPTED, version=3), replace(ACCEPTED, packs=(ES,))):
        with pytest.raises(OldPacks):
            packs.check_follows(ACCEPTED, old)


def test_the_first_frame_reads_the_languages_and_nothing_else() -> None:
    assert named_packs(FILE) == ("es", "ht", "zh-Hans")
    assert named_packs(NONE_LEFT.sign(AUTHORITY)) == ()


@given(st.integers(0, len(FILE) - 1), st.integers(1, 255))
def test_a_changed_byte_is_never_believed(at: int, change: int) -> None:
    untrusted = FILE[:at] + bytes([FILE[at] ^ change]) + FILE[at + 1 :]
    with pytest.raises(Problem):
        packs.parse_and_verify(untrusted, AUTHORITY_ED32)
    try:
        named_packs(untrusted)  # unverified: it may say something, or that it is damaged, and no more
    except Damaged:
        return


@given(st.binary(max_size=300))
def test_any_bytes_are_one_clear_sentence(untrusted: bytes) -> None:
    for read in (named_packs, lambda data: packs.parse_and_verify(data, AUTHORITY_ED32)):
        with pytest.raises(Damaged):
            read(untrusted)


def test_a_list_that_no_kiosk_would_take_is_not_signed() -> None:
    too_many = tuple(AcceptedPack("es", number.to_bytes(32, "big")) for number in range(MOST + 1))
    for wrong in (replace(ACCEPTED, packs=(HT, ES)), replace(ACCEPTED, packs=too_many), replace(ACCEPTED, version=-1)):
        with pytest.raises(Bug):
            wrong.sign(AUTHORITY)
    with pytest.raises(Bug):
        AcceptedPacks(SITE8, 1, (AcceptedPack("es", seed("short")[:31]),)).sign(AUTHORITY)
