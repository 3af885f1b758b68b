"""Which sheet an IPP printer is asked for. One rule: only a sheet that the printer offers, and that the slip fits on.

Names are self-describing (PWG 5101.1): `iso_a6_105x148mm`, `na_letter_8.5x11in`, `roll_max_80x3000mm`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from printers.ipp_message import Tag, attribute, media_size
from printers.paper import Paper

_NAME = re.compile(r"[a-z0-9._-]+_(?P<width>[0-9.]+)x(?P<height>[0-9.]+)(?P<unit>mm|in)")
_LONGEST, _SHORTEST = re.compile(r"(custom|roll)_max"), re.compile(r"(custom|roll)_min")
_NEAR = 1.5
"""Millimetres by which two sheets may differ and still be the same."""
_WIDER = 12.0
"""Millimetres by which a roll may be wider than the head."""


@dataclass(frozen=True)
class Sheet:
    """What is asked for: a medium by its name, or a length of a roll."""

    keyword: str
    width: float
    height: float

    def attribute(self) -> bytes:
        """For the job group of Print-Job."""
        if self.keyword:
            return attribute(Tag.KEYWORD, "media", self.keyword)
        return media_size(round(self.width * 100), round(self.height * 100))


@dataclass(frozen=True)
class Medium:
    """One sheet on offer, in millimetres."""

    keyword: str
    width: float
    height: float

    def holds(self, width: float, height: float) -> bool:
        """Whether a picture of that size fits."""
        return self.width >= width - _NEAR and self.height >= height - _NEAR

    def sheet(self) -> Sheet:
        """Asked for by its name."""
        return Sheet(self.keyword, self.width, self.height)


def choose(supported: Iterable[str], ready: Iterable[str], paper: Paper, height_mm: float) -> Sheet | None:
    """The sheet for a slip of `height_mm`: what is loaded before what is only possible. None when nothing fits."""
    offered, loaded = _media(supported), set(ready)
    width, page_height = paper.sheet_mm
    if page_height is None:
        return _of_a_roll(offered, paper, height_mm)
    named = [medium for medium in offered if not _is_bound(medium) and medium.holds(width, page_height)]
    exact = [medium for medium in named if _is(medium, width, page_height)]
    fits = sorted(exact or named, key=lambda medium: (medium.keyword not in loaded, medium.width * medium.height))
    return fits[0].sheet() if fits else None


def _of_a_roll(offered: list[Medium], paper: Paper, height_mm: float) -> Sheet | None:
    printed = paper.width * 25.4 / 72
    fits = [medium for medium in offered if medium.holds(printed, height_mm) and medium.width <= printed + _WIDER]
    bound = next((medium for medium in fits if _LONGEST.match(medium.keyword)), None)
    if bound is not None:
        least = min((medium.height for medium in offered if _SHORTEST.match(medium.keyword)), default=0.0)
        return Sheet("", bound.width, max(height_mm, least))
    named = sorted((medium for medium in fits if not _is_bound(medium)), key=lambda medium: medium.height)
    return named[0].sheet() if named else None


def _media(names: Iterable[str]) -> list[Medium]:
    found = ((name, _NAME.fullmatch(name)) for name in names)
    return [_medium(name, match) for name, match in found if match]


def _medium(name: str, match: re.Match[str]) -> Medium:
    unit = 25.4 if match["unit"] == "in" else 1.0
    return Medium(name, _number(match["width"]) * unit, _number(match["height"]) * unit)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _is(medium: Medium, width: float, height: float) -> bool:
    return abs(medium.width - width) <= _NEAR and abs(medium.height - height) <= _NEAR


def _is_bound(medium: Medium) -> bool:
    return bool(_LONGEST.match(medium.keyword) or _SHORTEST.match(medium.keyword))
