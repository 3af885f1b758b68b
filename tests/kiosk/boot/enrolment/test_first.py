"""The first screen against a real server: a real window in this process, the site's side in others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.boot.enrolment.first import FirstDesk, languages
from kiosk.boot.layout import Layout
from kiosk.boot.tablet.folder import read_site
from kiosk.formats.enrolment import EnrolmentCode
from kiosk.languages.pack import pack_codes
from kiosk.ports.enrolling import CodeUsed, NotNow, Step
from kiosk.staff_door import StaffDoor
from kiosk.sync.link import Unreachable
from tests.kiosk.boot import real_site
from tests.kiosk.boot.enrolment.test_enrol import approve, ceiba, knock, new_code
from tests.kiosk.boot.serving import Served, make_demo_site
from tests.kiosk.hands import HandClock
from tests.ui.first_house import FirstHand
from ui.bridge.first import FirstServices, FirstWindow
from ui.bridge.services import WindowSettings

PIN = "135790"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("site") / "site"
    make_demo_site(root)
    with Served(Layout(root)) as served:
        yield served


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@contextmanager
def first_screen(tablet: Path, stick: Path) -> Iterator[FirstHand]:
    """A real first screen over a folder; time is the hand's."""
    clock = HandClock()
    desk = FirstDesk(Layout(tablet), clock, lambda: [stick])
    with FirstWindow(FirstServices(desk, clock, ("en", "es")), WindowSettings(reduce_motion=True)) as first:
        yield FirstHand(first, clock)


def pass_time(hand: FirstHand, arrived: Callable[[], bool], seconds: float = 7.0) -> None:
    """Let the screen act until something arrived, each time so many seconds later; time waits for the network."""

    def act() -> bool:
        if not hand.place.asking:
            hand.clock.advance(seconds)
            hand.place.tick()
        return arrived()

    hand.until(act)


def words_on(hand: FirstHand) -> str:
    assert hand.place.heard is not None
    words = hand.place.heard.words
    assert set(words) <= {item.property("text") for item in hand.items()}
    return " ".join(words)


def to_words(hand: FirstHand) -> str:
    pass_time(hand, lambda: hand.sees("card-file0"))
    hand.tap("card-file0")
    hand.rest()
    hand.type_pin(PIN)
    hand.type_pin(PIN)
    pass_time(hand, lambda: hand.place.heard is not None)
    return words_on(hand)


def test_a_file_a_staff_code_and_six_words_make_a_kiosk(qtbot: object, served: Served, tmp_path: Path) -> None:
    tablet, stick = tmp_path / "tablet", tmp_path / "stick"
    stick.mkdir()
    new_code(served, stick)
    with first_screen(tablet, stick) as hand:
        words = to_words(hand)
        assert not Layout(tablet).is_kiosk
        assert approve(served, words).returncode == 0
        pass_time(hand, lambda: hand.page == "DonePage")
    site = read_site(Layout(tablet))
    assert site.demo
    assert sorted(path.name for path in (tablet / "kiosk").glob("enrolment*")) == []
    assert StaffDoor(Layout(tablet).pin.read_bytes(), HandClock()).check_pin(PIN)
    assert oct(Layout(tablet).device.stat().st_mode)[-3:] == oct(Layout(tablet).pin.stat().st_mode)[-3:] == "600"
    assert ceiba("sync", "--once", "--data", tablet).returncode == 0


