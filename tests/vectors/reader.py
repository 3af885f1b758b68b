"""A second reader of blobs, slips and keystores, written from docs/formats.md. One rule: it imports nothing of ours,
only single primitives and the HPKE of the oracle; it keeps that document honest."""

from __future__ import annotations

import hmac
import re
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tests.kiosk.formats import oracle


class Bad(Exception):
    """Some rule of the document does not hold."""


def need(condition: object) -> None:
    if not condition:
        raise Bad


def cbor(data: bytes) -> Any:
    """The value of strict CBOR."""
    value, end = _item(data, 0, 8)
    need(end == len(data))
    return value


def _item(data: bytes, at: int, depth: int) -> tuple[Any, int]:
    need(at < len(data))
    major, low, at = data[at] >> 5, data[at] & 31, at + 1
    if major == 7:
        need(low in (20, 21, 22))
        return (False, True, None)[low - 20], at
    need(major != 6 and low < 28)
    if low >= 24:
        size = 1 << low - 24
        need(at + size <= len(data))
        number, at = int.from_bytes(data[at : at + size], "big"), at + size
        need(number >= (24 if size == 1 else 1 << 4 * size))
    else:
        number = low
    if major < 2:
        return (-1 - number if major else number), at
    if major < 4:
        need(at + number <= len(data))
        raw = data[at : at + number]
        try:
            return (raw if major == 2 else raw.decode()), at + number
        except UnicodeDecodeError:
            raise Bad from None
    need(depth > 0)
    return _array(data, at, number, depth - 1) if major == 4 else _map(data, at, number, depth - 1)


def _array(data: bytes, at: int, count: int, depth: int) -> tuple[list[Any], int]:
    items = []
    for _ in range(count):
        item, at = _item(data, at, depth)
        items.append(item)
    return items, at


def _map(data: bytes, at: int, count: int, depth: int) -> tuple[dict[int, Any], int]:
    items: dict[int, Any] = {}
    last = -1
    for _ in range(count):
        key, at = _item(data, at, depth)
        need(type(key) is int and key > last)
        last = key
        items[key], at = _item(data, at, depth)
    return items, at


def open_blob(data: bytes, secrets: list[list[Any]], site8: bytes) -> tuple[int, int, bytes]:
    """Kind, epoch and the record's CBOR. `secrets` are [role, epoch, seed, kid8]."""
    outer = cbor(data)
    need(type(outer) is list and len(outer) == 3 and type(outer[0]) is bytes and type(outer[1]) is bytes)
    head, body = cbor(outer[0]), outer[1]
    need(type(head) is list and len(head) == 5 and head[0] == 1 and type(head[1]) is int)
    kind = head[1]
    need(kind in (1, 2, 3) and head[2] == site8 and type(head[3]) is int and 0 <= head[3] < 24)
    need(len(head[4]) == 1 and len(outer[2]) == 1 and len(outer[2][0]) == 1168)
    need(len(body) == (560 if kind == 1 else 304))
    role = 1 if kind == 1 else 2
    for own_role, epoch, seed, _ in secrets:
        if own_role == role and head[4][0] == kid8(role, oracle.xwing_public(seed)):
            return kind, epoch, _record(outer, seed)
    raise Bad


def kid8(role: int, public: bytes) -> bytes:
    return sha256(b"ceiba/kid/1\0" + bytes([role]) + public).digest()[:8]


def _record(outer: list[Any], seed: bytes) -> bytes:
    head_hash, body = sha256(outer[0]).digest(), outer[1]
    kid = cbor(outer[0])[4][0]
    info = b"ceiba/wrap/1\0" + head_hash + sha256(body).digest() + kid
    try:
        cek = oracle.open_(oracle.XWING, outer[2][0], seed, info)
        both = oracle.hkdf_expand(oracle.hkdf_extract(b"", cek), b"ceiba/rec/1\0" + head_hash, 64)
        need(both[32:] == body[:32])
        return _unpadded(ChaCha20Poly1305(both[:32]).decrypt(bytes(12), body[32:], head_hash))
    except (InvalidTag, ValueError):
        raise Bad from None


