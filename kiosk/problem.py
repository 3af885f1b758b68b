"""The two branches of everything that can go wrong. One rule: no answer and no secret in a message, ever.

A `Problem` belongs to the world (paper out, disk full, a damaged file): it has a stable code for scripts and one
clear sentence that says what to do. A `Bug` is ours: it goes to the log and the guest sees a calm page.
"""

from __future__ import annotations

from typing import ClassVar


class Problem(Exception):
    """Something in the world is not as needed. `str()` is the sentence for a person; `code` never changes."""

    code: ClassVar[str] = "problem"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Damaged(Problem):
    """Bytes from outside are not what their format says (truncated, altered, not canonical)."""

    code = "damaged"


class WrongKey(Problem):
    """The bytes are whole, but the keys at hand do not open or verify them."""

    code = "wrong-key"


class DemoMixed(Problem):
    """Demo material met a real site, or the reverse."""

    code = "demo-mixed"


class DiskFull(Problem):
    """The disk took no more bytes."""

    code = "disk-full"


class ReadOnlyFolder(Problem):
    """The data folder cannot be written."""

    code = "read-only"


class Bug(Exception):
    """A mistake of ours; never shown in words to a guest."""
