"""What the window is given from outside. One rule: the window builds no store, printer or key of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kiosk.ports.clock import Clock
    from kiosk.ports.reception import Reception
    from kiosk.ports.speech import Speech
    from kiosk.ports.staff import DayBook, StaffDesk
    from kiosk.visit.profile import SiteProfile
    from kiosk.visit.protocol import Protocol

QrMatrix = Callable[[str], Sequence[Sequence[bool]]]
"""312 digits → rows of modules, True is dark, without the quiet zone."""


class WindowServices(NamedTuple):
    """`languages` are the accepted packs in the order of the first page; `sound` makes a call heard, `call_outside`
    tells somebody who is not in sight of a doctor's call, where they can; `speech` reads pages out."""

    protocol: Protocol
    profile: SiteProfile
    languages: Sequence[str]
    reception: Reception
    staff: StaffDesk
    day: DayBook
    clock: Clock
    qr_matrix: QrMatrix
    demo: bool = False
    sound: Callable[[], None] | None = None
    call_outside: Callable[[], None] | None = None
    speech: Speech | None = None


class WindowSettings(NamedTuple):
    """Size in pixels (`full_screen` ignores it); `text_scale` from 1.0 to 2.0; `reach` left or right for one hand;
    with a `headset` answers are read out too."""

    width: int = 1280
    height: int = 800
    full_screen: bool = False
    text_scale: float = 1.0
    high_contrast: bool = False
    reduce_motion: bool = False
    reach: str = ""
    headset: bool = False
