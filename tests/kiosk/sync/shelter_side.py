"""The shelter's side of a history: the real server's application over a real SQLite file, called in process, and two
readers that pull, keep and sign like a desk and a supervisor."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, MutableMapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from db.shelter.store import SqlShelterStore
from kiosk.formats import batch, manifest, schedule
from kiosk.formats.ack import Ack
from kiosk.formats.device import DeviceKeys
from kiosk.formats.identity import id8
from kiosk.formats.listed import Device, Signer
from kiosk.formats.reading import ListBatches, PostAcks, PullBatch, ReaderRequest, parse_listing
from kiosk.formats.schedule import Schedule
from kiosk.ports.kinds import Role
from kiosk.sync.link import Answer
from shelter.server.app import make_app
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
        self._loop = asyncio.new_event_loop()
        self._start()

    def issue(self, issued: Schedule) -> None:
        aside = self.folder / "schedule.new"
        aside.write_bytes(schedule.sign(issued, site.AUTHORITY))
        aside.replace(self.folder / "schedule.ceiba")

    def _start(self) -> None:
        self.store = SqlShelterStore(self.folder / "store.sqlite")
        listed = ScheduleFile(self.folder / "schedule.ceiba", site.AUTHORITY_ED32, self.store)
        self.service = Service(self.store, listed, SERVER)
        self._app = make_app(self.service)

    def restart(self) -> None:
        self.store.close()
        self._start()

    def copy(self, to: Path) -> None:
        self.store.close()
        shutil.copy(self.folder / "store.sqlite", to)
        self._start()

    def restore(self, copied: Path) -> None:
        self.store.close()
        for tail in ("-wal", "-shm"):
            (self.folder / f"store.sqlite{tail}").unlink(missing_ok=True)
        shutil.copy(copied, self.folder / "store.sqlite")
        self._start()

    def close(self) -> None:
        self.store.close()
        self._loop.close()

    def ask(self, method: str, path: str, body: bytes) -> Answer:
        """One request through the ASGI application."""
        sent: list[MutableMapping[str, Any]] = []
        incoming = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> MutableMapping[str, Any]:
            return incoming.pop() if incoming else {"type": "http.disconnect"}

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "path": path,
            "raw_path": path.encode(), "query_string": b"", "headers": [], "root_path": "", "scheme": "https",
            "client": None, "server": None,
        }  # fmt: skip
        self._loop.run_until_complete(self._app(scope, receive, send))
        headers = dict(sent[0]["headers"])
        wait = headers.get(b"retry-after")
        whole = b"".join(part.get("body", b"") for part in sent[1:])
        return Answer(sent[0]["status"], whole, None if wait is None else float(wait))


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
        parsed = batch.parse(untrusted)
        name = parsed.manifest
        device = next(one for one in KIOSKS if one.device8 == name.kiosk8)
        batch.verify(parsed, device.ed32)
        for blob in parsed.blobs:
            self.held[sha256(blob).digest()] = blob
        digest32 = manifest.digest32(parsed.manifest_bytes)
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


