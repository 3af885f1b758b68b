"""Protocol files: what ships loads, and a file that breaks a promise does not."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats.padding import record_fits
from kiosk.visit.protocol import BadProtocol, Protocol
from kiosk.visit.protocol_file import load_protocol, shipped_protocol
from kiosk.visit.record import largest_records
from tests.kiosk.visit.walks import protocols

DEFAULT = resources.files("kiosk.protocols").joinpath("default.toml").read_text()


@pytest.mark.parametrize("name", ["default", "covid-2021"])
def test_what_ships_loads(name: str) -> None:
    assert shipped_protocol(name).name == name


def test_codes_of_the_shipped_protocols_agree() -> None:
    """The same key means the same code in both, so that a desk and a summary never mix two meanings."""
    a, b = shipped_protocol("default"), shipped_protocol("covid-2021")
    for question in a.questions:
        twin = b.question(question.key)
        assert (twin.code, twin.options) == (question.code, question.options)
    assert a.offers == b.offers


@given(protocols)
def test_the_longest_answers_fit_a_sealed_record(protocol: Protocol) -> None:
    assert all(record_fits(kind, record) for kind, record in largest_records(protocol))


BROKEN = {
    "a question asks who somebody is": ('key = "sick"', 'key = "nationality"'),
    "an option asks where somebody comes from": ('key = "rash"', 'key = "home-country"'),
    "a code stands twice": ('code = 3, key = "cannot"', 'code = 2, key = "cannot"'),
    "a question may not be skipped": (
        'key = "mask"\nkind = "one"',
        'key = "mask"\nkind = "one"\nrequired = true',
    ),
    "a question takes free text": ('key = "vaccine"\nkind = "one"', 'key = "vaccine"\nkind = "text"'),
    "a rule takes an offer away": ('offer = "test"\nwhen', 'offer = "test"\nunless = ["mask: have"]\nwhen'),
    "a rule names an unknown offer": ('offer = "legal"\nwhen', 'offer = "passage"\nwhen'),
    "a rule names an unknown option": ('"needs: legal, family"', '"needs: lawyer"'),
    "the doctor is not asked first": ('key = "doctor"\nkind = "doctor"', 'key = "doctor"\nkind = "one"'),
    "nothing is offered to everyone": ('always = ["mask", "handwash", "airy"]', "always = []"),
    "none of these does not stand first": (
        'key = "nobody", pictogram = "nobody", alone = true',
        'key = "nobody", pictogram = "nobody"',
    ),
    "the slip names no question": ('"mask", "vaccine"]', '"mask", "name"]'),
    "a code is beyond a byte": ("code = 6\nkey", "code = 256\nkey"),
    "the version is no number": ("version = 1", 'version = "1"'),
    "a text has capitals": ('key = "rash"', 'key = "Rash"'),
}


@pytest.mark.parametrize("why", sorted(BROKEN))
def test_a_file_that_breaks_a_promise_does_not_load(why: str) -> None:
    whole, broken = BROKEN[why]
    assert whole in DEFAULT
    with pytest.raises(BadProtocol) as problem:
        load_protocol(DEFAULT.replace(whole, broken).encode())
    assert problem.value.sentence.count(".") >= 1


@given(st.integers(0, DEFAULT.encode().index(b"[[rules]]")))
def test_a_truncated_file_is_one_clear_sentence(length: int) -> None:
    with pytest.raises(BadProtocol, match="damaged"):
        load_protocol(DEFAULT.encode()[:length])


@given(st.binary(max_size=300))
def test_any_bytes_are_one_clear_sentence(untrusted: bytes) -> None:
    with pytest.raises(BadProtocol):
        load_protocol(untrusted)


def test_a_record_that_is_too_long_does_not_load() -> None:
    options = ",".join(f'{{ code = {code}, key = "o{code}", pictogram = "other" }}' for code in range(2, 250))
    none = '{ code = 1, key = "none", pictogram = "none", alone = true }'
    many = f'[[questions]]\ncode = 99\nkey = "long"\nkind = "many"\noptions = [{none},{options}]\n\n'
    whole = DEFAULT.replace("[[offers]]\n", many + "[[offers]]\n", 1)
    with pytest.raises(BadProtocol, match="do not fit"):
        load_protocol(whole.encode())
