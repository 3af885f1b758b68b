"""Receipt printers behind a device file (/dev/usb/lp*). One rule: the file is looked for anew for every job.

So a printer may be plugged in, or change its number, while the kiosk runs. Opened for reading too, because a printer
that cannot be asked cannot tell the truth; never blocking, because usblp blocks for ever on a printer without paper.
"""

from __future__ import annotations

import os
import select
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from printers.wire import WireLost, seconds_left

ANY = "any"
"""As an address: whichever USB printer is plugged in."""
FOLDER = Path("/dev/usb")
_CHUNK = 4096
_LOOK = 0.02
_AWAY = "No USB printer answers; check its power, its cable, and that the kiosk may open its device file."


def usb_printers(folder: Path = FOLDER) -> Sequence[Path]:
    """The device files of USB printers that are plugged in now."""
    return sorted(folder.glob("lp[0-9]*"))


@dataclass(frozen=True)
class DeviceDoor:
    """A `Door` to one device file, or with `ANY` to the first USB printer there is."""

    address: str
    folder: Path = FOLDER

    @contextmanager
    def open(self, until: float) -> Iterator[DeviceWire]:  # noqa: ARG002 (opening a device file does not wait)
        flags = os.O_RDWR | os.O_NOCTTY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
        try:
            descriptor = os.open(self._path(), flags)
        except OSError as error:
            raise WireLost(_AWAY) from error
        try:
            yield DeviceWire(descriptor)
        finally:
            with suppress(OSError):
                os.close(descriptor)

    def _path(self) -> Path:
        if self.address != ANY:
            return Path(self.address)
        found = usb_printers(self.folder)
        if not found:
            raise WireLost(_AWAY)
        return found[0]


class DeviceWire:
    """A `Wire` over an open device file."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def send(self, data: bytes, until: float) -> None:
        rest = memoryview(data)
        try:
            while rest:
                if not select.select([], [self._descriptor], [], seconds_left(until))[1]:
                    raise WireLost(_AWAY)
                with suppress(BlockingIOError):
                    rest = rest[os.write(self._descriptor, rest[:_CHUNK]) :]
        except (OSError, ValueError) as error:
            raise WireLost(_AWAY) from error

    def receive(self, until: float) -> bytes:
        """usblp reports itself readable with nothing to read when a printer has no back channel: that is silence."""
        try:
            if not select.select([self._descriptor], [], [], seconds_left(until))[0]:
                return b""
            untrusted = os.read(self._descriptor, 256)
        except BlockingIOError:
            return b""
        except (OSError, ValueError) as error:
            raise WireLost(_AWAY) from error
        if not untrusted:
            time.sleep(min(_LOOK, seconds_left(until)))
        return untrusted

    def drained(self, until: float) -> bool:  # noqa: ARG002 (the device takes nothing that it cannot keep)
        """Always: what the device file takes is with the printer."""
        return True

    def abandon(self) -> None:
        """Nothing to do: what the device file has taken is the printer's already."""
