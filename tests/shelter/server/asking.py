"""Asks an ASGI application one thing, without a network. One rule: the whole answer is looked at, headers too."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp

from kiosk.formats import cbor

SECONDS = 20


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def code(self) -> cbor.Value:
        """The code of CBOR [1, code]."""
        value = cbor.decode(self.body)
        assert isinstance(value, list)
        assert value[0] == 1
        return value[1]


def ask(
    app: ASGIApp,
    method: str,
    path: str,
    body: bytes | Iterable[bytes] = b"",
    *,
    headers: dict[str, str] | None = None,
    ends: str = "whole",
) -> Reply:
    """One request; `ends`: "whole", "hangs" (the last piece never comes) or "leaves" (the client goes away)."""
    pieces = [body] if isinstance(body, bytes) else list(body)
    return asyncio.run(asyncio.wait_for(_ask(app, method, path, pieces, headers or {}, ends), SECONDS))


async def _ask(app: ASGIApp, method: str, path: str, pieces: list[bytes], headers: dict[str, str], ends: str) -> Reply:
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        if pieces:
            piece = pieces.pop(0)
            return {"type": "http.request", "body": piece, "more_body": bool(pieces) or ends != "whole"}
        if ends == "leaves":
            return {"type": "http.disconnect"}
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": None,
        "server": ("localhost", 443),
    }
    await app(scope, receive, send)  # type: ignore[arg-type]
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Reply(sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:]))
