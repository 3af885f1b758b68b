"""What was made ready is used for exactly its sources, and ignored otherwise."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import ready
from kiosk.languages.catalogue import read_source
from kiosk.languages.pack import MADE, load_pack, pack_codes, pack_folder, parse_pack
from kiosk.problem import Bug
from kiosk.visit.protocol_file import shipped_protocol, shown_protocol

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ready") / "made.cbor"


@given(value=plain, sources=st.lists(st.binary(max_size=20), max_size=3), other=st.binary(max_size=20))
def test_a_value_comes_back_for_its_own_sources_only(
    file: Path, value: object, sources: list[bytes], other: bytes
) -> None:
    file.write_bytes(ready.encode(value, *sources))
    assert ready.read(file, *sources) == value
    assert ready.read(file, *sources, other) is None
    assert ready.read(file, *(source + b"\n" for source in sources), b"") is None


@pytest.mark.parametrize(
    "made",
    [
        b"",
        b"\x82",
        b"no CBOR",
        b"\x80",
        ready.encode(1)[:-1],
        bytes.fromhex("8280c11a0000"),
        b"\x00" * (ready.LIMIT + 1),
    ],
    ids=["empty", "cut", "text", "no value", "cut value", "a tag", "too long"],
)
def test_what_is_no_such_file_counts_as_none(tmp_path: Path, made: bytes) -> None:
    (tmp_path / "made.cbor").write_bytes(made)
    assert ready.read(tmp_path / "made.cbor") is None


def test_a_tag_is_never_followed(tmp_path: Path) -> None:
    file = tmp_path / "made.cbor"
    file.write_bytes(ready.encode("d"))
    assert ready.read(file) == "d"
    file.write_bytes(file.read_bytes().replace(b"\x61d", bytes.fromhex("d903ec6a") + b"2026-11-24"))
    assert ready.read(file) is None


def test_nothing_lies_there(tmp_path: Path) -> None:
    assert ready.read(tmp_path / "made.cbor") is None
    assert ready.read(tmp_path / "none" / "made.cbor", b"source") is None


def test_the_same_value_has_the_same_bytes() -> None:
    assert ready.encode({"b": "2", "a": "1"}, b"source") == ready.encode({"a": "1", "b": "2"}, b"source")


def test_a_value_without_a_plain_form_is_a_mistake_of_ours() -> None:
    with pytest.raises(Bug):
        ready.encode({"made": object()})


def test_a_date_is_not_read_back(tmp_path: Path) -> None:
    (tmp_path / "made.cbor").write_bytes(ready.encode(datetime.date(2026, 11, 24)))
    assert ready.read(tmp_path / "made.cbor") is None


@pytest.mark.parametrize("code", pack_codes())
def test_a_pack_says_what_its_sources_say(code: str) -> None:
    properties, sentences = (pack_folder(code).joinpath(name).read_bytes() for name in ("pack.toml", "messages.po"))
    assert ready.read(MADE / f"{code}.cbor", sentences) == read_source(code, sentences)
    assert load_pack(code) == parse_pack(code, properties)
    assert ready.read(MADE / f"{code}.pack.cbor", properties) is not None


@pytest.mark.parametrize("name", ["default", "covid-2021"])
def test_a_protocol_is_shown_as_it_is_checked(name: str) -> None:
    assert shown_protocol(name) == shipped_protocol(name)
