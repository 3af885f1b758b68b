"""The desk's window over a real simulated day: what is scanned is shown, needs first, and nothing stays behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from db.batches import SqlBatches
from db.file import KioskFile
from kiosk.boot.layout import Layout
from kiosk.boot.office.desk_steps import DeskSteps
from kiosk.boot.office.desk_window import WindowDesk
from kiosk.boot.office.shelter_files import read_shelter
from kiosk.languages.catalogue import load_catalogue
from kiosk.ports.office import Answer
from kiosk.problem import Bug
from shelter.sources.source import Parcel
from shelter.sources.store import StoreSource
from tests.kiosk.boot.days import SimulatedDay, ceiba
from tests.shelter.small_day import SmallKiosk, as_file, flipped
from tests.ui.office.rooms import QuickDesk, desk_of, open_desk, scanned
from tests.ui.office.typist import Typist
from tests.ui.slots import with_meta_objects_of_their_own
from ui.bridge.desk import TAKE_IN_SECONDS
from ui.bridge.office import LOCK_SECONDS, WIPE_SECONDS

SAY = load_catalogue("en").say
NEEDS = {1: "medicine", 2: "pregnant", 3: "help", 4: "family", 5: "interpreter", 6: "legal"}


def fields(visit: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = visit["intake"]["fields"]
    return found


@pytest.fixture
def needy(desk_day: SimulatedDay) -> dict[str, Any]:
    """A visit that shared several needs."""
    told = [one for one in desk_day.visits if one["intake"] and not one["deleted"]]
    return max(told, key=lambda one: len(fields(one)["answers"].get("6", [])))


def test_a_wrong_passphrase_says_so_and_the_right_one_opens(sit_down: Callable[..., Typist], folder: Path) -> None:
    real = WindowDesk(DeskSteps(read_shelter(Layout(folder)), (), None))
    typist = sit_down(folder, real)
    assert typist.focused() == "field"
    typist.unlock("demo supervisor")
    assert typist.says("sentence") == SAY("problem.wrong-passphrase")
    assert typist.office.locked
    typist.unlock("demo desk")
    typist.until(lambda: not typist.bridge.desk.taking)
    assert typist.says("title") == SAY("desk.scan")
    assert typist.says("news") == SAY("office.taken")
    assert typist.focused() == "field"
    assert with_meta_objects_of_their_own() == set()


def test_a_scanned_paper_shows_needs_first_then_all_that_was_shared(typist: Typist, needy: dict[str, Any]) -> None:
    scanned(typist, needy["slip"])
    page = typist.bridge.desk.page
    assert typist.says("title") == SAY("desk.heading.genuine")
    doctor = [SAY("option.doctor.yes")] if fields(needy)["answers"].get("1") == [2] else []
    labels = [SAY(f"option.needs.{NEEDS[code - 1]}") for code in fields(needy)["answers"]["6"]]
    assert [need["label"] for need in page["needs"]] == doctor + labels
    shown = typist.texts()
    assert shown.index(labels[0]) < shown.index(needy["code"])
    assert SAY("desk.source.both") in page["source"]


def test_the_same_paper_again_is_neutral(typist: Typist, needy: dict[str, Any]) -> None:
    scanned(typist, needy["slip"])
    first = typist.bridge.desk.page
    scanned(typist, needy["slip"])
    again = typist.bridge.desk.page
    assert again["heading"] == SAY("desk.heading.seen")
    assert again["sign"] == first["sign"] == "here"
    assert again["needs"] == first["needs"]


def test_a_code_that_is_spoken_finds_the_record(typist: Typist, needy: dict[str, Any]) -> None:
    scanned(typist, needy["code"].lower().replace("-", " "))
    assert typist.says("title") == SAY("desk.heading.genuine")
    assert SAY("desk.source.record") in typist.bridge.desk.page["source"]


def test_from_the_paper_alone_is_said(sit_down: Callable[..., Typist], folder: Path, needy: dict[str, Any]) -> None:
    (folder / "shelter" / "desk.sqlite").unlink()
    nothing = folder.parent / "nothing came"
    nothing.mkdir()
    typist = open_desk(sit_down(folder, desk_of(folder, [nothing])))
    scanned(typist, needy["slip"])
    assert SAY("desk.source.paper") in typist.bridge.desk.page["source"]
    assert typist.bridge.desk.page["needs"]


def test_foreign_misread_and_unknown_are_told_apart(typist: Typist, needy: dict[str, Any]) -> None:
    slip = needy["slip"]
    swapped = slip[:99] + str((int(slip[99]) + 1) % 10) + slip[100:]
    for line, status in (
        (SmallKiosk().leaflet(), "foreign"),
        (swapped, "damaged"),
        ("0000-0000-0", "unknown"),
    ):
        scanned(typist, line)
        assert typist.says("title") == SAY(f"desk.heading.{status}")
        assert typist.says("hint") == SAY(f"desk.status.{status}")
        assert not typist.bridge.desk.page["needs"]


def test_what_came_damaged_is_shown_as_not_checked(
    sit_down: Callable[..., Typist], folder: Path, desk_day: SimulatedDay
) -> None:
    (folder / "shelter" / "desk.sqlite").unlink()
    stick = folder.parent / "stick"
    stick.mkdir()
    parcels = StoreSource(SqlBatches(KioskFile(folder / "kiosk" / "batches.sqlite"))).parcels()
    for number, one in enumerate(one for one in parcels if isinstance(one, Parcel)):
        hurt = Parcel(one.manifest, one.signature64, [*one.blobs[:-1], flipped(one.blobs[-1])])
        (stick / f"{number}.ceiba").write_bytes(as_file(hurt))
    typist = open_desk(sit_down(folder, desk_of(folder, [stick])))
    told = [one["code"] for one in desk_day.visits if one["intake"] and not one["deleted"]]
    headings = set()
    for code in told[:5]:
        scanned(typist, code)
        headings.add(typist.bridge.desk.page["heading"])
    assert SAY("desk.heading.unverified") in headings
    assert headings <= {SAY("desk.heading.unverified"), SAY("desk.heading.unknown")}


def test_what_is_no_paper_is_one_sentence_and_shows_nobody(typist: Typist, needy: dict[str, Any]) -> None:
    for line, code in (("good morning", "wrong-code"), (f"7301{needy['slip'][4:]}", "demo-mixed")):
        scanned(typist, needy["slip"])
        scanned(typist, line)
        assert typist.says("sentence") == SAY(f"problem.{code}")
        assert typist.bridge.desk.view == "ready"
        assert line not in " ".join(typist.texts())


def test_an_arrival_is_noted_once_and_its_day_stays(typist: Typist, needy: dict[str, Any]) -> None:
    scanned(typist, needy["slip"])
    typist.click("arrive")
    typist.until(lambda: not typist.bridge.desk.working)
    assert SAY("desk.arrived") in [fact["label"] for fact in typist.bridge.desk.page["facts"]]
    assert not typist.sees("arrive")
    scanned(typist, needy["code"])
    assert SAY("desk.arrived") in typist.texts()


def test_erasing_asks_first_and_keeping_changes_nothing(typist: Typist, needy: dict[str, Any]) -> None:
    scanned(typist, needy["slip"])
    typist.click("erase")
    assert typist.says("title") == SAY("desk.erase.title")
    typist.click("keep")
    assert typist.bridge.desk.page["needs"]
    typist.click("erase")
    typist.type("\x1b")
    assert typist.bridge.desk.view == "answer"


def test_what_is_erased_is_never_shown_again(typist: Typist, needy: dict[str, Any]) -> None:
    scanned(typist, needy["slip"])
    typist.click("erase")
    typist.bridge.desk.erase()
    assert typist.bridge.desk.view == "erase", "the second half of a double click erases nothing"
    typist.clock.advance(1)
    typist.click("erase-now")
    typist.until(lambda: not typist.bridge.desk.working)
    for line in (None, needy["slip"], needy["code"]):
        if line:
            scanned(typist, line)
        page = typist.bridge.desk.page
        assert page["heading"] == SAY("desk.heading.withdrawn")
        assert not page["needs"]
        assert not page["may_erase"]
        assert [fact["label"] for fact in page["facts"]] == [SAY("slip.code")]


def test_a_scanner_never_presses_a_button(typist: Typist, needy: dict[str, Any]) -> None:
    scanned(typist, needy["slip"])
    for _ in range(8):
        if typist.focused() == "erase":
            break
        typist.type("\t")
    assert typist.focused() == "erase"
    scanned(typist, needy["code"])
    assert typist.bridge.desk.view == "answer"
    assert SAY("desk.source.record") in typist.bridge.desk.page["source"]
    assert typist.focused() == "field"


def test_the_keyboard_alone_notes_an_arrival(typist: Typist, needy: dict[str, Any]) -> None:
    scanned(typist, needy["slip"])
    while typist.focused() != "arrive":
        typist.type("\t")
    assert typist.item("arrive").property("visualFocus")
    typist.type("\r")
    typist.until(lambda: not typist.bridge.desk.working)
    assert SAY("desk.arrived") in [fact["label"] for fact in typist.bridge.desk.page["facts"]]


def test_nobody_there_wipes_the_screen_and_then_locks(typist: Typist, needy: dict[str, Any]) -> None:
    scanned(typist, needy["slip"])
    labels = [need["label"] for need in typist.bridge.desk.page["needs"]]
    typist.wait(WIPE_SECONDS - 1)
    assert needy["code"] in typist.texts()
    typist.wait(1)
    assert not {needy["code"], *labels} & set(typist.texts())
    assert not typist.office.locked
    typist.type("x")
    typist.wait(LOCK_SECONDS - 1)
    assert not typist.office.locked
    typist.wait(1)
    assert typist.office.locked
    assert typist.says("title") == SAY("desk.title")
    typist.unlock("demo desk")
    assert typist.bridge.desk.view == "ready"
    assert typist.item("field").property("text") == ""


def test_locking_leaves_nothing_of_a_person_and_no_key(
    sit_down: Callable[..., Typist], folder: Path, needy: dict[str, Any]
) -> None:
    service = desk_of(folder)
    typist = open_desk(sit_down(folder, service))
    scanned(typist, needy["slip"])
    typist.click("lock")
    assert typist.bridge.desk.page == {}
    assert needy["code"] not in typist.texts()
    with pytest.raises(Bug):
        service.read(needy["slip"])


class SlowDesk(QuickDesk):
    """A desk whose answers wait until a test lets them go."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, (), None)
        self.go = Event()

    def read(self, untrusted: str) -> Answer:
        answer = super().read(untrusted)
        assert self.go.wait(20)
        return answer


