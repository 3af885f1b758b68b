"""`ceiba summary`: equal to a count made from the truth by other code; nothing else is opened, said or overwritten."""

from __future__ import annotations

import ast
import csv
import json
import stat
import subprocess
import sys
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from db.batches import SqlBatches
from db.file import KioskFile
from shelter.sources.source import Parcel
from shelter.sources.store import StoreSource
from tests.kiosk.boot import counting
from tests.kiosk.boot.counting import counts_of, days_of
from tests.kiosk.boot.days import HOUSE, SimulatedDay, ceiba, loaded, protocol_table, simulated
from tests.shelter.small_day import as_file, flipped

VISITS = 80


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> SimulatedDay:
    return simulated(tmp_path_factory.mktemp("summary"), VISITS, seed=21)


def iso(number: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=number)).isoformat()


def summary(folder: Path, day: int, *words: object) -> dict[str, Any]:
    done = ceiba("summary", "--json", "--data", folder, "--day", iso(day), *words)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def counted_by_script(day: SimulatedDay) -> dict[str, Any]:
    """Days (since 1970) → counts, by a process that cannot even find the product: no site, no path (python -I -S)."""
    truth, protocol = day.folder.with_name("truth.json"), HOUSE / "kiosk" / "protocols" / "default.toml"
    command = [sys.executable, "-I", "-S", counting.__file__, str(truth), str(protocol)]
    counts: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, timeout=50, check=True).stdout)
    return counts


def test_every_count_is_that_of_a_separate_script(day: SimulatedDay) -> None:
    by_script = counted_by_script(day)
    days = days_of(day.visits)
    assert by_script.keys() == set(map(str, days))
    adults = 0
    for number in days:
        told = summary(day.folder, number)
        expected = by_script[str(number)]
        counts = told["counts"]
        assert {group: counts[group] for group in expected if group != "doctor"} == {
            group: rows for group, rows in expected.items() if group != "doctor"
        }
        assert counts["doctor"]["calls"] == expected["doctor"]["calls"]
        assert (told["unread"], told["from_damaged_batches"]) == ({}, 0)
        adults += counts["people"]["adults"]
    assert adults == sum(not visit["deleted"] for visit in day.visits) > 0


def test_the_separate_script_shares_no_code_with_the_product() -> None:
    tree = ast.parse(Path(counting.__file__).read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name.partition(".")[0] for name in names} & {"kiosk", "shelter", "db", "printers", "ui", "tests"}


def test_a_truth_that_was_changed_is_noticed(day: SimulatedDay) -> None:
    number = days_of(day.visits)[-1]
    dropped = next(visit for visit in day.visits if visit["tally"]["fields"]["day"] == number and not visit["deleted"])
    fewer = [visit for visit in day.visits if visit is not dropped]
    told = summary(day.folder, number)["counts"]
    assert told["people"] != counts_of(fewer, protocol_table(), number)["people"]


def test_files_and_terminal_say_the_same(day: SimulatedDay, tmp_path: Path) -> None:
    number = days_of(day.visits)[-1]
    told = summary(day.folder, number, "--out", tmp_path / "out", "--lang", "es")
    table, page, book = (Path(name) for name in told["files"])
    assert (table.suffix, page.suffix, book.suffix) == (".csv", ".pdf", ".xlsx")
    rows = list(csv.DictReader(StringIO(table.read_text(encoding="utf-8"))))
    for row in rows:
        counted = told["counts"][row["group"]][row["key"]]
        assert (counted[row["measure"]] if row["group"] == "offers" else counted) == int(row["count"])
    assert len(rows) > 60
    assert page.read_bytes().startswith(b"%PDF-")
    assert not any(
        word in page.read_bytes().lower() for word in (b"ceiba/", b"reportlab", b"producer", b"creationdate")
    )
    assert stat.S_IMODE(page.stat().st_mode) == stat.S_IMODE(table.stat().st_mode) == 0o644
    again = ceiba("summary", "--data", day.folder, "--day", iso(number), "--out", tmp_path / "out")
    assert again.returncode == 1
    assert again.stderr.strip().endswith("[file-exists]")


def test_the_summary_needs_no_desk_key_and_loads_no_desk(day: SimulatedDay, tmp_path: Path) -> None:
    folder = day.copy_to(tmp_path / "site")
    for name in ("desk.keystore", "local/desk.local", "authority.keystore", "local/authority.local"):
        (folder / "shelter" / name).unlink()
    modules = loaded("summary", "--data", folder, "--day", iso(days_of(day.visits)[0]))
    assert not modules & {"PySide6", "ui", "printers", "reportlab", "shelter.desk", "shelter.opening.slip", "starlette"}
    assert "shelter.summary" in modules


def test_a_stick_with_a_bad_blob_counts_the_rest_and_says_so(day: SimulatedDay, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    source = StoreSource(SqlBatches(KioskFile(day.copy_to(tmp_path / "site") / "kiosk" / "batches.sqlite")))
    parcels = [one for one in source.parcels() if isinstance(one, Parcel)]
    for number, parcel in enumerate(parcels):
        (stick / f"{number}.ceiba").write_bytes(as_file(parcel))
        (stick / f"{number}-again.ceiba").write_bytes(as_file(parcel))
    (stick / "photo").write_bytes(b"not a batch")
    number = days_of(day.visits)[-1]
    whole = summary(day.folder, number, "--from", stick)
    assert whole["unread"] == {"damaged": 1}
    assert whole["counts"]["people"] == summary(day.folder, number)["counts"]["people"]
    for place, parcel in enumerate(parcels):
        blobs = [flipped(blob) if len(blob) < 1700 else blob for blob in parcel.blobs]
        (stick / f"{place}.ceiba").write_bytes(as_file(Parcel(parcel.manifest, parcel.signature64, blobs)))
        (stick / f"{place}-again.ceiba").unlink()
    spoiled = summary(day.folder, number, "--from", stick)
    assert spoiled["counts"]["people"]["adults"] == 0
    assert spoiled["unread"]["damaged"] > len(parcels)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--edition", "public"), "no-public-edition"),
        (("--day", "yesterday"), "wrong-day"),
        (("--lang", "xx"), "bad-pack"),
        (("--from", "{}/nothing"), "missing-file"),
        (("--passphrase-file", "{}/desk words"), "wrong-passphrase"),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_code(
    day: SimulatedDay, tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    (tmp_path / "desk words").write_text("demo desk\n")
    done = ceiba("summary", "--data", day.folder, *(word.replace("{}", str(tmp_path)) for word in words))
    assert done.returncode == 1
    assert done.stderr.strip().endswith(f"[{code}]")
    assert "Traceback" not in done.stderr
