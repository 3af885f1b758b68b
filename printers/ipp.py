"""Asks IPP and IPPS printers, CUPS queues among them. One rule: one deadline for a request, whatever trickles in.

Only the standard library: it runs wherever Python does. IPPS printers sign their own certificates, so IT may pin one by
its SHA-256; without a pin the system's authorities decide.
"""

from __future__ import annotations

import hashlib
import http.client
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from kiosk.problem import Damaged, Problem
from printers.ipp_message import LONGEST, Answer, Operation, Tag, attribute, parse, request
from printers.wire import WireLost, seconds_left

PORT = 631
REQUEST = 5.0
"""Seconds for one request at most; a job's deadline may be nearer."""
NAME = f"kiosk-{hashlib.sha256(socket.gethostname().encode()).hexdigest()[:6]}"
"""Whom the printer is told that a job belongs to: by it a kiosk finds its own jobs among those of others."""
_AWAY = "The printer does not answer; check its power, its cable and its address."


class BadPrinterAddress(Problem):
    """The address is none of a printer."""

    code = "bad-printer-address"


class WrongCertificate(Problem):
    """The printer shows another certificate than the one that was pinned."""

    code = "wrong-certificate"


class AnswerLost(WireLost):
    """The request went out and no answer came: it may have been carried out."""


@dataclass(frozen=True)
class Address:
    """Where an IPP printer is. `certificate` is the SHA-256 of its DER certificate, lower hex, or empty."""

    secure: bool
    host: str
    port: int
    path: str
    certificate: str = ""

    @staticmethod
    def parse(text: str, certificate: str = "") -> Address:
        """From ipp://, ipps://, http:// or https://. Raises BadPrinterAddress."""
        try:
            parts = urlsplit(text)
            port = parts.port or (443 if parts.scheme == "https" else PORT)
        except ValueError as error:
            raise BadPrinterAddress("The printer's address has no such port; use ipp://HOST:PORT/PATH.") from error
        if parts.scheme not in ("ipp", "ipps", "http", "https") or not parts.hostname or parts.username:
            raise BadPrinterAddress("A printer's address looks like ipp://HOST/ipp/print or ipps://HOST/ipp/print.")
        return Address(parts.scheme in ("ipps", "https"), parts.hostname, port, parts.path or "/", certificate)

    @property
    def uri(self) -> str:
        """As the printer wants to be called."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORT else f":{self.port}"
        return f"{'ipps' if self.secure else 'ipp'}://{host}{port}{self.path}"


class IppClient:
    """Requests to one printer. Raises WireLost (AnswerLost once the request went out), Damaged, WrongCertificate."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._number = 0

    def ask(
        self,
        operation: Operation,
        until: float,
        extra: bytes = b"",
        *,
        job: bytes = b"",
        document: bytes = b"",
    ) -> Answer:
        """One request about this printer (`extra` goes into its operation group) and the printer's answer."""
        self._number += 1
        group = attribute(Tag.URI, "printer-uri", self.address.uri)
        group += attribute(Tag.NAME, "requesting-user-name", NAME) + extra
        message = request(operation, self._number, group, job)
        return parse(self._post(message + document, until), self._number)

    def _post(self, body: bytes, until: float) -> bytes:
        line = self._connection(until)
        try:
            line.connect()
            self._check(line)
            _limit(line, until)
        except (OSError, WrongCertificate) as error:
            line.close()
            raise error if isinstance(error, WrongCertificate) else WireLost(_AWAY) from error
        try:
            line.request("POST", self.address.path, body, {"Content-Type": "application/ipp"})
            answer = line.getresponse()
            if answer.status != http.client.OK:
                raise Damaged(f"The printer answers with HTTP {answer.status}; check the path in its address.")
            return _read(answer, line, until)
        except (OSError, http.client.HTTPException) as error:
            raise AnswerLost(_AWAY) from error
        finally:
            line.close()

    def _connection(self, until: float) -> http.client.HTTPConnection:
        seconds = min(REQUEST, seconds_left(until))
        if not self.address.secure:
            return http.client.HTTPConnection(self.address.host, self.address.port, timeout=seconds)
        context = ssl.create_default_context()
        if self.address.certificate:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE  # the pin below is stricter
        return http.client.HTTPSConnection(self.address.host, self.address.port, timeout=seconds, context=context)

    def _check(self, line: http.client.HTTPConnection) -> None:
        if self.address.certificate and fingerprint(line) != self.address.certificate:
            raise WrongCertificate("The printer shows another certificate; if it was replaced, add it again.")


def shown_certificate(address: Address, until: float) -> str:
    """SHA-256 of the certificate that an IPPS printer shows, to be compared and pinned by IT. Raises WireLost."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # nothing is told to the printer here
    seconds = min(REQUEST, seconds_left(until))
    line = http.client.HTTPSConnection(address.host, address.port, timeout=seconds, context=context)
    try:
        line.connect()
        return fingerprint(line)
    except OSError as error:
        raise WireLost(_AWAY) from error
    finally:
        line.close()


def fingerprint(line: http.client.HTTPConnection) -> str:
    """SHA-256 of the certificate that the other side shows, lower hex."""
    if not isinstance(line.sock, ssl.SSLSocket):
        return ""
    return hashlib.sha256(line.sock.getpeercert(binary_form=True) or b"").hexdigest()


def _limit(line: http.client.HTTPConnection, until: float) -> None:
    if line.sock is not None:
        line.sock.settimeout(seconds_left(until))


def _read(answer: http.client.HTTPResponse, line: http.client.HTTPConnection, until: float) -> bytes:
    untrusted = bytearray()
    while chunk := answer.read1(16384):
        untrusted += chunk
        if len(untrusted) > LONGEST:
            raise Damaged("The printer's answer does not end; check the printer's address.")
        _limit(line, until)
    return bytes(untrusted)