def test_an_answer_on_its_way_when_it_locks_is_never_shown(
    sit_down: Callable[..., Typist], folder: Path, needy: dict[str, Any]
) -> None:
    service = SlowDesk(folder)
    typist = open_desk(sit_down(folder, service))
    typist.type(f"{needy['slip']}\r")
    assert typist.bridge.desk.working
    typist.office.lock()
    service.go.set()
    typist.unlock("demo desk")
    typist.until(lambda: not typist.bridge.desk.taking)
    assert typist.bridge.desk.view == "ready"


def test_without_a_server_the_desk_goes_on_and_says_so(
    sit_down: Callable[..., Typist], folder: Path, needy: dict[str, Any]
) -> None:
    typist = open_desk(sit_down(folder, desk_of(folder, server="https://127.0.0.1:1")))
    assert typist.says("news") == f"{SAY('problem.unreachable')} {SAY('office.go-on')}"
    scanned(typist, needy["code"])
    assert typist.says("title") == SAY("desk.heading.genuine")


def test_a_desk_at_work_takes_in_what_comes_later(typist: Typist) -> None:
    for _ in range(5):
        typist.type("x")
        typist.wait(TAKE_IN_SECONDS / 5 - 1)
    assert not typist.bridge.desk.taking
    typist.type("x")
    typist.wait(6)
    assert typist.bridge.desk.taking
    typist.until(lambda: not typist.bridge.desk.taking)


