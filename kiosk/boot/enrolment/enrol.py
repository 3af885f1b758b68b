"""`ceiba enrol`: this machine becomes a kiosk of a site, by the command line. One rule: no secret is ever an argument.

The first call sends the kiosk's public keys and shows six words; the site compares them and approves; the next call
fetches the schedule and finishes. `ceiba kiosk` does the same on its first screen, with the same steps.
"""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from getpass import getpass
from pathlib import Path

from kiosk import folder
from kiosk.boot.enrolment.steps import Approved, Attempt, CodeStep, PinStep, SiteStep, read_code, words_of
from kiosk.boot.layout import Layout
from kiosk.formats.enrolment import LIMIT
from kiosk.ports.clock import SystemClock
from kiosk.problem import Problem

EVERY_SECONDS = 5.0
DEMO_PIN = "000000"


class NoCode(Problem):
    """Nobody is there to type the code."""

    code = "no-code"


class NoPin(Problem):
    """The two staff codes that were typed differ."""

    code = "no-pin"


def run(arguments: Namespace) -> int:
    """One step of the enrolment; with --wait further ones until it is approved or so many seconds are over."""
    layout = Layout(arguments.data)
    if layout.is_kiosk:
        folder.remove(layout.enrolment)
        raise folder.FileExists(
            f"{layout.root} holds a kiosk already. To make it another site's: deliver what waits, stop the kiosk, "
            f"move {layout.kiosk} away, begin again."
        )
    code, pin, site = CodeStep(layout), PinStep(layout), SiteStep(layout, SystemClock())
    if arguments.code is not None or not code.done:
        code.give(_code(arguments.code))
    attempt = code.attempt()
    approved = _approved(site, attempt, arguments.wait)
    if approved is None:
        print("Pending. When the site has approved this kiosk, run this again: ceiba enrol")
        return 0
    if arguments.pin_file is not None or not pin.done:
        pin.give(_pin(arguments.pin_file, approved))
    site.finish(attempt, approved)
    print(f"This is kiosk {attempt.keys.device8.hex()} of {'the demo' if approved.demo else 'your'} site now.")
    return 0


def _approved(site: SiteStep, attempt: Attempt, wait: float) -> Approved | None:
    """What the site gave; None when it has not decided within `wait` seconds. Shows the words while it has not."""
    ends = time.monotonic() + wait
    answer = site.ask(attempt)
    if answer.approved is None:
        print("Call your site and read these six words to it:")
        print("    " + " ".join(words_of(attempt, answer)))
    while answer.approved is None and time.monotonic() < ends:
        time.sleep(min(EVERY_SECONDS, max(0.0, ends - time.monotonic())))
        answer = site.ask(attempt)
    return site.check(attempt, answer)


def _code(source: str | None) -> str:
    if source is None:
        return _typed()
    return sys.stdin.readline(LIMIT) if source == "-" else read_code(Path(source))


def _typed() -> str:
    try:
        return input("The code that your site gave: ")
    except EOFError as error:
        raise NoCode("Name the code's file: ceiba enrol code.txt") from error


def _pin(source: str | None, approved: Approved) -> str:
    if source == "-":
        return sys.stdin.readline(64).strip()
    if source is not None:
        return folder.read(Path(source), 64).decode(errors="replace").strip()
    if approved.demo:
        return DEMO_PIN
    first = getpass("New staff code, six to ten digits: ")
    if getpass("The same again: ") != first:
        raise NoPin("The two staff codes differ; run this again.")
    return first
