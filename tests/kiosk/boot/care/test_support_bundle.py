"""Nothing that could harm a guest or a site is in a support bundle: canaries everywhere, looked for in every dress."""

from __future__ import annotations

import base64
import io
import json
import os
import socket
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.file import KioskFile
from db.outbox import SqlOutbox
from kiosk.boot.care import journal
from kiosk.boot.care.support_bundle import gather, packed
from kiosk.boot.layout import Layout
from kiosk.boot.staff.day import DayFile
from kiosk.boot.staff.printer_file import write_printers
from kiosk.boot.tablet.folder import read_site
from kiosk.boot.tablet.front import read_front
from kiosk.boot.tablet.warming import Warming
from kiosk.boot.tablet.window import assemble_with_rounds
from kiosk.visit.answer import Answer
from printers.paper import ROLL_80
from printers.settings import Kind, PrinterSettings
from tests.kiosk.boot.real_site import ceiba
from tests.kiosk.boot.serving import DemoSite, make_demo_site
from tests.kiosk.hands import HandClock
from tests.kiosk.visit.test_reception import visit_of

WORD = "canary-of-a-name"
OURS = "WARNING kiosk.boot.tablet.delivery: sync stopped: disk-full"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> DemoSite:
    return make_demo_site(tmp_path_factory.mktemp("support") / "site")


