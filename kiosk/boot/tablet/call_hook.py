"""`DIR/kiosk/call.toml`: whom a doctor's call tells outside. One rule: it carries nothing but that, and ends in time.

The file has one entry, `call_hook`: a command as a list of words, or an http address on this machine or in a private
network (RFC 1918, RFC 4193), which gets a POST with `MESSAGE`.
"""

from __future__ import annotations

import tomllib
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from threading import Timer
from urllib.parse import urlsplit

from kiosk.boot.process_group import ProcessGroup
from kiosk.problem import Problem

MESSAGE = b"A doctor is called at the kiosk.\n"


class BadCallHook(Problem):
    """call.toml breaks the format."""

    code = "bad-call-hook"


class NotHeard(Exception):
    """The command failed, or nobody took the message."""


@dataclass(frozen=True)
class Command:
    """A program and its words; nothing is added to them and nothing is read from it."""

    words: tuple[str, ...]

    def run(self, seconds: float) -> None:
        """Raises NotHeard."""
        try:
            heard = ProcessGroup(self.words).wait(seconds)
        except (OSError, ValueError) as error:
            raise NotHeard from error
        if not heard:
            raise NotHeard


@dataclass(frozen=True)
class Post:
    """A listener nearby: an alarm, a pager's gateway, a home automation."""

    host: str
    port: int
    path: str

    def run(self, seconds: float) -> None:
        """Raises NotHeard. No redirect is followed and no proxy asked."""
        from http.client import HTTPConnection, HTTPException

        connection = HTTPConnection(self.host, self.port, timeout=seconds)
        try:
            connection.connect()
            end = Timer(seconds, lambda: _hang_up(connection))
            end.daemon = True
            end.start()
            try:
                connection.request("POST", self.path, MESSAGE, {"Content-Type": "text/plain"})
                if not 200 <= connection.getresponse().status < 300:
                    raise NotHeard
            finally:
                end.cancel()
        except (OSError, HTTPException) as error:
            raise NotHeard from error
        finally:
            connection.close()


def parse_hook(untrusted: bytes) -> Command | Post:
    """Raises BadCallHook."""
    try:
        table = tomllib.loads(untrusted.decode())
        if set(table) != {"call_hook"}:
            raise ValueError("one entry")
        hook = table["call_hook"]
        return _post(hook) if isinstance(hook, str) else _command(hook)
    except ValueError as error:
        raise BadCallHook(
            "call.toml holds one entry: call_hook = a list of words whose first is a whole path, or an address "
            "such as http://127.0.0.1:8080/call with a private address. Correct it, or delete it."
        ) from error


def _command(words: object) -> Command:
    if not isinstance(words, list) or not 1 <= len(words) <= 32:
        raise ValueError("words")
    if not all(isinstance(word, str) and len(word) <= 255 and word.isprintable() for word in words):
        raise ValueError("words")
    if not Path(words[0]).is_absolute():
        raise ValueError("a whole path")
    return Command(tuple(words))


def _post(url: str) -> Post:
    parts = urlsplit(url)
    host = parts.hostname or ""
    plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= 255
    if not plain or parts.scheme != "http" or parts.username is not None or parts.fragment:
        raise ValueError("an address")
    address = ip_address("127.0.0.1" if host == "localhost" else host)
    if not (address.is_loopback or (address.is_private and not address.is_unspecified)):
        raise ValueError("a private address")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Post(str(address), parts.port or 80, path)


def _hang_up(connection: object) -> None:
    from socket import SHUT_RDWR

    with suppress(OSError):
        connection.sock.shutdown(SHUT_RDWR)  # type: ignore[attr-defined]
