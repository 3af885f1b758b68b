"""Guests of a real site see the packs that it accepted, as they were read, and no other; a demo shows all."""

from __future__ import annotations

import json
import shutil
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.boot.enrolment import first
from kiosk.boot.enrolment.first import BETWEEN_LISTS, FirstDesk
from kiosk.boot.layout import Layout
from kiosk.boot.office.shelter_files import read_shelter
from kiosk.boot.site import packs as accepting
from kiosk.boot.site.enrol import unlock_authority
from kiosk.boot.tablet import window
from kiosk.boot.tablet.accepted import NoLanguage, language_state, must_show
from kiosk.boot.tablet.folder import read_site
from kiosk.boot.tablet.front import read_front
from kiosk.formats import packs
from kiosk.formats.address import ServerAddress
from kiosk.formats.packs import AcceptedPack, AcceptedPacks, pack32
from kiosk.languages.pack import pack_bytes, pack_codes
from kiosk.ports.enrolling import Belongs, Step
from kiosk.problem import Problem
from kiosk.sync.link import NotOurServer
from shelter.site.tls import make_server_tls
from tests.kiosk.boot.real_site import HOUSE, PASSPHRASES, another_house, by_authority, ceiba, enrol, found
from tests.kiosk.boot.serving import Served, make_demo_site
from tests.kiosk.hands import HandClock
from tests.vectors.site import AUTHORITY


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served(found(tmp_path_factory.mktemp("real") / "site")) as served:
        yield served


