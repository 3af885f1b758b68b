"""A folder on a stick, and nothing else of it. One rule: whatever lies there was put there by a stranger: only plain
files with our names are read, never longer than their format, no link is followed, and nothing is ever started.

    DIR/ceiba/KIOSK8/batch-0000.ceiba …        kiosk to shelter: batches as they go over the wire
    DIR/ceiba/KIOSK8/receipts-00.ceiba …       shelter to kiosk: CBOR [1, [receipt, …]]
    DIR/ceiba/KIOSK8/objections-00.ceiba …     shelter to kiosk: CBOR [1, [objection, …]]
    DIR/ceiba/KIOSK8/acks-00.ceiba …           shelter to kiosk: CBOR [1, [acknowledgement, …]]
    DIR/ceiba/schedule.ceiba                   shelter to every kiosk
    DIR/ceiba/packs.ceiba                      shelter to every kiosk: the accepted language packs
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk.formats import cbor, schedule
from kiosk.formats.ack import encode_page, parse_page
from kiosk.problem import Damaged, Problem

TOP, SCHEDULE, PACKS = "ceiba", "schedule.ceiba", "packs.ceiba"
MOST_BATCHES, MOST_PAGES, A_PAGE = 10_000, 64, 200
_BATCH = re.compile(r"batch-[0-9]{4}\.ceiba")
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class NoStick(Problem):
    """The folder that should be a stick is not there, or is no folder."""

    code = "no-stick"


class StickFull(Problem):
    """The stick takes no more bytes, or is write-protected."""

    code = "stick-full"


class Stick:
    """One stick at `path`. Reading never raises for what lies there; writing raises StickFull."""

    def __init__(self, path: Path) -> None:
        if not path.is_dir():
            raise NoStick(f"There is no folder {path}; put the stick in and check its name.")
        self._top = path / TOP

    def kiosks(self) -> list[bytes]:
        """The kiosk8 of every folder of a kiosk."""
        found = _names(self._top)
        return [bytes.fromhex(name) for name in found if len(name) == 16 and set(name) <= set("0123456789abcdef")]

    def batches(self, kiosk8: bytes) -> Iterator[bytes]:
        """Untrusted batches of one kiosk."""
        for name in _names(self._of(kiosk8)):
            if _BATCH.fullmatch(name):
                untrusted = _read(self._of(kiosk8) / name, cbor.LIMIT)
                if untrusted is not None:
                    yield untrusted

    def pages(self, kiosk8: bytes, kind: str) -> Iterator[bytes]:
        """Untrusted items of `receipts`, `objections` or `acks`."""
        for page in range(MOST_PAGES):
            untrusted = _read(self._of(kiosk8) / f"{kind}-{page:02}.ceiba", cbor.LIMIT)
            if untrusted is None:
                continue
            try:
                yield from parse_page(untrusted)
            except Damaged:
                continue

    def schedule(self) -> bytes | None:
        """An untrusted schedule's file."""
        return None if _is_link(self._top) else _read(self._top / SCHEDULE, schedule.LIMIT)

    def packs(self) -> bytes | None:
        """An untrusted list of accepted packs."""
        return None if _is_link(self._top) else _read(self._top / PACKS, cbor.LIMIT)

    def write_batches(self, kiosk8: bytes, files: Iterator[bytes]) -> int:
        """Put batches there and take away those of before; how many there are now."""
        many = 0
        for many, content in enumerate(files, start=1):
            self._write(self._of(kiosk8) / _batch_name(many - 1), content)
        self._remove(self._of(kiosk8), [_batch_name(at) for at in range(many, MOST_BATCHES)])
        return many

    def write_pages(self, kiosk8: bytes, kind: str, items: Sequence[bytes]) -> None:
        """Put receipts, objections or acks there and take away those of before."""
        pages = [items[at : at + A_PAGE] for at in range(0, len(items), A_PAGE)][:MOST_PAGES]
        for number, page in enumerate(pages):
            self._write(self._of(kiosk8) / f"{kind}-{number:02}.ceiba", encode_page(page))
        self._remove(self._of(kiosk8), [f"{kind}-{number:02}.ceiba" for number in range(len(pages), MOST_PAGES)])

    def write_schedule(self, signed: bytes) -> None:
        """Put the newest schedule there."""
        self._write(self._top / SCHEDULE, signed)

    def write_packs(self, signed: bytes | None) -> None:
        """Put the newest list of accepted packs there, or take an old one away."""
        if signed is None:
            self._remove(self._top, [PACKS])
        else:
            self._write(self._top / PACKS, signed)

    def _of(self, kiosk8: bytes) -> Path:
        return self._top / kiosk8.hex()

    def _write(self, path: Path, content: bytes) -> None:
        if _read(path, len(content)) == content:
            return
        aside = path.with_name(path.name + ".new")
        try:
            for place in (self._top, path.parent):
                if _is_link(place):
                    raise StickFull(f"{place.name} on the stick is a link, not a folder; use another stick.")
                place.mkdir(exist_ok=True)
            aside.unlink(missing_ok=True)
            with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK, 0o644), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        except OSError as error:
            raise _of_writing(error) from error

    def _remove(self, place: Path, names: Sequence[str]) -> None:
        surplus = set(names) & set(_names(place))
        try:
            for name in surplus:
                (place / name).unlink()
        except OSError as error:
            raise _of_writing(error) from error


def _batch_name(number: int) -> str:
    return f"batch-{number:04}.ceiba"


def _names(place: Path) -> list[str]:
    """The names in a folder that is no link, in order, as many as ours can be."""
    if _is_link(place):
        return []
    try:
        with os.scandir(place) as entries:
            found = [entry.name for _, entry in zip(range(2 * MOST_BATCHES), entries, strict=False)]
    except OSError:
        return []
    return sorted(found)


def _is_link(place: Path) -> bool:
    return any(one.is_symlink() for one in (place, place.parent) if one.name != "")


def _read(path: Path, limit: int) -> bytes | None:
    """A plain file's bytes, None for anything else or longer."""
    if path.parent.is_symlink():
        return None
    try:
        descriptor = os.open(path, os.O_RDONLY | _NO_LINK)
    except OSError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            untrusted = file.read(limit + 1)
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return None if len(untrusted) > limit else untrusted


def _of_writing(error: OSError) -> StickFull:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StickFull("The stick is full; free some space on it or take another one, and try again.")
    return StickFull("The stick cannot be written; check its switch, or take another one.")
