"""How a kiosk becomes one of a site (DESIGN section 5). One rule: the code proves to the site who asks, the pins in it
prove to the kiosk who answers, and a person compares six words before anything is signed.

    code     = CBOR [1, url, SHA256(authority ed32), spki32, secret16]
    text     = base32 (Crockford, without padding) of code ‖ SHA256(code)[:3], in groups of five
    name16   = SHA256("ceiba/enrol-name/1"00 ‖ secret16)[:16]
    mac_key32 = HKDF-SHA256(secret16, info "ceiba/enrol/1"00)
    kept by the site = CBOR [1, name16, mac_key32, last_hour]
    request  = CBOR [structure, mac32, signature64]
    structure = CBOR [1, name16, ed32, x32]
    mac32    = HMAC-SHA256(mac_key32, "ceiba/enrol/1"00 ‖ structure); the signature is the device's, TYPE enrol
    answer   = CBOR [1, authority ed32, site_ca, null] while pending, and when approved
               CBOR [1, authority ed32, site_ca, [schedule, profile]]: the files of both, signed by the authority
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk.formats import cbor, identity, shape, signed
from kiosk.formats.address import parse_url
from kiosk.formats.cbor import damaged
from kiosk.formats.code import ALPHABET, WrongCode
from kiosk.formats.device import DeviceKeys
from kiosk.formats.identity import label
from kiosk.problem import Damaged, WrongKey

ENROL, PROFILE = "enrol", "profile"
GROUP = 5
HOURS = 24
LIMIT = 2048
ANSWER_LIMIT = 262_144
CHECK = 3
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True)
class EnrolmentCode:
    """What the site hands to whoever sets the kiosk up: as text, in a file or as a QR code. Secret for a day."""

    url: str
    authority32: bytes
    spki32: bytes
    secret16: bytes = field(repr=False)

    def encode(self) -> bytes:
        return cbor.encode([1, self.url, self.authority32, self.spki32, self.secret16])

    def text(self) -> str:
        """For people, files and QR codes (only letters of QR's alphanumeric mode)."""
        code = self.encode()
        raw = code + sha256(code).digest()[:CHECK]
        bits, length = int.from_bytes(raw, "big"), -(-len(raw) * 8 // 5)
        bits <<= length * 5 - len(raw) * 8
        letters = "".join(ALPHABET[bits >> shift & 31] for shift in range(length * 5 - 5, -1, -5))
        return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))

    @staticmethod
    def parse(untrusted: str) -> EnrolmentCode:
        """A code from its text: any case, spaces, lines and dashes anywhere, O for 0, I or L for 1. Raises
        WrongCode.
        """
        letters = "".join(untrusted.upper().replace("-", " ").split()).translate(_READ_AS)
        if not letters or len(letters) > LIMIT or any(letter not in ALPHABET for letter in letters):
            raise WrongCode("This is no enrolment code; ask your site for a new one.")
        bits = 0
        for letter in letters:
            bits = bits << 5 | ALPHABET.index(letter)
        size, spare = divmod(len(letters) * 5, 8)
        raw = (bits >> spare).to_bytes(size, "big")
        code, check = raw[:-CHECK], raw[-CHECK:]
        if sha256(code).digest()[:CHECK] != check or bits & ((1 << spare) - 1):
            raise WrongCode("A letter of this enrolment code is not as it was given; read it again, or use the file.")
        return _parse(code)

    @property
    def name16(self) -> bytes:
        """What the site knows the code by."""
        return sha256(label("enrol-name") + self.secret16).digest()[:16]

    @property
    def mac_key32(self) -> bytes:
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=label(ENROL)).derive(self.secret16)


def _parse(code: bytes) -> EnrolmentCode:
    try:
        fields = shape.array(cbor.decode(code, limit=LIMIT), 5)
        shape.version(fields[0])
        pins = [shape.octets(fields[at], size) for at, size in ((2, 32), (3, 32), (4, 16))]
        return EnrolmentCode(parse_url(fields[1]), *pins)
    except Damaged as error:
        raise WrongCode("This is no enrolment code; ask your site for a new one.") from error


