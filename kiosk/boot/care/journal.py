"""The system's log of our units, as far as it may leave the machine. One rule: a line is told only when every word of
it is one that this program writes itself, and once, without its hour: how often a doctor was called is not for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kiosk.doctor.asked import answer
from kiosk.problem import Problem

UNITS = ("ceiba-kiosk", "ceiba-server")
LINES = 2000
SECONDS = 10.0
LONGEST = 1 << 20
SENTENCES = (
    "sync stopped: {code}",
    "no way to the server: {code}",
    "no printer: {code}",
    "the mark of the week cannot be read: {code}",
    "the list of accepted languages counts for nothing: {code}",
    "a doctor's call is heard here only: {code}",
    "work beside the window failed: {error}",
    "a mistake of ours on the first screen: {error}",
)
"""What our own log lines say; `code` is a Problem's, `error` the name of one of Python's exceptions."""
ERRORS = ("OSError", "ValueError", "KeyError", "TypeError", "AttributeError", "RuntimeError", "TimeoutError", "Bug")
_LINE = re.compile(r"(?:WARNING|ERROR) (?:kiosk|ui|db|printers|shelter)(?:\.[a-z_]{1,20}){1,3}: (.*)")


def known_lines(command: Sequence[str] = ("journalctl",)) -> Sequence[str]:
    """Which of our sentences the journal holds; nothing where it cannot be read."""
    units = [f"--unit={unit}" for unit in UNITS]
    words = (*command, "--quiet", "--output=cat", f"--lines={LINES}", *units)
    said = answer(*words, seconds=SECONDS, most=LONGEST, complete=False)
    return sift(said.splitlines()) if said else ()


def sift(untrusted: Iterable[str]) -> Sequence[str]:
    """The sentences of ours among these lines, each once, in the order of the alphabet."""
    allowed = _allowed()
    said = (found[1] for line in untrusted if (found := _LINE.fullmatch(line)))
    return sorted(allowed.intersection(said))


def _allowed() -> frozenset[str]:
    """Every sentence with every code that a loaded Problem has: a closed list, so that nothing else fits."""
    codes = {kind.code for kind in _kinds(Problem)}
    return frozenset(
        sentence.format(code=code, error=error) for sentence in SENTENCES for code in codes for error in ERRORS
    )


def _kinds(kind: type[Problem]) -> Iterable[type[Problem]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _kinds(narrower)
