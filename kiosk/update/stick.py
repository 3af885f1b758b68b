"""Releases on a stick. One rule: what was copied and what was verified are the same bytes, so that nothing changes
between looking and installing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from kiosk import folder
from kiosk.formats.release import LIMIT, Statement
from kiosk.problem import Damaged, Problem

PATTERN, ENDING = "ceiba_*.deb", ".ceiba"
MOST = 16
"""Packages on a stick that are looked at."""
PIECE = 1 << 20


class NoRelease(Problem):
    """There is no signed package where one was looked for."""

    code = "no-release"


class StickGone(Problem):
    """The stick was taken out, or cannot be read any more."""

    code = "stick-gone"


@dataclass(frozen=True)
class Offer:
    """A package on the stick and what its signed statement says of it; its own bytes are not looked at yet."""

    package: Path
    statement: Statement
    signed: bytes


def offers(stick: Path, keys: Sequence[bytes]) -> list[Offer]:
    """Every signed package in the stick's top folder, newest first. Raises NoRelease, and when none is good what is
    wrong with the first: Damaged, WrongKey, MissingFile.
    """
    packages = sorted(stick.glob(PATTERN))[:MOST]
    if not packages:
        raise NoRelease(f"There is no ceiba_….deb in {stick}; check the stick.")
    good, problems = list[Offer](), list[Problem]()
    for package in packages:
        try:
            signed = folder.read(package.with_name(package.name + ENDING), LIMIT)
            good.append(Offer(package, Statement.parse_and_verify(signed, keys), signed))
        except Problem as problem:
            problems.append(problem)
    if not good:
        raise problems[0]
    return sorted(good, key=lambda offer: offer.statement.version, reverse=True)


def fetch(offer: Offer, to: Path) -> None:
    """Copy the package to `to` and prove the copy; nothing is left of a copy that is not proven. Raises StickGone,
    Damaged, DiskFull, ReadOnlyFolder.
    """
    young = to.with_name(f".{to.name}.young")
    try:
        with _opened(offer.package) as source, folder.as_problems(to):
            _copy(source, offer.statement, young)
            young.replace(to)
            folder.sync_folder(to.parent)
    finally:
        folder.remove(young)


def _copy(source: BinaryIO, statement: Statement, young: Path) -> None:
    digest = sha256()
    with young.open("wb") as target:
        for piece in _pieces(source, statement.size):
            digest.update(piece)
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
    if digest.digest() != statement.sha256:
        raise Damaged("The package is not the one that was signed; copy it onto the stick again from its source.")


def _pieces(source: BinaryIO, size: int) -> Iterator[bytes]:
    """As many bytes as were signed for. Raises StickGone; Damaged when the file has another size."""
    left = size
    while left:
        piece = _read(source, min(PIECE, left))
        if not piece:
            raise Damaged("The package is shorter than the one that was signed; copy it onto the stick again.")
        left -= len(piece)
        yield piece
    if _read(source, 1):
        raise Damaged("The package is longer than the one that was signed; copy it onto the stick again.")


def _opened(package: Path) -> BinaryIO:
    try:
        return package.open("rb", buffering=0)
    except OSError as error:
        raise _gone() from error


def _read(source: BinaryIO, most: int) -> bytes:
    try:
        return source.read(most)
    except OSError as error:
        raise _gone() from error


def _gone() -> StickGone:
    return StickGone("The stick cannot be read any more. Put it in again and start again; nothing was changed.")