def _unpadded(padded: bytes) -> bytes:
    plain = padded.rstrip(b"\0")
    need(len(padded) in (256, 512, 4096) and plain.endswith(b"\x80"))
    value = cbor(plain[:-1])
    need(type(value) is dict and (len(padded) == 4096 or type(value.get(0)) is bool))
    return plain[:-1]


def open_slip(text: str, secrets: list[list[Any]], site8: bytes, devices: list[Any]) -> bytes | None:
    """payload60, or None when its device's MAC does not fit. `devices` are the schedule's arrays."""
    need(len(text) == 312 and text.isascii() and text.isdigit() and text[:4] == "7309")
    need(int(text[4:10]) == int.from_bytes(sha256(text[10:].encode()).digest(), "big") % 10**6)
    need(int(text[10:]) < 256**125)
    raw = int(text[10:]).to_bytes(125, "big")
    need(raw[0] == 1)
    for _, _, secret, _ in (own for own in secrets if own[0] == 3):
        try:
            plain = oracle.open_(oracle.X25519, raw[1:], secret, b"ceiba/slip/1\0" + site8)
        except InvalidTag:
            continue
        need(plain[7] in (0, 1))
        device = next(one for one in devices if one[1] == plain[5:7])
        return plain[:60] if _mac(plain[:60], secret, device, site8) == plain[60:] else None
    return None


def _mac(payload60: bytes, secret: bytes, device: list[Any], site8: bytes) -> bytes:
    private = X25519PrivateKey.from_private_bytes(secret)
    shared = private.exchange(X25519PublicKey.from_public_bytes(device[3]))
    info = b"ceiba/slip-mac/1\0" + site8 + device[0] + private.public_key().public_bytes_raw()
    key = oracle.hkdf_expand(oracle.hkdf_extract(b"", shared), info, 32)
    return hmac.digest(key, payload60, sha256)[:16]


WHOSE = (8, 8, 16, 8, 8)
MESSAGES: dict[str, tuple[str, tuple[Any, ...]]] = {
    "head-request": ("kiosk", (8, 8, 16)),
    "head-reply": ("server", (*WHOSE, 16, "n?", 32, "n?", "n")),
    "receipt": ("server", (*WHOSE, "n?", 32, "n?", "n", "n", 32)),
    "objection": ("server", (*WHOSE, "n?", 32, "n?", "n", "n", 32, "n")),
    "ack": ("desk", (8, 8, 8, 8, "n", 32)),
    "acks-request": ("kiosk", (8, 8, "n")),
    "reader-request": ("desk", (8, 8, "n", "n", "argument")),
}
"""Who signs each message of the vectors, and its elements after the version: bytes by length, numbers, null."""


def message(data: bytes, kind: str, keys: dict[str, bytes], site8: bytes, asked: list[Any]) -> list[Any]:
    """The elements after the version of a message signed by whom the vectors say; a reply answers `asked`."""
    who, form = MESSAGES[kind]
    outer = cbor(data)
    need(type(outer) is list and len(outer) == 2 and type(outer[0]) is bytes and type(outer[1]) is bytes)
    try:
        key = Ed25519PublicKey.from_public_bytes(keys[who])
        key.verify(outer[1], b"ceiba/" + kind.encode() + b"/1\0" + outer[0])
    except InvalidSignature:
        raise Bad from None
    value = cbor(outer[0])
    need(type(value) is list and len(value) == 1 + len(form) and value[0] == 1)
    elements = value[1:]
    name = sha256(keys[who]).digest()[:8]
    need(elements[0] == name if who == "kiosk" else elements[:2] == [site8, name])
    for element, one in zip(elements, form, strict=True):
        need(_has_form(element, one))
    need(kind not in ("head-reply", "receipt", "objection") or _is_standing(kind, elements))
    need(kind != "head-reply" or elements[3:6] == asked)
    need(kind != "reader-request" or _is_act(elements))
    return elements if kind != "reader-request" else [*elements[:3], *elements[4:]]


