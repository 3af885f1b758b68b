"""A fake of pywin32's win32print, named for what it stands in for. Queues hold what was written, and may be ill."""

from __future__ import annotations

from threading import Event
from typing import Any

from tests.printers.fakes import LIMIT

DIRECT = 0x0002


class FakeWin32Print:
    """One queue, `receipts`. `stuck` makes WritePrinter block, as a direct queue does without paper."""

    class Error(Exception):
        """Stands in for pywintypes.error."""

    error: type[Exception] = Error

    def __init__(self) -> None:
        self.status = 0
        self.attributes = DIRECT
        self.jobs: list[tuple[str, None, str]] = []
        self.written: list[bytes] = []
        self.aborted = 0
        self.opened = 0
        self.stuck = False
        self.let_go = Event()

    def OpenPrinter(self, name: str) -> object:  # noqa: N802
        if name != "receipts":
            raise self.Error(1801, "OpenPrinter", "The printer name is invalid.")
        self.opened += 1
        return self

    def ClosePrinter(self, printer: object) -> None:  # noqa: N802
        assert printer is self
        self.opened -= 1

    def GetPrinter(self, printer: object, level: int) -> dict[str, Any]:  # noqa: N802
        assert (printer, level) == (self, 2)
        return {"Status": self.status, "Attributes": self.attributes}

    def StartDocPrinter(self, printer: object, level: int, job: tuple[str, None, str]) -> int:  # noqa: N802
        assert (printer, level) == (self, 1)
        self.jobs.append(job)
        return len(self.jobs)

    def WritePrinter(self, printer: object, data: bytes) -> int:  # noqa: N802
        assert printer is self
        if self.stuck:
            self.let_go.wait(LIMIT)
            raise self.Error(63, "WritePrinter", "Your file waiting to be printed was deleted.")
        self.written.append(data)
        return len(data)

    def EndDocPrinter(self, printer: object) -> None:  # noqa: N802
        assert printer is self
        assert self.written

    def AbortPrinter(self, printer: object) -> None:  # noqa: N802
        assert printer is self
        self.aborted += 1
        self.let_go.set()
