"""Makes tests/vectors/*.json: `python -m tests.vectors.make --overwrite`. One rule: vectors are made again only when
the formats change, for most of them hold fresh randomness (encapsulation draws its own) and would differ each time.

docs/formats.md ("Vectors") says how to read them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.formats import batch, cbor, code, manifest, schedule, signed
from kiosk.formats.essentials import Field, pack
from kiosk.formats.keystore import Holder
from kiosk.formats.server_key import ServerKey
from kiosk.formats.slip import SlipPayload
from kiosk.ports.kinds import Kind, Role
from shelter import keystore
from shelter.opening.blob import open_blob
from tests.vectors import hostile, hostile_weeks, messages, site
from tests.vectors.forge import LOCAL32, PASSPHRASE, forged_slip
from tests.vectors.hostile_schedule import hostile_schedules
from tests.vectors.messages import MESSAGES
from tests.vectors.packs import golden_packs, hostile_packs

FOLDER = Path(__file__).parent
ANCHOR = 24
Vectors = dict[str, Any]


def build() -> dict[str, Vectors]:
    """Every file's name and content."""
    return {
        "keys.json": _keys(),
        "cbor.json": _cbor(),
        "blob.json": _blobs(),
        "batch.json": _batches(),
        "schedule.json": _schedules(),
        "weeks.json": _weeks(),
        "slip.json": _slips(),
        "keystore.json": _keystores(),
        "device.json": _device(),
        "code.json": _codes(),
        "essentials.json": _essentials(),
        "server-key.json": _server_key(),
        "packs.json": _vectors(golden_packs(), hostile_packs(), prefixes=True),
        **{f"{kind}.json": _vectors(messages.golden(kind), messages.hostile(kind), prefixes=True) for kind in MESSAGES},
    }


