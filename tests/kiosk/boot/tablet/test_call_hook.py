"""Telling somebody outside: real processes, a real listener, and nothing that disturbs the call."""

from __future__ import annotations

import json
import logging
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from kiosk.boot.tablet.call_hook import MESSAGE, BadCallHook, Command, NotHeard, Post, parse_hook
from kiosk.boot.tablet.call_outside import CallOutside

LIMIT = 10.0
SHORT = 0.5


class Alarm(HTTPServer):
    """A listener nearby that remembers what it got; it answers with `status`."""

    def __init__(self, status: int = 200) -> None:
        self.status = status
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        self.heard = Event()
        super().__init__(("127.0.0.1", 0), AlarmHandler)


class AlarmHandler(BaseHTTPRequestHandler):
    """One POST."""

    server: Alarm

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Location", "http://192.0.2.1/elsewhere")
        self.end_headers()
        self.server.heard.set()

    def log_message(self, *said: object) -> None:
        """Quiet."""


@contextmanager
def listening(status: int = 200) -> Iterator[Alarm]:
    with Alarm(status) as alarm:
        walker = Thread(target=alarm.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        walker.start()
        yield alarm
        alarm.shutdown()
        walker.join(LIMIT)


def written(folder: Path, content: str) -> Path:
    path = folder / "call.toml"
    path.write_text(content)
    return path


def toml(words: list[str]) -> str:
    """A list of words as TOML writes it, which is as JSON does."""
    return json.dumps(words)


def until(holds: Callable[[], bool]) -> None:
    """Wait for something of another thread or process, within a time limit."""
    pause = Event()
    for _ in range(int(LIMIT / 0.02)):
        if holds():
            return
        pause.wait(0.02)
    raise AssertionError("it never came")


def until_state(hook: CallOutside, state: str) -> None:
    until(lambda: hook.state() == state and not hook._busy.locked())


@pytest.mark.parametrize(
    ("entry", "hook"),
    [
        ('["/usr/bin/ring", "doctor"]', Command(("/usr/bin/ring", "doctor"))),
        ('"http://127.0.0.1:8080/call"', Post("127.0.0.1", 8080, "/call")),
        ('"http://localhost"', Post("127.0.0.1", 80, "/")),
        ('"http://192.168.1.5:8123/api/webhook/x?kiosk=1"', Post("192.168.1.5", 8123, "/api/webhook/x?kiosk=1")),
        ('"http://10.0.0.7/"', Post("10.0.0.7", 80, "/")),
        ('"http://[fd00::7]:81/"', Post("fd00::7", 81, "/")),
    ],
)
def test_a_command_or_a_listener_nearby_can_be_named(entry: str, hook: Command | Post) -> None:
    assert parse_hook(f"call_hook = {entry}\n".encode()) == hook


@pytest.mark.parametrize(
    "content",
    [
        "",
        "call_hook = []",
        'call_hook = ["ring"]',
        'call_hook = ["/usr/bin/ring", 5]',
        'call_hook = ["/usr/bin/ring", "a\\nb"]',
        "call_hook = 5",
        'call_hook = "/usr/bin/ring"',
        'call_hook = "https://127.0.0.1/"',
        'call_hook = "http://203.0.113.200.example/"',
        'call_hook = "http://8.8.8.8/"',
        'call_hook = "http://alarm.example.org/"',
        'call_hook = "http://0.0.0.0/"',
        'call_hook = "http://someone:secret@127.0.0.1/"',
        'call_hook = "http://127.0.0.1:70000/"',
        'call_hook = "http://127.0.0.1/a b"',
        'call_hook = "http://127.0.0.1/\\r\\nX: y"',
        'call_hook = "http://127.0.0.1/#part"',
        'call_hook = "http://127.0.0.1/"\nguest = "who"',
        "rubbish",
    ],
)
def test_anything_else_is_said_to_be_wrong(content: str) -> None:
    with pytest.raises(BadCallHook):
        parse_hook(content.encode())


@pytest.mark.parametrize("content", [b"\xff", b"call_hook = '" + b"x" * 5000 + b"'"])
def test_bytes_that_are_no_such_file_are_told_to_staff(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    (tmp_path / "call.toml").write_bytes(content)
    hook = CallOutside(tmp_path / "call.toml")
    hook.call()
    until_state(hook, "damaged")
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    caplog.clear()


def test_without_a_file_nothing_is_told_and_nothing_is_wrong(tmp_path: Path) -> None:
    hook = CallOutside(tmp_path / "call.toml")
    hook.call()
    until_state(hook, "")


def test_a_command_gets_its_own_words_and_no_others(tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    script = f"import sys; open({str(noted)!r}, 'a').write(repr(sys.argv[1:]) + sys.stdin.read())"
    hook = CallOutside(written(tmp_path, f"call_hook = {toml([sys.executable, '-c', script, 'doctor'])}"))
    hook.call()
    until_state(hook, "works")
    assert noted.read_text() == "['doctor']"


def test_a_listener_gets_one_constant_sentence(tmp_path: Path) -> None:
    with listening() as alarm:
        hook = CallOutside(written(tmp_path, f'call_hook = "http://127.0.0.1:{alarm.server_port}/call"'))
        for _ in range(2):
            alarm.heard.clear()
            hook.call()
            assert alarm.heard.wait(LIMIT)
            until_state(hook, "works")
    assert {(path, body) for path, _, body in alarm.got} == {("/call", MESSAGE)}
    assert {name for _, headers, _ in alarm.got for name in headers} == {
        "Host",
        "Accept-Encoding",
        "Content-Length",
        "Content-Type",
    }
    assert len(alarm.got) == 2


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_listener_that_does_not_take_it_is_told_to_staff_and_no_redirect_is_followed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    with listening(status) as alarm:
        hook = CallOutside(written(tmp_path, f'call_hook = "http://127.0.0.1:{alarm.server_port}/"'))
        for _ in range(3):
            hook.call()
            until_state(hook, "broken")
    assert [record.getMessage() for record in caplog.records] == ["a doctor's call was not heard outside"]
    caplog.clear()


@contextmanager
def dripping() -> Iterator[int]:
    """The port of a listener that answers letter by letter, for ever."""
    over = Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            line, _ = server.accept()
            with line, suppress(OSError):
                while not over.wait(0.05):
                    line.send(b"H")

        walker = Thread(target=drip, daemon=True)
        walker.start()
        yield server.getsockname()[1]
        over.set()
        walker.join(LIMIT)
        assert not walker.is_alive()


def test_a_listener_that_drips_its_answer_is_hung_up_on() -> None:
    with dripping() as port:
        post = Post("127.0.0.1", port, "/")
        with pytest.raises(NotHeard):
            post.run(SHORT)


def test_a_command_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    script = (
        "import os, subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}')\n"
        "time.sleep(600)"
    )
    with pytest.raises(NotHeard):
        Command((sys.executable, "-c", script)).run(5.0)
    for pid in map(int, pids.read_text().split()):
        until(lambda pid=pid: not _lives(pid))


@pytest.mark.parametrize("words", [("/nowhere/ring",), (sys.executable, "-c", "raise SystemExit(3)")])
def test_a_command_that_is_missing_or_ends_badly_is_not_heard(words: tuple[str, ...]) -> None:
    with pytest.raises(NotHeard):
        Command(words).run(LIMIT)


def test_a_call_while_one_is_under_way_is_left_out(tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    script = f"open({str(noted)!r}, 'a').write('called\\n'); open({str(gate)!r}).read()"
    hook = CallOutside(written(tmp_path, f"call_hook = {toml([sys.executable, '-c', script])}"), LIMIT)
    for _ in range(5):
        hook.call()
    with gate.open("w"):
        pass
    until_state(hook, "works")
    assert noted.read_text() == "called\n"


def _lives(pid: int) -> bool:
    """Whether a process is there and no zombie that somebody else has to bury."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
