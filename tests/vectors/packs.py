"""The list of accepted packs: golden ones of the small site, and forged ones that break one rule each."""

from __future__ import annotations

from typing import Any

from kiosk.formats import cbor, identity, packs, signed
from kiosk.formats.packs import AcceptedPack, AcceptedPacks
from tests.vectors.hostile import DAMAGED, WRONG_KEY, Hostile, coded
from tests.vectors.site import AUTHORITY, SITE8, seed, signer

ES, HT, ZH = (AcceptedPack(code, seed(f"pack {code}")) for code in ("es", "ht", "zh-Hans"))
OLDER_ES = AcceptedPack("es", seed("pack es of before"))
ACCEPTED = AcceptedPacks(SITE8, 4, tuple(sorted((ES, OLDER_ES, HT, ZH))))
NONE_LEFT = AcceptedPacks(SITE8, 5)


def golden_packs() -> list[dict[str, Any]]:
    """A list with two states of one language, and one from which everything was withdrawn."""
    return [
        {
            "name": name,
            "hex": accepted.sign(AUTHORITY).hex(),
            "version": accepted.version,
            "packs": [[one.code, one.pack32.hex()] for one in accepted.packs],
        }
        for name, accepted in (("four packs of three languages", ACCEPTED), ("nothing is accepted any more", NONE_LEFT))
    ]


def forged_packs(changes: dict[int, Any], purpose: str = packs.PURPOSE) -> bytes:
    """The golden list with other elements, signed by the authority; an element `...` is left out."""
    structure, _ = signed.split(ACCEPTED.sign(AUTHORITY))
    elements: Any = cbor.decode(structure)
    values = {**dict(enumerate(elements)), **changes}
    written = cbor.encode([value for value in values.values() if value is not ...])
    return signed.join(written, identity.sign(AUTHORITY, purpose, written))


def hostile_packs() -> Hostile:
    """Files that break one rule, and the code of the Problem."""
    listed: list[Any] = [one.to_value() for one in ACCEPTED.packs]
    fields: dict[str, dict[int, Any]] = {
        "format version 2": {0: 2},
        "site of five bytes": {1: b"short"},
        "negative version": {2: -1},
        "version as a flag": {2: True},
        "an element too few": {3: ...},
        "an element too many": {9: 0},
        "packs out of order": {3: listed[::-1]},
        "a pack twice": {3: [listed[0], *listed]},
        "a pack without its digest": {3: [["es"]]},
        "a digest of 31 bytes": {3: [["es", bytes(31)]]},
        "a language in bytes": {3: [[b"es", bytes(32)]]},
        "a language in capitals": {3: [["ES", bytes(32)]]},
        "a language that is a path": {3: [["../es", bytes(32)]]},
        "a language of letters beyond ASCII": {3: [["éó", bytes(32)]]},
        "a language with a line's end": {3: [["es\n", bytes(32)]]},
        "129 packs": {3: [["es", number.to_bytes(32, "big")] for number in range(129)]},
    }
    damaged = {name: forged_packs(change) for name, change in fields.items()}
    damaged["trailing byte"] = ACCEPTED.sign(AUTHORITY) + b"\0"
    wrong_key = {
        "another authority": ACCEPTED.sign(signer("other")),
        "signature of another type": forged_packs({}, purpose="schedule"),
        "another site, signed by this authority": forged_packs({1: b"elsewher"}),
    }
    return coded(damaged, DAMAGED) | coded(wrong_key, WRONG_KEY)
