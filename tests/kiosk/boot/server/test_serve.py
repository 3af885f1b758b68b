"""The real server process over real TLS: what it answered "stored" survives everything, and it says nothing else."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from threading import Lock, Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk.boot.layout import Layout
from kiosk.boot.server.serve import NoAddress, listen, opened
from kiosk.boot.site.create import DEMO_PASSPHRASES
from kiosk.formats import reading
from kiosk.formats.ack import Ack, AcksRequest, parse_page
from kiosk.formats.identity import id8
from kiosk.formats.keystore import Holder
from kiosk.formats.reading import Act, BatchName, ListBatches, PostAcks, PullBatch, ReaderRequest
from kiosk.formats.receipt import Objection, Reason, Receipt
from kiosk.ports.kinds import Role
from kiosk.problem import Problem
from shelter.site.vault import Vault
from tests.kiosk.boot.serving import SECONDS, DemoSite, Served, ask_over, make_demo_site
from tests.shelter.server.chain import Chain, Offer

KILLS = 200 if os.environ.get("CEIBA_LONG") else 15
OPENERS = ("shelter.opening", "shelter.keystore", "shelter.desk", "shelter.summary", "kiosk.visit", "PySide6")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> DemoSite:
    return make_demo_site(tmp_path_factory.mktemp("served") / "site")


@pytest.fixture
def site(template: DemoSite, tmp_path: Path) -> DemoSite:
    """The same site with a server that holds nothing yet."""
    return template.copy_to(tmp_path / "site")


@pytest.fixture
def served(site: DemoSite) -> Iterator[Served]:
    with Served(site.layout) as running:
        yield running


@pytest.fixture(scope="module")
def shared(template: DemoSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for the tests that leave it as it is."""
    root = tmp_path_factory.mktemp("shared") / "site"
    shutil.copytree(template.layout.root, root)
    with Served(Layout(root)) as running:
        yield running


def test_what_was_stored_is_there_after_a_restart(site: DemoSite) -> None:
    chain = site.chain()
    one, two = chain.take(2)
    with Served(site.layout) as served:
        for offer in (one, two):
            status, body = served.put(offer)
            assert status == 200
            receipt = Receipt.parse_and_verify(body, site.schedule)
            assert (receipt.bno, receipt.digest32) == (offer.bno, offer.digest32)
        before = served.head(site, chain)
        assert served.end() == 0
        assert served.log() == ""
    with Served(site.layout) as served:
        after = served.head(site, chain)
        assert after.standing == before.standing
        assert served.put(one)[0] == 200
        status, body = served.put(Chain(site.keys, chain.chain8, site.schedule.site8, 0, site.covers).next())
        assert (status, Objection.parse_and_verify(body, site.schedule).reason) == (409, Reason.OTHER_DIGEST)


def test_a_record_reaches_the_desk_verbatim_and_the_kiosk_learns_of_it(site: DemoSite, shared: Served) -> None:
    offers = list(site.chain().take(2))
    assert [shared.put(offer)[0] for offer in offers] == [200, 200]
    for holder in (Holder.DESK, Holder.SUPERVISOR):
        read_all(site, shared, holder, offers)
    asked = AcksRequest(site.keys.device8, offers[0].chain8, 0)
    _, body = shared.ask("POST", "/v1/chain-acks", asked.sign(site.keys.ed25519))
    found = [Ack.parse_and_verify(one, site.schedule) for one in parse_page(body)]
    assert sorted((ack.bno, role) for ack, role in found) == [
        (bno, role) for bno in (0, 1) for role in (Role.DESK, Role.SUPERVISOR)
    ]


def read_all(site: DemoSite, served: Served, holder: Holder, offers: list[Offer]) -> None:
    """What a reader does in the evening."""
    key = Vault(site.layout.shelter).unlock(holder, DEMO_PASSPHRASES[holder]).signing
    signer8 = id8(key.public_key().public_bytes_raw())

    def act(counter: int, path: str, what: Act) -> bytes:
        request = ReaderRequest(site.schedule.site8, signer8, counter, what)
        status, body = served.ask("POST", path, request.sign(key))
        assert status == 200
        return body

    def listed(counter: int) -> list[tuple[BatchName, bytes]]:
        every = reading.parse_listing(act(counter, "/v1/pull", ListBatches(None)))
        return [(name, digest32) for name, digest32 in every if name.chain8 == offers[0].chain8]

    pulled = [act(2 + place, "/v1/pull", PullBatch(name)) for place, (name, _) in enumerate(listed(1))]
    assert pulled == [offer.body for offer in offers]
    acks = [
        Ack(site.schedule.site8, signer8, offer.kiosk8, offer.chain8, offer.bno, offer.digest32).sign(key)
        for offer in offers
    ]
    act(9, "/v1/acks", PostAcks(tuple(sorted(acks))))
    assert listed(10) == []


