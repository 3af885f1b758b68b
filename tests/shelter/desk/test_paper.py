"""Whatever a slip's 52 bytes say, the desk reads something of the protocol or nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats.essentials import pack
from kiosk.visit.essentials import LANGUAGES, empty_essentials
from kiosk.visit.protocol_file import shipped_protocol
from shelter.desk.paper import read_paper
from shelter.desk.shared import DECLINED, UNKNOWN, Shared
from shelter.records.protocols import Protocols

BOTH = Protocols((shipped_protocol("default"), shipped_protocol("covid-2021")))


@given(st.binary(min_size=50, max_size=50))
def test_any_bits_are_read_as_the_protocol_s_or_not_at_all(bits: bytes) -> None:
    default = BOTH.every[0]
    for one in BOTH.every:
        shared = read_paper(one.digest32[:2] + bits, BOTH)
        known = {option.key for question in one.questions for option in question.options}
        for key, said in shared.answers.items():
            assert one.question(key).key == key
            assert all(word in known | {DECLINED, UNKNOWN} or word.isdigit() for word in said)
        assert shared.language in (None, *LANGUAGES)
        assert shared.children is None or 0 <= shared.children <= default.question("who").most


def test_a_leaflet_says_nothing() -> None:
    for protocol in BOTH.every:
        essentials52, overflowed = pack(protocol.digest32[:2], empty_essentials(protocol))
        assert not overflowed
        assert read_paper(essentials52, BOTH) == Shared()


@given(st.binary(min_size=52, max_size=52))
def test_another_protocol_s_paper_is_said_to_be_so(essentials52: bytes) -> None:
    shared = read_paper(essentials52, BOTH)
    assert shared == Shared(protocol_known=False) or BOTH.beginning(essentials52[:2])