@pytest.fixture
def site(founded: DemoSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Layout:
    """A site with a canary in its path, its profile, its printer, its files, its environment and its journal."""
    layout = founded.copy_to(tmp_path / WORD / "site").layout
    profile = layout.profile.read_text("utf-8")
    layout.profile.write_text(profile.replace('organisation = "', f'organisation = "{WORD} '), "utf-8")
    write_printers(layout, [PrinterSettings(WORD, Kind.TCP, "203.0.113.77:9100", ROLL_80)])
    layout.call.write_text(f'call_hook = ["/usr/bin/{WORD}"]\n')
    (layout.kiosk / WORD).write_text(WORD)
    (layout.shelter / "passphrase").write_text(WORD)
    programs = tmp_path / "bin"
    programs.mkdir()
    lines = (
        OURS,
        f"{OURS} {WORD}",
        f"WARNING kiosk.boot.tablet.delivery: sync stopped: {WORD}",
        f"WARNING kiosk.visit.reception: the guest said {WORD}",
        f"Traceback: {WORD}",
        OURS,
    )
    (programs / "journalctl").write_text("#!/bin/sh\n" + "".join(f"echo '{line}'\n" for line in lines))
    (programs / "journalctl").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    for name in ("HOME", "USER", "LOGNAME", "CEIBA_SECRET", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, f"/home/{WORD}")
    return layout


def slips(site: Layout) -> Iterator[bytes]:
    """A guest's slip and two leaflets: their digits and their codes; and a batch that is closed by the half hour."""
    clock = HandClock()
    front = read_front(site)
    day = DayFile(site.today, front.profile, clock)
    with closing(Warming(lambda: assemble_with_rounds(read_site(site), clock, None, day))) as warming:
        warming.start()
        built = warming.result()
        slip = built.reception.finish(visit_of(read_site(site), sick=Answer((2, 3)))).slip
        yield from (slip.digits.encode(), slip.code.encode())
        for language in ("es", "ar"):
            leaflet = built.reception.leaflet(language)
            yield from (leaflet.digits.encode(), leaflet.code.encode())
        clock.advance(1800)
        built.keeper.tick()


def secrets_of(site: Layout) -> Iterator[bytes]:
    """What must not get out, as bytes."""
    yield from slips(site)
    yield from (WORD.encode(), WORD.encode().upper(), b"203.0.113.77", socket.gethostname().encode())
    outbox = SqlOutbox(KioskFile(site.database))
    for kept in outbox.kept():
        yield from (kept.digest32, kept.chain8, *(blob[-32:] for blob in outbox.batch(kept).blobs))
    for path in (site.device, site.pin, *site.shelter.glob("*.keystore"), *site.shelter.glob("local/*")):
        yield from pieces(path.read_bytes())
    yield from pieces((site.server / "server.key").read_bytes())
    device = read_site(site).device
    yield from (device.device8, device.encode()[-32:])


def pieces(content: bytes, size: int = 16) -> Iterator[bytes]:
    """Every whole piece of a file; one that got in would show at least one of them."""
    return (content[start : start + size] for start in range(0, len(content) - size, size))


def dresses(secret: bytes) -> Iterator[bytes]:
    """A secret as it is, in hex, in base64 at every alignment, in UTF-16, escaped in JSON."""
    yield from (secret, secret.hex().encode(), secret.hex().upper().encode())
    for skipped in range(3):
        whole = (len(secret) - skipped) // 3 * 3
        piece = secret[skipped : skipped + whole]
        if len(piece) >= 6:
            yield from (base64.b64encode(piece), base64.urlsafe_b64encode(piece))
    text = secret.decode("latin-1")
    yield from (text.encode("utf-16-le"), text.encode("utf-16-be"), json.dumps(text)[1:-1].encode())


def test_no_canary_gets_out_in_any_dress(site: Layout, caplog: pytest.LogCaptureFixture) -> None:
    hidden = list(secrets_of(site))
    assert len(hidden) > 100
    bundle = packed(gather(site.root))
    with zipfile.ZipFile(io.BytesIO(bundle)) as opened:
        contents = [bundle, *(opened.read(name) for name in opened.namelist())]
    found = [secret for secret in hidden for dress in dresses(secret) for one in contents if dress in one]
    assert found == []
    caplog.clear()


def test_the_search_finds_what_is_there(site: Layout) -> None:
    """A canary that was packed would be found: the test above can fail."""
    leaked = packed({"leak.txt": base64.b64encode(b"x" + WORD.encode()).decode()})
    with zipfile.ZipFile(io.BytesIO(leaked)) as opened:
        content = opened.read("leak.txt")
    assert any(dress in content for dress in dresses(WORD.encode()))


def test_it_is_for_its_owner_alone_and_says_what_is_in_it(site: Layout, tmp_path: Path) -> None:
    out = tmp_path / "bundle.zip"
    done = ceiba("support-bundle", "--data", site.root, "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert oct(out.stat().st_mode)[-3:] == "600"
    with zipfile.ZipFile(out) as opened:
        assert all(name in done.stdout for name in opened.namelist())
        rows = json.loads(opened.read("doctor.json"))
        assert {row["part"] for row in rows} == {"kiosk", "server"}
        assert opened.read("log.txt") == b"sync stopped: disk-full\n"
        configuration = json.loads(opened.read("configuration.json"))
        assert configuration["printers"] == [
            {"kind": "tcp", "dots": ROLL_80.dots, "cutter": True, "raw": False, "address": "…"}
        ]
        assert {member.date_time[0] for member in opened.infolist()} == {1980}
    before = out.read_bytes()
    assert "support bundle, an ordinary ZIP file" in ceiba("inspect", out).stdout
    again = ceiba("support-bundle", "--data", site.root, "--out", out)
    assert (again.returncode, "[file-exists]" in again.stderr, out.read_bytes() == before) == (1, True, True)


def test_a_folder_with_nothing_in_it_makes_a_bundle_that_says_so(tmp_path: Path) -> None:
    parts = gather(tmp_path)
    assert '"folder"' in parts["doctor.json"]
    assert (parts["schedule.txt"], json.loads(parts["sizes.json"])) == ("", {})


def test_a_sentence_is_ours_only_as_a_whole() -> None:
    lines = [OURS, OURS + " ", f"x {OURS}", OURS.replace("disk-full", WORD), OURS.replace("sync", "Ana"), OURS]
    assert journal.sift(lines) == ["sync stopped: disk-full"]
    assert journal.known_lines(("/nowhere/journalctl",)) == ()


def test_a_folder_without_kiosk_and_server_makes_no_bundle(tmp_path: Path) -> None:
    done = ceiba("support-bundle", "--data", tmp_path / "nothing", "--out", tmp_path / "bundle.zip")
    assert (done.returncode, done.stderr.strip().endswith("[not-enrolled]")) == (1, True)
    assert not (tmp_path / "bundle.zip").exists()
