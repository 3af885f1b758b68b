"""How a figure is printed: against a limit or a peer taken in the same run, with the raw values beside it.

Absolute times mean little on a shared machine, so rounds of both sides are interleaved and the median of the paired
ratios is what counts.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

Act = Callable[[], object]


@dataclass(frozen=True)
class Pair:
    """Milliseconds of both sides, round by round."""

    ours: Sequence[float]
    peer: Sequence[float]

    @property
    def ratios(self) -> list[float]:
        return [ours / peer for ours, peer in zip(self.ours, self.peer, strict=True)]

    def line(self, name: str, limit: float) -> str:
        ratios = self.ratios
        return (
            f"{name:<58} {median(ratios):5.2f}  (limit {limit:g}; {min(ratios):.2f}..{max(ratios):.2f}; "
            f"ours {median(self.ours):.3f} ms, peer {median(self.peer):.3f} ms, {len(ratios)} rounds)"
        )


def milliseconds(act: Act) -> float:
    """Wall time of one call."""
    start = time.perf_counter_ns()
    act()
    return (time.perf_counter_ns() - start) / 1e6
