"""Receipt printers in the network (port 9100). One rule: a line that is given up is reset, never drained.

The kernel takes a whole slip for a printer that takes nothing; closed the ordinary way, it would go on delivering it
when the guest has long gone.
"""

from __future__ import annotations

import socket
import struct
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from printers.wire import WireLost, seconds_left

PORT = 9100
CONNECT = 3.0
"""Seconds for a printer in the same building to answer."""
_CHUNK = 4096
_LOOK = 0.02
_AWAY = "The receipt printer does not answer; check its power and its cable."


@dataclass(frozen=True)
class TcpDoor:
    """A `Door` to host and port."""

    host: str
    port: int = PORT

    @contextmanager
    def open(self, until: float) -> Iterator[TcpWire]:
        try:
            line = socket.create_connection((self.host, self.port), min(CONNECT, seconds_left(until)))
        except OSError as error:
            raise WireLost(_AWAY) from error
        with line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2 * _CHUNK)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            yield TcpWire(line)


class TcpWire:
    """A `Wire` over one connection."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def send(self, data: bytes, until: float) -> None:
        rest = memoryview(data)
        try:
            while rest:
                self._line.settimeout(seconds_left(until))
                rest = rest[self._line.send(rest[:_CHUNK]) :]
        except OSError as error:
            raise WireLost(_AWAY) from error

    def receive(self, until: float) -> bytes:
        try:
            self._line.settimeout(seconds_left(until))
            untrusted = self._line.recv(256)
        except TimeoutError:
            return b""
        except OSError as error:
            raise WireLost(_AWAY) from error
        if not untrusted:
            raise WireLost(_AWAY)
        return untrusted

    def drained(self, until: float) -> bool:
        """Linux knows how much is not acknowledged (SIOCOUTQ, tcp(7)); elsewhere it is taken as gone."""
        while self._unsent():
            if time.monotonic() >= until:
                return False
            time.sleep(_LOOK)
        return True

    def _unsent(self) -> int:
        if sys.platform != "linux":
            return 0
        import fcntl
        import termios

        answer = fcntl.ioctl(self._line.fileno(), termios.TIOCOUTQ, bytes(4))
        return int.from_bytes(answer, sys.byteorder)

    def abandon(self) -> None:
        """Reset: SO_LINGER of zero seconds makes close discard what has not been sent (socket(7))."""
        self._line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._line.close()
