"""The folder that is carried to the server's machine (DIR/server). One rule: all that a server needs is in it, and
nothing that opens, issues or approves anything.
"""

from __future__ import annotations

from pathlib import Path

from kiosk import folder
from kiosk.formats.server_key import ServerKey
from shelter.site.tls import ServerTls

KEY, TLS_KEY, TLS, CA = "server.key", "tls.key", "tls.pem", "site-ca.pem"
SCHEDULE, AUTHORITY = "schedule.ceiba", "authority.pub"
PACKS = "packs.ceiba"
ENROLMENTS, PROFILE = "enrolments", "profile.ceiba"
"""Kiosks that want to become the site's, and the profile that approved ones get, signed by the authority."""
BACKED_UP = (KEY, TLS_KEY, TLS, CA, SCHEDULE, AUTHORITY, PACKS, PROFILE)
"""What a backup holds beside the store. Codes that were given out last a day and are given out again."""


def write_server_folder(path: Path, key: ServerKey, tls: ServerTls, schedule: bytes, authority_ed32: bytes) -> None:
    """Make DIR/server. Raises FileExists, DiskFull, ReadOnlyFolder."""
    folder.write_new(path / KEY, key.encode(), folder.SECRET)
    folder.write_new(path / TLS_KEY, tls.key, folder.SECRET)
    folder.write_new(path / TLS, tls.certificate + tls.ca_certificate)
    folder.write_new(path / CA, tls.ca_certificate)
    folder.write_new(path / SCHEDULE, schedule)
    folder.write_new(path / AUTHORITY, authority_ed32)
