"""A kiosk that dies in the middle of a visit: its unit brings the first page back, and nothing of the guest is left."""

from __future__ import annotations

import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Event

import framebuffer
import pytest

from kiosk.boot.layout import Layout
from kiosk.boot.own_process import make_demo_site
from tests.lockdown import seat
from tests.packaging.places import DEBIAN, sections
from tests.ui.test_x_window import VISIT

pytestmark = pytest.mark.timeout(180)
UNIT = sections(DEBIAN / "ceiba.ceiba-kiosk.service")
WORK_OF_SQLITE = ("-wal", "-shm")
MADE_AT_A_START = {f"site/kiosk/{name}" for name in ("batches.sqlite", "ballast", "ballast.new")}
FAR_TOO_LONG = 60.0
"""Seconds; what a tablet needs is measured by `make package-test`. The promise is three."""


class Unit:
    """The kiosk's unit, as far as it starts it again; read from the file that systemd reads."""

    def __init__(self, start: Callable[[], seat.Told]) -> None:
        assert UNIT["Service"]["Restart"] == "always"
        assert UNIT["Unit"]["StartLimitIntervalSec"] == "0"
        self._start, self._pause = start, float(UNIT["Service"]["RestartSec"])
        self.kiosk = start()

    def dies(self, by: signal.Signals) -> None:
        self.kiosk.process.send_signal(by)
        assert self.kiosk.process.wait(seat.SECONDS) == -by

    def starts_again(self) -> None:
        Event().wait(self._pause)
        self.kiosk = self._start()


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    layout = Layout(tmp_path_factory.mktemp("crash") / "site")
    make_demo_site(layout)
    return layout


@pytest.fixture
def house(founded: Layout, tmp_path: Path) -> Path:
    """A demo site, and the folders in which a program may leave something."""
    shutil.copytree(founded.root, tmp_path / "site")
    for name in ("home", "tmp", "runtime"):
        (tmp_path / name).mkdir(mode=0o700)
    return tmp_path


@pytest.fixture
def unit(screen: seat.Screen, house: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Unit]:
    places = {"HOME": house / "home", "TMPDIR": house / "tmp", "XDG_RUNTIME_DIR": house / "runtime"}
    more = {name: str(place) for name, place in places.items()}
    log = tmp_path_factory.mktemp("log") / "log"
    words = ("kiosk", "--fullscreen", "--data", str(house / "site"))
    with ExitStack() as ends:
        yield Unit(lambda: ends.enter_context(seat.kiosk(screen, log, *words, more=more)))


def files(house: Path) -> dict[str, bytes]:
    return {str(path.relative_to(house)): path.read_bytes() for path in house.rglob("*") if path.is_file()}


def names(held: dict[str, bytes]) -> set[str]:
    return {name for name in held if not name.endswith(WORK_OF_SQLITE)}


@pytest.mark.parametrize(
    ("last", "by"),
    [("mask", signal.SIGKILL), ("mask", signal.SIGSEGV), ("paper", signal.SIGABRT), ("end", signal.SIGKILL)],
)
def test_the_first_page_is_back_and_nothing_of_the_guest(
    unit: Unit, house: Path, screen: seat.Screen, last: str, by: signal.Signals
) -> None:
    unit.kiosk.until(lambda said: seat.stands(said, "language"))
    before = names(files(house))
    for step, control in VISIT[: [step for step, _ in VISIT].index(last)]:
        unit.kiosk.tap(step, control)
    paper = unit.kiosk.until(lambda said: seat.stands(said, last))["paper"]
    assert bool(paper) == (last != "mask")
    guests, died = screen.picture(), time.monotonic()
    unit.dies(by)
    left = files(house)
    assert not list(seat.HOUSE.glob("core*"))
    assert names(left) - before <= MADE_AT_A_START
    assert not [name for name, held in left.items() for word in paper if word.encode() in held]
    unit.starts_again()
    now = unit.kiosk.until(lambda said: seat.stands(said, "language"))
    while not framebuffer.is_page(screen.picture()) or screen.picture() == guests:
        assert time.monotonic() - died < FAR_TOO_LONG
    assert (now["answers"], now["paper"], now["windows"]) == ("({}, [])", [], 1)


def test_the_system_ends_it_cleanly(unit: Unit) -> None:
    unit.kiosk.until(lambda said: seat.stands(said, "language"))
    unit.kiosk.process.terminate()
    assert unit.kiosk.process.wait(seat.SECONDS) == 0
    assert unit.kiosk.logged() == ""
