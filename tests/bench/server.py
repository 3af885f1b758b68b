"""The batches of 1,000 visits pushed to the real server, against a bare HTTP sink of the same run.

Peer: the same uvicorn with the same TLS in a process of its own, which appends each body to a file, syncs it once and
answers as many bytes as a receipt has. Ours verifies, stores and signs on top. Blobs have one size whoever came, so
covers stand for visits. Wire figures are counted by a relay between both ends, TLS included.
"""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from http.client import HTTPSConnection
from math import ceil
from pathlib import Path
from threading import Thread

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.boot.server import serve
from kiosk.formats.head import HeadRequest
from kiosk.ports.kinds import SLOTS_OF, Kind
from tests.bench.ratio import Pair, milliseconds
from tests.kiosk.boot.serving import SECONDS, DemoSite, Served, make_demo_site
from tests.shelter.server.chain import Chain

VISITS = 1000
BATCHES = ceil(VISITS / SLOTS_OF[Kind.INTAKE])
RECEIPT = 197
"""Bytes of a receipt's file with small numbers."""
LIMIT_SINK, LIMIT_BYTES, LIMIT_TRIPS, LIMIT_MEGABYTES = 5.0, 64_000, 3, 120.0


def lines() -> Iterator[str]:
    """One line a figure."""
    with tempfile.TemporaryDirectory() as folder:
        site = make_demo_site(Path(folder) / "site")
        with Served(site.layout) as served, Sink(site, Path(folder)) as sink:
            yield from _pushed(site, served, sink)
            yield from _wire(site, served)
            yield _memory(served)


class Sink:
    """The peer's process."""

    def __init__(self, site: DemoSite, folder: Path) -> None:
        command = [sys.executable, "-m", "tests.bench.server", str(site.layout.server), str(folder / "sink")]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline().rsplit(":", 1)[1])

    def __enter__(self) -> Sink:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate(timeout=SECONDS)


def _pushed(site: DemoSite, served: Served, sink: Sink) -> Iterator[str]:
    ours, bare = served.connect(), HTTPSConnection("localhost", sink.port, timeout=SECONDS, context=served.context())
    took, peer = [], []
    for offer in site.chain().take(BATCHES):
        for connection, times in ((ours, took), (bare, peer)):
            times.append(
                milliseconds(lambda connection=connection, offer=offer: _put(connection, offer.path, offer.body))
            )
    ours.close()
    bare.close()
    yield Pair(took, peer).line("batch stored, receipted / bare HTTPS sink, one sync", LIMIT_SINK)
    name = f"{VISITS} visits pushed ({BATCHES} batches, one after another)"
    yield f"{name:<58} {sum(took):6.0f} ms (sink {sum(peer):.0f} ms)"


def _put(connection: HTTPSConnection, path: str, body: bytes) -> None:
    connection.request("PUT", path, body)
    with connection.getresponse() as response:
        if response.status != 200 or len(response.read()) < RECEIPT - 2:
            raise AssertionError("a batch was not stored")


def _wire(site: DemoSite, served: Served) -> Iterator[str]:
    """A kiosk's whole session for one batch: TLS, head, PUT."""
    chain = site.chain()
    with Relay(served.port) as relay:
        connection = HTTPSConnection("localhost", relay.port, timeout=SECONDS, context=served.context())
        asked = HeadRequest(site.keys.device8, chain.chain8, os.urandom(16)).sign(site.keys.ed25519)
        _ask_head(connection, asked)
        before, trips = relay.bytes, relay.trips
        _put_next(connection, chain)
        connection.close()
        yield (
            f"{'bytes on the wire for one more batch':<58} {relay.bytes - before:6d}  (limit {LIMIT_BYTES}; "
            f"a first one {relay.bytes} with handshake and head)"
        )
        yield (
            f"{'round trips for a first batch after the TCP connection':<58} {relay.trips:6d}  (limit {LIMIT_TRIPS}: "
            f"handshake, head, PUT; one more batch {relay.trips - trips})"
        )


def _ask_head(connection: HTTPSConnection, asked: bytes) -> None:
    connection.request("POST", "/v1/head", asked)
    with connection.getresponse() as response:
        response.read()


def _put_next(connection: HTTPSConnection, chain: Chain) -> None:
    offer = chain.next()
    _put(connection, offer.path, offer.body)


class Relay:
    """Passes one connection on and counts bytes, and how often the far end's bytes follow ours."""

    def __init__(self, port: int) -> None:
        self._far = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.bytes = self.trips = 0
        self._asked = False

    def __enter__(self) -> Relay:
        self._accepting = Thread(target=self._accept, daemon=True)
        self._accepting.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._accepting.join(SECONDS)
        self._listener.close()

    def _accept(self) -> None:
        near, _ = self._listener.accept()
        with near, socket.create_connection(("127.0.0.1", self._far), SECONDS) as far:
            back = Thread(target=self._pass, args=(far, near, False), daemon=True)
            back.start()
            self._pass(near, far, True)
            back.join(SECONDS)

    def _pass(self, source: socket.socket, target: socket.socket, outward: bool) -> None:
        while piece := source.recv(65_536):
            self.bytes += len(piece)
            if not outward and self._asked:
                self.trips += 1
            self._asked = outward
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)


def _memory(served: Served) -> str:
    """Proportional set size after all that (Linux)."""
    rollup = Path(f"/proc/{served.process.pid}/smaps_rollup").read_text()
    kilobytes = int(next(line for line in rollup.splitlines() if line.startswith("Pss:")).split()[1])
    return f"{'server memory after that, PSS':<58} {kilobytes / 1024:6.1f} MB (limit {LIMIT_MEGABYTES:g})"


def run_sink(server_folder: Path, path: Path) -> None:
    """The peer: TLS, HTTP and one sync a body, nothing else."""
    file = path.open("wb", buffering=0)

    def keep(body: bytes) -> None:
        file.write(body)
        os.fdatasync(file.fileno())

    async def take(request: Request) -> Response:
        await run_in_threadpool(keep, await request.body())
        return Response(bytes(RECEIPT), media_type="application/cbor")

    context: ssl.SSLContext = serve.make_tls(server_folder)
    listener = serve.listen("127.0.0.1", 0)
    url = f"https://127.0.0.1:{listener.getsockname()[1]}"
    serve.run_app(Starlette(routes=[Route("/{rest:path}", take, methods=["PUT"])]), listener, context, url)


if __name__ == "__main__":
    run_sink(Path(sys.argv[1]), Path(sys.argv[2]))
