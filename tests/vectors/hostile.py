"""One entry for each rule of the formats: bytes that break it, and the code of the Problem that a reader raises. One
rule: the name of an entry is the rule it breaks."""

from __future__ import annotations

from typing import TypeAlias

from kiosk.formats import batch, blob, cbor, identity, manifest
from kiosk.formats.identity import kid8
from kiosk.formats.keystore import BLOCK
from kiosk.ports.kinds import Kind, Role
from tests.vectors import site
from tests.vectors.forge import (
    forged_blob,
    forged_keystore,
    forged_slip,
    padded,
    slip_number,
)
from tests.vectors.site import PAYLOAD, RECORDS, SCHEMA, SITE8, seal, secret, seed

Hostile: TypeAlias = dict[str, tuple[bytes, str]]
DAMAGED, WRONG_KEY, DEMO_MIXED, OLD = "damaged", "wrong-key", "demo-mixed", "old-schedule"

CBOR: dict[str, str] = {
    "nothing": "",
    "int in more bytes than needed": "1817",
    "int in eight bytes": "1b0000000000000001",
    "length in more bytes than needed": "580100",
    "duplicate key": "a201010102",
    "keys out of order": "a202010101",
    "negative key": "a12001",
    "text key": "a1616101",
    "bool key": "a1f501",
    "indefinite array": "9f01ff",
    "indefinite map": "bf0101ff",
    "indefinite bytes": "5f4101ff",
    "indefinite text": "7f6161ff",
    "bignum tag": "c249010000000000000000",
    "date tag": "c100",
    "regular expression tag": "d8236161",
    "shared reference tags": "d81c81d81d00",
    "self-described tag": "d9d9f700",
    "unknown tag": "da000f424000",
    "half float": "f93c00",
    "double float": "fb3ff0000000000000",
    "undefined": "f7",
    "simple value": "f0",
    "simple value in two bytes": "f8ff",
    "break alone": "ff",
    "trailing byte": "0000",
    "truncated array": "8201",
    "length of four gigabytes": "5affffffff",
    "array of 2^64 elements": "9bffffffffffffffff",
    "text that is not UTF-8": "62c328",
    "text with a surrogate": "63eda080",
    "nine arrays deep": "81" * 9 + "00",
    "nine maps deep": "a100" * 9 + "00",
    "reserved additional information": "1c",
}


PLACES = {
    "the array": 0,
    "the kind": 4,
    "the schema": 14,
    "the commitment": 30,
    "the record": 300,
    "the tag": 585,
    "the wrap's ML-KEM part": 600,
    "the wrap's X25519 part": 1700,
    "the wrapped key": 1715,
    "the wrap's tag": 1759,
}
"""Where each part of an intake lies: one byte of it."""


def flipped(untrusted: bytes, place: int) -> bytes:
    """The same bytes with the lowest bit of one of them changed."""
    return untrusted[:place] + bytes([untrusted[place] ^ 1]) + untrusted[place + 1 :]


def hostile_blobs() -> Hostile:
    """Blobs for the site's own keys, each with one thing wrong."""
    desk, supervisor = secret(Role.DESK), secret(Role.SUPERVISOR)
    plain = cbor.encode(RECORDS[Kind.TALLY])
    kid = kid8(Role.SUPERVISOR, supervisor.public)
    head: list[cbor.Value] = [1, 2, SITE8, SCHEMA, [kid]]
    one, two = blob.parse(seal(Kind.INTAKE)), blob.parse(seal(Kind.INTAKE))
    damaged = {
        "format version 2": forged_blob(head=[2, *head[1:]]),
        "unknown kind": forged_blob(head=[1, 4, *head[2:]]),
        "kind 0": forged_blob(head=[1, 0, *head[2:]]),
        "kind as a flag": forged_blob(head=[1, True, *head[2:]]),
        "size of another kind": forged_blob(head=[1, 1, *head[2:]]),
        "two kids": forged_blob(head=[*head[:4], [kid, kid]]),
        "no kid": forged_blob(head=[*head[:4], []]),
        "schema 24": forged_blob(head=[*head[:3], 24, head[4]]),
        "sealed to another key than the kid's": forged_blob(head=head, to=desk),
        "wrong commitment": forged_blob(commit=bytes(32)),
        "content key of 31 bytes": forged_blob(cek=bytes(31)),
        "wrap bound to another head": forged_blob(info=lambda _, body, kid: blob.wrap_info(b"", body, kid)),
        "wrap bound to another body": forged_blob(info=lambda head, _, kid: blob.wrap_info(head, b"", kid)),
        "wrap bound to another kid": forged_blob(info=lambda head, body, _: blob.wrap_info(head, body, b"")),
        "wrap of another blob": cbor.encode([one.head_bytes, one.body, list(two.wraps)]),
        "body of another blob": cbor.encode([one.head_bytes, two.body, list(one.wraps)]),
        "two wraps": cbor.encode([one.head_bytes, one.body, [*one.wraps, *one.wraps]]),
        "no wrap": cbor.encode([one.head_bytes, one.body, []]),
        **{f"bit flipped in {part}": flipped(seal(Kind.INTAKE), place) for part, place in PLACES.items()},
        "no padding mark": forged_blob(padded=plain.ljust(256, b"\0")),
        "padding mark 81": forged_blob(padded=(plain + b"\x81").ljust(256, b"\0")),
        "only zeros": forged_blob(padded=bytes(256)),
        "a byte after the padding": forged_blob(padded=padded(plain, 255) + b"\1"),
        "padding without a record": forged_blob(padded=padded(b"")),
        "padded to another size": forged_blob(padded=padded(plain, 255)),
        "record is a list": forged_blob(padded=padded(cbor.encode([True]))),
        "record without field 0": forged_blob(padded=padded(cbor.encode({1: 1}))),
        "field 0 is a number": forged_blob(padded=padded(cbor.encode({0: 1}))),
        "record not canonical": forged_blob(padded=padded(bytes.fromhex("a11800f5"))),
    }
    wrong_key = {
        "kind of another role": forged_blob(head=[*head[:4], [kid8(Role.DESK, desk.public)]], to=desk),
        "kid of another role": forged_blob(head=[*head[:4], [kid8(Role.DESK, supervisor.public)]]),
        "unknown kid": forged_blob(head=[*head[:4], [b"nobody--"]]),
        "another site": forged_blob(head=[*head[:2], b"elsewher", *head[3:]]),
    }
    return coded(damaged, DAMAGED) | coded(wrong_key, WRONG_KEY)