def _has_form(element: Any, form: Any) -> bool:
    if form == "argument":
        return True
    if form in ("n", "n?"):
        return (form == "n?" and element is None) or (type(element) is int and 0 <= element < 1 << 63)
    return type(element) is bytes and len(element) == form


def _is_standing(kind: str, elements: list[Any]) -> bool:
    at = 6 if kind == "head-reply" else 5
    head, digest, settled = elements[at : at + 3]
    whole = (head is None) == (digest == bytes(32)) and (settled is None or (head is not None and settled <= head))
    if kind == "receipt":
        bno, own = elements[9:11]
        return whole and head is not None and bno <= head and (bno < head or own == digest)
    return whole and (kind == "head-reply" or elements[11] in (1, 2, 3, 4))


def _is_act(elements: list[Any]) -> bool:
    act, argument = elements[3:]
    if act == 3:
        every = type(argument) is list and len(argument) <= 256 and all(type(one) is bytes for one in argument)
        return every and argument == sorted(set(argument))
    named = type(argument) is list and len(argument) == 3
    named = named and all(_has_form(element, form) for element, form in zip(argument, (8, 8, "n"), strict=True))
    return (act in (1, 4, 5) and argument is None) or (act in (1, 2, 5) and named)


def packs(data: bytes, authority: bytes) -> tuple[int, list[Any]]:
    """Version and packs of a list of accepted packs."""
    outer = cbor(data)
    need(type(outer) is list and len(outer) == 2 and type(outer[0]) is bytes and type(outer[1]) is bytes)
    try:
        Ed25519PublicKey.from_public_bytes(authority).verify(outer[1], b"ceiba/packs/1\0" + outer[0])
    except InvalidSignature:
        raise Bad from None
    value = cbor(outer[0])
    need(type(value) is list and len(value) == 4 and value[0] == 1 and value[1] == sha256(authority).digest()[:8])
    version, listed = value[2:]
    need(type(version) is int and version >= 0 and type(listed) is list and len(listed) <= 128)
    for one in listed:
        need(type(one) is list and len(one) == 2 and type(one[0]) is str and _has_form(one[1], 32))
        need(re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", one[0]))
    need(listed == sorted(listed) and len({(one[0], one[1]) for one in listed}) == len(listed))
    return version, listed


def unlock(data: bytes, passphrase: str, local32: bytes) -> tuple[int, Any]:
    """Holder and contents of a keystore."""
    outer = cbor(data)
    need(type(outer) is list and len(outer) == 6 and outer[0] == 1 and outer[1] in (0, 1, 2, 4, 5))
    need((len(outer[2]), len(outer[3]), len(outer[4]), len(outer[5]) % 4096) == (16, 12, 32, 16))
    # CBOR [1, holder, salt16, nonce12] is the file's own first bytes behind another array header
    header = b"\x84" + data[1 : 1 + 2 + 17 + 13]
    settings: dict[str, int] = {"length": 32, "iterations": 3, "lanes": 4, "memory_cost": 65536}
    argon = Argon2id(salt=outer[2], ad=b"ceiba/keystore/1\0", secret=local32, **settings)
    stretched = argon.derive(passphrase.encode())
    info = b"ceiba/keystore/1\0" + sha256(header).digest()
    both = oracle.hkdf_expand(oracle.hkdf_extract(b"", stretched), info, 64)
    need(both[32:] == outer[4])
    plain = ChaCha20Poly1305(both[:32]).decrypt(outer[3], outer[5], sha256(header).digest())
    return outer[1], cbor(_unpadded(plain))
