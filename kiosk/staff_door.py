"""The staff door: a PIN of six to ten digits. One rule: wrong ones cost time, never the kiosk.

The PIN protects the settings; there is no guest's word behind it. It is kept as Argon2id (RFC 9106) in PHC-like
CBOR; delays double from one second to sixty by the monotonic clock and start anew with the process.
"""

from __future__ import annotations

import math
import os
from hmac import compare_digest
from threading import Lock

from kiosk.formats import cbor, shape
from kiosk.ports.clock import Clock
from kiosk.problem import Problem

LONGEST_WAIT = 60.0
FREE_TRIES = 3
LIMIT = 256
_MEMORY_KIB, _ITERATIONS, _LANES = 65_536, 3, 4


class BadPin(Problem):
    """A new PIN is not six to ten digits."""

    code = "bad-pin"


def hash_pin(pin: str) -> bytes:
    """What is kept of a PIN. Raises BadPin."""
    if not (pin.isascii() and pin.isdigit() and 6 <= len(pin) <= 10):
        raise BadPin("A staff code has six to ten digits.")
    salt16 = os.urandom(16)
    return cbor.encode([1, salt16, _stretch(pin, salt16)])


class StaffDoor:
    """Checks the PIN. Safe to call from several threads, one at a time."""

    def __init__(self, untrusted_hash: bytes, clock: Clock) -> None:
        fields = shape.array(cbor.decode(untrusted_hash, limit=LIMIT), 3)
        shape.version(fields[0])
        self._salt16, self._digest32 = shape.octets(fields[1], 16), shape.octets(fields[2], 32)
        self._clock = clock
        self._wrong = 0
        self._open_at = clock.monotonic()
        self._lock = Lock()

    def wait_seconds(self) -> int:
        """Whole seconds until the next try, 0 to 60."""
        return max(0, math.ceil(self._open_at - self._clock.monotonic()))

    def check_pin(self, untrusted_pin: str) -> bool:
        """Whether this is the PIN. During a wait nothing is right. Takes some tenths of a second."""
        with self._lock:
            if self.wait_seconds() > 0:
                return False
            if compare_digest(_stretch(untrusted_pin[:10], self._salt16), self._digest32):
                self._wrong = 0
                return True
            self._wrong += 1
            wait = 0.0 if self._wrong < FREE_TRIES else min(LONGEST_WAIT, 2.0 ** (self._wrong - FREE_TRIES))
            self._open_at = self._clock.monotonic() + wait
            return False


def _stretch(pin: str, salt16: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    derivation = Argon2id(salt=salt16, length=32, iterations=_ITERATIONS, lanes=_LANES, memory_cost=_MEMORY_KIB)
    return derivation.derive(pin.encode())
