"""`ceiba site create`: founds a site on the supervisor's computer, or a whole demo site with a kiosk beside it."""

from __future__ import annotations

import sys
from argparse import Namespace
from getpass import getpass
from importlib import resources
from pathlib import Path

from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.formats.address import ServerAddress
from kiosk.formats.device import DeviceKeys
from kiosk.formats.keystore import Holder
from kiosk.formats.listed import Device
from kiosk.ports.clock import SystemClock
from kiosk.problem import Problem
from kiosk.staff_door import hash_pin
from kiosk.visit.profile import BadProfile, SiteProfile, load_profile
from shelter.site.create import create_site

HOLDERS = (Holder.AUTHORITY, Holder.DESK, Holder.SUPERVISOR)
DEMO_PASSPHRASES = {holder: f"demo {holder.name.lower()}" for holder in HOLDERS}
DEMO_PIN = "000000"
DEMO_URL = "https://127.0.0.1:8443"
LONGEST_PROFILE = 65_536


class SamePassphrase(Problem):
    """Two roles were given one passphrase."""

    code = "same-passphrase"


class NoPassphrases(Problem):
    """The passphrase file does not hold one line a role."""

    code = "no-passphrases"


class NoAddress(Problem):
    """A real site was asked for without the name of its server, which its certificate carries for good."""

    code = "no-address"


class NoProfile(Problem):
    """A real site was asked for without its profile."""

    code = "no-profile"


def create(arguments: Namespace) -> int:
    """Make the site and say where its keystores are."""
    layout = Layout(arguments.data)
    if arguments.demo:
        create_demo(layout)
        print(f"Made a demo site in {layout.root}.")
        return 0
    if arguments.profile is None:
        raise NoProfile("Name the site's profile with --profile FILE, or make a demo site with --demo.")
    profile = folder.read(arguments.profile, LONGEST_PROFILE)
    _refuse_undrawn(load_profile(profile))
    if not arguments.address:
        raise NoAddress("Name the server as kiosks will reach it: --address shelter.example.org (or its IP address).")
    founded = create_site(
        layout.shelter,
        _passphrases(arguments.passphrase_file),
        profile,
        SystemClock().wall(),
        demo=False,
        addresses=arguments.address,
    )
    print(f"Made the site {founded.site8.hex()} in {layout.shelter}.")
    print(f"Carry {layout.server} to the machine of the server; nothing else of this folder belongs there.")
    print("Give each keystore with its local file to its own person, and keep a second copy of each in a safe.")
    return 0


def create_demo(layout: Layout) -> None:
    """A demo site with one kiosk: passphrases, PIN and names are public, and no real part takes its material."""
    if not layout.is_empty:
        raise folder.FileExists(f"{layout.root} is not empty; choose another folder for a demo site.")
    profile = resources.files("kiosk.boot.demo").joinpath("site.toml").read_bytes()
    keys = DeviceKeys.create()
    listed = Device(index=0, ed32=keys.ed32, x32=keys.x32)
    founded = create_site(layout.shelter, DEMO_PASSPHRASES, profile, SystemClock().wall(), demo=True, devices=(listed,))
    folder.write_new(layout.authority, founded.authority_ed32)
    folder.write_new(layout.schedule, founded.schedule)
    folder.write_new(layout.profile, profile)
    folder.write_new(layout.pin, hash_pin(DEMO_PIN), folder.SECRET)
    folder.write_new(layout.address, ServerAddress(DEMO_URL, founded.site_ca.decode("ascii")).encode())
    folder.write_new(layout.device, keys.encode(), folder.SECRET)


def _refuse_undrawn(profile: SiteProfile) -> None:
    """Raises BadProfile where a name could not be printed: a slip that lacks a letter would not come out at all."""
    from printers.fonts import undrawn

    if missing := undrawn("".join(profile.own_words)):
        raise BadProfile(f"No font here draws “{missing}”, which the site profile holds. Write it in other letters.")


def _passphrases(source: str | None) -> dict[Holder, str]:
    if source is None:
        given = [getpass(f"New passphrase of the {holder.name.lower()}: ") for holder in HOLDERS]
    else:
        text = sys.stdin.read() if source == "-" else folder.read(Path(source), 4096).decode(errors="replace")
        given = [line for line in text.splitlines() if line]
    if len(given) != len(HOLDERS):
        raise NoPassphrases("Give three passphrases, one a line: authority, desk, supervisor.")
    if len(set(given)) != len(given):
        raise SamePassphrase("The three roles need three different passphrases.")
    return dict(zip(HOLDERS, given, strict=True))
