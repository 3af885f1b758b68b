"""Enrolment by commands against a real server, and docs/sync-walkthrough.md as it is typed."""

from __future__ import annotations

import os
import re
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from kiosk.boot.layout import Layout
from kiosk.boot.tablet.folder import read_site
from kiosk.formats.code import ALPHABET
from kiosk.formats.device import DeviceKeys
from kiosk.formats.enrolment import EnrolmentCode, EnrolmentRequest, IssuedCode
from kiosk.formats.listed import DeviceState
from kiosk.problem import WrongKey
from shelter.site.enrolments import CodeOver, CodeUsed, Enrolments
from tests.kiosk.boot.serving import Served, make_demo_site
from tests.kiosk.boot.tablet.test_loaded import AFTER, OPENERS, WINDOWS, loaded
from tests.kiosk.boot.test_sync import ceiba

ROOT = Path(__file__).parents[4]
WALK = ROOT / "docs" / "sync-walkthrough.md"
SECONDS = 60


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("site") / "site"
    make_demo_site(root)
    with Served(Layout(root)) as served:
        yield served


def new_code(served: Served, place: Path) -> Path:
    url = f"https://127.0.0.1:{served.port}"
    done = ceiba("site", "code", "--data", served.layout.root, "--url", url, "--out", place / "code.txt")
    assert done.returncode == 0, done.stderr
    return place / "code.txt"


def words_in(said: str) -> str:
    found = re.search(r"^    ([a-z]+(?: [a-z]+){5})$", said, re.MULTILINE)
    assert found, said
    return found[1]


def knock(code: Path, tablet: Path) -> str:
    done = ceiba("enrol", code, "--data", tablet)
    assert (done.returncode, done.stderr) == (0, "")
    return words_in(done.stdout)


def approve(served: Served, words: str) -> subprocess.CompletedProcess[str]:
    return ceiba("site", "approve", "--data", served.layout.root, "--words", words)


def test_a_kiosk_is_approved_by_its_words_works_and_is_revoked(served: Served, tmp_path: Path) -> None:
    tablet = tmp_path / "tablet"
    words = knock(new_code(served, tmp_path), tablet)
    assert not Layout(tablet).is_kiosk
    assert knock(tmp_path / "code.txt", tablet) == words  # the same keys when asked again
    waits = ceiba("site", "approve", "--data", served.layout.root)
    assert waits.stdout.startswith("1 kiosk(s) wait.")
    wrong = approve(served, "bakel brochix didum flelin krotek plasol")
    assert (wrong.returncode, "[no-such-kiosk]" in wrong.stderr) == (1, True)
    assert approve(served, words).returncode == 0
    done = ceiba("enrol", "--data", tablet)
    assert (done.returncode, done.stderr) == (0, "")
    site = read_site(Layout(tablet))
    assert site.demo
    assert not (tablet / "kiosk" / "enrolment.ceiba").exists()
    assert oct((tablet / "kiosk" / "device.key").stat().st_mode)[-3:] == "600"
    again = ceiba("enrol", "--data", tablet)
    assert (again.returncode, "[file-exists]" in again.stderr) == (1, True)
    assert f"move {tablet / 'kiosk'} away, begin again." in again.stderr
    assert ceiba("sync", "--once", "--data", tablet).returncode == 0
    name = site.device.device8.hex()
    assert ceiba("site", "revoke", name, "--data", served.layout.root).returncode == 0
    told = ceiba("sync", "--once", "--data", tablet)
    assert told.returncode == 1
    assert "revoked this kiosk; it goes on helping guests" in told.stderr
    listed = read_site(Layout(tablet)).schedule.device(site.device.device8)
    assert listed is not None
    assert listed.state is DeviceState.REVOKED


def test_a_command_that_nobody_can_answer_says_how_to_give_the_code(served: Served, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.boot.commands", "enrol", "--data", str(tmp_path / "tablet")],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        cwd=ROOT,
    )
    assert (done.returncode, done.stderr) == (1, "Name the code's file: ceiba enrol code.txt [no-code]\n")


def test_what_lies_behind_a_closed_door_is_told_and_no_mistake_of_ours(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root becomes another user")
    (tmp_path / "closed").mkdir(mode=0o700)
    program = "import os, sys; os.setuid(65534); from kiosk.boot.commands import main; sys.exit(main(sys.argv[1:]))"
    words = ("doctor", "--data", str(tmp_path / "closed" / "data"))
    world = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        env=world,
    )
    assert (done.returncode, done.stderr.strip().endswith("[no-rights]")) == (1, True), done.stderr


def test_enrolling_loads_neither_window_nor_database_nor_opener(served: Served, tmp_path: Path) -> None:
    modules = loaded(AFTER, "enrol", new_code(served, tmp_path), "--data", tmp_path / "tablet")
    assert not modules & (OPENERS | WINDOWS | {"db", "sqlalchemy", "starlette"})


def test_two_kiosks_that_race_for_one_code_are_one_kiosk_and_one_answer(served: Served, tmp_path: Path) -> None:
    code = new_code(served, tmp_path)
    knock(code, tmp_path / "first")
    late = ceiba("enrol", code, "--data", tmp_path / "second")
    assert (late.returncode, late.stdout) == (1, "")
    assert "Another kiosk has used this code" in late.stderr


