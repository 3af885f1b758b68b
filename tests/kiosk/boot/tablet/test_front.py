"""What the first frame shows before it is checked, and that it is checked right after."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.boot.layout import Layout
from kiosk.boot.own_process import make_demo_site
from kiosk.boot.tablet.folder import verify
from kiosk.boot.tablet.front import Front, read_front
from kiosk.visit.profile import BadProfile
from kiosk.visit.protocol import BadProtocol
from kiosk.visit.protocol_file import shipped_protocol


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Front:
    layout = Layout(tmp_path_factory.mktemp("front") / "site")
    make_demo_site(layout)
    return read_front(layout)


def test_the_front_shows_the_protocol_of_the_profile(front: Front) -> None:
    assert front.protocol == shipped_protocol(front.profile.protocol)
    assert verify(front).protocol == front.protocol


def test_a_protocol_that_breaks_a_promise_is_found_right_after_the_first_frame(front: Front) -> None:
    greedy = front.protocol._replace(always=frozenset())
    with pytest.raises(BadProtocol, match="offers something to everyone"):
        verify(Front(front.layout, front.profile, greedy, front.demo))


def test_a_timezone_that_does_not_exist_is_found_right_after_the_first_frame(front: Front) -> None:
    nowhere = front.profile._replace(zone="Mars/Base")
    with pytest.raises(BadProfile, match="unknown timezone"):
        verify(Front(front.layout, nowhere, front.protocol, front.demo))


def test_a_site_without_a_shipped_protocol_has_no_front(tmp_path: Path) -> None:
    layout = Layout(tmp_path / "site")
    make_demo_site(layout)
    profile = re.sub(r"(?m)^protocol = .*$", 'protocol = "unheard-of"', layout.profile.read_text("utf-8"))
    layout.profile.write_text(profile, "utf-8")
    with pytest.raises(BadProtocol, match="unheard-of"):
        read_front(layout)
