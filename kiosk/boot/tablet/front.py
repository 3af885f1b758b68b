"""What the first frame needs of a kiosk's folder: words and looks. One rule: nothing here needs cryptography.

What it reads is verified right after the first frame, the protocol's promises too (`kiosk.boot.tablet.folder`); until
then nobody has said anything.
"""

from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.boot.tablet.accepted import named_languages
from kiosk.formats.demo_flag import says_demo
from kiosk.problem import Problem
from kiosk.visit.profile import SiteProfile, parse_profile
from kiosk.visit.protocol import Protocol
from kiosk.visit.protocol_file import parse_protocol, shipped_bytes

PROFILE_LIMIT, SCHEDULE_LIMIT = 65_536, 262_144


class NotEnrolled(Problem):
    """The data folder holds no kiosk, or one that its schedule does not list."""

    code = "not-enrolled"


class Front:
    """A kiosk's folder as far as the first page shows it. The profile's languages are those that guests may see."""

    def __init__(self, layout: Layout, profile: SiteProfile, protocol: Protocol, demo: bool) -> None:
        self.layout, self.profile, self.protocol, self.demo = layout, profile, protocol, demo


def read_front(layout: Layout) -> Front:
    """Raises NotEnrolled, MissingFile, Damaged, BadProfile or BadProtocol, each with what to do."""
    if not layout.is_kiosk:
        raise NotEnrolled(f"There is no kiosk in {layout.root}. For practice: ceiba site create --demo --data DIR.")
    profile = parse_profile(folder.read(layout.profile, PROFILE_LIMIT))
    demo = says_demo(folder.read(layout.schedule, SCHEDULE_LIMIT))
    protocol = parse_protocol(shipped_bytes(profile.protocol))
    return Front(layout, named_languages(layout, profile, demo=demo), protocol, demo)
