"""New kiosks at the small site's server: codes that were given out, and requests that come with them."""

from __future__ import annotations

from hashlib import sha256

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from kiosk.formats.enrolment import EnrolmentCode, EnrolmentRequest, IssuedCode, sign_profile
from shelter.server.app import make_app
from shelter.server.enrolment import Reception, route
from shelter.server.limits import BODY_SECONDS
from shelter.server.service import Service
from shelter.site.enrolments import Enrolments
from shelter.site.server_folder import AUTHORITY, CA, ENROLMENTS, PROFILE
from tests.kiosk.hands import HandClock
from tests.vectors import site

CODE, LATE_CODE, UNKNOWN_CODE = (
    EnrolmentCode("https://localhost:8443", sha256(site.AUTHORITY_ED32).digest(), site.seed("spki"), secret16)
    for secret16 in (bytes(16), bytes(15) + b"\1", bytes(15) + b"\2")
)
NEW, OTHER = site.device("new kiosk"), site.device("other kiosk")
KNOCK = EnrolmentRequest.make(CODE, NEW)
OTHER_KNOCK = EnrolmentRequest.make(CODE, OTHER)
LATE_KNOCK = EnrolmentRequest.make(LATE_CODE, NEW)
UNKNOWN_KNOCK = EnrolmentRequest.make(UNKNOWN_CODE, NEW)
LISTED_KNOCK = EnrolmentRequest.make(CODE, site.KIOSK)
REVOKED_KNOCK = EnrolmentRequest.make(CODE, site.REVOKED)


def whole_app(
    service: Service, *, more: tuple[BaseRoute, ...] = (), seconds: float = BODY_SECONDS, most: int = 64
) -> Starlette:
    """The application with every address of the document."""
    clock, place = HandClock(), service.schedules._path.parent
    hour = int(clock.wall().timestamp() // 3600)
    if not (place / ENROLMENTS).exists():
        (place / AUTHORITY).write_bytes(site.AUTHORITY_ED32)
        (place / CA).write_text("PEM")
        (place / PROFILE).write_bytes(sign_profile(b"[site]", site.AUTHORITY))
        for code, last in ((CODE, hour), (LATE_CODE, hour - 1)):
            Enrolments(place / ENROLMENTS).issue(IssuedCode(code.name16, code.mac_key32, last))
    knock = route(Reception(place, service.schedules, clock), seconds=seconds, most=most)
    return make_app(service, more=[knock, *more], seconds=seconds, most=most)
