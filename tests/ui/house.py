"""A house for the window to live in: a reception that remembers, a desk for staff, the shipped protocol."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from kiosk.languages.catalogue import load_catalogue
from kiosk.languages.pack import load_pack
from kiosk.ports.finding import CheckKey, Finding, State
from kiosk.ports.paper import PrintOutcome, SlipContent
from kiosk.ports.reception import Finished
from kiosk.visit.profile import Helpline, Placement, SiteProfile
from kiosk.visit.protocol_file import shipped_protocol
from kiosk.visit.record import Event
from kiosk.visit.today import Today
from kiosk.visit.visit import Visit
from tests.kiosk.hands import HandClock
from tests.ui.staff_house import MemoryPrinters, MemoryScreen
from ui.bridge.services import WindowServices

LANGUAGES = ("es", "en", "ar")
DIGITS = "7309" + "0123456789" * 30 + "12345678"
PIN = "2468"
PROFILE = SiteProfile(
    organisation="Casa del Puente",
    shelter="Albergue Luz",
    placement=Placement.BEFORE_PORT,
    zone="America/Tijuana",
    emergency="911",
    languages=LANGUAGES,
    offers=("mask", "handwash", "airy", "nurse", "test", "vaccine", "interpreter", "legal"),
    helplines=(Helpline("Al Otro Lado", "664 000 0000"),),
    child_protection=Helpline("DIF Tijuana", "664 111 1111"),
)


def slip(language: str, digits: str = DIGITS) -> SlipContent:
    """A slip such as the house makes, without its paragraphs."""
    say = load_catalogue(language).say
    return SlipContent(
        language=language,
        right_to_left=load_pack(language).right_to_left,
        title=say("slip.title"),
        disclaimer=say("slip.disclaimer"),
        paragraphs=(),
        digits=digits,
        code="7KQ4-M2XA-9",
        code_label=say("slip.code"),
    )


@dataclass
class RememberingReception:
    """Keeps the contract of `kiosk.ports.reception.Reception` and remembers what it was asked. Prints at once."""

    outcome: PrintOutcome | None = PrintOutcome.PRINTED
    broken: set[str] = field(default_factory=set)
    finished: list[Visit] = field(default_factory=list)
    released: list[object] = field(default_factory=list)
    deleted: list[object] = field(default_factory=list)
    printed: list[SlipContent] = field(default_factory=list)
    noted: list[tuple[Event, int]] = field(default_factory=list)
    waiting: list[Callable[[PrintOutcome], None]] = field(default_factory=list)

    def _may_break(self, name: str) -> None:
        if name in self.broken:
            raise OSError("the house is broken")

    def finish(self, visit: Visit) -> Finished:
        self._may_break("finish")
        self.finished.append(visit)
        return Finished(slip(visit.flow.language or LANGUAGES[0]), True, len(self.finished))

    def release(self, finished: Finished) -> None:
        self._may_break("release")
        self.released.append(finished.place)

    def delete(self, finished: Finished) -> None:
        self._may_break("delete")
        self.deleted.append(finished.place)

    def print_slip(self, slip: SlipContent, done: Callable[[PrintOutcome], None]) -> None:
        self._may_break("print")
        self.printed.append(slip)
        if self.outcome is None:
            self.waiting.append(done)
        else:
            done(self.outcome)

    def leaflet(self, language: str) -> SlipContent:
        return replace(slip(language), code="LEAF-LETX-0")

    def note(self, event: Event, detail: int = 0) -> None:
        self._may_break("note")
        self.noted.append((event, detail))


@dataclass
class OneCodeDesk:
    """A staff desk with one code, a delay after a wrong one, and one thing that needs attention."""

    wait: int = 0
    needs: CheckKey | None = CheckKey.PRINTER
    broken: bool = False
    printers: MemoryPrinters = field(default_factory=MemoryPrinters)
    screen: MemoryScreen = field(default_factory=MemoryScreen)

    def wait_seconds(self) -> int:
        return self.wait

    def check_pin(self, pin: str) -> bool:
        self.wait = 0 if pin == PIN else 5
        return pin == PIN

    def status(self) -> Sequence[Finding]:
        if self.broken:
            raise OSError("nothing can be told")
        said = {CheckKey.PRINTER: "no-paper", CheckKey.SERVER: "hour", CheckKey.SHELTER: "waits"}
        states = {self.needs: State.ATTENTION}
        return [Finding(key, states.get(key, State.OK), said.get(key, "")) for key in CheckKey]


class OneDay:
    """A `DayBook` whose day does not end."""

    def __init__(self) -> None:
        self._today = Today()

    def today(self) -> Today:
        return self._today

    def choose(self, today: Today) -> None:
        self._today = today


def qr_matrix(digits: str) -> list[list[bool]]:
    """The modules of a version 9-Q code, by the same library as the printers'."""
    import qrcode

    code = qrcode.QRCode(version=9, error_correction=qrcode.constants.ERROR_CORRECT_Q, border=0, mask_pattern=3)
    code.add_data(qrcode.util.QRData(digits, mode=qrcode.util.MODE_NUMBER))
    code.make(fit=False)
    return code.get_matrix()


def services(
    protocol: str = "default",
    diagonal: float = 10.1,
    demo: bool = False,
    sound: Callable[[], None] | None = None,
    languages: Sequence[str] = LANGUAGES,
    call_outside: Callable[[], None] | None = None,
) -> WindowServices:
    """Everything that the window needs, with clocks that stand still."""
    return WindowServices(
        protocol=shipped_protocol(protocol),
        profile=PROFILE._replace(diagonal=diagonal, languages=tuple(languages)),
        languages=languages,
        reception=RememberingReception(),
        staff=OneCodeDesk(),
        day=OneDay(),
        clock=HandClock(),
        qr_matrix=qr_matrix,
        demo=demo,
        sound=sound,
        call_outside=call_outside,
    )
