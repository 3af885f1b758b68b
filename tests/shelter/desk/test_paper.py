"""Whatever a slip's 52 bytes say, the desk reads something of the protocol or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats.essentials import Field, pack
from kiosk.visit.essentials import LANGUAGES, empty_essentials
from kiosk.visit.protocol import Protocol
from kiosk.visit.protocol_file import shipped_protocol
from shelter.desk.paper import read_paper
from shelter.desk.shared import DECLINED, UNKNOWN, Shared
from shelter.records.protocols import Protocols

BOTH = Protocols((shipped_protocol("default"), shipped_protocol("covid-2021")))


@st.composite
def papers(draw: Callable[..., object]) -> tuple[Protocol, bytes]:
    """A protocol and 52 bytes of its fields with any value that their bits can hold."""
    protocol = draw(st.sampled_from(BOTH.every))
    widths = [field.width for field in empty_essentials(protocol)]
    values = [draw(st.none() | st.integers(0, (1 << width) - 1)) for width in widths]
    return protocol, pack(protocol.digest32[:2], [Field(*both) for both in zip(values, widths, strict=True)])[0]


@given(papers())
def test_any_bits_are_read_as_the_protocol_s(paper: tuple[Protocol, bytes]) -> None:
    protocol, essentials52 = paper
    shared = read_paper(essentials52, BOTH)
    known = {option.key for question in protocol.questions for option in question.options}
    assert shared.protocol_known
    for key, said in shared.answers.items():
        assert protocol.question(key).key == key
        assert all(word in known | {DECLINED, UNKNOWN} or word.isdigit() for word in said)
    assert shared.language in (None, *LANGUAGES)
    assert shared.children is None or 0 <= shared.children <= protocol.question("who").most


def test_more_children_than_the_protocol_has_are_not_believed() -> None:
    default = BOTH.every[0]
    empty = dict(zip(default.slip, empty_essentials(default), strict=True))
    told = {}
    for code in (0, 1, 11, 12, 15):
        who = replace(empty["who"], value=code)
        essentials52, _ = pack(default.digest32[:2], [*(empty | {"who": who}).values()])
        told[code] = read_paper(essentials52, BOTH).children
    assert told == {0: None, 1: 0, 11: 10, 12: None, 15: None}


def test_a_leaflet_says_nothing() -> None:
    for protocol in BOTH.every:
        essentials52, overflowed = pack(protocol.digest32[:2], empty_essentials(protocol))
        assert not overflowed
        assert read_paper(essentials52, BOTH) == Shared()


@given(st.binary(min_size=52, max_size=52))
def test_another_protocol_s_paper_is_said_to_be_so(essentials52: bytes) -> None:
    shared = read_paper(essentials52, BOTH)
    assert shared == Shared(protocol_known=False) or BOTH.beginning(essentials52[:2])
