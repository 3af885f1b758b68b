"""`ceiba desk`: every slip of a simulated day gives what that visit shared, whatever else comes through the scanner."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db.batches import SqlBatches
from db.file import KioskFile
from shelter.sources.source import Parcel
from shelter.sources.store import StoreSource
from tests.kiosk.boot.days import HOUSE, SimulatedDay, ceiba, loaded, protocol_table, simulated
from tests.shelter.small_day import SmallKiosk, as_file, flipped

VISITS = 60


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> SimulatedDay:
    return simulated(tmp_path_factory.mktemp("desk"), VISITS, seed=11)


@pytest.fixture(scope="module")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("real") / "site"
    profile = HOUSE / "kiosk" / "boot" / "demo" / "site.toml"
    words = ("site", "create", "--data", place, "--profile", profile, "--passphrase-file", "-")
    done = ceiba(*words, "--address", "localhost", stdin="authority words\ndesk words here\nsupervisor words\n")
    assert done.returncode == 0, done.stderr
    return place


def scanned(folder: Path, lines: list[str], *words: object) -> list[dict[str, Any]]:
    done = ceiba("desk", "--headless", "--json", "--scan", "-", "--data", folder, *words, stdin="\n".join(lines))
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def shared_by(visit: dict[str, Any]) -> dict[str, Any]:
    """What the truth says that the shelter may see of a visit, in keys: counted from the protocol's file alone."""
    fields = visit["intake"] and not visit["deleted"] and visit["intake"]["fields"]
    if not fields:
        return {"answers": {}, "needs": [], "language": None, "sharing": None, "children": None, "offers": {}}
    table = protocol_table()
    questions = {str(one["code"]): one for one in table["questions"]}
    answers = {}
    for code, said in fields["answers"].items():
        keys = {option["code"]: option["key"] for option in questions[code].get("options", [])} | {0: "declined"}
        answers[questions[code]["key"]] = [keys[one] for one in said]
    offers = {str(one["code"]): one["key"] for one in table["offers"]}
    needs = ["doctor"] if answers.get("doctor") == ["yes"] else []
    return {
        "answers": answers,
        "needs": needs + [key for key in answers.get("needs", []) if key not in ("none", "declined")],
        "language": fields["language"],
        "sharing": ["nothing", "needs", "all"][fields["sharing"]],
        "children": fields["children"],
        "offers": {offers[code]: ["offered", "wanted", "given"][state] for code, state in fields["offers"].items()},
    }


def test_every_slip_gives_what_that_visit_shared(day: SimulatedDay, tmp_path: Path) -> None:
    told = scanned(day.copy_to(tmp_path / "site"), [visit["slip"] for visit in day.visits])
    assert len(told) == VISITS
    for visit, answer in zip(day.visits, told, strict=True):
        if visit["deleted"]:
            continue
        expected = shared_by(visit)
        assert {key: answer[key] for key in expected} == expected
        assert (answer["status"], answer["code"]) == ("genuine", visit["code"])
        assert answer["sources"] == (["paper", "record"] if visit["intake"] else ["paper"])
    assert any(answer["needs"] for answer in told)


def test_the_paper_alone_gives_the_same_without_any_record(day: SimulatedDay, tmp_path: Path) -> None:
    (tmp_path / "nothing came").mkdir()
    slips = [visit["slip"] for visit in day.visits]
    told = scanned(day.copy_to(tmp_path / "site"), slips, "--from", tmp_path / "nothing came")
    for visit, answer in zip(day.visits, told, strict=True):
        expected = shared_by({**visit, "deleted": False}) | {"offers": {}}
        assert {key: answer[key] for key in expected} == expected
        assert answer["sources"] == ["paper"]


def test_the_record_alone_is_found_by_its_code(day: SimulatedDay, tmp_path: Path) -> None:
    told = scanned(day.copy_to(tmp_path / "site"), [visit["code"] for visit in day.visits])
    for visit, answer in zip(day.visits, told, strict=True):
        known = visit["intake"] and not visit["deleted"]
        expected = shared_by(visit)
        assert {key: answer[key] for key in expected} == expected
        assert answer["sources"] == (["record"] if known else [])
        assert answer["status"] == ("genuine" if known else "unknown")


def test_one_scan_says_the_same_for_people_with_needs_first(day: SimulatedDay, tmp_path: Path) -> None:
    folder = day.copy_to(tmp_path / "site")
    visit = next(one for one in day.visits if shared_by(one)["needs"])
    words = ("desk", "--headless", "--data", folder, "--code", visit["code"], "--arrived")
    text = ceiba(*words)
    assert text.returncode == 0, text.stderr
    assert text.stdout.startswith("Needs: ")
    assert f"Code for the shelter: {visit['code']}" in text.stdout
    assert "Arrived: " in text.stdout
    spanish = ceiba(*words, "--lang", "es")
    assert spanish.stdout.startswith("Necesidades: ")


def test_an_arrival_stays_and_a_withdrawal_erases(day: SimulatedDay, tmp_path: Path) -> None:
    folder = day.copy_to(tmp_path / "site")
    visit = next(one for one in day.visits if one["intake"] and not one["deleted"])
    (first,) = scanned(folder, [visit["slip"]], "--arrived")
    assert first["arrived"]
    seen, by_code = scanned(folder, [visit["slip"], visit["code"]])
    assert (seen["status"], seen["arrived"]) == ("seen", first["arrived"])
    assert by_code["arrived"] == first["arrived"]
    for answer in (*scanned(folder, [visit["slip"]], "--withdraw"), *scanned(folder, [visit["slip"], visit["code"]])):
        assert (answer["status"], answer["answers"], answer["needs"]) == ("withdrawn", {}, [])