def test_a_code_of_another_kiosk_is_told_and_the_next_one_works(qtbot: object, served: Served, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    knock(new_code(served, stick), tmp_path / "another")
    with first_screen(tmp_path / "tablet", stick) as hand:
        pass_time(hand, lambda: hand.sees("card-file0"))
        hand.tap("card-file0")
        hand.rest()
        assert hand.page == "CodePage"
        assert hand.told.startswith("Another kiosk has used this code.")
        (stick / "code.txt").unlink()
        new_code(served, stick)
        assert to_words(hand)


def test_a_server_that_goes_away_and_comes_back_is_found_again(qtbot: object, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    make_demo_site(tmp_path / "site")
    layout = Layout(tmp_path / "site")
    with Served(layout) as first:
        port = first.port
        new_code(first, stick)
    with first_screen(tmp_path / "tablet", stick) as hand:
        pass_time(hand, lambda: hand.sees("card-file0"))
        hand.tap("card-file0")
        hand.rest()
        assert hand.page == "ChoosePinPage"  # a server that is away keeps nobody from going on
        hand.type_pin(PIN)
        hand.type_pin(PIN)
        pass_time(hand, lambda: hand.told.startswith("The site's server does not answer."))
        with Served(layout, port=port) as back:
            pass_time(hand, lambda: hand.place.heard is not None, seconds=1000)
            words = words_on(hand)
            assert approve(back, words).returncode == 0
            pass_time(hand, lambda: hand.page == "DonePage")


def test_steps_are_remembered_by_the_folder_alone(served: Served, tmp_path: Path) -> None:
    layout, clock = Layout(tmp_path / "tablet"), HandClock()
    code = new_code(served, tmp_path).read_text()

    def desk() -> FirstDesk:
        return FirstDesk(layout, clock, list)

    assert desk().step() is Step.CODE
    desk().take_code(code.replace("-", "'"))  # what a scanner's dashes become on another keyboard
    assert desk().step() is Step.PIN
    before = desk().ask().words
    desk().take_pin(PIN)
    assert desk().step() is Step.SITE
    assert desk().ask().words == before
    desk().take_code(code)
    assert desk().step() is Step.SITE  # the same code goes on where it was
    desk().take_code(new_code(served, tmp_path / "second").read_text())
    assert desk().step() is Step.PIN  # another one begins anew
    assert desk().ask().words != before


def test_a_real_site_s_kiosk_has_the_staff_code_that_was_chosen_and_is_no_practice(tmp_path: Path) -> None:
    layout = Layout(tmp_path / "tablet")
    with Served(real_site.found(tmp_path / "site")) as served:
        desk = FirstDesk(layout, HandClock(), list)
        desk.take_code(new_code(served, tmp_path).read_text())
        words = " ".join(desk.ask().words)
        assert real_site.by_authority(served.layout, "approve", "--words", words).returncode == 0
        assert desk.ask().belongs is None  # the site's yes alone makes no kiosk that anybody could open
        assert not layout.is_kiosk
        desk.take_pin(PIN)
        belongs = desk.ask().belongs
    assert belongs is not None
    assert not belongs.demo
    assert not belongs.speaks  # this site has accepted no language yet, and the last page says so
    assert not read_site(layout).demo
    assert StaffDoor(layout.pin.read_bytes(), HandClock()).check_pin(PIN)


def test_the_command_line_ends_what_the_screen_began(served: Served, tmp_path: Path) -> None:
    layout = Layout(tmp_path / "tablet")
    desk = FirstDesk(layout, HandClock(), list)
    desk.take_code(new_code(served, tmp_path).read_text())
    desk.take_pin(PIN)
    assert approve(served, " ".join(desk.ask().words)).returncode == 0
    done = ceiba("enrol", "--data", layout.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert StaffDoor(layout.pin.read_bytes(), HandClock()).check_pin(PIN)


def test_failures_are_asked_again_ever_later_and_a_touch_asks_now(served: Served, tmp_path: Path) -> None:
    code = EnrolmentCode.parse(new_code(served, tmp_path).read_text())
    nowhere = EnrolmentCode("https://127.0.0.1:1", code.authority32, code.spki32, code.secret16)
    clock = HandClock()
    desk = FirstDesk(Layout(tmp_path / "tablet"), clock, list)
    desk.take_code(nowhere.text())
    for _ in range(12):
        with pytest.raises(Unreachable):
            desk.ask()
    assert not desk.due()
    desk.hurry()
    assert desk.due()
    clock.advance(901)
    assert desk.due()


def test_a_machine_that_was_switched_off_at_the_very_end_keeps_no_code(tmp_path: Path) -> None:
    layout = Layout(tmp_path / "tablet")
    layout.kiosk.mkdir(parents=True)
    layout.device.touch()
    layout.enrolment.write_bytes(b"code and keys")
    assert ceiba("enrol", "--data", layout.root).returncode == 1
    assert not layout.enrolment.exists()


@pytest.mark.parametrize(
    ("asked", "machine", "begins"),
    [("ar", "es_MX", "ar"), (None, "es_MX", "es"), (None, "C", "en"), ("tlh", "xx_YY", "en"), (None, "", "en")],
)
def test_it_speaks_the_language_that_was_asked_for_or_the_machine_s(asked: str, machine: str, begins: str) -> None:
    found = languages(asked, machine)
    assert found[0] == begins
    assert sorted(found) == sorted(pack_codes())


def test_a_code_that_is_used_says_so_by_its_own_code(served: Served, tmp_path: Path) -> None:
    code = new_code(served, tmp_path)
    knock(code, tmp_path / "another")
    desk = FirstDesk(Layout(tmp_path / "tablet"), HandClock(), list)
    desk.take_file(code)
    with pytest.raises(CodeUsed, match="ask your site for a new one"):
        desk.ask()


def test_a_server_whose_folder_cannot_be_read_is_not_now_and_says_when(tmp_path: Path) -> None:
    make_demo_site(tmp_path / "site")
    with Served(Layout(tmp_path / "site")) as served:
        desk = FirstDesk(Layout(tmp_path / "tablet"), HandClock(), list)
        desk.take_code(new_code(served, tmp_path).read_text())
        certificate = served.layout.server / "site-ca.pem"
        certificate.unlink()
        certificate.mkdir()
        with pytest.raises(NotNow) as told:
            desk.ask()
        assert told.value.retry_after == 120
        assert "[unreadable-file]" in served.log()
