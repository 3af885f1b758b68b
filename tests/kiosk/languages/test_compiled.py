"""Catalogues made ready at build time are used for exactly their source, and ignored otherwise."""

from __future__ import annotations

import json

import pytest

from kiosk.languages.catalogue import read_source
from kiosk.languages.compiled import encode, made_sentences
from kiosk.languages.pack import pack_codes, pack_folder


@pytest.mark.parametrize("code", pack_codes())
def test_the_made_catalogue_says_what_its_source_says(code: str) -> None:
    source = pack_folder(code).joinpath("messages.po").read_bytes()
    assert made_sentences(code, source) == read_source(code, source)


def test_after_an_edit_the_made_catalogue_is_not_used() -> None:
    source = pack_folder("es").joinpath("messages.po").read_bytes()
    assert made_sentences("es", source + b"\n") is None


def test_a_language_without_a_made_catalogue_has_none() -> None:
    assert made_sentences("xx", b"") is None


def test_made_bytes_are_the_same_every_time() -> None:
    made = encode(b"source", {"b": "2", "a": "1"})
    assert made == encode(b"source", {"a": "1", "b": "2"})
    assert json.loads(made)["sentences"] == {"a": "1", "b": "2"}
