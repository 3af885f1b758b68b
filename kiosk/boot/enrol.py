"""`ceiba enrol`: this machine becomes a kiosk of a site. One rule: nothing is believed that the code's pins do not
vouch for, and the kiosk's folder is complete or not there.

The first call sends the kiosk's public keys and shows six words; the site compares them and approves; the next call
fetches the schedule and finishes. The code is remembered between the two (0600), and forgotten at the end.
"""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from dataclasses import dataclass
from getpass import getpass
from pathlib import Path

from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.formats import cbor, shape
from kiosk.formats import schedule as schedules
from kiosk.formats.address import ServerAddress
from kiosk.formats.demo_flag import says_demo
from kiosk.formats.device import DeviceKeys
from kiosk.formats.enrolment import LIMIT, EnrolmentAnswer, EnrolmentCode, EnrolmentRequest, open_profile
from kiosk.formats.words import six_words
from kiosk.ports.clock import SystemClock
from kiosk.problem import Problem
from kiosk.staff_door import hash_pin
from kiosk.sync.link import Unreachable
from kiosk.sync.pinned import PinnedLink
from kiosk.visit.profile import load_profile

PATH, EVERY_SECONDS = "/v1/enrol", 5.0
DEMO_PIN = "000000"


class NotAccepted(Problem):
    """The site's server does not take this code."""

    code = "not-accepted"


class NoPin(Problem):
    """The two staff codes that were typed differ."""

    code = "no-pin"


_WHY = {
    403: "Your site does not know this code, or has revoked this kiosk; ask it for a new code.",
    409: "Another kiosk has used this code; ask your site for a new one, and tell it.",
    410: "This code's day is over; ask your site for a new one.",
}


@dataclass(frozen=True)
class Attempt:
    """What is remembered between the first call and the last."""

    code: EnrolmentCode
    keys: DeviceKeys

    def encode(self) -> bytes:
        return cbor.encode([1, self.code.text(), self.keys.encode()])

    @staticmethod
    def parse(untrusted: bytes) -> Attempt:
        fields = shape.array(cbor.decode(untrusted, limit=2 * LIMIT), 3)
        shape.version(fields[0])
        return Attempt(EnrolmentCode.parse(str(fields[1])), DeviceKeys.parse(shape.octets(fields[2])))


def run(arguments: Namespace) -> int:
    """One step of the enrolment; with --wait further ones until it is approved or so many seconds are over."""
    layout = Layout(arguments.data)
    if layout.is_kiosk:
        raise folder.FileExists(f"{layout.root} holds a kiosk already; choose another folder with --data.")
    attempt = _attempt(layout, arguments.code)
    answer = _ask(attempt)
    ends = time.monotonic() + arguments.wait
    if answer.approved is None:
        _show_words(attempt, answer)
    while answer.approved is None and time.monotonic() < ends:
        time.sleep(min(EVERY_SECONDS, max(0.0, ends - time.monotonic())))
        answer = _ask(attempt)
    if answer.approved is None:
        print("Pending. When the site has approved this kiosk, run this again: ceiba enrol")
        return 0
    _finish(layout, attempt, answer, *answer.approved, arguments.pin_file)
    return 0


def _attempt(layout: Layout, source: str | None) -> Attempt:
    place = layout.kiosk / "enrolment.ceiba"
    if source is None and place.exists():
        return Attempt.parse(folder.read(place, 2 * LIMIT))
    if source == "-":
        untrusted = sys.stdin.readline(LIMIT)
    elif source is not None:
        untrusted = folder.read(Path(source), LIMIT).decode(errors="replace")
    else:
        untrusted = input("The code that your site gave: ")
    attempt = Attempt(EnrolmentCode.parse(untrusted), DeviceKeys.create())
    if place.exists() and (before := Attempt.parse(folder.read(place, 2 * LIMIT))).code == attempt.code:
        return before
    folder.replace(place, attempt.encode(), folder.SECRET)
    return attempt


def _ask(attempt: Attempt) -> EnrolmentAnswer:
    code = attempt.code
    link = PinnedLink(code.url, None, [code.spki32], SystemClock())
    answer = link.post(PATH, EnrolmentRequest.make(code, attempt.keys))
    if answer.status in _WHY:
        raise NotAccepted(_WHY[answer.status])
    if answer.status != 200:
        raise Unreachable("The site's server cannot answer now; try again in a while.")
    return EnrolmentAnswer.parse(answer.untrusted_body, code)


def _show_words(attempt: Attempt, answer: EnrolmentAnswer) -> None:
    print("Call your site and read these six words to it:")
    print("    " + " ".join(six_words(answer.authority_ed32, attempt.keys.ed32, attempt.keys.x32)))


def _finish(
    layout: Layout, attempt: Attempt, answer: EnrolmentAnswer, signed: bytes, profile: bytes, pin_file: str | None
) -> None:
    authority = answer.authority_ed32
    listed = schedules.parse_and_verify(signed, authority, demo=says_demo(signed))
    if listed.device(attempt.keys.device8) is None:
        raise NotAccepted("The site's schedule does not list this kiosk; try again in a while.")
    toml = open_profile(profile, authority)
    load_profile(toml)
    pin = DEMO_PIN if listed.demo and pin_file is None else _pin(pin_file)
    address = ServerAddress(attempt.code.url, answer.site_ca)
    for path, content, mode in (
        (layout.authority, authority, folder.PUBLIC),
        (layout.schedule, signed, folder.PUBLIC),
        (layout.profile, toml, folder.PUBLIC),
        (layout.address, address.encode(), folder.PUBLIC),
        (layout.pin, hash_pin(pin), folder.SECRET),
        (layout.device, attempt.keys.encode(), folder.SECRET),  # last: with it this is a kiosk
    ):
        folder.replace(path, content, mode)
    (layout.kiosk / "enrolment.ceiba").unlink()
    print(f"This is kiosk {attempt.keys.device8.hex()} of {'the demo' if listed.demo else 'your'} site now.")


def _pin(source: str | None) -> str:
    if source == "-":
        return sys.stdin.readline(64).strip()
    if source is not None:
        return folder.read(Path(source), 64).decode(errors="replace").strip()
    first = getpass("New staff code, six to ten digits: ")
    if getpass("The same again: ") != first:
        raise NoPin("The two staff codes differ; run this again.")
    return first
