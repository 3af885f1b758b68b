"""The marks that never fall, in one row of the kiosk's file. One rule: written when they rise, about once a
week.
"""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from db.file import Acts
from db.tables import mark


def _read(connection: Connection) -> tuple[int, int]:
    row = connection.execute(select(mark.c.epoch, mark.c.schedule_version)).one()
    return int(row.epoch), int(row.schedule_version)


class SqlMarks:
    """`kiosk.ports.marks.Marks` over the kiosk's file. Reads once, then answers from memory."""

    def __init__(self, file: Acts) -> None:
        self._file = file
        self._known: tuple[int, int] | None = None

    def epoch(self) -> int:
        return self._both()[0]

    def schedule_version(self) -> int:
        return self._both()[1]

    def raise_to(self, epoch: int, schedule_version: int) -> None:
        known = self._both()
        wanted = max(known[0], epoch), max(known[1], schedule_version)
        if wanted == known:
            return
        self._known = None  # an error of the disk leaves it open which marks stand there
        values = {"epoch": wanted[0], "schedule_version": wanted[1]}
        self._file.act(lambda connection: connection.execute(update(mark), values))
        self._known = wanted

    def _both(self) -> tuple[int, int]:
        if self._known is None:
            self._known = self._file.act(_read)
        return self._known