def test_a_stick_that_is_not_there_stops_nothing(
    sit_down: Callable[..., Typist], folder: Path, needy: dict[str, Any]
) -> None:
    typist = open_desk(sit_down(folder, desk_of(folder, [folder.parent / "no stick"])))
    assert SAY("problem.missing-file") in typist.says("news")
    scanned(typist, needy["slip"])
    assert typist.bridge.desk.page["needs"]


def test_the_command_prints_what_the_window_shows(typist: Typist, folder: Path, needy: dict[str, Any]) -> None:
    scanned(typist, needy["code"])
    page = typist.bridge.desk.page
    printed = ceiba("desk", "--headless", "--data", folder, "--code", needy["code"]).stdout
    lines = printed.splitlines()
    assert lines[0] == f"{page['needs_title']}: {' · '.join(need['label'] for need in page['needs'])}"
    assert lines[1:3] == [page["sentence"], page["source"]]
    assert lines[3:] == [f"{fact['label']}: {fact['value']}" for fact in page["facts"]]


def test_another_language_tells_the_same_answer_again(typist: Typist, needy: dict[str, Any]) -> None:
    scanned(typist, needy["slip"])
    needs = len(typist.bridge.desk.page["needs"])
    typist.click("language")
    typist.click("speak-es")
    assert typist.says("title") == load_catalogue("es").say("desk.heading.genuine")
    assert len(typist.bridge.desk.page["needs"]) == needs
    typist.click("language")
    typist.type("\x1b")
    assert typist.sees("need-0")
