"""A machine that is no kiosk yet, which keeps the contract of `kiosk.ports.enrolling.Enrolling`, and a finger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk.formats.code import WrongCode
from kiosk.ports.enrolling import Belongs, CodeFile, CodeUsed, Heard, Step
from kiosk.problem import Problem
from kiosk.sync.link import NotOurServer, Unreachable
from tests.kiosk.hands import HandClock
from tests.ui.hand import Finger
from ui.bridge.doorstep import Doorstep
from ui.bridge.first import FirstServices, FirstWindow

WORDS = ("bakel", "brochix", "didum", "flelin", "krotek", "plasol")
CODE = "CODE0-CODE0"
FILE = CodeFile(Path("/media/usb/code.txt"), "KINGSTON", "shelter.example")
BELONGS = Belongs("Casa del Puente", "Albergue Luz", demo=True, speaks=True)


@dataclass
class NewMachine:
    """Remembers what it was given; `problems` are raised by the next questions, one each."""

    taken: list[str] = field(default_factory=list)
    pin: str = ""
    files: list[CodeFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    approved: bool = False
    speaks: bool = True
    belongs: Belongs | None = None
    asked: int = 0
    is_due: bool = False

    def step(self) -> Step:
        if self.belongs:
            return Step.DONE if self.belongs.speaks else Step.LANGUAGE
        return Step.CODE if not self.taken else Step.SITE if self.pin else Step.PIN

    def code_files(self) -> Sequence[CodeFile]:
        return list(self.files)

    def take_code(self, untrusted: str) -> None:
        if untrusted != CODE:
            raise WrongCode("This is no enrolment code; ask your site for a new one.")
        self.taken.append(untrusted)

    def take_file(self, path: Path) -> None:
        self.taken.append(str(path))

    def take_pin(self, pin: str) -> None:
        self.pin = pin

    def due(self) -> bool:
        return self.is_due

    def hurry(self) -> None:
        self.is_due = True

    def ask(self) -> Heard:
        self.asked += 1
        self.is_due = False
        if self.problems:
            raise self.problems.pop(0)
        if self.approved and self.pin:
            self.belongs = replace(BELONGS, speaks=self.speaks)
        return Heard(WORDS, self.belongs)


class FirstHand(Finger):
    """One finger before a first screen."""

    def __init__(self, first: FirstWindow, clock: HandClock) -> None:
        super().__init__(first.window, clock)
        self.first = first

    @property
    def place(self) -> Doorstep:
        return self.first.enrol.place

    @property
    def page(self) -> str:
        return self.first.enrol.page.removesuffix(".qml")

    @property
    def told(self) -> str:
        """The line under the heading, without the marks that keep a code together."""
        return str(self.item("told").property("text")).translate({0x2060: None, 0x2068: None, 0x2069: None})

    def rest(self) -> None:
        """Let what runs beside the window end."""
        self.until(lambda: not self.place.busy)

    def type_pin(self, digits: str) -> None:
        self.tap(*(f"key-{digit}" for digit in digits), "key-enter")
        self.rest()


def services(machine: NewMachine, clock: HandClock, language: str = "en") -> FirstServices:
    rest = tuple(code for code in ("en", "es", "ar") if code != language)
    return FirstServices(machine, clock, (language, *rest))


def walk_first(hand: FirstHand, machine: NewMachine) -> Iterator[str]:
    """Yields the name of every page state while the window shows it."""
    place = hand.place
    yield "first-code"
    place.tell_problem(CodeUsed("Another kiosk has used this code; ask your site for a new one, and tell it."))
    yield "first-code-used"
    machine.files = [FILE, replace(FILE, path=Path("/media/usb/second-kiosk.txt"))]
    place.tick()
    hand.until(lambda: bool(place.files))
    place.tell("")
    hand.item("code").setProperty("text", "1GGKD-C3Q8Y" * 20)
    yield "first-code-files"
    hand.tap("language")
    yield "first-languages"
    hand.tap(f"card-{place.language}", "card-file0")
    hand.rest()
    yield "first-pin"
    hand.tap(*(f"key-{digit}" for digit in "123456"))
    yield "first-pin-entered"
    hand.tap("key-enter")
    yield "first-pin-again"
    hand.type_pin("123457")
    yield "first-pin-differ"
    hand.type_pin("123456")
    hand.type_pin("123456")
    yield "first-words"
    place.tell_problem(Unreachable("The shelter's server does not answer; the kiosk tries again by itself."))
    yield "first-words-unreachable"
    place.heard = None
    place.tell_problem(NotOurServer("This is not your site's server; check the address with your site."))
    yield "first-words-asking"
    machine.approved, machine.speaks = True, False
    hand.tap("way1")
    place.tick()
    hand.until(lambda: hand.page == "WaitingPage")
    yield "first-language"
    machine.speaks = True
    hand.tap("way0")
    place.tick()
    hand.until(lambda: hand.page == "DonePage")
    yield "first-done"
    place.heard = Heard(WORDS, replace(BELONGS, demo=False, speaks=False))
    place.tell("")
    yield "first-done-speechless"
