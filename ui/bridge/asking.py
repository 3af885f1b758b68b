"""Asks the house for something that may take long, and for a Problem's sentence where there is one. One rule: what was
asked before the screen was wiped is never shown after it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from kiosk.problem import Problem
from ui.bridge.crossing import Crossing

_Result = TypeVar("_Result")


@dataclass(frozen=True)
class _Came(Generic[_Result]):
    """A result, which may itself be None."""

    result: _Result


class Asking:
    """Questions of one kind; only the newest is answered. `changed` is called when `working` may have changed."""

    def __init__(
        self, crossing: Crossing, changed: Callable[[], None], failed: Callable[[Problem | None], None]
    ) -> None:
        self._crossing, self._changed, self._failed = crossing, changed, failed
        self._newest = 0
        self.working = False

    def ask(self, work: Callable[[], _Result], land: Callable[[_Result], None]) -> None:
        """`work` beside the window, then `land`; or `failed` with the Problem, None for a mistake of ours."""
        self._newest += 1
        question = self._newest

        def landed(outcome: _Came[_Result] | Problem | None) -> None:
            if question == self._newest:
                self._settle()
                if isinstance(outcome, _Came):
                    land(outcome.result)
                else:
                    self._failed(outcome)

        self.working = True
        self._changed()
        self._crossing.run(lambda: _outcome(work), landed)

    def forget(self) -> None:
        """Nothing that is on its way is shown any more."""
        self._newest += 1
        self._settle()

    def _settle(self) -> None:
        self.working = False
        self._changed()


def _outcome(work: Callable[[], _Result]) -> _Came[_Result] | Problem:
    try:
        return _Came(work())
    except Problem as problem:
        return problem
