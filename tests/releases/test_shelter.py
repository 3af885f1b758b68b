"""Today's desk, supervisor and server over the folders of every release: everything readable, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kiosk.boot.layout import Layout
from kiosk.boot.office.summary_steps import SummarySteps
from kiosk.formats.keystore import Holder
from shelter.summary.json import to_json
from tests.kiosk.boot.days import ceiba
from tests.kiosk.boot.office.test_desk import shared_by
from tests.kiosk.boot.test_sync import at_server
from tests.releases.kept import Release
from tests.releases.readers import answers, open_desk, site_of
from tests.releases.test_kiosk import OF_A_BATCH


def test_the_desk_reads_every_slip_and_record_that_it_held(release: Release) -> None:
    visits = list(release.visits("sent"))
    told = answers(open_desk(release), [one["code"] for one in visits] + [one["slip"] for one in visits])
    for visit, by_code, by_slip in zip(visits, told[: len(visits)], told[len(visits) :], strict=True):
        if visit["code"] == release.truth["withdrawn"]:
            assert (by_code["status"], by_slip["status"]) == ("withdrawn", "withdrawn")
            continue
        expected = shared_by(visit)
        assert {key: by_code[key] for key in expected} == expected
        assert by_slip["status"] == "genuine"
        assert {key: by_slip[key] for key in expected} == expected or visit["deleted"]


def test_an_arrival_is_still_noted(release: Release) -> None:
    (told,) = answers(open_desk(release), [release.truth["arrived"]])
    assert told["arrived"] == release.truth["made"]


def test_paper_of_a_release_is_read_before_any_record_came(release: Release) -> None:
    visits = list(release.visits("open"))
    told = answers(open_desk(release), [one["slip"] for one in visits])
    for visit, answer in zip(visits, told, strict=True):
        expected = shared_by({**visit, "deleted": False}) | {"offers": {}}
        assert answer["status"] == "genuine"
        assert {key: answer[key] for key in expected} == expected


def test_the_supervisor_counts_the_same_day(release: Release) -> None:
    site = site_of(release)
    steps = SummarySteps(site, [release.shelter.shelter / "inbox" / "supervisor", release.tablet.root], None)
    steps.open(site.unlock(Holder.SUPERVISOR, None))
    told = to_json(steps.count(release.counted), "")
    assert told["unread"] == {}
    assert told["from_damaged_batches"] == 0
    counts = told["counts"]
    assert isinstance(counts, Mapping)
    now, then = dict(_rows(counts)), dict(_rows(release.truth["counts"]))
    assert any(then.values())
    assert {row: now.get(row) for row in then} == then


def test_the_server_holds_every_batch_it_held_and_each_is_proven(release: Release) -> None:
    before = release.sealed("server")
    done = ceiba("backup", "--to", release.root / "new", "--data", release.server.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"holds {len(before) // OF_A_BATCH} batches, each read back" in done.stdout
    assert at_server(release.server) == before


def test_a_backup_of_a_release_is_restored(release: Release) -> None:
    fresh = Layout(release.root / "fresh")
    done = ceiba("restore", "--from", release.backup, "--data", fresh.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert at_server(fresh) == release.sealed("server")


def _rows(counts: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, int]]:
    """`group key` or `group key measure`, and the number."""
    for group, keys in counts.items():
        for key, count in keys.items():
            for measure, number in (count if isinstance(count, dict) else {"": count}).items():
                yield f"{group} {key} {measure}".strip(), number
