"""A TLS server in a thread, whose answers a test writes byte by byte."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from shelter.site.tls import ServerTls

Reply = Callable[[ssl.SSLSocket, Event], None]


def saying(*parts: bytes) -> Reply:
    """Reads a whole request, then says these."""

    def reply(connection: ssl.SSLSocket, _: Event) -> None:
        _read_request(connection)
        for part in parts:
            connection.sendall(part)

    return reply


def _read_request(connection: ssl.SSLSocket) -> None:
    """Head and body: what is left unread when a connection closes takes the answer with it."""
    heard = b""
    while b"\r\n\r\n" not in heard:
        if not (piece := connection.recv(65_536)):
            return
        heard += piece
    head, _, body = heard.partition(b"\r\n\r\n")
    stated = re.search(rb"(?i)content-length: (\d+)", head)
    while len(body) < (int(stated[1]) if stated else 0):
        if not (piece := connection.recv(65_536)):
            return
        body += piece


def dripping(part: bytes) -> Reply:
    """Says one byte after another for ever, a few a second."""

    def reply(connection: ssl.SSLSocket, ended: Event) -> None:
        connection.recv(65_536)
        while not ended.wait(0.05):
            connection.sendall(part)

    return reply


@contextmanager
def serving(tls: ServerTls, folder: Path, reply: Reply, newest: ssl.TLSVersion | None = None) -> Iterator[str]:
    """The server's address while it runs."""
    (folder / "cert").write_bytes(tls.certificate)
    (folder / "key").write_bytes(tls.key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert", folder / "key")
    if newest is not None:
        context.maximum_version = newest
    ended = Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)

        def walk() -> None:
            while not ended.is_set():
                with suppress(OSError):
                    plain, _ = listener.accept()
                    plain.settimeout(5)
                    with plain, context.wrap_socket(plain, server_side=True) as secure:
                        reply(secure, ended)

        thread = Thread(target=walk, daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
        ended.set()
        thread.join(10)
