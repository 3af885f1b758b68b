"""Every page of the desk × size × language: nothing cut, outside, overlapping, small, faint, nameless or unmirrored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF

from tests.kiosk.boot.days import SimulatedDay
from tests.shelter.small_day import SmallKiosk
from tests.ui.office.rooms import AS_IF_DIAGONAL, ROUNDS, desk_of, open_desk, scanned
from tests.ui.office.typist import Typist
from tests.ui.structure import findings, not_mirrored, places


def walk(typist: Typist, day: SimulatedDay) -> Iterator[str]:
    """Every page state, by name, while the window shows it."""
    yield "locked"
    typist.unlock("wrong passphrase")
    yield "wrong"
    open_desk(typist)
    yield "ready"
    scanned(typist, "good morning")
    yield "no-paper"
    fullest = max(day.visits, key=lambda one: len(str(one["intake"])))
    for number, line in enumerate((fullest["slip"], SmallKiosk().leaflet(), "0" * 312, "0000-0000-0")):
        scanned(typist, line)
        yield f"answer-{number}"
    scanned(typist, fullest["slip"])
    typist.click("arrive")
    typist.until(lambda: not typist.bridge.desk.working)
    while typist.sees("more"):
        yield f"arrived-{typist.item('more').parentItem().property('present')}"
        typist.click("more")
        if not typist.item("more").parentItem().property("present"):
            break
    typist.click("erase")
    yield "erase"
    typist.bridge.desk.keep()
    typist.click("language")
    yield "languages"


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("size", "languages"), ROUNDS)
def test_every_page_is_whole_in_every_language(
    sit_down: Callable[..., Typist],
    desk_day: SimulatedDay,
    tmp_path: Path,
    size: tuple[int, int],
    languages: tuple[str, ...],
) -> None:
    wrong: list[tuple[str, str, str]] = []
    seen: dict[str, dict[str, dict[str, QRectF]]] = {}
    for language in languages:
        folder = desk_day.copy_to(tmp_path / language)
        typist = sit_down(folder, desk_of(folder), language, size)
        for page in walk(typist, desk_day):
            wrong += [(language, page, str(one)) for one in findings(typist.window.window, AS_IF_DIAGONAL)]
            seen.setdefault(page, {})[language] = places(typist.window.window)
    for page, by_language in seen.items():
        if {"en", "ar"} <= by_language.keys():
            found = not_mirrored(by_language["en"], by_language["ar"], size[0])
            wrong += [("ar", page, str(one)) for one in found if "speak-" not in one.where]
    assert not wrong, "\n".join(map(str, wrong))
    assert len(seen) >= 11 or not languages