@dataclass(frozen=True)
class IssuedCode:
    """What a site keeps of a code: enough to recognise it, not to make it again. `last_hour` is since 1970."""

    name16: bytes
    mac_key32: bytes = field(repr=False)
    last_hour: int

    def encode(self) -> bytes:
        return cbor.encode([1, self.name16, self.mac_key32, self.last_hour])

    @staticmethod
    def parse(untrusted: bytes) -> IssuedCode:
        """Raises Damaged."""
        fields = shape.array(cbor.decode(untrusted, limit=LIMIT), 4)
        shape.version(fields[0])
        return IssuedCode(shape.octets(fields[1], 16), shape.octets(fields[2], 32), shape.uint(fields[3]))


@dataclass(frozen=True)
class EnrolmentRequest:
    """A kiosk's public keys under a code."""

    name16: bytes
    ed32: bytes
    x32: bytes
    structure: bytes
    mac32: bytes

    @staticmethod
    def make(code: EnrolmentCode, keys: DeviceKeys) -> bytes:
        """The request's bytes."""
        structure = cbor.encode([1, code.name16, keys.ed32, keys.x32])
        mac32 = hmac.digest(code.mac_key32, label(ENROL) + structure, "sha256")
        return cbor.encode([structure, mac32, identity.sign(keys.ed25519, ENROL, structure)])

    @staticmethod
    def parse(untrusted: bytes) -> EnrolmentRequest:
        """A request that its own device signed; whether the code is known is for `verify`. Raises Damaged, WrongKey."""
        outer = shape.array(cbor.decode(untrusted, limit=LIMIT), 3)
        structure, mac32 = shape.octets(outer[0]), shape.octets(outer[1], 32)
        fields = shape.array(cbor.decode(structure, limit=LIMIT), 4)
        shape.version(fields[0])
        ed32 = shape.octets(fields[2], 32)
        identity.verify(ed32, ENROL, structure, shape.octets(outer[2], identity.SIGNATURE))
        return EnrolmentRequest(shape.octets(fields[1], 16), ed32, shape.octets(fields[3], 32), structure, mac32)

    def verify(self, issued: IssuedCode) -> None:
        """Returns when whoever asks holds the code. Raises WrongKey."""
        expected = hmac.digest(issued.mac_key32, label(ENROL) + self.structure, "sha256")
        if issued.name16 != self.name16 or not hmac.compare_digest(expected, self.mac32):
            raise WrongKey("This was not made with the code that your site gave; ask your site for a new one.")


@dataclass(frozen=True)
class EnrolmentAnswer:
    """What the server says: whose site this is, and when it is approved the schedule's and the profile's files."""

    authority_ed32: bytes
    site_ca: str
    approved: tuple[bytes, bytes] | None

    def encode(self) -> bytes:
        return cbor.encode([1, self.authority_ed32, self.site_ca, None if self.approved is None else [*self.approved]])

    @staticmethod
    def parse(untrusted: bytes, code: EnrolmentCode) -> EnrolmentAnswer:
        """The answer of the site that the code names. Raises Damaged, WrongKey."""
        fields = shape.array(cbor.decode(untrusted, limit=ANSWER_LIMIT), 4)
        shape.version(fields[0])
        authority, ca = shape.octets(fields[1], 32), fields[2]
        if not isinstance(ca, str):
            raise damaged("a certificate that is no text")
        if sha256(authority).digest() != code.authority32:
            raise WrongKey("This server belongs to another site than the code; ask your site for a new code.")
        if fields[3] is None:
            return EnrolmentAnswer(authority, ca, None)
        schedule, profile = (shape.octets(item) for item in shape.array(fields[3], 2))
        return EnrolmentAnswer(authority, ca, (schedule, profile))


def sign_profile(toml: bytes, authority: Ed25519PrivateKey) -> bytes:
    """The bytes of a profile.ceiba file: CBOR [CBOR [1, toml], signature64], TYPE profile."""
    return signed.sign(cbor.encode([1, toml]), PROFILE, authority)


def open_profile(untrusted: bytes, authority_ed32: bytes) -> bytes:
    """A site's profile (TOML) from the file that its authority signed. Raises Damaged, WrongKey."""
    structure, signature64 = signed.split(untrusted)
    identity.verify(authority_ed32, PROFILE, structure, signature64)
    return shape.octets(shape.array(cbor.decode(structure), 2)[1])
