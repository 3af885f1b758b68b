"""What the first frame needs of a kiosk's folder: words and looks. One rule: nothing here needs cryptography.

What it reads is verified right after the first frame, the protocol's promises too (`kiosk.boot.tablet.folder`); until
then nobody has said anything. A start that was verified keeps what the next one shows in one file, made ready: no TOML
and no schedule to parse then. Other files than it was made of, or a start that could not be verified, and it is not
used.
"""

from contextlib import suppress
from typing import Any

from kiosk import folder, ready
from kiosk.boot.layout import Layout
from kiosk.boot.tablet.accepted import named_languages
from kiosk.problem import Problem
from kiosk.visit.profile import SiteProfile, profile_of, profile_table
from kiosk.visit.protocol import Protocol
from kiosk.visit.protocol_file import shown_protocol

PROFILE_LIMIT, SCHEDULE_LIMIT = 65_536, 262_144


class NotEnrolled(Problem):
    """The data folder holds no kiosk, or one that its schedule does not list."""

    code = "not-enrolled"


class Front:
    """A kiosk's folder as far as the first page shows it. The profile's languages are those that guests may see."""

    def __init__(self, layout: Layout, profile: SiteProfile, protocol: Protocol, demo: bool) -> None:
        self.layout, self.profile, self.protocol, self.demo = layout, profile, protocol, demo


def read_front(layout: Layout, *, kept: bool = True) -> Front:
    """Without what an earlier start kept where not `kept`.

    Raises NotEnrolled, MissingFile, Damaged, BadProfile or BadProtocol, each with what to do.
    """
    if not layout.is_kiosk:
        raise NotEnrolled(f"There is no kiosk in {layout.root}. For practice: ceiba site create --demo --data DIR.")
    files = _files(layout)
    profile, demo = (_kept(layout, files) if kept else None) or _told(layout, files)
    return Front(layout, profile, shown_protocol(profile.protocol), demo)


def keep_front(front: Front) -> None:
    """Make ready what the next first frame shows, `front` being verified. A folder that cannot be written only makes
    that frame later; so does a legal text, whose date needs the calendar.
    """
    files = _files(front.layout)
    table = profile_table(files[0])
    if "legal" not in table and _kept(front.layout, files) is None:
        with suppress(Problem):
            folder.replace(front.layout.front, ready.encode([table, front.demo], *files))


def forget_front(layout: Layout) -> None:
    """Let the next start read everything itself."""
    with suppress(Problem):  # a disk that cannot be written: what this start failed for is told already
        folder.remove(layout.front)


def _files(layout: Layout) -> tuple[bytes, bytes]:
    return folder.read(layout.profile, PROFILE_LIMIT), folder.read(layout.schedule, SCHEDULE_LIMIT)


def _kept(layout: Layout, files: tuple[bytes, bytes]) -> tuple[SiteProfile, bool] | None:
    """Profile and whether this is a demo, as an earlier start kept them; None when there is nothing of these files."""
    value: Any = ready.read(layout.front, *files)
    try:
        table, demo = value
        return named_languages(layout, profile_of(table), demo=demo is True), demo is True
    except (Problem, TypeError, ValueError):
        return None


def _told(layout: Layout, files: tuple[bytes, bytes]) -> tuple[SiteProfile, bool]:
    """The same, from the files themselves."""
    from kiosk.formats.demo_flag import says_demo

    profile, demo = profile_of(profile_table(files[0])), says_demo(files[1])
    return named_languages(layout, profile, demo=demo), demo
