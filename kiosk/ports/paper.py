"""What goes to paper. One rule: the clear text is the same for everyone who shares a language (DESIGN section 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


@dataclass(frozen=True)
class Paragraph:
    """Text under an optional heading, in the slip's language."""

    text: str
    heading: str = ""


@dataclass(frozen=True)
class SlipContent:
    """Everything a slip shows. `digits` is the QR's 312 ASCII digits, `code` the nine spoken characters as
    XXXX-XXXX-X. Nothing here differs between guests but those two; `demo` prints a marked band.
    `font_families` are names as in the font files, without spaces."""

    language: str
    right_to_left: bool
    title: str
    disclaimer: str
    paragraphs: Sequence[Paragraph]
    digits: str
    code: str
    code_label: str
    demo: str = ""
    font_families: Sequence[str] = field(default=("NotoSans",))


class PrintOutcome(Enum):
    """What became of a print job. Handed over is never printed."""

    PRINTED = "printed"
    NOT_PRINTED = "not-printed"
    UNKNOWN = "unknown"


class SlipPrinter(Protocol):
    """One printer. Never raises for a missing or empty printer: the outcome says it."""

    def preflight(self) -> bool | None:
        """Whether it could print now; None when it cannot tell."""
        ...

    def print(self, slip: SlipContent) -> PrintOutcome:
        """Print one slip within the printer's deadline."""
        ...