def test_a_code_of_another_site_is_not_taken(served: Served, tmp_path: Path) -> None:
    code = EnrolmentCode.parse(new_code(served, tmp_path).read_text())
    unknown = EnrolmentCode(code.url, code.authority32, code.spki32, bytes(16))
    (tmp_path / "unknown").write_text(unknown.text())
    assert "does not know this code" in ceiba("enrol", tmp_path / "unknown", "--data", tmp_path / "a").stderr
    foreign = EnrolmentCode(code.url, bytes(32), code.spki32, code.secret16)
    (tmp_path / "foreign").write_text(foreign.text())
    assert "[wrong-key]" in ceiba("enrol", tmp_path / "foreign", "--data", tmp_path / "b").stderr
    unpinned = EnrolmentCode(code.url, code.authority32, bytes(32), code.secret16)
    (tmp_path / "unpinned").write_text(unpinned.text())
    assert "[not-our-server]" in ceiba("enrol", tmp_path / "unpinned", "--data", tmp_path / "c").stderr


def test_a_picture_of_a_code_is_read_as_that_code(served: Served, tmp_path: Path) -> None:
    picture = tmp_path / "code.png"
    done = ceiba("site", "code", "--data", served.layout.root, "--url", "https://localhost:8443", "--out", picture)
    assert done.returncode == 0, done.stderr
    assert oct(picture.stat().st_mode)[-3:] == "600"
    with Image.open(picture) as image:
        (read,) = zxingcpp.read_barcodes(image.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
        assert image.info == {}
    assert EnrolmentCode.parse(read.text).url == "https://localhost:8443"
    assert set(read.text) <= set(f"{ALPHABET}-")


def test_the_code_itself_lies_nowhere_in_the_servers_folder(served: Served, tmp_path: Path) -> None:
    secret = EnrolmentCode.parse(new_code(served, tmp_path).read_text()).secret16
    files = [path for path in served.layout.server.rglob("*") if path.is_file()]
    assert any(path.suffix == ".code" for path in files)
    assert not any(secret in path.read_bytes() for path in files)


@pytest.fixture
def issued(tmp_path: Path) -> tuple[Enrolments, EnrolmentCode]:
    enrolments = Enrolments(tmp_path / "enrolments")
    code = EnrolmentCode("https://a.example", bytes(32), bytes(32), os.urandom(16))
    enrolments.issue(IssuedCode(code.name16, code.mac_key32, 1024))
    return enrolments, code


def test_a_code_works_to_the_end_of_its_last_hour(issued: tuple[Enrolments, EnrolmentCode]) -> None:
    enrolments, code = issued
    request = EnrolmentRequest.make(code, DeviceKeys.create())
    with pytest.raises(CodeOver):
        enrolments.claim(request, 1025)
    enrolments.claim(request, 1024)
    enrolments.claim(request, 9999)  # who came in time may ask until the site decides


def test_one_code_is_one_kiosk(issued: tuple[Enrolments, EnrolmentCode]) -> None:
    enrolments, code = issued
    first = EnrolmentRequest.make(code, DeviceKeys.create())
    enrolments.claim(first, 1000)
    with pytest.raises(CodeUsed):
        enrolments.claim(EnrolmentRequest.make(code, DeviceKeys.create()), 1000)
    assert [one.ed32 for one in enrolments.pending()] == [EnrolmentRequest.parse(first).ed32]


def test_files_that_somebody_else_put_there_wait_for_nobody(
    issued: tuple[Enrolments, EnrolmentCode], tmp_path: Path
) -> None:
    enrolments, code = issued
    forged = EnrolmentCode(code.url, code.authority32, code.spki32, bytes(16))
    request = EnrolmentRequest.make(forged, DeviceKeys.create())
    (tmp_path / "enrolments" / f"{forged.name16.hex()}.pending").write_bytes(request)
    (tmp_path / "enrolments" / "zz.pending").write_bytes(b"rubbish")
    assert list(enrolments.pending()) == []
    with pytest.raises(WrongKey):
        enrolments.claim(request, 1000)


def commands() -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", WALK.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


@pytest.mark.timeout(180)
def test_the_walkthrough_works_as_it_is_typed(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    (tmp_path / "bin").mkdir()
    ours = tmp_path / "bin" / "ceiba"
    ours.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m kiosk.boot.commands "$@"\n')
    ours.chmod(0o755)
    world = os.environ | {"PATH": f"{ours.parent}{os.pathsep}{os.environ['PATH']}"}
    words, said, server = "", "", None
    try:
        for line in commands():
            typed = re.sub(r'--words ".*"', f'--words "{words}"', line.replace("8443", port))
            if typed.endswith(" &"):
                background = ["sh", "-c", f"exec {typed[:-2]}"]
                server = subprocess.Popen(background, cwd=tmp_path, env=world, stdout=subprocess.PIPE)
                assert server.stdout is not None
                assert select.select([server.stdout], [], [], SECONDS)[0]
                continue
            done = subprocess.run(
                ["sh", "-c", typed],
                cwd=tmp_path,
                env=world,
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
            )
            assert (done.returncode, done.stderr) == (0, ""), typed
            said += done.stdout
            if typed.startswith("ceiba enrol code.txt"):
                words = words_in(done.stdout)
    finally:
        if server is not None:
            server.terminate()
            server.communicate(timeout=SECONDS)
    assert words
    assert "All is at the server. 49 batches wait" in said
    assert "49 batches of this stick are at the server now." in said
