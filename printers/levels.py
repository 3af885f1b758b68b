"""The order of mixed writing (UAX #9). One rule: levels belong to the paragraph, reordering to each line.

python-bidi resolves the levels; it is older than two parts of the algorithm that we add: paired brackets
(N0), and isolates, which are read as embeddings, their nearest older kin.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from bidi import algorithm

_ISOLATES = str.maketrans({"\u2066": "\u202a", "\u2067": "\u202b", "\u2068": "\u202a", "\u2069": "\u202c"})
_PAIRS = {"(": ")", "[": "]", "{": "}", "\u300c": "\u300d", "\u300e": "\u300f", "\uff08": "\uff09"}
_SIDE = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}


def levels(text: str, right_to_left: bool) -> list[int]:
    """The embedding level of every character of one paragraph (no line feeds inside); odd runs leftwards."""
    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"] = int(right_to_left)
    storage["base_dir"] = "R" if right_to_left else "L"
    algorithm.get_embedding_levels(text.translate(_ISOLATES), storage)
    for index, entry in enumerate(storage["chars"]):
        entry["index"] = index
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    for run in storage["runs"]:
        _resolve_brackets(storage["chars"][run["start"] : run["start"] + run["length"]], run["sor"])
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    return _with_removed(len(text), storage["chars"], int(right_to_left))


def visual_order(run_levels: Sequence[int]) -> list[int]:
    """Rule L2 on the runs of one line: their indices from left to right."""
    order = list(range(len(run_levels)))
    for level in range(max(run_levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and run_levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return order


def runs_of(values: Sequence[object], start: int, end: int) -> list[tuple[int, int]]:
    """Cut [start, end) where neighbouring values differ."""
    if start == end:
        return []
    cuts = [start, *(index for index in range(start + 1, end) if values[index] != values[index - 1]), end]
    return list(pairwise(cuts))


def _with_removed(count: int, kept: Sequence[dict[str, Any]], base: int) -> list[int]:
    """Characters that rule X9 takes out (joiners, marks of embedding) ride on the one before them."""
    known = {entry["index"]: int(entry["level"]) for entry in kept}
    result: list[int] = []
    for index in range(count):
        result.append(known.get(index, result[-1] if result else base))
    return result


def _resolve_brackets(run: Sequence[dict[str, Any]], before: str) -> None:
    """Rule N0 on one level run: a pair takes the run's own direction if that stands inside it, else the
    direction inside if the text before it agrees."""
    for opening, closing in _bracket_pairs(run):
        own = "R" if run[opening]["level"] % 2 else "L"
        inside = {_SIDE.get(entry["type"]) for entry in run[opening + 1 : closing]} - {None}
        if not inside:
            continue
        if own not in inside:
            context = (_SIDE.get(entry["type"]) for entry in reversed(run[:opening]))
            own = next((side for side in context if side), before)
        for end in (opening, closing):
            run[end]["type"] = own
            _carry_to_marks(run, end)


def _carry_to_marks(run: Sequence[dict[str, Any]], bracket: int) -> None:
    for entry in run[bracket + 1 :]:
        if entry["orig"] != "NSM":
            return
        entry["type"] = run[bracket]["type"]


def _bracket_pairs(run: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    """Rule BD16: the pairs of a run, in the order of their opening brackets."""
    unclosed: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, entry in enumerate(run):
        character = unicodedata.normalize("NFC", entry["ch"])
        if entry["type"] != "ON":
            continue
        if character in _PAIRS:
            unclosed.append((_PAIRS[character], index))
        elif any(close == character for close, _ in unclosed):
            while unclosed:
                close, opened = unclosed.pop()
                if close == character:
                    pairs.append((opened, index))
                    break
    return sorted(pairs)