def hostile_batches(covers: list[bytes]) -> Hostile:
    """Batches of the site's kiosk made from a full set of covers; a reader verifies them with the kiosk's key."""
    structure = site.make_manifest(covers).encode()
    signature = manifest.sign(structure, site.KIOSK.ed25519)
    by_revoked = manifest.sign(structure, site.REVOKED.ed25519)
    other_type = identity.sign(site.KIOSK.ed25519, "schedule", structure)
    in_order = batch.parse(batch.encode(structure, signature, covers)).blobs
    other = [*covers[:-1], seal(Kind.EVENT)]
    damaged = {
        "a slot missing": site.make_batch(covers[:-1]),
        "a slot too many": site.make_batch([*covers, other[-1]]),
        "a tally in an event's slot": site.make_batch([*covers[:-1], seal(Kind.TALLY)]),
        "a blob twice": site.make_batch([*covers[:-1], covers[-2]]),
        "a broken blob": site.make_batch([*covers[:-1], covers[-1][:-1]]),
        "a blob that the root does not cover": batch.encode(structure, signature, other),
        "another site's manifest": site.make_batch(covers, site8=b"elsewher"),
        "blobs out of order": cbor.encode([structure, signature, list(in_order[::-1])]),
        "batch 1 without a batch before it": site.make_batch(covers, bno=1),
        "batch 0 with a batch before it": site.make_batch(covers, prev32=seed("prev")),
        "epoch 65536": site.make_batch(covers, epoch=65536),
        "another kiosk's name": site.make_batch(covers, kiosk8=site.REVOKED.device8),
        "format version 2": _batch_of_version(2, covers),
        "signature of 63 bytes": cbor.encode([structure, signature[:63], list(in_order)]),
    }
    wrong_key = {
        "another kiosk's signature": batch.encode(structure, by_revoked, covers),
        "signature of another type": batch.encode(structure, other_type, covers),
    }
    return coded(damaged, DAMAGED) | coded(wrong_key, WRONG_KEY)


def _batch_of_version(version: int, covers: list[bytes]) -> bytes:
    fields = cbor.decode(site.make_manifest(covers).encode())
    assert isinstance(fields, list)
    structure = cbor.encode([version, *fields[1:]])
    return batch.encode(structure, manifest.sign(structure, site.KIOSK.ed25519), covers)


def hostile_slips() -> Hostile:
    """Scanned texts at a demo desk."""
    digits, flags = site.seal_slip(), bytearray(PAYLOAD.encode())
    flags[7] |= 0x80
    damaged = {
        "nothing": "",
        "311 digits": digits[:-1],
        "313 digits": digits + "0",
        "unknown magic": "7302" + digits[4:],
        "a sign": "+" + digits[1:],
        "a digit of another script": digits[:-1] + "٣",
        "one digit misread": digits[:100] + str((int(digits[100]) + 1) % 10) + digits[101:],
        "check digit misread": digits[:9] + str((int(digits[9]) + 1) % 10) + digits[10:],
        "value 256^125": slip_number(256**125),
        "302 nines": slip_number(10**302 - 1),
        "format version 2": slip_number(2 * 256**124),
        "unknown flag": forged_slip(bytes(flags), bytes(16)),
    }
    texts = {name: text.encode() for name, text in damaged.items()}
    return coded(texts, DAMAGED) | coded({"a real slip": site.seal_slip(demo=False).encode()}, DEMO_MIXED)


def hostile_keystores() -> Hostile:
    """Keystores of a desk that its passphrase and local file unlock, with contents that are not a desk's."""
    contents: dict[str, object] = {
        "no padding mark": bytes(BLOCK),
        "contents are a list": [1],
        "no secrets": {2: bytes(32)},
        "no roles": {1: {}},
        "a role that is not the holder's": {1: {1: {}, 2: {}}},
        "a role too many": {1: {1: {}, 2: {}, 3: {}}},
        "a seed of 31 bytes": {1: {1: {5: bytes(31)}, 3: {}}},
        "epoch 70000": {1: {1: {70000: bytes(32)}, 3: {}}},
        "a signing seed of 31 bytes": {1: {1: {}, 3: {}}, 2: bytes(31)},
        "an unknown field": {1: {1: {}, 3: {}}, 3: 1},
        "seeds in a list": {1: {1: [], 3: {}}},
    }
    return coded({name: forged_keystore(content) for name, content in contents.items()}, DAMAGED)


def coded(entries: dict[str, bytes], code: str) -> Hostile:
    return {name: (untrusted, code) for name, untrusted in entries.items()}
