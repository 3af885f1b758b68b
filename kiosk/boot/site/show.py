"""`ceiba site show`: what the signed schedule of a data folder says, in plain words, and its accepted languages."""

from __future__ import annotations

from argparse import Namespace

from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.formats import schedule
from kiosk.formats.demo_flag import says_demo
from kiosk.formats.epoch import start_of


def run(arguments: Namespace) -> int:
    """Verify and print the schedule in DIR/shelter, or in DIR/kiosk where there is no shelter."""
    layout = Layout(arguments.data)
    place = layout.shelter if layout.shelter.exists() else layout.kiosk
    authority = folder.read(place / layout.authority.name, 32)
    untrusted = folder.read(place / layout.schedule.name, schedule.LIMIT)
    known = schedule.parse_and_verify(untrusted, authority, demo=says_demo(untrusted))
    print(f"site       {known.site8.hex()}{' (demo)' if known.demo else ''}")
    print(f"schedule   version {known.version}")
    print(f"weeks      {start_of(known.first_epoch):%Y-%m-%d} to {start_of(known.last_epoch + 1):%Y-%m-%d}")
    for device in known.devices:
        print(f"kiosk      {device.device8.hex()} {device.state.name.lower()}")
    if place == layout.shelter:
        from kiosk.boot.office.shelter_files import read_shelter
        from kiosk.boot.site.packs import say_packs, say_voices

        print(*say_packs(read_shelter(layout)), *say_voices(), sep="\n")
    return 0
