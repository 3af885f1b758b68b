"""What a slip's QR holds. One rule: 312 digits for everyone, whoever told much, little or nothing, and for
leaflets (DESIGN section 6). Opening lives in `shelter.opening.slip`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk.formats import hybrid, shape
from kiosk.formats.cbor import damaged
from kiosk.formats.identity import label
from kiosk.formats.listed import INDEX_TOP
from kiosk.problem import Bug, DemoMixed

REAL_MAGIC, DEMO_MAGIC = "7301", "7309"
VERSION = b"\x01"
PAYLOAD, MAC, ESSENTIALS = 60, 16, 52
RAW = 1 + hybrid.SLIP_OVERHEAD + PAYLOAD + MAC
DIGITS = 302
"""Decimal digits of RAW bytes: 256^125 has 302."""
TEXT = 4 + 6 + DIGITS
OVERFLOWED = 0x01
"""flags1: something was left out of the essentials. The other bits are zero."""


@dataclass(frozen=True)
class SlipPayload:
    """What is sealed: the spoken code, the kiosk's number in the schedule, and the essentials."""

    code5: bytes = field(repr=False)
    device_index: int
    overflowed: bool
    essentials52: bytes = field(repr=False)

    def encode(self) -> bytes:
        """payload60 = code5 ‖ device_index2 ‖ flags1 ‖ essentials52."""
        code5 = shape.sized("code5", self.code5, 5)
        essentials = shape.sized("essentials", self.essentials52, ESSENTIALS)
        if not 0 <= self.device_index <= INDEX_TOP:
            raise Bug("a kiosk's number has two bytes")
        flags = OVERFLOWED if self.overflowed else 0
        return code5 + self.device_index.to_bytes(2, "big") + bytes([flags]) + essentials

    @staticmethod
    def parse(untrusted: bytes) -> SlipPayload:
        """The fields of payload60. Raises Damaged."""
        if len(untrusted) != PAYLOAD or untrusted[7] not in (0, OVERFLOWED):
            raise damaged("a slip's content of another form")
        index = int.from_bytes(untrusted[5:7], "big")
        return SlipPayload(untrusted[:5], index, untrusted[7] == OVERFLOWED, untrusted[8:])


def seal_slip(
    payload: SlipPayload,
    *,
    site8: bytes,
    slip_public32: bytes,
    device8: bytes,
    device_x25519: X25519PrivateKey,
    demo: bool,
) -> str:
    """The QR's 312 ASCII digits, different each time, to the slip key of the epoch."""
    public = X25519PublicKey.from_public_bytes(slip_public32)
    plain = payload.encode()
    mac = payload_mac(device_x25519.exchange(public), site8, device8, slip_public32, plain)
    sealed = hybrid.SLIP_SUITE.encrypt(plain + mac, public, info=slip_info(site8))
    return to_digits(VERSION + sealed, demo=demo)


def slip_info(site8: bytes) -> bytes:
    """What the seal is bound to: "ceiba/slip/1"00 ‖ site8."""
    return label("slip") + shape.sized("site8", site8, 8)


def payload_mac(shared32: bytes, site8: bytes, device8: bytes, slip_public32: bytes, payload60: bytes) -> bytes:
    """The 16 bytes by which the desk knows a kiosk's slip: both can make them, so the paper proves nothing
    to others.

    `shared32` is X25519 between the kiosk's key and the epoch's slip key, from either side.
    """
    info = label("slip-mac") + site8 + shape.sized("device8", device8, 8) + slip_public32
    mac = HMAC(HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(shared32), SHA256())
    mac.update(payload60)
    return mac.finalize()[:MAC]


def to_digits(raw: bytes, *, demo: bool) -> str:
    """magic4 ‖ check6 ‖ 302 digits of the 125 raw bytes read as one big-endian number."""
    number = int.from_bytes(shape.sized("a slip's raw bytes", raw, RAW), "big")
    digits = str(number).zfill(DIGITS)
    return (DEMO_MAGIC if demo else REAL_MAGIC) + check6(digits) + digits


def parse_digits(untrusted: str, *, demo: bool) -> bytes:
    """The 125 raw bytes of a scanned slip. Raises Damaged, or DemoMixed for the magic of the other world."""
    if len(untrusted) != TEXT or not (untrusted.isascii() and untrusted.isdigit()):
        raise damaged("not the digits of one of our slips")
    magic, check, digits = untrusted[:4], untrusted[4:10], untrusted[10:]
    if magic not in (REAL_MAGIC, DEMO_MAGIC):
        raise damaged("not the digits of one of our slips")
    if check != check6(digits):
        raise damaged("digits that were misread")
    if (magic == DEMO_MAGIC) != demo:
        raise DemoMixed("Demo and real sites do not mix; this slip belongs to the other one.")
    number = int(digits)
    if number >= 256**RAW:
        raise damaged("digits beyond a slip's range")
    raw = number.to_bytes(RAW, "big")
    if raw[:1] != VERSION:
        raise damaged("a slip version that this program does not know")
    return raw


def check6(digits: str) -> str:
    """SHA256 of the 302 ASCII digits, as a big-endian number, modulo 10^6, in six digits."""
    return str(int.from_bytes(sha256(digits.encode("ascii")).digest(), "big") % 10**6).zfill(6)
