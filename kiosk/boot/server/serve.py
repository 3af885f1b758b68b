"""`ceiba serve`: the shelter's server over one folder (DIR/server). One rule: no log of who called, TLS 1.3 only, and
an end within five seconds at any moment.
"""

from __future__ import annotations

import logging
import signal
import socket
import ssl
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import ClassVar

import uvicorn
from starlette.applications import Starlette

from db.shelter.store import SqlShelterStore
from kiosk import folder
from kiosk.boot.hardening import harden
from kiosk.boot.layout import Layout
from kiosk.formats.server_key import LIMIT as KEY_LIMIT
from kiosk.formats.server_key import ServerKey
from kiosk.ports.clock import SystemClock
from kiosk.problem import Problem
from shelter.server.app import make_app
from shelter.server.enrolment import Reception, route
from shelter.server.schedules import ScheduleFile
from shelter.server.service import Service
from shelter.site import server_folder

STORE = "store.sqlite"
GRACE_SECONDS = 3
IDLE_SECONDS = 10
CONNECTIONS = 512
HEADERS = 16_384
"""Bytes of a request's headers."""


class NoAddress(Problem):
    """The address cannot be listened on."""

    code: ClassVar[str] = "no-address"


class BadTls(Problem):
    """The server's certificate and key do not fit."""

    code: ClassVar[str] = "bad-tls"


def run(arguments: Namespace) -> int:
    """Serve until SIGTERM or SIGINT. Raises NoAddress, and what `opened` raises."""
    harden()
    signal.signal(signal.SIGTERM, _end)
    with opened(Layout(arguments.data).server) as (service, context), listen(arguments.host, arguments.port) as socket_:
        url = f"https://{_shown(arguments.host)}:{socket_.getsockname()[1]}"
        enrolment = route(Reception(Layout(arguments.data).server, service.schedules, SystemClock()))
        run_app(make_app(service, more=[enrolment]), socket_, context, url)
    return 0


@contextmanager
def opened(place: Path) -> Iterator[tuple[Service, ssl.SSLContext]]:
    """The service over a server's folder, and its side of TLS. Raises MissingFile, Damaged, WrongKey, OldSchedule,
    NotListed, BadTls, DiskFull, ReadOnlyFolder.
    """
    context = make_tls(place)
    key = ServerKey.parse(folder.read(place / server_folder.KEY, KEY_LIMIT)).ed25519
    authority = folder.read(place / server_folder.AUTHORITY, 32)
    store = SqlShelterStore(place / STORE)
    try:
        listed = ScheduleFile(place / server_folder.SCHEDULE, authority, store)
        service = Service(store, listed, key, packs=place / server_folder.PACKS)
        service.check_listed()
        yield service, context
    finally:
        store.close()


def _end(_: int, __: FrameType | None) -> None:
    """uvicorn ends its loop on SIGTERM and raises the signal again: then the store is closed and the exit code is 0."""
    raise SystemExit(0)


def make_tls(place: Path) -> ssl.SSLContext:
    """TLS 1.3 and nothing older, with the folder's certificate. Raises MissingFile, BadTls."""
    for name in (server_folder.TLS, server_folder.TLS_KEY):
        folder.read(place / name, 65_536)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.num_tickets = 0
    try:
        context.load_cert_chain(place / server_folder.TLS, place / server_folder.TLS_KEY)
    except (ssl.SSLError, OSError) as error:
        raise BadTls("The server's certificate and key do not fit; copy the server's folder again.") from error
    return context


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any free one. Raises NoAddress."""
    try:
        if not 0 <= port < 65_536:
            raise OSError("no such port")
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family, backlog=256)
    except OSError as error:
        raise NoAddress(f"{host} port {port} cannot be listened on; choose another with --host and --port.") from error
    # asyncio sets this on sockets that name their protocol only; without it an answer in two pieces waits 40 ms
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


class _Announcing(uvicorn.Server):
    """Says its address once, when it answers there."""

    def __init__(self, config: uvicorn.Config, said: Callable[[], None]) -> None:
        super().__init__(config)
        self._said = said

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._said()


def run_app(app: Starlette, listener: socket.socket, context: ssl.SSLContext, url: str) -> None:
    """Serve an application until SIGTERM or SIGINT, and print `url` once it answers there."""
    for name in ("uvicorn", "uvicorn.error", "asyncio"):
        logging.getLogger(name).setLevel(logging.ERROR)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
        h11_max_incomplete_event_size=HEADERS,
        http="h11",
        loop="asyncio",
        ssl_context_factory=lambda *_: context,
    )
    _Announcing(config, lambda: print(f"Listening on {url}", flush=True)).run(sockets=[listener])
