"""`kiosk.ports.desk_store.DeskStore` over one SQLite file. One rule: what is erased is overwritten (secure_delete)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from db.desk.file import DeskFile
from db.desk.tables import aside, kept, noted, round_made, taken
from kiosk.ports.desk_store import Aside, KeptBlob, Noted

_KEEP = insert(kept)
_KEEP_ONCE = _KEEP.on_conflict_do_update(
    index_elements=[kept.c.leaf], set_={"whole": _KEEP.excluded.whole}, where=_KEEP.excluded.whole
)
_BY_MARK = select(kept).where(kept.c.mark.in_(bindparam("marks", expanding=True)))
_NOTED = select(noted).where(noted.c.mark.in_(bindparam("marks", expanding=True)))
_OF_EPOCH = (kept, noted, taken)


class SqlDeskStore:
    """Keeps its file at `path`; for one thread."""

    def __init__(self, path: Path) -> None:
        self._file = DeskFile(path)

    def taken(self) -> frozenset[bytes]:
        return self._file.act(lambda c: frozenset(c.scalars(select(taken.c.digest))))

    def take(self, digest32: bytes | None, epoch: int, blobs: Sequence[KeptBlob]) -> None:
        def work(connection: Connection) -> None:
            ordered = sorted(blobs, key=lambda one: one.leaf32)
            if ordered:
                connection.execute(_KEEP_ONCE, [_row(one) for one in ordered])
            if digest32 is not None:
                row = {"digest": digest32, "epoch": epoch}
                connection.execute(insert(taken).on_conflict_do_nothing(), row)

        self._file.act(work)

    def find(self, marks: Collection[bytes]) -> Sequence[KeptBlob]:
        found = self._file.act(lambda c: c.execute(_BY_MARK, {"marks": list(marks)}).all())
        return sorted(map(_kept, found), key=lambda one: not one.whole)

    def kept(self, epoch: int) -> Iterable[KeptBlob]:
        every = select(kept).where(kept.c.epoch == epoch).order_by(kept.c.leaf)
        return [_kept(row) for row in self._file.act(lambda c: c.execute(every).all())]

    def exchange(self, leaf32: bytes, other: KeptBlob) -> None:
        self._file.act(lambda c: c.execute(update(kept).where(kept.c.leaf == leaf32).values(**_row(other))))

    def note(self, one: Noted) -> bool:
        row = {"mark": one.mark32, "epoch": one.epoch, "sealed": one.sealed}
        adding = insert(noted).on_conflict_do_nothing()
        return self._file.act(lambda c: c.execute(adding, row).rowcount == 1)

    def noted(self, marks: Collection[bytes]) -> Mapping[bytes, bytes]:
        found = self._file.act(lambda c: c.execute(_NOTED, {"marks": list(marks)}).all())
        return {row.mark: row.sealed for row in found}

    def set_aside(self, asides: Sequence[Aside]) -> None:
        rows = [{"digest": one.digest32, "why": one.why, "item": one.item} for one in asides]
        if rows:
            self._file.act(lambda c: c.execute(insert(aside).on_conflict_do_nothing(), rows))

    def asides(self) -> Sequence[Aside]:
        found = self._file.act(lambda c: c.execute(select(aside).order_by(aside.c.digest)).all())
        return [Aside(row.digest, row.why, row.item) for row in found]

    def epochs(self) -> Sequence[int]:
        def work(connection: Connection) -> set[int]:
            return {epoch for table in _OF_EPOCH for epoch in connection.scalars(select(table.c.epoch).distinct())}

        return sorted(self._file.act(work))

    def forget(self, epoch: int) -> None:
        def work(connection: Connection) -> None:
            for table in _OF_EPOCH:
                connection.execute(delete(table).where(table.c.epoch == epoch))

        self._file.act(work)

    def swept(self) -> int:
        return int(self._file.act(lambda c: c.scalars(select(round_made.c.swept)).one()))

    def sweep(self, day: int) -> None:
        self._file.act(lambda c: c.execute(update(round_made).values(swept=day)))


def _row(one: KeptBlob) -> dict[str, object]:
    return {"leaf": one.leaf32, "epoch": one.epoch, "mark": one.mark32, "whole": one.whole, "blob": one.blob}


def _kept(row: Row[Any]) -> KeptBlob:
    return KeptBlob(row.leaf, row.epoch, row.mark, row.blob, row.whole)
