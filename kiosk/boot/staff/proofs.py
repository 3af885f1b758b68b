"""Slips for looking at and for trying a printer. One rule: none of them was ever a guest's, unless at a demo site.

*demo* is sealed to keys that are thrown away at once; *leaflet* is the site's own, with an empty record.
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.boot.tablet.accepted import must_show
from kiosk.boot.tablet.folder import read_site
from kiosk.formats import slip
from kiosk.formats.code import new_code, parse_code
from kiosk.formats.essentials import pack
from kiosk.ports.clock import SystemClock
from kiosk.ports.paper import SlipContent
from kiosk.problem import Damaged
from kiosk.visit.essentials import empty_essentials
from kiosk.visit.profile import SiteProfile, load_profile
from kiosk.visit.protocol_file import shipped_protocol
from kiosk.visit.sealer import Sealer
from kiosk.visit.slip_text import slip_content

LONGEST_FILE = 1 << 16


class NoMarks:
    """`kiosk.ports.marks.Marks` that remembers nothing: a leaflet needs no more than the schedule's own week."""

    def epoch(self) -> int:
        return 0

    def schedule_version(self) -> int:
        return 0

    def raise_to(self, epoch: int, schedule_version: int) -> None:
        """Nothing to lift."""


def demo_slip(language: str | None) -> SlipContent:
    """A slip of the invented site that nobody can open. Raises BadPack."""
    profile = _demo_profile()
    protocol = shipped_protocol(profile.protocol)
    kiosk, reader, code5 = X25519PrivateKey.generate(), X25519PrivateKey.generate(), new_code()
    essentials52, overflowed = pack(protocol.digest32[:2], empty_essentials(protocol))
    digits = slip.seal_slip(
        slip.SlipPayload(code5, 0, overflowed, essentials52),
        site8=bytes(8),
        slip_public32=reader.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw),
        device8=bytes(8),
        device_x25519=kiosk,
        demo=True,
    )
    return _content(profile, language, digits, code5)


def leaflet(layout: Layout, language: str | None) -> SlipContent:
    """A leaflet of the site in DIR, sealed afresh. Raises what reading the site raises, and NoLanguage."""
    site = read_site(layout)
    clock = SystemClock()
    sealer = Sealer(site.schedule, site.device, site.protocol, site.profile.timezone, clock, NoMarks())
    code5 = new_code()
    return slip_content(
        site.profile,
        must_show(site.profile, language),
        sealer.today().date(),
        digits=sealer.empty_slip(code5),
        code5=code5,
        demo=site.demo,
    )


def slip_of_file(path: Path, language: str | None) -> SlipContent:
    """A demo slip from JSON {"slip": 312 digits, "code": XXXX-XXXX-X}, as `ceiba simulate` writes them. Raises Damaged,
    DemoMixed for a real site's slip, MissingFile."""
    untrusted = folder.read(path, LONGEST_FILE)
    try:
        entry: Any = json.loads(untrusted)
        digits, code = entry["slip"], entry["code"]
        if not (isinstance(digits, str) and isinstance(code, str)):
            raise TypeError
    except (ValueError, TypeError, KeyError) as error:
        raise Damaged(f'{path.name} is no slip; it needs JSON such as {{"slip": "7309…", "code": "…"}}.') from error
    slip.parse_digits(digits, demo=True)
    return _content(_demo_profile(), language, digits, parse_code(code))


def _demo_profile() -> SiteProfile:
    return load_profile(resources.files("kiosk.boot.demo").joinpath("site.toml").read_bytes())


def _content(profile: SiteProfile, language: str | None, digits: str, code5: bytes) -> SlipContent:
    day = SystemClock().wall().astimezone(profile.timezone).date()
    spoken = language or profile.languages[0]
    return slip_content(profile, spoken, day, digits=digits, code5=code5, demo=True)
