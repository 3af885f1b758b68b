"""What the server takes at most. One rule: every limit answers clearly and at once, and none depends on who asks."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.requests import ClientDisconnect, Request

from kiosk.formats import cbor
from kiosk.ports.shelter_store import Busy
from shelter.server.answers import TooLarge, TooSlow

BODY = cbor.LIMIT
"""Bytes of a body: a whole batch is 58.5 kB."""
BODY_SECONDS = 60.0
"""How long a body may take: 64 kB over a line of 9 kbit/s."""
IN_FLIGHT = 64
"""Requests that are being read or answered at the same time: 4 MB of bodies."""


async def read_body(request: Request, seconds: float = BODY_SECONDS) -> bytes:
    """The untrusted body. Raises TooLarge, TooSlow (also when the client went away)."""
    try:
        async with asyncio.timeout(seconds):
            return await _read(request)
    except (TimeoutError, ClientDisconnect) as error:
        raise TooSlow("The request did not arrive in time; try again.") from error


async def _read(request: Request) -> bytes:
    stated = request.headers.get("content-length", "0")
    if stated.isdigit() and int(stated[:19]) > BODY:
        raise TooLarge(f"Nothing longer than {BODY} bytes is taken; send one batch at a time.")
    untrusted = bytearray()
    async for piece in request.stream():
        untrusted += piece
        if len(untrusted) > BODY:
            raise TooLarge(f"Nothing longer than {BODY} bytes is taken; send one batch at a time.")
    return bytes(untrusted)


class InFlight:
    """Counts requests on the event loop, so it needs no lock."""

    def __init__(self, most: int = IN_FLIGHT) -> None:
        self._most = most
        self._running = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Raises Busy."""
        if self._running >= self._most:
            raise Busy("The server has much to do just now; try again in a minute.")
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1