def test_whatever_comes_through_the_scanner_is_answered_line_by_line(day: SimulatedDay, tmp_path: Path) -> None:
    slip = day.visits[0]["slip"]
    swapped = slip[:200] + slip[201] + slip[200] + slip[202:]
    changed = slip[:99] + str((int(slip[99]) + 1) % 10) + slip[100:]
    lines = {
        "9" * 5000: "damaged",
        slip + "1": "damaged",
        changed: "damaged",
        "'; DROP TABLE kept; --": "wrong-code",
        "\x1b[2J\x07": "wrong-code",
        "７３０９" + slip[4:]: "damaged",
        "7301" + slip[4:]: "demo-mixed",
        SmallKiosk().leaflet(): "foreign",
        "AAAA-AAAA-A": "wrong-code",
        slip: "genuine",
        f"{slip}\t": "seen",
    } | ({swapped: "damaged"} if swapped != slip else {})
    told = scanned(day.copy_to(tmp_path / "site"), ["", *lines, "   "])
    assert [answer["status"] for answer in told] == list(lines.values())
    assert all(answer["sentence"] for answer in told)


def test_batches_on_a_stick_are_read_and_a_bad_blob_stops_no_other(day: SimulatedDay, tmp_path: Path) -> None:
    folder, stick = day.copy_to(tmp_path / "site"), tmp_path / "stick"
    stick.mkdir()
    source = StoreSource(SqlBatches(KioskFile(folder / "kiosk" / "batches.sqlite")))
    parcels = [one for one in source.parcels() if isinstance(one, Parcel)]
    parcels[0] = replace(parcels[0], blobs=[flipped(parcels[0].blobs[0]), *parcels[0].blobs[1:]])
    for number, parcel in enumerate(parcels):
        (stick / f"{number}.ceiba").write_bytes(as_file(parcel))
    (stick / "notes.txt").write_text("groceries")
    done = ceiba("desk", "--headless", "--json", "--data", folder, "--from", stick)
    assert json.loads(done.stdout)["status"] == "ready"
    assert json.loads(done.stdout)["set_aside"]["damaged"] in (1, 2)
    told = scanned(folder, [visit["code"] for visit in day.visits], "--from", stick)
    known = sum(bool(visit["intake"] and not visit["deleted"]) for visit in day.visits)
    read = [answer for answer in told if answer["status"] in ("genuine", "unverified")]
    assert known - 1 <= len(read) <= known


def test_another_site_s_batches_are_set_aside(day: SimulatedDay, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "batch").write_bytes(as_file(SmallKiosk().parcel_of()))
    done = ceiba("desk", "--headless", "--json", "--data", day.copy_to(tmp_path / "site"), "--from", stick)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["set_aside"] == {"wrong-key": 1}


def test_a_real_desk_takes_no_demo_slip_and_the_reverse(day: SimulatedDay, real_site: Path) -> None:
    words = ("desk", "--headless", "--scan", day.visits[0]["slip"], "--data", real_site, "--passphrase-file", "-")
    done = ceiba(*words, stdin="desk words here\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip().endswith("[demo-mixed]")


def test_the_passphrase_may_come_before_the_scans(real_site: Path) -> None:
    words = ("desk", "--headless", "--json", "--scan", "-", "--data", real_site, "--passphrase-file", "-")
    done = ceiba(*words, stdin="desk words here\n123\n")
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == ["wrong-code"]


@pytest.mark.parametrize("given", ["supervisor words", ""])
def test_only_the_desk_s_passphrase_opens_the_desk(real_site: Path, given: str) -> None:
    words = ("desk", "--headless", "--data", real_site, "--passphrase-file", "-")
    done = ceiba(*words, stdin=f"{given}\n")
    assert done.returncode == 1
    assert done.stderr.strip().endswith("[wrong-passphrase]")
    assert not given or given not in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "ending"),
    [
        (("--data", "{}", "--scan", "1"), 1, "[only-headless]"),
        (("--data", "{}", "--passphrase-file", "-"), 1, "[only-headless]"),
        (("--headless", "--data", "{}/nothing"), 1, "[missing-file]"),
        (("--headless", "--data", "{}", "--from", "{}/nothing"), 1, "[missing-file]"),
        (("--headless", "--data", "{}", "--code", "7K2M-QX4D-0"), 1, "[wrong-code]"),
        (("--headless", "--data", "{}", "--lang", "xx"), 1, "[bad-pack]"),
        (("--headless", "--data", "{}", "--code", "1", "--scan", "1"), 2, ""),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_code(
    day: SimulatedDay, words: tuple[str, ...], code: int, ending: str
) -> None:
    done = ceiba("desk", *(word.replace("{}", str(day.folder)) for word in words))
    assert done.returncode == code
    assert done.stderr.strip().endswith(ending)
    assert "Traceback" not in done.stderr


def test_the_desk_loads_neither_window_nor_paper(day: SimulatedDay, tmp_path: Path) -> None:
    modules = loaded("desk", "--headless", "--data", day.copy_to(tmp_path / "site"))
    assert not modules & {"PySide6", "ui", "printers", "reportlab", "qrcode", "starlette", "shelter.summary"}
    assert "shelter.opening" in modules
