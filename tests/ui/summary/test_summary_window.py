"""The supervisor's window over a real simulated day: the figures are the command's, and so are the files."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.boot.layout import Layout
from kiosk.boot.office.shelter_files import read_shelter
from kiosk.boot.office.summary_steps import SummarySteps
from kiosk.boot.office.summary_window import WindowSummary
from kiosk.languages.catalogue import load_catalogue
from kiosk.problem import Bug
from tests.kiosk.boot.days import SimulatedDay, ceiba
from tests.ui.office.rooms import AS_IF_DIAGONAL, ROUNDS, counted, open_summary, summary_of
from tests.ui.office.typist import Typist
from tests.ui.slots import with_meta_objects_of_their_own
from tests.ui.structure import findings, not_mirrored, places
from ui.bridge.office import LOCK_SECONDS

SAY = load_catalogue("en").say


def told(day: SimulatedDay, chosen: date, *words: object) -> dict[str, Any]:
    done = ceiba("summary", "--json", "--data", day.folder, "--day", chosen.isoformat(), *words)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def busiest(day: SimulatedDay) -> date:
    days = [one["tally"]["fields"]["day"] for one in day.visits if not one["deleted"]]
    return date(1970, 1, 1) + timedelta(days=max(set(days), key=days.count))


def go_to(typist: Typist, day: SimulatedDay, chosen: date) -> None:
    today = read_shelter(Layout(day.folder)).today()
    for _ in range((today - chosen).days):
        typist.click("previous")
        counted(typist)


def test_every_figure_is_the_command_s(typist: Typist, summary_day: SimulatedDay) -> None:
    chosen = busiest(summary_day)
    go_to(typist, summary_day, chosen)
    counts = told(summary_day, chosen)["counts"]
    page = typist.bridge.summary.page
    people = [str(counts["people"][key]) for key in ("households", "adults", "children")]
    assert [figure["value"] for figure in page["figures"]] == people
    assert int(people[1]) > 0
    assert with_meta_objects_of_their_own() == set()
    offers = [(bar["filled"], bar["whole"]) for bar in page["left"][0]["bars"]]
    assert offers == [(one["given"], one["offered"]) for one in counts["offers"].values()]
    needs = [bar["filled"] for bar in page["left"][1]["bars"]]
    assert needs == [count for key, count in counts["needs"].items() if key not in ("none", "declined")]
    assert set(people) <= set(typist.texts())


def test_both_sheets_show_every_bar_of_the_page(typist: Typist, summary_day: SimulatedDay) -> None:
    go_to(typist, summary_day, busiest(summary_day))
    page = typist.bridge.summary.page
    charts = [*page["left"], *page["right"]]
    shown = set(typist.texts())
    typist.click("sheet")
    shown |= set(typist.texts())
    assert {chart["title"] for chart in charts} <= shown
    assert {bar["label"] for chart in charts for bar in chart["bars"]} <= shown
    assert page["statement"] in shown


def test_days_go_back_and_forth_and_never_beyond_today(typist: Typist) -> None:
    today = typist.says("day")
    assert not typist.item("next").property("enabled")
    for key in (" ", "←"):
        shown = typist.says("day")
        typist.type(key)
        counted(typist)
        assert typist.says("day") != shown
    typist.click("next")
    counted(typist)
    assert typist.item("next").property("enabled")
    typist.click("next")
    counted(typist)
    assert typist.says("day") == today
    typist.bridge.summary.go(1)
    counted(typist)
    assert typist.says("day") == today


def test_saved_files_are_the_command_s_and_nothing_is_overwritten(
    typist: Typist, summary_day: SimulatedDay, tmp_path: Path
) -> None:
    chosen = busiest(summary_day)
    go_to(typist, summary_day, chosen)
    typist.click("save")
    typist.until(lambda: not typist.bridge.summary.acting)
    files = sorted(tmp_path.glob("summary-*"))
    written = sorted(map(Path, told(summary_day, chosen, "--out", tmp_path / "command")["files"]))
    assert [file.name for file in files] == [file.name for file in written]
    assert [file.read_bytes() for file in files] == [file.read_bytes() for file in written]
    assert f"{files[0].name}, .pdf, .xlsx" in typist.says("news")
    typist.click("save")
    typist.until(lambda: not typist.bridge.summary.acting)
    assert typist.says("news") == SAY("problem.file-exists")


def test_a_wrong_passphrase_says_so(sit_down: Callable[..., Typist], summary_day: SimulatedDay, tmp_path: Path) -> None:
    real = WindowSummary(SummarySteps(read_shelter(Layout(summary_day.folder)), (), None), tmp_path)
    typist = sit_down(summary_day.folder, real)
    typist.unlock("demo desk")
    assert typist.says("sentence") == SAY("problem.wrong-passphrase")
    open_summary(typist)
    assert typist.sees("day")


def test_left_alone_it_locks_and_keeps_no_count_and_no_key(
    sit_down: Callable[..., Typist], summary_day: SimulatedDay, tmp_path: Path
) -> None:
    service = summary_of(summary_day.folder, tmp_path)
    typist = open_summary(sit_down(summary_day.folder, service))
    typist.wait(LOCK_SECONDS)
    assert typist.office.locked
    assert typist.bridge.summary.page == {}
    with pytest.raises(Bug):
        service.count(service.today())
    open_summary(typist)
    assert typist.bridge.summary.page["figures"]


def test_without_a_server_it_counts_what_is_here_and_says_so(
    sit_down: Callable[..., Typist], summary_day: SimulatedDay, tmp_path: Path
) -> None:
    service = summary_of(summary_day.folder, tmp_path, server="https://127.0.0.1:1")
    typist = open_summary(sit_down(summary_day.folder, service))
    assert typist.says("news") == f"{SAY('problem.unreachable')} {SAY('office.go-on')}"


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("size", "languages"), ROUNDS)
def test_every_page_is_whole_in_every_language(
    sit_down: Callable[..., Typist],
    summary_day: SimulatedDay,
    tmp_path: Path,
    size: tuple[int, int],
    languages: tuple[str, ...],
) -> None:
    wrong: list[tuple[str, str, str]] = []
    seen: dict[str, dict[str, Any]] = {}

    def look(typist: Typist, language: str, page: str) -> None:
        wrong.extend((language, page, str(one)) for one in findings(typist.window.window, AS_IF_DIAGONAL))
        seen.setdefault(page, {})[language] = places(typist.window.window)

    for language in languages:
        typist = sit_down(summary_day.folder, summary_of(summary_day.folder, tmp_path / language), language, size)
        look(typist, language, "locked")
        open_summary(typist)
        go_to(typist, summary_day, busiest(summary_day))
        look(typist, language, "first")
        typist.click("sheet")
        typist.click("save")
        typist.until(lambda typist=typist: not typist.bridge.summary.acting)
        look(typist, language, "second")
    for page, by_language in seen.items() if "ar" in languages else ():
        wrong += [("ar", page, str(one)) for one in not_mirrored(by_language["en"], by_language["ar"], size[0])]
    assert not wrong, "\n".join(map(str, wrong))
