"""Today's choices: they leave out and order, add nothing, and end with the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.problem import Damaged
from kiosk.visit.protocol_file import shipped_protocol
from kiosk.visit.stock import Stock, has_stock, stock_detail, stock_of
from kiosk.visit.today import Today, encode_today, parse_today

DAY = date(2026, 11, 24)
SITE = ("es", "en", "ar")
WHOLE = encode_today(Today(("ar", "es"), frozenset({"vaccine"}), leaflets_only=True), DAY)
names = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=("C", "Z")), min_size=1)
keys = st.lists(names.filter(lambda name: len(name) <= 64), unique=True, max_size=9)


@given(keys, keys, st.booleans())
def test_what_is_kept_is_read_back_on_the_same_day_and_not_on_the_next(
    languages: list[str], off: list[str], only: bool
) -> None:
    today = Today(tuple(languages), frozenset(off), only)
    kept = encode_today(today, DAY)
    assert parse_today(kept, DAY) == today
    assert parse_today(kept, DAY + timedelta(days=1)) == Today()


def test_languages_are_ordered_and_left_out_but_never_added() -> None:
    assert Today(("ar", "es", "xx")).shown(SITE) == ("ar", "es")
    assert Today(("xx",)).shown(SITE) == SITE
    assert Today().shown(SITE) == SITE


def test_offers_are_left_out_and_never_added() -> None:
    assert Today(offers_off=frozenset({"mask", "bus"})).has(("mask", "test")) == ("test",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"version = 1", b"version = 2"),
        (b"version = 1", b"guests = 4\nversion = 1"),
        (b"day = 2026-11-24", b"day = 2026-11-24T10:00:00"),
        (b"day = 2026-11-24", b""),
        (b'["ar", "es"]', b'["ar", "ar"]'),
        (b'["ar", "es"]', b'["ar", 5]'),
        (b'["ar", "es"]', b'[["ar"]]'),
        (b'["vaccine"]', b'"vaccine"'),
        (b'["vaccine"]', b'["' + b"v" * 65 + b'"]'),
        (b"leaflets_only = true", b"leaflets_only = 1"),
    ],
)
def test_a_file_of_another_form_is_damaged(old: bytes, new: bytes) -> None:
    assert old in WHOLE
    with pytest.raises(Damaged):
        parse_today(WHOLE.replace(old, new), DAY)


@given(st.binary(max_size=200))
def test_rubbish_is_damaged(untrusted: bytes) -> None:
    with pytest.raises(Damaged):
        parse_today(untrusted, DAY)


def test_what_is_left_fits_a_byte_and_is_read_back_for_every_shipped_offer() -> None:
    for offer in (offer for name in ("default", "covid-2021") for offer in shipped_protocol(name).offers):
        assert has_stock(offer)
        for left in Stock:
            detail = stock_detail(offer, left)
            assert 0 <= detail <= 255
            assert stock_of(detail) == (offer.code, left)
    assert stock_of(7) == (1, None)