@pytest.fixture(scope="module")
def enrolled(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kiosk of this site that may show English."""
    accept(served, "en")
    return enrol(served, tmp_path_factory.mktemp("enrolled") / "tablet").root


@pytest.fixture
def kiosk(enrolled: Path, tmp_path: Path) -> Layout:
    shutil.copytree(enrolled, tmp_path / "tablet")
    return Layout(tmp_path / "tablet")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program after an update: another word of thanks in Spanish, and a judgement in Portuguese."""
    house = another_house(tmp_path_factory.mktemp("house"))
    for code, before, after in (("es", "Gracias.", "Muchas gracias."), ("pt", "É tudo. Agradecemos.", "Aprovado.")):
        catalogue = house / "kiosk" / "languages" / code / "messages.po"
        catalogue.write_text(catalogue.read_text("utf-8").replace(before, after), "utf-8")
    return house


def act(served: Served, code: str, **words: object) -> None:
    """`site accept-pack` in this process."""
    passphrase = served.layout.root / "passphrase"
    passphrase.write_text(PASSPHRASES[0])
    given = {"reviewer": "Ana Ruiz", "on": None, "withdraw": False, "passphrase_file": str(passphrase)} | words
    assert accepting.run(Namespace(data=served.layout.root, pack=code, **given)) == 0


def accept(served: Served, code: str) -> None:
    act(served, code)


def sync(kiosk: Layout) -> None:
    done = ceiba("sync", "--once", "--data", kiosk.root)
    assert (done.returncode, done.stderr) == (0, "")


def shown(kiosk: Layout) -> tuple[str, ...]:
    return read_site(kiosk).profile.languages


def files_in(place: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}


def test_from_no_language_to_two_and_back(tmp_path: Path) -> None:
    with Served(found(tmp_path / "site")) as served:
        kiosk = enrol(served, tmp_path / "tablet")
        assert shown(kiosk) == ()
        said = {row["key"]: row for row in json.loads(ceiba("doctor", "--json", "--data", kiosk.root).stdout)}
        desk = FirstDesk(kiosk, HandClock())
        assert desk.step() is Step.LANGUAGE
        assert desk.ask().belongs == Belongs(*names_of(kiosk), demo=False, speaks=False)
        assert not desk.due()  # a server that answers is not asked again at once, for days
        assert (said["languages"]["state"], "guests see nothing" in said["languages"]["advice"]) == ("broken", True)

        words = ("accept-pack", "ar", "--reviewer", "Ana  Ruiz", "--on", "2026-01-31")
        assert by_authority(served.layout, *words).returncode == 0
        shows = ceiba("site", "show", "--data", served.layout.root).stdout
        assert "language   ar accepted, read by Ana Ruiz on 2026-01-31\n" in shows
        assert "language   es not accepted\n" in shows
        assert desk.ask().belongs == Belongs(*names_of(kiosk), demo=False, speaks=True)
        assert desk.step() is Step.DONE
        assert shown(kiosk) == read_front(kiosk).profile.languages == ("ar",)

        accept(served, "es")
        assert shown(enrol(served, tmp_path / "second")) == ("es", "ar")  # the profile's order, and no session needed
        withdrawn = by_authority(served.layout, "accept-pack", "ar", "--withdraw")
        assert withdrawn.stdout.startswith("Withdrawn: ar.")
        sync(kiosk)
        assert shown(kiosk) == ("es",)


@pytest.mark.parametrize("listed", [None, b"hello"])
def test_a_kiosk_without_a_language_waits_on_a_page_and_does_not_end(
    listed: bytes | None, kiosk: Layout, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    kiosk.packs.unlink() if listed is None else kiosk.packs.write_bytes(listed)
    waited: list[Layout] = []
    monkeypatch.setattr(first, "set_up", lambda layout, *_, **__: bool(waited.append(layout)))
    words = {"data": kiosk.root, "size": "1280x800", "fullscreen": True, "lang": None, "slips": None}
    assert window.run(Namespace(**words)) == 0
    assert waited == [kiosk]
    caplog.clear()  # a list that nobody signed is told


def test_who_waits_for_a_language_hears_that_somebody_else_answers(kiosk: Layout, tmp_path: Path) -> None:
    accepted, clock = kiosk.packs.read_bytes(), HandClock()
    kiosk.packs.unlink()
    url = ServerAddress.parse(kiosk.address.read_bytes()).url
    stranger = make_server_tls(bytes(8), ["localhost"], "another", clock.wall()).ca_certificate.decode("ascii")
    kiosk.address.write_bytes(ServerAddress(url, stranger).encode())
    desk = FirstDesk(kiosk, clock)
    for _ in range(12):
        with pytest.raises(NotOurServer):
            desk.ask()
    clock.advance(BETWEEN_LISTS)
    assert desk.due()  # once a minute, however often it failed
    kiosk.packs.write_bytes(accepted)  # a stick brings the list
    assert desk.ask().belongs == Belongs(*names_of(kiosk), demo=False, speaks=True)


def test_files_that_are_not_believed_are_told_and_not_waited_for(
    kiosk: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk.packs.unlink()
    kiosk.device.write_bytes(b"noise")
    monkeypatch.setattr(first, "set_up", lambda *_, **__: pytest.fail("nothing to wait for"))
    with pytest.raises(Problem):
        window.run(Namespace(data=kiosk.root, size="1280x800", fullscreen=True, lang=None, slips=None))


def names_of(kiosk: Layout) -> tuple[str, str]:
    profile = read_front(kiosk).profile
    return profile.organisation, profile.shelter


def test_a_pack_of_which_a_word_changed_is_not_shown_until_it_is_read_again(
    served: Served, kiosk: Layout, house: Path, tmp_path: Path
) -> None:
    accept(served, "es")
    sync(kiosk)
    ask = ("printer", "render", "--slip", "leaflet", "--data", kiosk.root, "--out", tmp_path / "p.pdf", "--lang", "es")
    assert ceiba(*ask).returncode == 0
    assert "[no-language]" in ceiba(*ask, house=house).stderr
    said = ceiba("site", "show", "--data", served.layout.root, house=house).stdout
    assert "language   es accepted in another version than the one here: guests do not see this one" in said
    read_again = by_authority(served.layout, "accept-pack", "es", "--reviewer", "Ana Ruiz", house=house)
    assert (read_again.returncode, read_again.stderr) == (0, "")
    sync(kiosk)
    for either in (HOUSE, house):  # kiosks are updated one by one: the site accepts both versions
        assert ceiba(*ask, house=either).returncode == 0


def test_staff_hear_of_a_pack_that_is_not_the_accepted_one(served: Served, kiosk: Layout) -> None:
    profile, site8 = read_front(kiosk).profile, read_site(kiosk).schedule.site8
    key = unlock_authority(read_shelter(served.layout), str(served.layout.root / "passphrase"))
    accepted = AcceptedPacks(site8, 99).accept(AcceptedPack("en", pack32(*pack_bytes("en"))))
    for listed, state in ((accepted, ""), (accepted.accept(AcceptedPack("ht", bytes(32))), "changed")):
        kiosk.packs.write_bytes(listed.sign(key))
        assert language_state(kiosk, profile, demo=False) == state
        assert shown(kiosk) == ("en",)


def test_no_reviewer_is_named_on_a_kiosk_or_the_server(served: Served, kiosk: Layout) -> None:
    reviews = served.layout.shelter / "reviews.json"
    assert (oct(reviews.stat().st_mode)[-3:], "Ana Ruiz" in reviews.read_text("utf-8")) == ("600", True)
    for place in (kiosk.root, served.layout.server):
        assert not [path for path, content in files_in(place).items() if b"Ruiz" in content]


@pytest.mark.parametrize(
    ("code", "words", "problem"),
    [
        ("es", {"reviewer": None}, "not-reviewed"),
        ("es", {"reviewer": " "}, "not-reviewed"),
        ("es", {"reviewer": "12345"}, "not-reviewed"),
        ("es", {"reviewer": "Ana\x07Ruiz"}, "not-reviewed"),
        ("es", {"on": "31.1.2026"}, "not-reviewed"),
        ("es", {"on": "2999-01-01"}, "not-reviewed"),
        ("xx", {}, "bad-pack"),
        ("../es", {}, "bad-pack"),
        ("xx", {"withdraw": True}, "pack-never-accepted"),
    ],
)
def test_what_is_no_acceptance_changes_nothing(
    code: str, words: dict[str, object], problem: str, served: Served, enrolled: Path
) -> None:
    before = files_in(served.layout.shelter)
    with pytest.raises(Problem) as raised:
        act(served, code, **words)
    assert raised.value.code == problem
    assert files_in(served.layout.shelter) == before


def test_a_pack_with_a_fault_is_not_accepted(served: Served, house: Path) -> None:
    done = by_authority(served.layout, "accept-pack", "pt", "--reviewer", "Ana Ruiz", house=house)
    assert (done.returncode, "end.title says “aprovado”" in done.stderr) == (1, True)


def test_another_passphrase_accepts_nothing(served: Served, enrolled: Path, tmp_path: Path) -> None:
    (tmp_path / "passphrase").write_text(PASSPHRASES[1])
    before = files_in(served.layout.shelter)
    with pytest.raises(Problem) as raised:
        act(served, "fr", passphrase_file=str(tmp_path / "passphrase"))
    assert raised.value.code == "wrong-passphrase"
    assert files_in(served.layout.shelter) == before


@pytest.mark.parametrize("forgery", ["another signature", "cut", "noise", "none"])
def test_a_list_that_the_site_did_not_sign_shows_nothing_and_the_next_session_mends_it(
    forgery: str, kiosk: Layout, caplog: pytest.LogCaptureFixture
) -> None:
    sync(kiosk)
    genuine = kiosk.packs.read_bytes()
    listed = packs.parse_and_verify(genuine, kiosk.authority.read_bytes())
    forged = {"another signature": listed.sign(AUTHORITY), "cut": genuine[:-1], "noise": b"hello"}.get(forgery)
    kiosk.packs.unlink() if forged is None else kiosk.packs.write_bytes(forged)
    assert shown(kiosk) == ()
    assert bool(caplog.records) == (forged is not None)
    caplog.clear()
    ceiba("sync", "--once", "--data", kiosk.root)
    assert kiosk.packs.read_bytes() == genuine


def test_without_a_network_the_list_comes_on_a_stick(served: Served, kiosk: Layout, tmp_path: Path) -> None:
    kiosk.packs.unlink()
    (tmp_path / "stick").mkdir()
    for place in (served.layout.root, kiosk.root):
        done = ceiba("sync", "--usb", tmp_path / "stick", "--data", place)
        assert (done.returncode, done.stderr) == (0, "")
    assert kiosk.packs.read_bytes() == (served.layout.server / "packs.ceiba").read_bytes()
    assert "en" in shown(kiosk)


def test_an_older_list_never_replaces_a_newer_one(served: Served, kiosk: Layout) -> None:
    oldest, file = kiosk.packs.read_bytes(), served.layout.server / "packs.ceiba"
    act(served, "en", withdraw=True)
    accept(served, "en")
    sync(kiosk)
    newest = kiosk.packs.read_bytes()
    assert newest != oldest
    file.write_bytes(oldest)  # a server restored from a copy
    sync(kiosk)
    assert kiosk.packs.read_bytes() == newest
    file.write_bytes(newest)


def test_reviews_say_who_read_which_bytes(served: Served, enrolled: Path) -> None:
    accept(served, "en")
    last = json.loads((served.layout.shelter / "reviews.json").read_text("utf-8"))[-1]
    assert (last["pack"], last["reviewer"]) == ("en", "Ana Ruiz")
    assert last["sha256"] == pack32(*pack_bytes("en")).hex()


def test_a_demo_shows_every_pack_there_is_and_staff_hear_of_drafts(tmp_path: Path) -> None:
    layout = Layout(tmp_path / "site")
    make_demo_site(layout.root)
    profile = read_front(layout).profile
    assert set(profile.languages) == set(pack_codes())
    assert profile.languages[:3] == ("es", "en", "ar")
    assert read_site(layout).profile == profile
    assert language_state(layout, profile, demo=True) == "draft"
    assert (must_show(profile, None), must_show(profile, "ht")) == ("es", "ht")
    with pytest.raises(NoLanguage, match="has not accepted the language “xx”"):
        must_show(profile, "xx")


def test_the_digest_covers_properties_and_sentences_apart() -> None:
    properties, sentences = pack_bytes("es")
    pairs = ((properties, sentences), (properties, b""), (b"", sentences), (properties + sentences, b""))
    assert len({pack32(*pair) for pair in pairs}) == 4
