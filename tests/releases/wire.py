"""What a release's kiosk and readers said to the server, byte for byte, and what the server answered.

`Recorder` stands before a real server as that server, with its certificate, and keeps every exchange; `replay` says
a kept request again. A kiosk closes the connection after each answer, so one connection is one exchange.
"""

from __future__ import annotations

import re
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from types import TracebackType

SECONDS = 30.0
REQUEST, ANSWER = ".request", ".answer"


@dataclass(frozen=True)
class Exchange:
    """A request of HTTP/1.1 and its answer, as they were on the wire inside TLS."""

    name: str
    request: bytes
    answer: bytes

    @property
    def status_and_body(self) -> tuple[bytes, bytes]:
        """What a kiosk looks at; headers are the HTTP library's."""
        head, _, body = self.answer.partition(b"\r\n\r\n")
        return head.split(b" ")[1], body


class Recorder:
    """Listens on `port` as the server whose folder is given, and hands every request on to `behind`."""

    def __init__(self, server: Path, port: int, behind: int) -> None:
        self._behind, self.heard = behind, list[Exchange]()
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(server / "tls.pem", server / "tls.key")
        self._onward = ssl.create_default_context(cafile=str(server / "site-ca.pem"))
        self._listener = socket.create_server(("127.0.0.1", port))
        self._listener.settimeout(0.1)
        self._ended = Event()
        self._thread = Thread(target=self._walk, daemon=True)

    def __enter__(self) -> Recorder:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join(SECONDS)
        self._listener.close()

    def _walk(self) -> None:
        while not self._ended.is_set():
            with suppress(TimeoutError):
                plain, _ = self._listener.accept()
                plain.settimeout(SECONDS)
                with plain, self._context.wrap_socket(plain, server_side=True) as secure:
                    self._one(secure)

    def _one(self, secure: ssl.SSLSocket) -> None:
        request = _message(secure)
        answer = say(request, self._behind, self._onward)
        method, path, _ = request.split(b" ", 2)
        what = path.decode().removeprefix("/v1/").split("/")[0]
        self.heard.append(Exchange(f"{len(self.heard):03}-{method.decode()}-{what}", request, answer))
        secure.sendall(answer)


def say(request: bytes, port: int, context: ssl.SSLContext) -> bytes:
    """Say a request to the server at this port and listen until it hangs up."""
    plain = socket.create_connection(("127.0.0.1", port), SECONDS)
    with plain, context.wrap_socket(plain, server_hostname="127.0.0.1") as secure:
        secure.sendall(request)
        return _message(secure)


def write(exchanges: list[Exchange], folder: Path) -> None:
    """Two files an exchange."""
    folder.mkdir()
    for one in exchanges:
        (folder / f"{one.name}{REQUEST}").write_bytes(one.request)
        (folder / f"{one.name}{ANSWER}").write_bytes(one.answer)


def read(folder: Path) -> list[Exchange]:
    """Every exchange in the order in which it was."""
    requests = sorted(folder.glob(f"*{REQUEST}"))
    return [Exchange(one.stem, one.read_bytes(), one.with_suffix(ANSWER).read_bytes()) for one in requests]


def _message(secure: ssl.SSLSocket) -> bytes:
    """Head and body; the whole of what was said when no length is stated."""
    heard = b""
    while not _is_whole(heard) and (piece := secure.recv(65_536)):
        heard += piece
    return heard


def _is_whole(heard: bytes) -> bool:
    head, end, body = heard.partition(b"\r\n\r\n")
    stated = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
    return bool(end) and stated is not None and len(body) >= int(stated[1])
