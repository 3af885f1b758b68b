"""What a file says about itself without keys: its kind and headers, never a secret."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats import batch, cbor, schedule, signed
from kiosk.formats.inspect import describe
from kiosk.formats.receipt import Receipt
from kiosk.formats.server_key import ServerKey
from kiosk.ports.kinds import Kind
from kiosk.problem import Damaged
from tests.vectors.messages import ACK, DESK, SERVER, STANDING
from tests.vectors.packs import ACCEPTED, ES
from tests.vectors.site import AUTHORITY, KIOSK, SCHEDULE, SITE8, make_batch, seal, seal_slip, seed

BATCH = make_batch()
PARSED = batch.parse(BATCH)
LOCKED = cbor.encode([1, 1, bytes(16), bytes(12), bytes(32), bytes(4112)])
FILES = {
    "sealed record": seal(Kind.TALLY),
    "batch": BATCH,
    "manifest of a batch": signed.join(PARSED.manifest_bytes, PARSED.signature64),
    "schedule": schedule.sign(SCHEDULE, AUTHORITY),
    "keystore (locked)": LOCKED,
    "device key (secret: keep it on its kiosk)": KIOSK.encode(),
    "slip": seal_slip().encode(),
    "receipt: the server has this batch": Receipt(STANDING, 3, seed("batch 3")).sign(SERVER),
    "acknowledgement: a reader has this batch": ACK.sign(DESK),
    "accepted language packs": ACCEPTED.sign(AUTHORITY),
    "server key (secret: keep it on its server)": ServerKey(seed("server")).encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_what_it_is(name: str) -> None:
    assert describe(FILES[name])[0] == ("file", name)


@pytest.mark.parametrize("name", FILES)
def test_a_truncated_file_is_damaged(name: str) -> None:
    whole = FILES[name]
    for cut in {0, 1, len(whole) // 2, len(whole) - 1}:
        with pytest.raises(Damaged):
            describe(whole[:cut])


def test_a_blob_shows_its_head() -> None:
    shown = dict(describe(FILES["sealed record"]))
    assert (shown["kind"], shown["site"], shown["bytes"]) == ("tally", SITE8.hex(), "1504")


def test_a_batch_shows_its_place_in_the_chain_and_that_it_is_full() -> None:
    shown = dict(describe(BATCH))
    assert (shown["kiosk"], shown["batch number"]) == (KIOSK.device8.hex(), "0")
    assert shown["sealed records"] == "16 intake, 16 tally, 4 event (always full, covers included)"
    assert shown["epoch"] == "2968 (week of 2026-11-23)"


def test_a_schedule_shows_devices_and_their_state() -> None:
    shown = dict(describe(FILES["schedule"]))
    assert (shown["demo"], shown["version"]) == ("yes", "3")
    assert shown["kiosk 7"] == f"{KIOSK.device8.hex()} active"
    assert shown["kiosk 8"].endswith("revoked")


def test_a_list_of_packs_shows_languages_and_digests() -> None:
    shown = dict(describe(FILES["accepted language packs"]))
    assert (shown["version"], "language zh-Hans" in shown) == ("4", True)
    assert ES.pack32.hex() in str(describe(FILES["accepted language packs"]))


def test_a_device_key_shows_no_secret() -> None:
    shown = str(describe(KIOSK.encode()))
    assert KIOSK.device8.hex() in shown
    for own in (KIOSK.ed_seed32, KIOSK.x_secret32):
        assert own.hex()[:16] not in shown
        assert repr(own)[2:20] not in shown


def test_a_server_key_shows_no_secret() -> None:
    assert seed("server").hex()[:16] not in str(describe(ServerKey(seed("server")).encode()))


def test_receipt_and_acknowledgement_name_their_batch() -> None:
    for name, bno in (("receipt: the server has this batch", "3"), ("acknowledgement: a reader has this batch", "41")):
        shown = dict(describe(FILES[name]))
        assert (shown["kiosk"], shown["batch number"]) == (KIOSK.device8.hex(), bno)


@pytest.mark.parametrize("demo", [True, False])
def test_a_slip_is_told_with_or_without_a_line_end(demo: bool) -> None:
    digits = seal_slip(demo=demo).encode()
    assert describe(digits + b"\r\n") == describe(digits)
    assert dict(describe(digits))["demo"] == ("yes" if demo else "no")


@pytest.mark.parametrize(
    "other",
    [b"", b"hello", b"%PDF-1.7", b"SQLite format 3\0", b"1" * 312, b"\xff" * 312, b"\x80", b"\xa0", b"\x82\x01\x02"],
)
def test_other_files_are_damaged_never_a_traceback(other: bytes) -> None:
    with pytest.raises(Damaged):
        describe(other)


@given(st.binary(max_size=400))
def test_arbitrary_bytes_are_damaged(untrusted: bytes) -> None:
    with pytest.raises(Damaged):
        describe(untrusted)


@given(
    st.recursive(
        st.integers(0, 9) | st.sampled_from([bytes(8), bytes(64), bytes(31)]),
        lambda inner: st.lists(inner, max_size=9),
        max_leaves=12,
    )
)
def test_arbitrary_structures_are_damaged(value: cbor.Value) -> None:
    with pytest.raises(Damaged):
        describe(cbor.encode([value, value, value]))
    with pytest.raises(Damaged):
        describe(cbor.encode(value))
