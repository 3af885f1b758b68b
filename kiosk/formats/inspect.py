"""Says what a file of ours is, without any key. One rule: it shows what anybody who holds the file may read
anyway, never a secret, and checks no signature (that takes the site's schedule).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from kiosk.formats import batch, blob, cbor, manifest, packs, schedule, shape, signed, slip
from kiosk.formats.ack import Ack
from kiosk.formats.cbor import Value, damaged
from kiosk.formats.device import DeviceKeys
from kiosk.formats.epoch import start_of
from kiosk.formats.identity import id8
from kiosk.formats.keystore import LockedKeystore
from kiosk.formats.receipt import Receipt
from kiosk.formats.release import Statement
from kiosk.formats.server_key import ServerKey
from kiosk.formats.weeks import Weeks
from kiosk.ports.kinds import SLOTS_OF, Kind

Lines = list[tuple[str, str]]


def describe(untrusted: bytes) -> Lines:
    """Pairs of a header's name and its value, the kind of file first. Raises Damaged for a broken file of
    ours and for anything else.
    """
    text = untrusted.strip()
    if len(text) == slip.TEXT and text.isdigit():
        return _slip(text.decode("ascii"))
    value = shape.array(cbor.decode(untrusted, limit=schedule.LIMIT))
    return _reader_of(value)(untrusted)


def _reader_of(value: list[Value]) -> Callable[[bytes], Lines]:
    """Every file of ours is an array that is told by its length and the kinds of its first elements."""
    match value:
        case [bytes(), bytes()]:
            return _signed
        case [bytes(), bytes(), list() as items] if len(items) == sum(SLOTS_OF.values()):
            return _batch
        case [bytes(), bytes(), list()]:
            return _blob
        case [int(), bytes()]:
            return _server
        case [int(), bytes(), bytes()]:
            return _device
        case [int(), int(), bytes(), bytes(), bytes(), bytes()]:
            return _keystore
        case _:
            raise damaged("no file of a kind that this program writes")


def _blob(untrusted: bytes) -> Lines:
    head = blob.parse(untrusted).head
    return [
        ("file", "sealed record"),
        ("kind", head.kind.name.lower()),
        ("site", head.site8.hex()),
        ("record schema", str(head.schema)),
        ("sealed to key", ", ".join(kid.hex() for kid in head.kids)),
        ("bytes", str(len(untrusted))),
    ]


def _batch(untrusted: bytes) -> Lines:
    parsed = batch.parse(untrusted)
    slots = ", ".join(f"{SLOTS_OF[kind]} {kind.name.lower()}" for kind in Kind)
    return [
        ("file", "batch"),
        *_manifest_lines(parsed.manifest),
        ("digest", manifest.digest32(parsed.manifest_bytes).hex()),
        ("sealed records", f"{slots} (always full, covers included)"),
        ("signature", "not checked here"),
        ("bytes", str(len(untrusted))),
    ]


def _signed(untrusted: bytes) -> Lines:
    structure, _ = signed.split(untrusted, limit=schedule.LIMIT)
    fields = shape.array(cbor.decode(structure, limit=schedule.LIMIT))
    match len(fields):
        case 4 if isinstance(fields[2], int):
            lines = _packs_lines(packs.parse(structure))
        case 4:
            lines = _weeks_lines(Weeks.parse(structure))
        case 7 if isinstance(fields[1], list):
            lines = _release_lines(Statement.parse(structure))
        case 7:
            lines = _ack_lines(Ack.parse(structure))
        case 12:
            lines = _receipt_lines(Receipt.parse(structure))
        case 9 if isinstance(fields[2], bytes):
            lines = [("file", "manifest of a batch"), *_manifest_lines(manifest.parse(structure))]
        case _:
            lines = _schedule_lines(schedule.parse(structure))
    return [*lines, ("signature", "not checked here"), ("bytes", str(len(untrusted)))]


def _packs_lines(fields: packs.AcceptedPacks) -> Lines:
    return [
        ("file", "accepted language packs"),
        ("site", fields.site8.hex()),
        ("version", str(fields.version)),
        *((f"language {one.code}", one.pack32.hex()) for one in fields.packs),
    ]


def _weeks_lines(fields: Weeks) -> Lines:
    return [
        ("file", "offer of weeks to come: public keys"),
        ("site", fields.site8.hex()),
        ("reader", fields.signer8.hex()),
        ("first epoch", _week(fields.first_epoch)),
        ("last epoch", _week(fields.last_epoch)),
    ]


def _release_lines(fields: Statement) -> Lines:
    return [
        ("file", "statement on a package of this program"),
        ("version", str(fields.version)),
        ("package", f"{fields.size} bytes, sha256 {fields.sha256.hex()}"),
        ("issued", f"{datetime.fromtimestamp(fields.issued, UTC):%Y-%m-%d}"),
        ("updates from", str(fields.lowest)),
        ("stores", ", ".join(fields.stores)),
    ]


def _ack_lines(fields: Ack) -> Lines:
    return [
        ("file", "acknowledgement: a reader has this batch"),
        ("site", fields.site8.hex()),
        ("reader", fields.signer8.hex()),
        *_batch_lines(fields.kiosk8, fields.chain8, fields.bno, fields.digest32),
    ]


def _receipt_lines(fields: Receipt) -> Lines:
    standing = fields.standing
    return [
        ("file", "receipt: the server has this batch"),
        ("site", standing.site8.hex()),
        ("server", standing.server8.hex()),
        *_batch_lines(standing.kiosk8, standing.chain8, fields.bno, fields.digest32),
        ("newest batch there", str(standing.head_bno)),
        ("schedule version", str(standing.schedule_version)),
    ]


def _batch_lines(kiosk8: bytes, chain8: bytes, bno: int, digest32: bytes) -> Lines:
    return [
        ("kiosk", kiosk8.hex()),
        ("chain", chain8.hex()),
        ("batch number", str(bno)),
        ("digest", digest32.hex()),
    ]


def _manifest_lines(fields: manifest.Manifest) -> Lines:
    return [
        ("site", fields.site8.hex()),
        ("kiosk", fields.kiosk8.hex()),
        ("chain", fields.chain8.hex()),
        ("batch number", str(fields.bno)),
        ("previous batch", fields.prev32.hex()),
        ("epoch", _week(fields.epoch)),
        ("schedule version", str(fields.schedule_version)),
        ("root", fields.root32.hex()),
    ]


def _schedule_lines(fields: schedule.Schedule) -> Lines:
    return [
        ("file", "schedule"),
        ("site", fields.site8.hex()),
        ("demo", "yes" if fields.demo else "no"),
        ("version", str(fields.version)),
        ("issued", _week(fields.issued_epoch)),
        ("keys from", _week(fields.first_epoch)),
        ("keys to", _week(fields.last_epoch)),
        *((f"kiosk {one.index}", f"{one.device8.hex()} {one.state.name.lower()}") for one in fields.devices),
        *((f"signer, {one.role.name.lower()}", one.ed32.hex()) for one in fields.signers),
        *(("server's key (SPKI)", pin.hex()) for pin in fields.spki32),
    ]


def _device(untrusted: bytes) -> Lines:
    return [
        ("file", "device key (secret: keep it on its kiosk)"),
        ("kiosk", DeviceKeys.parse(untrusted).device8.hex()),
    ]


def _server(untrusted: bytes) -> Lines:
    key = ServerKey.parse(untrusted)
    return [("file", "server key (secret: keep it on its server)"), ("server", id8(key.ed32).hex())]


def _keystore(untrusted: bytes) -> Lines:
    locked = LockedKeystore.parse(untrusted)
    return [
        ("file", "keystore (locked)"),
        ("holder", locked.holder.name.lower()),
        ("bytes", str(len(untrusted))),
    ]


def _slip(digits: str) -> Lines:
    demo = digits.startswith(slip.DEMO_MAGIC)
    raw = slip.parse_digits(digits, demo=demo)
    return [("file", "slip"), ("demo", "yes" if demo else "no"), ("format version", str(raw[0]))]


def _week(epoch: int) -> str:
    return f"{epoch} (week of {start_of(epoch):%Y-%m-%d})"
