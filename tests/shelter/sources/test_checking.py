"""Only what a listed kiosk signed is looked at, and a damaged part takes nothing else with it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from kiosk.formats.schedule import ChainEnd, DeviceState
from kiosk.ports.kinds import SLOTS_OF, Kind
from shelter.sources.checking import Delivery, check, deliveries
from shelter.sources.source import Rubbish
from tests.shelter.small_day import Parcels, SmallKiosk, flipped, visit
from tests.vectors.site import KIOSK, SCHEDULE

ALL = sum(SLOTS_OF.values())


def test_a_whole_batch_is_handed_on_with_all_its_blobs() -> None:
    kiosk = SmallKiosk()
    delivery = check(kiosk.parcel_of(told := kiosk.seal(visit({}))), SCHEDULE)
    assert isinstance(delivery, Delivery)
    assert (delivery.whole, len(delivery.blobs), delivery.bad) == (True, ALL, ())
    assert {kind: len(list(delivery.of(kind))) for kind in Kind} == SLOTS_OF
    assert told.blobs[Kind.INTAKE] in delivery.of(Kind.INTAKE)


@pytest.mark.parametrize("at", [0, 30, 300, -1])
def test_one_flipped_bit_costs_one_blob_at_most(at: int) -> None:
    parcel = SmallKiosk().parcel_of()
    hurt = replace(parcel, blobs=[flipped(parcel.blobs[0], at), *parcel.blobs[1:]])
    delivery = check(hurt, SCHEDULE)
    assert isinstance(delivery, Delivery)
    assert not delivery.whole
    assert set(parcel.blobs[1:]) <= set(delivery.blobs)
    assert len(delivery.blobs) + len(delivery.bad) == ALL


def test_a_withdrawn_blob_leaves_the_batch_whole() -> None:
    parcel = SmallKiosk().parcel_of()
    withdrawn = replace(parcel, blobs=[sha256(parcel.blobs[0]).digest(), *parcel.blobs[1:]])
    delivery = check(withdrawn, SCHEDULE)
    assert isinstance(delivery, Delivery)
    assert (delivery.whole, len(delivery.blobs), delivery.bad) == (True, ALL - 1, ())


def test_blobs_that_were_added_are_not_looked_at() -> None:
    kiosk = SmallKiosk()
    parcel = kiosk.parcel_of()
    more = replace(parcel, blobs=[*parcel.blobs, kiosk.sealer.cover(Kind.TALLY)])
    delivery = check(more, SCHEDULE)
    assert isinstance(delivery, Delivery)
    assert not delivery.whole
    assert delivery.blobs == tuple(parcel.blobs)


def test_a_batch_by_nobody_we_know_is_rubbish() -> None:
    parcel = SmallKiosk().parcel_of()
    strangers = replace(SCHEDULE, devices=())
    elsewhere = replace(SCHEDULE, site8=b"elsewher")
    for changed, schedule in ((parcel, strangers), (parcel, elsewhere)):
        assert check(changed, schedule) == Rubbish(parcel.manifest, "wrong-key")
    forged = replace(parcel, signature64=flipped(parcel.signature64))
    assert check(forged, SCHEDULE) == Rubbish(parcel.manifest, "wrong-key")
    assert check(replace(parcel, manifest=b"\x80"), SCHEDULE) == Rubbish(b"\x80", "damaged")


def test_a_revoked_kiosk_s_batches_count_up_to_the_end_of_its_chain() -> None:
    kiosk = SmallKiosk()
    parcels = [kiosk.parcel_of() for _ in range(3)]
    first = check(parcels[0], SCHEDULE)
    assert isinstance(first, Delivery)
    ends = (ChainEnd(first.manifest.chain8, 1),)
    devices = tuple(
        replace(one, state=DeviceState.REVOKED, chain_ends=ends) if one.device8 == KIOSK.device8 else one
        for one in SCHEDULE.devices
    )
    found = [check(parcel, replace(SCHEDULE, devices=devices)) for parcel in parcels]
    assert [isinstance(one, Delivery) for one in found] == [True, True, False]
    assert found[2] == Rubbish(parcels[2].manifest, "revoked-kiosk")


def test_a_batch_that_comes_from_two_places_is_delivered_once_and_a_known_one_never() -> None:
    kiosk = SmallKiosk()
    one, two = kiosk.parcel_of(), kiosk.parcel_of()
    places = [Parcels([one, Rubbish(b"", "damaged"), two]), Parcels([two, one])]
    found = list(deliveries(places, SCHEDULE))
    assert [isinstance(each, Delivery) for each in found] == [True, False, True]
    digests = [each.digest32 for each in found if isinstance(each, Delivery)]
    assert list(deliveries(places, SCHEDULE, digests)) == [Rubbish(b"", "damaged")]


def test_a_damaged_copy_does_not_hide_the_whole_one() -> None:
    parcel = SmallKiosk().parcel_of()
    hurt = replace(parcel, blobs=[flipped(parcel.blobs[0]), *parcel.blobs[1:]])
    found = list(deliveries([Parcels([hurt, parcel])], SCHEDULE))
    assert [each.whole for each in found if isinstance(each, Delivery)] == [False, True]
