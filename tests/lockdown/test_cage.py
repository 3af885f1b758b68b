"""The keys that cage takes before the kiosk sees any: none of them leads out of the session, and the visit goes on."""

from __future__ import annotations

import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lockdown import seat
from tests.lockdown.conftest import into_a_visit
from tests.lockdown.test_escapes import nothing_changes
from tests.packaging.places import DEBIAN, sections

pytestmark = pytest.mark.timeout(120)
ON_XVFB = {"WLR_BACKENDS": "x11", "WLR_RENDERER": "pixman", "WLR_LIBINPUT_NO_DEVICES": "1"}
NOBODY = 65534
"""cage does not run for root."""
ATTEMPTS = 3
"""On a busy machine cage's output in an X window was seen to fail at its start, before any kiosk is there."""
CONSOLES = [f"ctrl+alt+F{number}" for number in range(1, 13)] + [f"alt+F{number}" for number in range(1, 7)]
KEYS = [*CONSOLES, "alt+Escape", "alt+Tab", "super+q", "ctrl+alt+BackSpace", "ctrl+alt+Delete", "Print", "alt+Sys_Req"]


@pytest.fixture(scope="module")
def session(folder: Path) -> Iterator[seat.Told]:
    """The guest's session as its unit starts it, on a screen of its own."""
    cage = shlex.split(sections(DEBIAN / "ceiba.ceiba-kiosk.service")["Service"]["ExecStart"].partition(" -- ")[0])
    runtime = Path(tempfile.mkdtemp(prefix="ceiba-cage-"))
    as_nobody = []
    if os.geteuid() == 0:
        os.chown(runtime, NOBODY, NOBODY)
        as_nobody = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    more = {"XDG_RUNTIME_DIR": str(runtime), "HOME": str(runtime), "QT_QPA_PLATFORM": "wayland", **ON_XVFB}
    for attempt in range(ATTEMPTS):
        place = folder / f"cage{attempt}"
        place.mkdir()
        with seat.screen(place) as screen:
            before = (*as_nobody, *cage, "--")
            with seat.kiosk(screen, place / "log", more=more, before=before) as kiosk:
                if is_in_a_visit(kiosk, last=attempt == ATTEMPTS - 1):
                    yield kiosk
                    break
    shutil.rmtree(runtime)


def is_in_a_visit(kiosk: seat.Told, *, last: bool) -> bool:
    """False when cage ended before the visit; on the last attempt that raises."""
    try:
        into_a_visit(kiosk)
    except AssertionError:
        if last:
            raise
        return False
    return True


@pytest.mark.parametrize("keys", KEYS)
def test_no_key_leads_out_of_the_session(session: seat.Told, keys: str) -> None:
    with nothing_changes(session):
        session.screen.does("key", "--clearmodifiers", keys)