class Life:
    """A server's life: it is killed the moment that somebody holds the last of so many answers."""

    def __init__(self, served: Served, answers: int) -> None:
        self.served, self.left, self.lock = served, answers, Lock()

    def heard(self) -> None:
        with self.lock:
            self.left -= 1
            if self.left == 0:
                self.served.process.kill()


class Sender(Thread):
    """A kiosk that sends batch after batch until the server is gone, and notes what was receipted."""

    def __init__(self, site: DemoSite, life: Life) -> None:
        super().__init__()
        self.site, self.life = site, life
        self.offers = list(site.chain().take(20))
        self.answers: list[tuple[Offer, bytes]] = []

    def run(self) -> None:
        connection = self.life.served.connect()
        try:
            for offer in self.offers:
                connection.request("PUT", offer.path, offer.body)
                with connection.getresponse() as response:
                    body = response.read()
                self.life.heard()
                self.answers.append((offer, body))
        except (OSError, HTTPException):
            pass  # the server was killed
        finally:
            connection.close()

    def receipted(self) -> list[Offer]:
        """What the server said it has."""
        receipts = [(offer, Receipt.parse_and_verify(body, self.site.schedule)) for offer, body in self.answers]
        assert all(offer.digest32 == receipt.digest32 for offer, receipt in receipts)
        return [offer for offer, _ in receipts]


@pytest.mark.timeout(20 * KILLS)
def test_a_kill_at_any_moment_loses_nothing_that_was_receipted(site: DemoSite) -> None:
    chance = random.Random(5)
    stored: list[Offer] = []
    for _ in range(KILLS):
        with Served(site.layout) as served:
            life = Life(served, chance.randint(1, 12))
            senders = [Sender(site, life) for _ in range(2)]
            for sender in senders:
                sender.start()
            for sender in senders:
                sender.join(SECONDS)
            assert served.process.wait(SECONDS) == -signal.SIGKILL
            stored += [offer for sender in senders for offer in sender.receipted()]
    assert len(stored) >= KILLS
    newest = {offer.chain8: offer for offer in stored}
    with Served(site.layout) as served:
        for chain8, offer in newest.items():  # before anything is offered again
            standing = served.head(site, Chain(site.keys, chain8)).standing
            assert standing.head_bno is not None
            assert standing.head_bno >= offer.bno
        for offer in stored:
            status, body = served.put(offer)
            assert (status, Receipt.parse_and_verify(body, site.schedule).digest32) == (200, offer.digest32)
        assert served.log() == ""


def test_the_process_never_loads_what_opens_records(site: DemoSite) -> None:
    with Served(site.layout, ("-X", "importtime")) as served:
        offer = site.chain().next()
        assert served.put(offer)[0] == 200
        assert served.head(site, site.chain()).standing.head_bno is None
        read_all(site, served, Holder.DESK, [offer])
        assert served.end() == 0
        loaded = {line.rsplit("|", 1)[1].strip() for line in served.log().splitlines() if line.count("|") == 2}
    assert {"shelter.server.app", "db.shelter.store", "uvicorn"} <= loaded
    assert [name for name in loaded if name.startswith(OPENERS)] == []


def test_only_tls_1_3_with_the_pinned_key_is_spoken(site: DemoSite, shared: Served) -> None:
    with _tls(shared) as wrapped:
        assert wrapped.version() == "TLSv1.3"
        der = wrapped.getpeercert(True)
    assert der is not None
    key = x509.load_der_x509_certificate(der).public_key()
    spki32 = sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()
    assert site.schedule.spki32 == (spki32,)
    older = shared.context()
    older.maximum_version = ssl.TLSVersion.TLSv1_2
    with pytest.raises(ssl.SSLError):
        _tls(shared, older)
    with pytest.raises(ssl.SSLCertVerificationError):
        _tls(shared, ssl.create_default_context())


