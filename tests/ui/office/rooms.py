"""A desk and a summary over a simulated day's real folder, each before its own window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kiosk.boot.layout import Layout
from kiosk.boot.office.desk_steps import DeskSteps
from kiosk.boot.office.desk_window import WindowDesk
from kiosk.boot.office.screen import office_settings
from kiosk.boot.office.shelter_files import read_shelter
from kiosk.boot.office.summary_steps import SummarySteps
from kiosk.boot.office.summary_window import WindowSummary
from kiosk.formats.keystore import Holder
from kiosk.languages.pack import pack_codes
from kiosk.ports.office import DeskService, SummaryService
from shelter.keystore import Keystore, WrongPassphrase, unlock
from shelter.site.vault import Vault
from tests.kiosk.hands import HandClock
from tests.ui.office.typist import Typist
from ui.bridge.desk_window import desk_window
from ui.bridge.office import DIAGONAL, OfficeSettings
from ui.bridge.services import WindowSettings
from ui.bridge.summary_window import summary_window

LANGUAGES = ("en", "es", "ar")
SIZES = ((1280, 800), (1920, 1080), (1366, 700))
ROUNDS = [(size, LANGUAGES) for size in SIZES] + [(SIZES[0], tuple(sorted(set(pack_codes()) - set(LANGUAGES))))]
"""Three languages at every size, all others at the first."""
SMALLEST = 14.0
"""Millimetres that every control has: enough for a mouse, and for a finger on a laptop that has a panel."""
AS_IF_DIAGONAL = DIAGONAL * 20.0 / SMALLEST
"""The detectors ask for a finger's 20 mm; on a panel of this diagonal that is as many pixels as SMALLEST here."""
PASSPHRASES = {Holder.DESK: "demo desk", Holder.SUPERVISOR: "demo supervisor"}


@cache
def unlocked(holder: Holder, sealed: bytes, local32: bytes) -> Keystore:
    """A demo's keystore, unlocked once for all copies of its folder: Argon2id takes its time on purpose."""
    return unlock(sealed, PASSPHRASES[holder], local32)


def remembered(folder: Path, holder: Holder, passphrase: str) -> Keystore:
    """What the real door gives, without its wait. Raises WrongPassphrase."""
    if passphrase != PASSPHRASES[holder]:
        raise WrongPassphrase("The passphrase does not fit.")
    vault = Vault(Layout(folder).shelter)
    return unlocked(holder, vault.keystore_path(holder).read_bytes(), vault.local_path(holder).read_bytes())


class QuickDesk(WindowDesk):
    """The real desk behind a door that does not stretch the passphrase."""

    def __init__(self, folder: Path, named: Sequence[Path], server: str | None) -> None:
        self._folder = folder
        super().__init__(DeskSteps(read_shelter(Layout(folder)), named, server))

    def unlock(self, passphrase: str) -> None:
        self._steps.open(remembered(self._folder, Holder.DESK, passphrase))


class QuickSummary(WindowSummary):
    """The real summary behind a door that does not stretch the passphrase."""

    def __init__(self, folder: Path, out: Path, named: Sequence[Path], server: str | None) -> None:
        self._folder = folder
        super().__init__(SummarySteps(read_shelter(Layout(folder)), named, server), out)

    def unlock(self, passphrase: str) -> None:
        self._steps.open(remembered(self._folder, Holder.SUPERVISOR, passphrase))


def desk_of(folder: Path, named: Sequence[Path] = (), server: str | None = None) -> QuickDesk:
    return QuickDesk(folder, named, server)


def summary_of(folder: Path, out: Path, named: Sequence[Path] = (), server: str | None = None) -> QuickSummary:
    return QuickSummary(folder, out, named, server)


def before_desk(folder: Path, service: DeskService, language: str = "en", size: tuple[int, int] = SIZES[0]) -> Typist:
    """A locked desk's window."""
    settings = _settings(folder, Holder.DESK, language, size)
    return Typist(desk_window(service, settings), settings.clock)  # type: ignore[arg-type]


def before_summary(
    folder: Path, service: SummaryService, language: str = "en", size: tuple[int, int] = SIZES[0]
) -> Typist:
    """A locked supervisor's window."""
    settings = _settings(folder, Holder.SUPERVISOR, language, size)
    return Typist(summary_window(service, settings), settings.clock)  # type: ignore[arg-type]


def open_desk(typist: Typist) -> Typist:
    """Unlocked, and everything that has come taken in."""
    typist.unlock(PASSPHRASES[Holder.DESK])
    typist.until(lambda: not typist.bridge.desk.taking)
    assert not typist.office.locked, typist.office.sentence
    return typist


def open_summary(typist: Typist) -> Typist:
    """Unlocked, and today counted."""
    typist.unlock(PASSPHRASES[Holder.SUPERVISOR])
    counted(typist)
    return typist


def counted(typist: Typist) -> None:
    """Wait for the chosen day."""
    typist.until(lambda: bool(typist.bridge.summary.page) and not typist.bridge.summary.acting)


def scanned(typist: Typist, line: str) -> None:
    """A line through the scanner, and its answer or the reason why there is none."""
    typist.type(f"{line}\r")
    typist.until(lambda: not typist.bridge.desk.working)


def _settings(folder: Path, holder: Holder, language: str, size: tuple[int, int]) -> OfficeSettings:
    site = read_shelter(Layout(folder))
    settings = office_settings(site, holder, language)
    window = WindowSettings(*size, reduce_motion=True)
    return OfficeSettings(settings.organisation, settings.languages, HandClock(), settings.demo_passphrase, window)
