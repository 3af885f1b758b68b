"""Kiosks that want to become the site's, as files in DIR/server/enrolments. One rule: a code works once, for one
kiosk's keys, within its hours; what is kept of it does not let anybody make it again.

`NAME.code` is a code that was given out, `NAME.pending` the first request that came with it. NAME is the code's name16.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kiosk import folder
from kiosk.formats.enrolment import LIMIT, EnrolmentRequest, IssuedCode
from kiosk.problem import Problem, WrongKey


class CodeUsed(Problem):
    """Another kiosk came first with this code."""

    code = "code-used"


class CodeOver(Problem):
    """The code's hours are over."""

    code = "code-over"


class Enrolments:
    """The folder of one server. Several processes may use it at once: a file appears whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def issue(self, code: IssuedCode) -> None:
        """Let a code work. Raises DiskFull, ReadOnlyFolder."""
        folder.write_new(self._path / f"{code.name16.hex()}.code", code.encode(), folder.SECRET)

    def claim(self, untrusted: bytes, hour: int) -> EnrolmentRequest:
        """Take a kiosk's request in; the same one again is the same answer. `hour` is now, since 1970. Raises Damaged,
        WrongKey (no such code, or not made with it), CodeUsed, CodeOver, DiskFull, ReadOnlyFolder.
        """
        request = EnrolmentRequest.parse(untrusted)
        issued = self._issued(request.name16)
        request.verify(issued)
        taken = self._taken(request.name16)
        if taken is None:
            if hour > issued.last_hour:
                raise CodeOver("This code's day is over; ask your site for a new one.")
            taken = self._take(request, untrusted)
        if (taken.ed32, taken.x32) != (request.ed32, request.x32):
            raise CodeUsed("Another kiosk has used this code; ask your site for a new one.")
        return request

    def pending(self) -> Iterator[EnrolmentRequest]:
        """Every request that came with a code of this site, approved or not, one for each code."""
        for path in sorted(self._path.glob("*.pending")):
            with suppress(Problem):
                request = EnrolmentRequest.parse(folder.read(path, LIMIT))
                request.verify(self._issued(request.name16))
                yield request

    def _issued(self, name16: bytes) -> IssuedCode:
        try:
            return IssuedCode.parse(folder.read(self._path / f"{name16.hex()}.code", LIMIT))
        except folder.MissingFile as error:
            raise WrongKey("Your site does not know this code; ask it for a new one.") from error

    def _taken(self, name16: bytes) -> EnrolmentRequest | None:
        try:
            return EnrolmentRequest.parse(folder.read(self._path / f"{name16.hex()}.pending", LIMIT))
        except folder.MissingFile:
            return None

    def _take(self, request: EnrolmentRequest, untrusted: bytes) -> EnrolmentRequest:
        """Of two that race, the one whose name appears first has it."""
        place = self._path / f"{request.name16.hex()}.pending"
        aside = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
        folder.write_new(aside, untrusted)
        try:
            with suppress(FileExistsError):
                os.link(aside, place)
        finally:
            aside.unlink()
        return EnrolmentRequest.parse(folder.read(place, LIMIT))
