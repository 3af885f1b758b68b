"""Runs the real `ceiba serve` on a folder and speaks to it over TLS, as a stranger to its code would. Every wait has an
end."""

from __future__ import annotations

import http.client
import os
import secrets
import select
import shutil
import signal
import ssl
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType

from kiosk.boot.layout import Layout
from kiosk.formats import blob, schedule
from kiosk.formats.device import DeviceKeys
from kiosk.formats.head import HeadReply, HeadRequest
from kiosk.formats.schedule import Schedule
from kiosk.ports.kinds import READER_OF, SLOTS_OF, Kind
from tests.shelter.server.chain import Chain, Offer

SECONDS = 30.0


@dataclass(frozen=True)
class DemoSite:
    """What a kiosk of a demo site knows: its folder, keys and schedule, and covers to fill batches with."""

    layout: Layout
    keys: DeviceKeys
    schedule: Schedule
    covers: list[bytes]

    def copy_to(self, root: Path) -> DemoSite:
        """The same site again, for a test that changes it."""
        shutil.copytree(self.layout.root, root)
        return replace(self, layout=Layout(root))

    def chain(self) -> Chain:
        """A new chain of its kiosk."""
        return Chain(self.keys, secrets.token_bytes(8), self.schedule.site8, self.schedule.version, self.covers)


def make_demo_site(root: Path) -> DemoSite:
    command = [sys.executable, "-m", "kiosk.boot.commands", "site", "create", "--demo", "--data", str(root)]
    subprocess.run(command, check=True, capture_output=True, timeout=50)
    layout = Layout(root)
    known = schedule.parse_and_verify(layout.schedule.read_bytes(), layout.authority.read_bytes(), demo=True)
    covers = [
        blob.cover(kind, known.site8, 1, known.recipients(known.first_epoch, READER_OF[kind]))
        for kind in Kind
        for _ in range(SLOTS_OF[kind])
    ]
    return DemoSite(layout, DeviceKeys.parse(layout.device.read_bytes()), known, covers)


@dataclass
class Served:
    """A server process; leave the context to end it."""

    layout: Layout
    arguments: tuple[str, ...] = ()
    port: int = 0
    process: subprocess.Popen[bytes] = field(init=False)

    def __enter__(self) -> Served:
        command = [sys.executable, *self.arguments, "-m", "kiosk.boot.commands", "serve"]
        command += ["--data", str(self.layout.root), "--port", str(self.port)]
        self.errors = (self.layout.root / "stderr").open("wb+")
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.errors)
        assert self.process.stdout is not None
        if not select.select([self.process.stdout], [], [], SECONDS)[0]:
            self.kill()
            raise AssertionError("the server said nothing")
        said = self.process.stdout.readline().decode()
        if not said.startswith("Listening on https://"):
            self.process.wait(SECONDS)
            raise AssertionError(f"the server did not start: {self.log()}")
        self.port = int(said.rsplit(":", 1)[1])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        self.errors.close()

    def log(self) -> str:
        """What it wrote to stderr so far."""
        self.errors.seek(0)
        return self.errors.read().decode()

    def end(self) -> int:
        """SIGTERM; its exit code. Fails when it takes more than five seconds."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(5)

    def kill(self) -> None:
        """SIGKILL, whatever it is doing."""
        self.process.kill()
        self.process.wait(SECONDS)
        if self.process.stdout is not None:
            self.process.stdout.close()

    def context(self) -> ssl.SSLContext:
        """A client's, which trusts the site's own CA and nobody else."""
        return ssl.create_default_context(cafile=str(self.layout.server / "site-ca.pem"))

    def connect(self) -> http.client.HTTPSConnection:
        return http.client.HTTPSConnection("localhost", self.port, timeout=SECONDS, context=self.context())

    def ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
        """One request on a connection of its own."""
        return ask_over(self.connect(), method, path, body)

    def put(self, offer: Offer) -> tuple[int, bytes]:
        return self.ask("PUT", offer.path, offer.body)

    def head(self, site: DemoSite, chain: Chain) -> HeadReply:
        asked = HeadRequest(site.keys.device8, chain.chain8, os.urandom(16))
        status, body = self.ask("POST", "/v1/head", asked.sign(site.keys.ed25519))
        assert status == 200
        return HeadReply.parse_and_verify(body, site.schedule, asked)


def ask_over(connection: http.client.HTTPSConnection, method: str, path: str, body: bytes) -> tuple[int, bytes]:
    try:
        connection.request(method, path, body)
        with connection.getresponse() as response:
            return response.status, response.read()
    finally:
        connection.close()
