"""How a `ReceiptMachine` is reached: a TCP listener on loopback, or a pseudo-terminal for a device file.

Each serves on one thread and stops within a second. The listener can also stall (take nothing more) or reset the line.
"""

from __future__ import annotations

import os
import select
import socket
import struct
import tty
from pathlib import Path
from threading import Event, Thread
from types import TracebackType

from tests.printers.receipt_machine import ReceiptMachine

_LOOK = 0.02


class _Served:
    """A thread that serves until the context is left."""

    def __init__(self) -> None:
        self.stopping = Event()
        self._thread = Thread(target=self.serve, name=type(self).__name__, daemon=True)

    def serve(self) -> None:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def __enter__(self):  # type: ignore[no-untyped-def]
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._thread.join(5)
        self.close()
        assert not self._thread.is_alive()


class ListenerOn9100(_Served):
    """One connection at a time, as such printers do. `stall_after` and `reset_after` count bytes of a connection."""

    def __init__(self, machine: ReceiptMachine, port: int = 0) -> None:
        super().__init__()
        self.machine = machine
        self.stall_after: int | None = None
        self.reset_after: int | None = None
        self.go_on = Event()
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", port))
        self._socket.listen()
        self._socket.settimeout(_LOOK)
        self.port = int(self._socket.getsockname()[1])

    def serve(self) -> None:
        while not self.stopping.is_set():
            try:
                line, _ = self._socket.accept()
            except TimeoutError:
                continue
            with line:
                line.settimeout(_LOOK)
                self._talk(line)

    def _talk(self, line: socket.socket) -> None:
        got = 0
        while not self.stopping.is_set():
            if self.stall_after is not None and got >= self.stall_after and not self.go_on.is_set():
                self.go_on.wait(_LOOK)
                continue
            if self.reset_after is not None and got >= self.reset_after:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            try:
                data = line.recv(2048)
                line.sendall(self.machine.take(data))
            except TimeoutError:
                continue
            except OSError:
                return
            if not data:
                return
            got += len(data)

    def close(self) -> None:
        self._socket.close()


class PluggedIn(_Served):
    """The machine behind a device file in `folder` (like /dev/usb/lp0); leaving the context unplugs it."""

    def __init__(self, machine: ReceiptMachine, folder: Path, name: str = "lp0") -> None:
        super().__init__()
        self.machine = machine
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        folder.mkdir(exist_ok=True)
        self.path = folder / name
        self.path.symlink_to(os.ttyname(self._slave))

    def serve(self) -> None:
        while not self.stopping.is_set():
            if select.select([self._master], [], [], _LOOK)[0]:
                os.write(self._master, self.machine.take(os.read(self._master, 4096)))

    def close(self) -> None:
        self.path.unlink()
        os.close(self._slave)
        os.close(self._master)
