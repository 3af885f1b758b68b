"""Somebody on the wire who has the server's TLS key and nothing else. One rule: all passes as it is, but for one bit of
every batch that is offered, or of every receipt.
"""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType

from kiosk.boot.demo.machines import HOST, Machines, move_server

SECONDS = 20.0


Change = Callable[[bytes], bytes]


def as_it_is(content: bytes) -> bytes:
    return content


class Wire:
    """Its context is its life; `enter` is a fault to plant once the server runs."""

    def __init__(self, batch: Change = as_it_is, receipt: Change = as_it_is) -> None:
        self._batch, self._receipt = batch, receipt
        self._listener: ThreadingHTTPServer | None = None
        self._thread: Thread | None = None

    def enter(self, machines: Machines) -> None:
        """Stand between the tablet and its server from now on."""
        place, upstream = machines.server.server, machines.port
        trusted = ssl.create_default_context(cafile=place / "site-ca.pem")
        own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        own.load_cert_chain(place / "tls.pem", place / "tls.key")
        self._listener = ThreadingHTTPServer((HOST, 0), _handler(upstream, trusted, self._batch, self._receipt))
        self._listener.socket = own.wrap_socket(self._listener.socket, server_side=True)
        self._thread = Thread(target=self._listener.serve_forever, daemon=True)
        self._thread.start()
        move_server(machines, self._listener.server_port)

    def __enter__(self) -> Wire:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._listener is not None and self._thread is not None:
            self._listener.shutdown()
            self._listener.server_close()
            self._thread.join(SECONDS)


def _handler(upstream: int, trusted: ssl.SSLContext, batch: Change, receipt: Change) -> type[BaseHTTPRequestHandler]:
    class Between(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self._pass(as_it_is, as_it_is)

        def do_PUT(self) -> None:
            self._pass(batch, receipt)

        def _pass(self, there: Change, back: Change) -> None:
            asked = there(self.rfile.read(int(self.headers["Content-Length"])))
            behind = http.client.HTTPSConnection(HOST, upstream, timeout=SECONDS, context=trusted)
            behind.request(self.command, self.path, asked, {"Content-Type": "application/cbor"})
            with behind.getresponse() as response:
                answer = back(response.read())
                self.send_response(response.status)
            behind.close()
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Nothing is written down."""

    return Between
