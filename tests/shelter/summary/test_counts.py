"""The rows of a day: people, answers, offers, events; zeros too; and what no row ever tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.formats.keystore import Holder
from kiosk.ports.kinds import Kind, Role
from kiosk.ports.report import SummaryTable
from kiosk.visit.answer import Sharing
from kiosk.visit.profile import Helpline, Placement, SiteProfile
from kiosk.visit.protocol_file import shipped_protocol
from kiosk.visit.record import Event
from kiosk.visit.stock import Stock, stock_detail
from kiosk.visit.visit import HouseholdLink, Visit
from shelter.keystore import Keystore
from shelter.records.protocols import Protocols
from shelter.sources.source import Parcel
from shelter.summary.day import NoPublicEdition, summarise
from tests.shelter.small_day import DEFAULT, OFFERS, TODAY, Parcels, SmallKiosk, flipped, visit
from tests.vectors.site import SCHEDULE, SECRETS

LINE = Helpline("Casa", "+1 555 0100")
PROFILE = SiteProfile("Casa", "Albergue", Placement.BEFORE_PORT, "UTC", "911", ("es", "en"), OFFERS, (LINE,), LINE)
SUPERVISOR = Keystore(Holder.SUPERVISOR, tuple(one for one in SECRETS if one.role is Role.SUPERVISOR))
SHIPPED = Protocols((DEFAULT, shipped_protocol("covid-2021")))


def counted(
    *parcels: Parcel, day: date = TODAY, keystore: Keystore = SUPERVISOR, protocols: Protocols = SHIPPED
) -> SummaryTable:
    return summarise(day, "internal", PROFILE, SCHEDULE, keystore, protocols, [Parcels(list(parcels))])


def of(*visits: Visit, kiosk: SmallKiosk | None = None) -> SummaryTable:
    kiosk = kiosk or SmallKiosk()
    return counted(kiosk.parcel_of(*map(kiosk.seal, visits)))


def test_a_day_without_guests_has_every_row_at_zero() -> None:
    table = of()
    assert len(table.rows) > 60
    assert {row.count for row in table.rows} == {0}
    assert [(row.group, row.key, row.measure) for row in table.rows] == [
        (row.group, row.key, row.measure) for row in of(visit({})).rows if row.group != "languages"
    ]


def test_households_adults_and_children() -> None:
    first = HouseholdLink.new()
    table = of(
        visit({"who": (4,)}, link=first),
        visit({"who": (1,)}, link=HouseholdLink(first.link16, first=False)),
        visit({}),
        visit(None),
    )
    assert [table.count("people", key) for key in ("households", "adults", "children")] == [3, 4, 3]
    assert (table.unread, table.damaged) == ({}, 0)


def test_things_only_declined_and_all_answered_are_told_apart() -> None:
    said = {"doctor": (1,), "who": (1,), "mask": (1,), "sick": (1,), "vaccine": (1,), "needs": (1,)}
    without_who = {key: codes for key, codes in said.items() if key != "who"}
    table = of(visit(None), visit({}), visit(without_who), visit(said), visit(said, sharing=Sharing.NOTHING))
    answering = {row.key: row.count for row in table.of("answering")}
    assert answering == {"things-only": 1, "answered": 2, "partly-declined": 2}


def test_symptoms_needs_and_doctor_calls() -> None:
    table = of(visit({"doctor": (2,), "sick": (2, 3), "needs": (2, 7)}), visit({"sick": (2,), "needs": (1,)}))
    assert table.count("doctor", "calls") == 1
    assert {row.key: row.count for row in table.of("symptoms") if row.count} == {"fever": 2, "cough": 1}
    assert {row.key: row.count for row in table.of("needs") if row.count} == {"none": 1, "medicine": 1, "legal": 1}


def test_offers_are_offered_wanted_and_given_and_people_are_referrals() -> None:
    table = of(
        visit(None, wanted=("mask", "nurse"), given=("mask", "nurse")),
        visit(None, wanted=("mask",)),
        visit(None, given=("handwash",)),
    )
    assert [table.count("offers", "mask", measure) for measure in ("offered", "wanted", "given")] == [3, 2, 1]
    assert [table.count("offers", "handwash", measure) for measure in ("offered", "wanted", "given")] == [3, 1, 1]
    assert {row.key: row.count for row in table.of("referrals")} == {"nurse": 1, "vaccine": 0, "legal": 0}


def test_languages_and_interpreters() -> None:
    without, found = Visit.begin(DEFAULT, OFFERS), Visit.begin(DEFAULT, OFFERS)
    for one in (without, found):
        one.flow.choose_other_language("mam")
    without.flow.go_without_interpreter()
    without.flow.choose_offers(())
    found.flow.find_interpreter("es")
    found.flow.choose_things_only()
    found.flow.choose_offers(())
    table = of(visit({}, language="es"), visit({}, language="ar"), without, found)
    assert {row.key: row.count for row in table.of("languages")} == {"es": 1, "ar": 1, "other": 2}
    assert {row.key: row.count for row in table.of("interpreter")} == {"needed": 2, "found": 1}


def test_events_are_counted_under_their_names() -> None:
    kiosk = SmallKiosk()
    noted = [
        (Event.INCIDENT, 1), (Event.INCIDENT, 2), (Event.INCIDENT, 9), (Event.DELETED, 0),
        (Event.OUTAGE, 0), (Event.OUTAGE, 4), (Event.CALL_ACKNOWLEDGED, 0), (Event.STOCK_LEFT, 3),
    ]  # fmt: skip
    blobs = [(Kind.EVENT, kiosk.sealer.event(event, detail)) for event, detail in noted]
    table = counted(kiosk.parcel(blobs[:4]), kiosk.parcel(blobs[4:]))
    assert {row.key: row.count for row in table.of("incidents")} == {
        "demanded": 1,
        "sold": 1,
        "collected": 0,
        "kind-9": 1,
    }
    assert {row.key: row.count for row in table.of("outages")} == {"unnamed": 1, "cause-4": 1}
    assert table.count("deletions", "deleted") == 1
    assert table.count("doctor", "acknowledged") == 1


def test_what_is_left_is_told_by_offer_and_in_words() -> None:
    kiosk = SmallKiosk()
    mask, test = (next(offer for offer in DEFAULT.offers if offer.key == key) for key in ("mask", "test"))
    noted = [stock_detail(mask, Stock.FEW), stock_detail(mask, Stock.USED_UP), stock_detail(test, Stock.USED_UP), 255]
    blobs = [(Kind.EVENT, kiosk.sealer.event(Event.STOCK_LEFT, detail)) for detail in noted]
    rows = counted(kiosk.parcel(blobs)).rows
    told = {(row.key, row.measure): row.count for row in rows if row.group == "stock"}
    assert told == {("mask", "few"): 1, ("mask", "used-up"): 1, ("test", "used-up"): 1}


def test_only_the_day_that_was_asked_for_counts() -> None:
    kiosk = SmallKiosk()
    parcels = [kiosk.parcel_of(kiosk.seal(visit({})))]
    kiosk.clock.advance(86_400)
    parcels.append(kiosk.parcel_of(kiosk.seal(visit({})), kiosk.seal(visit({}))))
    counts = [counted(*parcels, day=TODAY.replace(day=day)).count("people", "adults") for day in (23, 24, 25, 26)]
    assert counts == [0, 1, 2, 0]


def test_a_record_that_came_in_two_batches_counts_once() -> None:
    kiosk = SmallKiosk()
    told = kiosk.seal(visit({}))
    assert counted(kiosk.parcel_of(told), kiosk.parcel_of(told)).count("people", "adults") == 1


def test_a_bad_record_is_said_and_stops_no_other() -> None:
    kiosk = SmallKiosk()
    one, two = kiosk.seal(visit({})), kiosk.seal(visit({}))
    parcel = kiosk.parcel_of(one, two)
    hurt = [flipped(blob) if blob == one.blobs[Kind.TALLY] else blob for blob in parcel.blobs]
    table = counted(replace(parcel, blobs=hurt))
    assert table.count("people", "adults") == 1
    assert (table.unread, table.damaged) == ({"damaged": 1}, 1)


def test_without_the_week_s_key_nothing_is_counted_and_it_is_said() -> None:
    kiosk = SmallKiosk()
    table = counted(kiosk.parcel_of(kiosk.seal(visit({}))), keystore=Keystore(Holder.SUPERVISOR))
    assert table.count("people", "adults") == 0
    assert table.unread == {"wrong-key": 20}


def test_a_protocol_that_is_not_at_hand_is_said_and_its_people_still_count() -> None:
    other = shipped_protocol("covid-2021")
    kiosk = SmallKiosk(protocol=other)
    parcel = kiosk.parcel_of(kiosk.seal(visit({"sick": (2,)}, protocol=other)))
    table = counted(parcel, protocols=Protocols((DEFAULT,)))
    assert table.count("people", "adults") == 1
    assert table.count("symptoms", "fever") == 0
    assert table.unread == {"protocol-missing": 1}
    assert counted(parcel).count("symptoms", "fever") == 1


def test_no_row_tells_what_may_never_be_told() -> None:
    kiosk = SmallKiosk(protocol=shipped_protocol("covid-2021"))
    everything = {"doctor": (2,), "who": (5,), "sick": (2,), "needs": (2,), "contact": (2,), "tested": (3,)}
    table = of(visit(everything, protocol=kiosk.protocol, wanted=("nurse",)), kiosk=kiosk)
    assert {row.group for row in table.rows} == {
        "people", "answering", "doctor", "symptoms", "needs", "languages", "interpreter", "offers", "referrals",
        "site", "outages", "incidents", "deletions",
    }  # fmt: skip
    words = " ".join(f"{row.group} {row.key} {row.measure}" for row in table.rows)
    for never in ("nation", "age ", "alone", "waiting", "volunteer", "part", "queue", "turn"):
        assert never not in words.replace("partly-declined", "")


def test_there_is_no_public_edition_yet() -> None:
    with pytest.raises(NoPublicEdition):
        summarise(TODAY, "public", PROFILE, SCHEDULE, SUPERVISOR, SHIPPED, [])
