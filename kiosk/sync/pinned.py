"""The transport over TLS that speaks to one server only. One rule: not a byte is sent before the server's key was
found among the pins, and every exchange has one deadline, however slowly the bytes drip.

TLS 1.3. The chain is checked against the site's own CA and the name in the address; the key against the SHA256 of
SubjectPublicKeyInfo that the schedule lists (RFC 7469 section 2.4 names a key this way). The wall clock is not asked: a
kiosk whose clock is wrong by years still reaches its server (X509_V_FLAG_NO_CHECK_TIME; what a certificate's dates are
for, the signed schedule does). No proxy, no redirect, no cookie, no name of this program.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
from collections.abc import Collection
from hashlib import sha256
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk.ports.clock import Clock
from kiosk.problem import Problem
from kiosk.sync.link import ANSWER_LIMIT, Answer, NotOurServer, Unreachable

DEADLINE = 60.0
"""Seconds for one exchange: 64 kB over a line of 9 kbit/s."""
NO_CHECK_TIME = 0x200000
"""X509_V_FLAG_NO_CHECK_TIME, OpenSSL x509_vfy.h."""
PIECE = 16_384


class BadAddress(Problem):
    """The server's address is not an https one."""

    code = "bad-address"


class PinnedLink:
    """`kiosk.sync.link.Transport` to `url`. `site_ca` is PEM; None trusts the pins alone (the first word of an
    enrolment). `pins` are SHA256 of SubjectPublicKeyInfo, one of which the server must have.
    """

    def __init__(
        self, url: str, site_ca: str | None, pins: Collection[bytes], clock: Clock, deadline: float = DEADLINE
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname or parts.path not in ("", "/") or parts.query:
            raise BadAddress("The server's address looks like https://shelter.example:8443; check it with your site.")
        self._host, self._port = parts.hostname, parts.port or 443
        self._pins, self._clock, self._deadline = frozenset(pins), clock, deadline
        self._context = _context(site_ca)

    def post(self, path: str, body: bytes) -> Answer:
        return self._exchange("POST", path, body)

    def put(self, path: str, body: bytes) -> Answer:
        return self._exchange("PUT", path, body)

    def _exchange(self, method: str, path: str, body: bytes) -> Answer:
        try:
            timed = self._connect()
            connection = http.client.HTTPConnection(self._host, self._port)
            connection.sock = timed
            try:
                connection.request(method, path, body, {"Content-Type": "application/cbor", "Connection": "close"})
                response = connection.getresponse()
                untrusted = response.read(ANSWER_LIMIT + 1)
            finally:
                timed.hang_up()
        except (OSError, http.client.HTTPException) as error:
            raise Unreachable("The shelter's server does not answer; the kiosk tries again by itself.") from error
        if len(untrusted) > ANSWER_LIMIT or response.length:  # what is missing of the length that was stated
            raise Unreachable("The server's answer broke off or never ends; the kiosk tries again by itself.")
        return Answer(response.status, untrusted, _seconds(response.headers.get("Retry-After")))

    def _connect(self) -> _TimedSocket:
        ends = self._clock.monotonic() + self._deadline
        plain = socket.create_connection((self._host, self._port), timeout=self._deadline)
        try:
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # a body does not wait for its headers' receipt
            plain.settimeout(_left(self._clock, ends))
            secure = self._context.wrap_socket(plain, server_hostname=self._host)
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
            plain.close()
            raise
        except ssl.SSLError as error:
            plain.close()
            raise NotOurServer("This is not your site's server; check the address with your site.") from error
        except BaseException:
            plain.close()
            raise
        certificate = secure.getpeercert(binary_form=True)
        if certificate is None or _spki32(certificate) not in self._pins:
            secure.close()
            raise NotOurServer("The server has another key than your site's; check the address with your site.")
        return _TimedSocket(secure, self._clock, ends)


class _TimedSocket:
    """What http.client needs of a socket, with one deadline over all of it."""

    def __init__(self, secure: ssl.SSLSocket, clock: Clock, ends: float) -> None:
        self._secure, self._clock, self._ends = secure, clock, ends

    def sendall(self, content: bytes) -> None:
        view = memoryview(content)
        while view:
            self._secure.settimeout(_left(self._clock, self._ends))
            view = view[self._secure.send(view[:PIECE]) :]

    def receive_into(self, buffer: memoryview) -> int:
        self._secure.settimeout(_left(self._clock, self._ends))
        return self._secure.recv_into(buffer)

    def makefile(self, _: str) -> io.BufferedReader:
        return io.BufferedReader(_Incoming(self))

    def close(self) -> None:
        """http.client calls this before it reads the answer; `hang_up` closes."""

    def hang_up(self) -> None:
        self._secure.close()


class _Incoming(io.RawIOBase):
    def __init__(self, timed: _TimedSocket) -> None:
        super().__init__()
        self._timed = timed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the base takes any buffer
        return self._timed.receive_into(buffer)


def _context(site_ca: str | None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    if site_ca is None:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context
    try:
        context.load_verify_locations(cadata=site_ca)
    except (ssl.SSLError, ValueError) as error:
        raise NotOurServer("The site's certificate is damaged; enrol this kiosk again.") from error
    context.verify_flags |= NO_CHECK_TIME
    return context


def _spki32(certificate: bytes) -> bytes:
    try:
        key = x509.load_der_x509_certificate(certificate).public_key()
    except ValueError:
        return b""
    return sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()


def _left(clock: Clock, ends: float) -> float:
    left = ends - clock.monotonic()
    if left <= 0:
        raise TimeoutError("the deadline of the exchange is over")
    return left


def _seconds(untrusted: str | None) -> float | None:
    """Retry-After in seconds (RFC 9110 section 10.2.3); a date is not read, because clocks may be wrong."""
    if untrusted is None or not untrusted.isascii() or not untrusted.isdigit() or len(untrusted) > 9:
        return None
    return float(untrusted)
