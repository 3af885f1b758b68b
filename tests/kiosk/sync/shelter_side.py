"""The shelter's side of a history: the real server's application over a real SQLite file, called in process, and two
readers that pull, keep and sign like a desk and a supervisor."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, MutableMapping
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from db.shelter.store import SqlShelterStore
from kiosk.formats import manifest, schedule
from kiosk.formats.ack import Ack
from kiosk.formats.device import DeviceKeys
from kiosk.formats.identity import id8
from kiosk.formats.listed import Device, Signer
from kiosk.formats.reading import ListBatches, PostAcks, PullBatch, ReaderRequest, parse_listing
from kiosk.formats.schedule import Schedule
from kiosk.ports.kinds import Role
from kiosk.problem import Problem
from kiosk.sync.link import Answer
from shelter.server import kiosks, readers
from shelter.server.answers import Answer as ServerAnswer
from shelter.server.answers import TooLarge, of_problem
from shelter.server.app import make_app
from shelter.server.batches import take_batch
from shelter.server.limits import BODY
from shelter.server.schedules import ScheduleFile
from shelter.server.service import Service
from tests.vectors import site

SERVER = site.signer("server")
KIOSKS = tuple(site.device(f"kiosk {at}") for at in range(3))
READER_KEYS = {Role.DESK: site.signer("desk"), Role.SUPERVISOR: site.signer("supervisor")}


def make_schedule(version: int = 3, kiosks: tuple[DeviceKeys, ...] = KIOSKS) -> Schedule:
    """Three kiosks, a desk, a supervisor, a server."""
    return replace(
        site.make_schedule(version=version),
        devices=tuple(Device(at, one.ed32, one.x32) for at, one in enumerate(kiosks)),
        signers=(Signer(Role.SERVER, site.public(SERVER)), *site.SCHEDULE.signers),
    ).sorted()


class Server:
    """One server's folder; `restart`, `copy` and `restore` as IT would."""

    def __init__(self, folder: Path, issued: Schedule, newborn: Path | None = None) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.issue(issued)
        if newborn is not None:
            shutil.copy(newborn, folder / "store.sqlite")
        self._start()

    def issue(self, issued: Schedule) -> None:
        aside = self.folder / "schedule.new"
        aside.write_bytes(schedule.sign(issued, site.AUTHORITY))
        aside.replace(self.folder / "schedule.ceiba")

    def accept(self, packs: bytes) -> None:
        """Put a list of accepted packs there, whatever is in it."""
        (self.folder / "packs.ceiba").write_bytes(packs)

    def _start(self) -> None:
        self.store = SqlShelterStore(self.folder / "store.sqlite")
        listed = ScheduleFile(self.folder / "schedule.ceiba", site.AUTHORITY_ED32, self.store)
        self.service = Service(self.store, listed, SERVER, packs=self.folder / "packs.ceiba")

    def restart(self) -> None:
        self.store.close()
        self._start()

    def copy(self, to: Path) -> None:
        with closing(sqlite3.connect(self.folder / "store.sqlite")) as running, closing(sqlite3.connect(to)) as copied:
            running.backup(copied)

    def restore(self, copied: Path) -> None:
        self.store.close()
        for tail in ("-wal", "-shm"):
            (self.folder / f"store.sqlite{tail}").unlink(missing_ok=True)
        shutil.copy(copied, self.folder / "store.sqlite")
        self._start()

    def close(self) -> None:
        self.store.close()

    def ask(self, _: str, path: str, body: bytes) -> Answer:
        """One request to what stands behind the addresses: what `shelter.server.app` does with it, without HTTP."""
        endpoint, arguments = _endpoint(path)
        try:
            if len(body) > BODY:
                raise TooLarge("too large")
            answer = endpoint(self.service, body, **arguments)
        except Problem as problem:
            answer = of_problem(problem)
        wait = answer.retry_after
        return Answer(answer.status, answer.body, None if wait is None else float(wait))

    def ask_app(self, method: str, path: str, body: bytes) -> Answer:
        """One request through the whole ASGI application, threads included."""
        sent: list[MutableMapping[str, Any]] = []
        incoming = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> MutableMapping[str, Any]:
            return incoming.pop() if incoming else {"type": "http.disconnect"}

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        scope: dict[str, Any] = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "path": path,
            "raw_path": path.encode(), "query_string": b"", "headers": [], "root_path": "", "scheme": "https",
            "client": None, "server": None,
        }  # fmt: skip
        asyncio.run(make_app(self.service)(scope, receive, send))
        headers = dict(sent[0]["headers"])
        wait = headers.get(b"retry-after")
        whole = b"".join(part.get("body", b"") for part in sent[1:])
        return Answer(sent[0]["status"], whole, None if wait is None else float(wait))


def _endpoint(path: str) -> tuple[Callable[..., ServerAnswer], dict[str, str]]:
    if path.startswith("/v1/batches/"):
        return take_batch, dict(zip(("kiosk", "chain", "bno"), path.split("/")[3:], strict=True))
    plain = {
        "/v1/head": kiosks.tell_head,
        "/v1/schedule": kiosks.tell_schedule,
        "/v1/packs": kiosks.tell_packs,
        "/v1/chain-acks": kiosks.tell_acks,
        "/v1/pull": readers.pull,
        "/v1/acks": readers.take_acks,
    }
    return plain[path], {}


class Reader:
    """A desk or a supervisor: `held` are the blobs it kept (by SHA256, so each once), `signed` the digests of batches
    that it acknowledged."""

    def __init__(self, role: Role) -> None:
        self._key: Ed25519PrivateKey = READER_KEYS[role]
        self._signer8 = id8(site.public(self._key))
        self._counter = 0
        self.held: dict[bytes, bytes] = {}
        self.signed: set[bytes] = set()

    def pull(self, ask: Callable[[str, str, bytes], Answer]) -> None:
        """Keep everything that the server lists, then sign for it."""
        after = None
        while True:
            answer = ask("POST", "/v1/pull", self._request(ListBatches(after)))
            if answer.status != 200:
                return
            listed = parse_listing(answer.untrusted_body)
            for name, _ in listed:
                found = ask("POST", "/v1/pull", self._request(PullBatch(name)))
                if found.status != 200:
                    return
                signed = self._keep(found.untrusted_body)
                ask("POST", "/v1/acks", self._request(PostAcks((signed,))))
            if not listed:
                return
            after = listed[-1][0]

    def _keep(self, untrusted: bytes) -> bytes:
        signed, signature64, blobs = cbor2.loads(untrusted)
        device = next(one for one in KIOSKS if one.device8 == manifest.parse(signed).kiosk8)
        name = manifest.parse_and_verify(signed, signature64, device.ed32)
        manifest.verify_root(name, blobs)
        self.held |= {sha256(blob).digest(): blob for blob in blobs}
        digest32 = manifest.digest32(signed)
        self.signed.add(digest32)
        return Ack(site.SITE8, self._signer8, name.kiosk8, name.chain8, name.bno, digest32).sign(self._key)

    def _request(self, act: ListBatches | PullBatch | PostAcks) -> bytes:
        self._counter += 1
        return ReaderRequest(site.SITE8, self._signer8, self._counter, act).sign(self._key)


def newborn_server(folder: Path) -> Path:
    """A server's file before its first batch, to be copied: making one takes longer than a whole history."""
    path = folder / "newborn-server.sqlite"
    SqlShelterStore(path).close()
    return path