def _tls(served: Served, context: ssl.SSLContext | None = None) -> ssl.SSLSocket:
    plain = socket.create_connection(("127.0.0.1", served.port), SECONDS)
    try:
        return (context or served.context()).wrap_socket(plain, server_hostname="localhost")
    except BaseException:
        plain.close()
        raise


def test_noise_stops_nobody_and_leaves_no_line(site: DemoSite, served: Served) -> None:
    for noise in (b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\xff\xff", bytes(5000)):
        with socket.create_connection(("127.0.0.1", served.port), SECONDS) as plain:
            plain.sendall(noise)
    offer = site.chain().next()
    for sent in (b"\0" * 100, b"PUT / HTTP/9.9\r\n\r\n", _request(offer)[:30_000], b"GET /" + b"a" * 40_000):
        with _tls(served) as half:
            half.sendall(sent)
    waiting = [_tls(served) for _ in range(40)]
    assert served.put(offer)[0] == 200
    for one in waiting:
        one.close()
    for body in (b"", b"hello", bytes(65_536)):
        assert served.ask("POST", "/v1/head", body)[0] == 400
    assert served.end() == 0
    assert served.log() == ""


def _request(offer: Offer) -> bytes:
    lines = f"PUT {offer.path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(offer.body)}\r\n\r\n"
    return lines.encode() + offer.body


def test_too_large_a_body_is_told_over_the_wire(shared: Served) -> None:
    assert shared.ask("POST", "/v1/head", bytes(65_537))[0] == 413


def test_answers_carry_no_time_and_no_name(shared: Served) -> None:
    connection = shared.connect()
    connection.request("GET", "/v1/health")
    with connection.getresponse() as response:
        assert (response.status, response.getheaders()) == (204, [])
    connection.close()


def test_it_ends_while_somebody_is_still_sending(site: DemoSite, served: Served) -> None:
    offer = site.chain().next()
    with _tls(served) as half:
        half.sendall(_request(offer)[:20_000])
        assert served.head(site, site.chain()).standing.head_bno is None
        assert served.end() == 0


def test_the_servers_folder_alone_is_enough(site: DemoSite) -> None:
    for place in (site.layout.shelter, site.layout.kiosk):
        shutil.rmtree(place)
    with Served(site.layout) as served:
        assert served.put(site.chain().next())[0] == 200


def test_secrets_are_the_owners_alone(site: DemoSite) -> None:
    for name in ("server/server.key", "server/tls.key", "shelter/site-ca.key"):
        assert (site.layout.root / name).stat().st_mode & 0o777 == 0o600
    assert b"ENCRYPTED" in (site.layout.shelter / "site-ca.key").read_bytes()
    assert not (site.layout.server / "site-ca.key").exists()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("server.key", None, "missing-file"),
        ("server.key", b"hello", "damaged"),
        ("server.key", bytes.fromhex("82015820") + bytes(32), "not-listed"),
        ("tls.key", None, "missing-file"),
        ("tls.pem", b"hello", "bad-tls"),
        ("schedule.ceiba", b"hello", "damaged"),
        ("authority.pub", bytes(32), "wrong-key"),
        ("store.sqlite", b"hello" * 1000, "damaged"),
    ],
)
def test_a_server_that_cannot_be_believed_does_not_start(
    name: str, content: bytes | None, code: str, site: DemoSite
) -> None:
    path = site.layout.server / name
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(Problem) as raised, opened(site.layout.server):
        pass
    assert raised.value.code == code


def test_an_address_that_is_taken_or_wrong_is_said(site: DemoSite, shared: Served) -> None:
    for host, port in (("192.0.2.1", 0), ("127.0.0.1", 70_000), ("no host", 0)):
        with pytest.raises(NoAddress):
            listen(host, port)
    command = [sys.executable, "-m", "kiosk.boot.commands", "serve", "--data", str(site.layout.root)]
    command += ["--port", str(shared.port)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip().endswith("[no-address]")


def test_an_answer_in_two_pieces_is_not_held_back() -> None:
    with listen("127.0.0.1", 0) as listener:
        with socket.create_connection(listener.getsockname(), SECONDS):
            accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_connection_serves_many_requests(template: DemoSite, shared: Served) -> None:
    connection = shared.connect()
    for offer in template.chain().take(3):
        connection.request("PUT", offer.path, offer.body)
        with connection.getresponse() as response:
            assert (response.status, len(response.read()) > 0) == (200, True)
    assert ask_over(connection, "GET", "/v1/health", b"") == (204, b"")
