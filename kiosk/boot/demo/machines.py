"""The demo's folder: three machines of one site, and what people look at. One rule: each machine has only what it
would have in life, so the tablet lies beside no key that opens anything.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from pathlib import Path

from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.boot.own_process import make_demo_site
from kiosk.formats.address import LIMIT, ServerAddress

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Machines:
    """OUT and its parts. `tablet` is the kiosk, `server` has ciphertext, `shelter` the readers' keys."""

    out: Path

    @property
    def tablet(self) -> Layout:
        return Layout(self.out / "data" / "tablet")

    @property
    def server(self) -> Layout:
        return Layout(self.out / "data" / "server")

    @property
    def shelter(self) -> Layout:
        return Layout(self.out / "data" / "shelter")

    @property
    def pictures(self) -> Path:
        return self.out / "pictures"

    @property
    def slips(self) -> Path:
        return self.out / "slips"

    @property
    def summary(self) -> Path:
        return self.out / "summary"

    @property
    def url(self) -> str:
        """Where the tablet looks for the server."""
        return ServerAddress.parse(folder.read(self.tablet.address, LIMIT)).url

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])


def set_up(out: Path) -> Machines:
    """A demo site in OUT, carried to its machines; its server's address is a port that nobody listens on yet."""
    machines = Machines(out)
    make_demo_site(machines.tablet)
    for name in ("server", "shelter"):
        machine: Layout = getattr(machines, name)
        machine.root.mkdir(mode=0o700)
        (machines.tablet.root / name).rename(machine.root / name)
    move_server(machines, _free_port())
    return machines


def move_server(machines: Machines, port: int) -> None:
    """From now on the tablet looks for the server at this port."""
    known = ServerAddress.parse(folder.read(machines.tablet.address, LIMIT))
    folder.replace(machines.tablet.address, ServerAddress(f"https://{HOST}:{port}", known.site_ca).encode())


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as listener:
        return int(listener.getsockname()[1])