def write(folder: Path) -> None:
    """Write all files into a folder."""
    for name, vectors in build().items():
        (folder / name).write_text(json.dumps(vectors, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _keys() -> Vectors:
    return {
        "site8": site.SITE8.hex(),
        "authority_ed32": site.AUTHORITY_ED32.hex(),
        "kiosk_ed32": site.KIOSK.ed32.hex(),
        "server_ed32": site.public(messages.SERVER).hex(),
        "desk_ed32": site.public(messages.DESK).hex(),
        "passphrase": PASSPHRASE,
        "local32": LOCAL32.hex(),
        "secrets": [[own.role, own.epoch, own.seed32.hex(), own.kid8.hex()] for own in site.SECRETS],
    }


def _cbor() -> Vectors:
    golden = {
        "zero": "00",
        "largest int": "1bffffffffffffffff",
        "smallest int": "3bffffffffffffffff",
        "map in order": "a301030a04181801",
        "eight arrays": "81" * 8 + "00",
        "text": "63c3a162",
        "each simple type": "84f4f5f640",
    }
    return {
        "golden": [{"name": name, "hex": encoded} for name, encoded in golden.items()],
        "hostile": [{"name": name, "hex": it, "error": hostile.DAMAGED} for name, it in hostile.CBOR.items()],
    }


def _blobs() -> Vectors:
    golden = []
    records: tuple[tuple[str, Kind, Mapping[int, cbor.Value]], ...] = (
        ("intake", Kind.INTAKE, site.RECORDS[Kind.INTAKE]),
        ("tally", Kind.TALLY, site.RECORDS[Kind.TALLY]),
        ("event", Kind.EVENT, site.RECORDS[Kind.EVENT]),
        ("cover of an intake", Kind.INTAKE, {0: True}),
        ("record of 511 bytes", Kind.INTAKE, {0: False, 1: bytes(504)}),
    )
    for name, kind, record in records:
        untrusted = site.seal(kind, record)
        opened = open_blob(untrusted, site.SECRETS, site.SITE8)
        expected = {"kind": kind, "epoch": opened.epoch, "record": cbor.encode(record).hex()}
        golden.append({"name": name, "hex": untrusted.hex(), **expected})
    return _vectors(golden, hostile.hostile_blobs(), prefixes=True)


def _batches() -> Vectors:
    covers = site.full_of_covers()
    untrusted = site.make_batch(covers)
    parsed = batch.parse(untrusted)
    expected = {
        "manifest": parsed.manifest_bytes.hex(),
        "digest": manifest.digest32(parsed.manifest_bytes).hex(),
        "root": parsed.manifest.root32.hex(),
    }
    golden = [{"name": "batch of covers", "hex": untrusted.hex(), **expected}]
    return _vectors(golden, hostile.hostile_batches(covers))


def _schedules() -> Vectors:
    untrusted = schedule.sign(site.SCHEDULE, site.AUTHORITY)
    structure, _ = signed.split(untrusted)
    golden = [{"name": "schedule", "hex": untrusted.hex(), "structure_bytes": len(structure), "version": 3}]
    return _vectors(golden, hostile_schedules())


def _weeks() -> Vectors:
    golden = []
    for role, by in ((Role.DESK, messages.DESK), (Role.SUPERVISOR, messages.SUPERVISOR)):
        own = hostile_weeks.offered(role)
        fields = [[key.epoch, key.role, key.public.hex()] for key in own.keys]
        golden.append({"name": role.name.lower(), "hex": own.sign(by).hex(), "role": role, "keys": fields})
    return _vectors(golden, hostile_weeks.hostile_weeks())


def _slips() -> Vectors:
    revoked = SlipPayload(site.PAYLOAD.code5, 8, False, bytes(52))
    foreign = forged_slip(site.PAYLOAD.encode(), bytes(16))
    golden = [
        {"name": "genuine", "text": site.seal_slip(), "payload": site.PAYLOAD.encode().hex()},
        {
            "name": "unverified",
            "text": site.seal_slip(revoked, by=site.REVOKED),
            "payload": revoked.encode().hex(),
        },
        {"name": "foreign", "text": foreign, "payload": None},
    ]
    wrong = hostile.hostile_slips().items()
    entries = [{"name": name, "text": text.decode(), "error": error} for name, (text, error) in wrong]
    return {"golden": golden, "hostile": entries}


def _keystores() -> Vectors:
    golden = []
    for holder, roles in ((Holder.DESK, (Role.DESK, Role.SLIP)), (Holder.AUTHORITY, ())):
        secrets = tuple(own for own in site.SECRETS if own.role in roles)
        seed = site.seed(holder.name.lower())
        untrusted = keystore.create(keystore.Keystore(holder, secrets, seed), PASSPHRASE, LOCAL32)
        listed = [[own.role, own.epoch, own.seed32.hex()] for own in secrets]
        expected = {"holder": holder, "secrets": sorted(listed), "signing_seed32": seed.hex()}
        golden.append({"name": holder.name.lower(), "hex": untrusted.hex(), **expected})
    return _vectors(golden, hostile.hostile_keystores(), prefixes=True)


def _device() -> Vectors:
    keys = site.KIOSK
    expected = {"ed32": keys.ed32.hex(), "x32": keys.x32.hex(), "device8": keys.device8.hex()}
    golden = [{"name": "device key", "hex": keys.encode().hex(), **expected}]
    wrong = {
        "format version 2": (cbor.encode([2, bytes(32), bytes(32)]), hostile.DAMAGED),
        "a key of 31 bytes": (cbor.encode([1, bytes(31), bytes(32)]), hostile.DAMAGED),
    }
    return _vectors(golden, wrong, prefixes=True)


def _server_key() -> Vectors:
    keys = ServerKey(site.seed("server"))
    golden = [{"name": "server key", "hex": keys.encode().hex(), "ed32": keys.ed32.hex()}]
    wrong = {
        "format version 2": (cbor.encode([2, bytes(32)]), hostile.DAMAGED),
        "a key of 31 bytes": (cbor.encode([1, bytes(31)]), hostile.DAMAGED),
        "a device's key": (site.KIOSK.encode(), hostile.DAMAGED),
    }
    return _vectors(golden, wrong, prefixes=True)


def _codes() -> Vectors:
    codes = (bytes(5), b"\xff" * 5, bytes.fromhex("0123456789"))
    golden = [{"name": one.hex(), "text": code.format_code(one), "code5": one.hex()} for one in codes]
    golden.append({"name": "typed loosely", "text": " o4hm ASW9-k ", "code5": "0123456789"})
    wrong = {"eight characters": "04HM-ASW9", "a letter that is none of ours": "04HM-ASWU-K"}
    wrong |= {"one character wrong": "04HM-ASW8-K", "two neighbours exchanged": "40HM-ASW9-K"}
    entries = [{"name": name, "text": text, "error": "wrong-code"} for name, text in wrong.items()]
    return {"golden": golden, "hostile": entries}


def _essentials() -> Vectors:
    fields = [Field(5, 3), Field(None, 4), Field(255, 8)]
    packed, _ = pack(b"\xab\xcd", fields)
    golden = [
        {
            "name": "three fields, the second not said",
            "hex": packed.hex(),
            "widths": [field.width for field in fields],
            "values": [field.value for field in fields],
        }
    ]
    wrong = {"a bit beyond the list": (packed[:-1] + b"\1", hostile.DAMAGED)}
    return _vectors(golden, wrong | {"51 bytes": (packed[:-1], hostile.DAMAGED)})


def _vectors(golden: list[Vectors], wrong: hostile.Hostile, *, prefixes: bool = False) -> Vectors:
    first = bytes.fromhex(golden[0]["hex"])
    entries: list[Vectors] = [
        {"name": name, "parts": parts_of(untrusted, first), "error": error}
        for name, (untrusted, error) in wrong.items()
    ]
    if prefixes:
        entries.append({"name": "every proper prefix", "error": hostile.DAMAGED})
    return {"golden": golden, "hostile": entries}


def parts_of(untrusted: bytes, golden: bytes) -> list[list[int] | str]:
    """`untrusted` as a concatenation of [offset, length] of the golden bytes and of hex."""
    places = {golden[i : i + ANCHOR]: i for i in range(len(golden) - ANCHOR, -1, -1)}
    parts: list[list[int] | str] = []
    fresh, at = b"", 0
    while at < len(untrusted):
        place = places.get(untrusted[at : at + ANCHOR])
        if place is None:
            fresh, at = fresh + untrusted[at : at + 1], at + 1
            continue
        length = ANCHOR
        for one, two in zip(untrusted[at + ANCHOR :], golden[place + ANCHOR :], strict=False):
            if one != two:
                break
            length += 1
        parts += [*([fresh.hex()] if fresh else []), [place, length]]
        fresh, at = b"", at + length
    return [*parts, *([fresh.hex()] if fresh else [])]


if __name__ == "__main__":
    if sys.argv[1:] != ["--overwrite"]:
        sys.exit("The vectors are kept; say --overwrite when the formats have changed.")
    write(FOLDER)
