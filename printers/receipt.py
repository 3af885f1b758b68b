"""A receipt printer that tells the truth. One rule: `PRINTED` needs the printer's own word, after the slip.

The status is asked before and after. The word is the answer to GS r 1, which a printer gives in its turn, when all
before it has been worked off; DLE EOT alone is answered at once and proves nothing. A printer that gives no word leaves
`UNKNOWN`. What may still lie in its buffer is thrown away, now or before the next slip, so that a refill does not bring
out the paper of somebody who has gone.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Lock

from kiosk.ports.paper import PrintOutcome, SlipContent
from printers.escpos import encode
from printers.plates import Plates
from printers.status import Ready
from printers.talk import PATIENCE, Talk
from printers.wire import Door, WireLost


@dataclass(frozen=True)
class Limits:
    """Seconds: for one slip (below the spool's deadline), between two looks at a printer at work, and for a printer
    that is known to print without giving its word."""

    slip: float = 20.0
    look: float = 0.5
    wordless: float = 3.0


class ReceiptPrinter:
    """A `SlipPrinter` over a `Door`."""

    def __init__(self, door: Door, plates: Plates, *, cutter: bool, limits: Limits | None = None) -> None:
        self._door = door
        self._plates = plates
        self._cutter = cutter
        self._limits = limits or Limits()
        self._in_use = Lock()
        self._doubtful = True  # who knows what another run left in its buffer
        self._gives_word = True

    def ready(self) -> Ready:
        """What the printer says of itself now; UNKNOWN in the middle of a slip, which a question would disturb."""
        if not self._in_use.acquire(blocking=False):
            return Ready.UNKNOWN
        until = time.monotonic() + self._limits.slip
        try:
            with self._door.open(until) as wire:
                return Talk(wire).status(until).ready
        except WireLost:
            return Ready.AWAY
        finally:
            self._in_use.release()

    def preflight(self) -> bool | None:
        return self.ready().could_print

    def print(self, slip: SlipContent) -> PrintOutcome:
        until = time.monotonic() + self._limits.slip
        job = encode(self._plates.press(slip), self._cutter)
        try:
            with self._in_use, self._door.open(until) as wire:
                return self._print(Talk(wire), job, until)
        except WireLost:
            return PrintOutcome.NOT_PRINTED

    def _print(self, talk: Talk, job: bytes, until: float) -> PrintOutcome:
        """Raises WireLost only while nothing of the job has been sent."""
        before = talk.status(until).ready
        if before.could_print is False:
            return PrintOutcome.NOT_PRINTED
        if self._doubtful and before is Ready.YES:
            talk.clear(until)
        self._doubtful = True
        try:
            talk.hand_over(job, until)
            self._doubtful = not (self._is_printed if before is Ready.YES else self._is_taken)(talk, until)
        except WireLost:
            talk.wire.abandon()
        return PrintOutcome.UNKNOWN if self._doubtful else PrintOutcome.PRINTED

    def _is_printed(self, talk: Talk, until: float) -> bool:
        """Wait for the word of a printer that answers, with an eye on its paper."""
        if not self._gives_word:
            until = min(until, time.monotonic() + self._limits.wordless)
        while (now := time.monotonic()) < until:
            if talk.wait_for_word(min(until, now + self._limits.look)):
                self._gives_word = True
                return talk.status(now + self._limits.slip).ready is Ready.YES
            if talk.status(until).ready.could_print is False:
                break
        self._leave(talk)
        return False

    def _leave(self, talk: Talk) -> None:
        """No word came. What a printer in need has not printed is thrown away; one that is well has printed it."""
        until = time.monotonic() + PATIENCE
        if talk.wire.drained(until) and talk.status(until + PATIENCE).ready is Ready.YES:
            self._gives_word = False
            return
        talk.clear(until + PATIENCE)
        if not talk.wire.drained(until + 2 * PATIENCE):
            talk.wire.abandon()

    def _is_taken(self, talk: Talk, until: float) -> bool:
        """A printer that answered nothing: see that it takes the slip, and let it; hardly ever does a word come."""
        if talk.wait_for_word(min(until, time.monotonic() + PATIENCE)):
            return talk.status(until).ready is Ready.YES
        if not talk.wire.drained(until):
            talk.wire.abandon()
        return False
