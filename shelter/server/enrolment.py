"""A new kiosk knocks (POST /v1/enrol). One rule: the server only carries; what makes a kiosk one of the site is the
schedule that the authority signs.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk import folder
from kiosk.formats import schedule as schedules
from kiosk.formats.enrolment import EnrolmentAnswer
from kiosk.formats.identity import id8
from kiosk.formats.listed import DeviceState
from kiosk.ports.clock import Clock
from kiosk.problem import DiskFull, Problem, ReadOnlyFolder, WrongKey
from shelter.server.answers import LATER, Answer, of_code, of_problem
from shelter.server.app import respond
from shelter.server.limits import BODY_SECONDS, InFlight, read_body
from shelter.server.schedules import ScheduleFile
from shelter.site.enrolments import CodeOver, CodeUsed, Enrolments
from shelter.site.server_folder import AUTHORITY, CA, ENROLMENTS, PROFILE

PATH = "/v1/enrol"
IN_FLIGHT = 8
"""Requests of new kiosks at once: they come one a day."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reception:
    """What the server needs to answer a new kiosk: its folder, and the schedule in use."""

    place: Path
    listed: ScheduleFile
    clock: Clock

    def answer(self, untrusted: bytes) -> Answer:
        """200 with an `EnrolmentAnswer`, 409 for a code that another kiosk used, 410 for one whose day is over, 403 for
        no code of ours or a revoked kiosk. Raises Damaged, WrongKey, Busy, Unavailable.
        """
        hour = int(self.clock.wall().timestamp() // 3600)
        try:
            request = Enrolments(self.place / ENROLMENTS).claim(untrusted, hour)
            said = EnrolmentAnswer(
                folder.read(self.place / AUTHORITY, 32),
                folder.read(self.place / CA, 8192).decode("ascii"),
                self._approved(id8(request.ed32)),
            )
        except CodeUsed as problem:
            return of_code(409, problem.code)
        except CodeOver as problem:
            return of_code(410, problem.code)
        except (DiskFull, ReadOnlyFolder, folder.MissingFile, folder.UnreadableFile) as problem:
            _log.error("%s [%s]", problem.sentence, problem.code)
            return Answer(503, of_code(503, problem.code).body, LATER)
        return Answer(200, said.encode())

    def _approved(self, device8: bytes) -> tuple[bytes, bytes] | None:
        device = self.listed.current().device(device8)
        if device is None:
            return None
        if device.state is not DeviceState.ACTIVE:
            raise WrongKey("Your site has revoked this kiosk; ask it for a new code.")
        return self.listed.signed(), folder.read(self.place / PROFILE, schedules.LIMIT)


def route(reception: Reception, *, seconds: float = BODY_SECONDS, most: int = IN_FLIGHT) -> Route:
    """The address, to be added to the application's, with limits of its own."""
    in_flight = InFlight(most)

    async def handle(request: Request) -> Response:
        try:
            with in_flight.one():
                untrusted = await read_body(request, seconds)
                answer = await run_in_threadpool(reception.answer, untrusted)
        except Problem as problem:
            answer = of_problem(problem)
        return respond(answer)

    return Route(PATH, handle, methods=["POST"])
