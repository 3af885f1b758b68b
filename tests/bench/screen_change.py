"""From a touch to the next page painted, against a bare swap of two pages in the same run. Software renderer.

Peer: a Loader that goes from one page to another, each with a heading and six buttons of Qt Quick Controls with the
same words: no pictograms, no measuring of words, no flow. A page is touched when it has done sliding in; its own slide
is not waited for. The limits are for what a person waits: both sides have the wait for Qt's next frame in it, 5 ms
without a screen. CPU time has not, and is told beside it: what a page takes alone, and what a busy machine feels.
Run as its own process: Qt wants one application. Target: FEATURES 11.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from tests.bench.ratio import Pair
from tests.ui.hand import Hand, at_rest, panel
from tests.ui.house import services
from ui.bridge.window import KioskWindow, WindowSettings

VISITS, WARM_UP = 20, 2
LIMIT_MILLISECONDS, LIMIT_RATIO = 100, 2.0
SECONDS = 300
WAY = ("card-es", "card-questions", "card-1", "card-1", "card-1", "card-1", "card-1", "card-1", "way1", "card-2")
BACK = ("card-no-paper", "way1")
BARE = """
import QtQuick
import QtQuick.Controls.Basic
ApplicationWindow { visible: true; width: 1280; height: 800
  property bool turned: false
  Loader { anchors.fill: parent; source: turned ? "Right.qml" : "Left.qml" } }
"""
PAGE = """
import QtQuick
import QtQuick.Controls.Basic
Item {
  Text { x: 36; y: 36; text: "%s"; font.pixelSize: 46; font.bold: true }
  Grid { x: 36; y: 160; columns: 3; spacing: 18
    Repeater { model: ["Nadie", "Fiebre o escalofríos", "Tos, garganta, nariz", "Me falta el aire", "Sí", "No"]
      Button { required property string modelData; text: modelData; font.pixelSize: 32; width: 380; height: 130 } } } }
"""


def lines() -> Iterator[str]:
    """Three lines: the slowest change of a hundred, all changes against the peer's, and what both compute."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.screen_change"], capture_output=True, text=True, timeout=SECONDS, check=True
    )
    yield from done.stdout.splitlines()


class Change:
    """Times one act until the frame that follows it stands."""

    def __init__(self, window: QQuickWindow) -> None:
        self._frames = 0
        self.wall: list[float] = []
        self.cpu: list[float] = []
        window.frameSwapped.connect(self._swapped)

    def time(self, act: Callable[[], object]) -> None:
        wall, cpu, frames = time.perf_counter(), time.process_time(), self._frames
        act()
        while self._frames == frames:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.cpu.append(1000 * (time.process_time() - cpu))
        self.wall.append(1000 * (time.perf_counter() - wall))

    def _swapped(self) -> None:
        self._frames += 1


def ours(kiosk: KioskWindow) -> Change:
    """Every change of page in the visits of a healthy adult; the slide of the page is not waited for."""
    hand, change = Hand(kiosk), Change(kiosk.window)
    for visit in range(VISITS + WARM_UP):
        if visit == WARM_UP:
            change.wall.clear()
            change.cpu.clear()
        for name in (*WAY, *BACK):
            hand.until(lambda: at_rest(hand))
            hand.clock.advance(1)
            point = hand.point(name)
            change.time(lambda point=point: press(kiosk.window, point))
    return change


def press(window: QQuickWindow, point: object) -> None:
    """A finger's touch without waiting for what it starts."""
    from PySide6.QtTest import QTest

    QTest.touchEvent(window, panel()).press(0, point, window).commit()
    QTest.touchEvent(window, panel()).release(0, point, window).commit()


def bare(folder: Path, count: int) -> Change:
    """The peer's changes."""
    for name, heading in (("Left", "¿Alguien está enfermo hoy?"), ("Right", "¿Necesita algo de esto?")):
        (folder / f"{name}.qml").write_text(PAGE % heading, "utf-8")
    engine = QQmlApplicationEngine()
    engine.loadData(BARE.encode(), QUrl.fromLocalFile(str(folder / "Main.qml")))
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    change = Change(window)
    for number in range(count + 2 * WARM_UP):
        change.time(lambda number=number: turn(window, number))
    del change.wall[: 2 * WARM_UP], change.cpu[: 2 * WARM_UP]
    window.close()
    return change


def turn(window: QObject, number: int) -> None:
    window.setProperty("turned", number % 2 == 0)


def main() -> None:
    application = QGuiApplication([])
    with KioskWindow(services(), WindowSettings()) as kiosk:
        mine = ours(kiosk)
    with TemporaryDirectory() as folder:
        peer = bare(Path(folder), len(mine.wall))
    slowest = quantiles(mine.wall, n=100)[98]
    print(
        f"{'touch to next page painted, 99 of 100 (wall, ms)':<58} {slowest:5.1f}  (limit {LIMIT_MILLISECONDS}; "
        f"median {median(mine.wall):.1f}, peer's {median(peer.wall):.1f}, {len(mine.wall)} changes)"
    )
    print(Pair(mine.wall, peer.wall).line("touch to next page painted / bare page swap (wall)", LIMIT_RATIO))
    print(
        f"{'the same without the wait for a frame (CPU)':<58} {median(mine.cpu) / median(peer.cpu):5.2f}  "
        f"(no limit; ours {median(mine.cpu):.3f} ms, peer {median(peer.cpu):.3f} ms)"
    )
    del application


if __name__ == "__main__":
    main()
