"""What `make run` does: a demo site on first start, then the window; without a screen the headless demo.

One rule: it works on a machine that has never seen the project, and says where everything lies.
"""

from __future__ import annotations

import itertools
from argparse import Namespace
from pathlib import Path

from kiosk.boot.layout import Layout
from kiosk.boot.own_process import make_demo_site
from kiosk.boot.tablet.front import read_front
from kiosk.boot.tablet.window import has_screen, open_kiosk


def run(arguments: Namespace) -> int:
    """Open the kiosk with a demo site in DIR (the demo's own folder by default)."""
    if not has_screen():
        from kiosk.boot.demo.run import headless

        print("There is no screen here, so the demo runs without one.")
        return headless(_new_folder(Path("build")), as_json=False)
    layout = Layout(arguments.data / "demo")
    if layout.is_empty:
        make_demo_site(layout)
    slips = arguments.data / "demo-slips"
    print(f"The demo's keys are in {layout.root}, its slips will be in {slips}. Staff code: 000000.")
    return open_kiosk(read_front(layout), slips, (1280, 800), full_screen=False, first=None)


def _new_folder(parent: Path) -> Path:
    """The first of parent/demo, parent/demo-2, … that is not there yet."""
    names = ("demo" if count == 1 else f"demo-{count}" for count in itertools.count(1))
    return next(parent / name for name in names if not (parent / name).exists())
