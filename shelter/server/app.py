"""The server's addresses (docs/openapi.yaml). One rule: reading a body happens here, everything else in plain functions
of (service, bytes) that run in a thread and know nothing of HTTP.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kiosk.problem import Problem
from shelter.server import kiosks, readers
from shelter.server.answers import Answer, of_code, of_problem
from shelter.server.batches import take_batch
from shelter.server.limits import BODY_SECONDS, IN_FLIGHT, InFlight, read_body
from shelter.server.service import Service

CBOR = "application/cbor"
Endpoint = Callable[..., Answer]
Handler = Callable[[Request], Awaitable[Response]]


def make_app(
    service: Service, *, more: Sequence[BaseRoute] = (), seconds: float = BODY_SECONDS, most: int = IN_FLIGHT
) -> Starlette:
    """The ASGI application. `seconds` a body may take, `most` requests at once."""
    in_flight = InFlight(most)

    def bodied(path: str, method: str, endpoint: Endpoint) -> Route:
        return Route(path, _handler(partial(endpoint, service), in_flight, seconds), methods=[method])

    routes: list[BaseRoute] = [
        Route("/v1/health", _health, methods=["GET"]),
        bodied("/v1/head", "POST", kiosks.tell_head),
        bodied("/v1/schedule", "POST", kiosks.tell_schedule),
        bodied("/v1/packs", "POST", kiosks.tell_packs),
        bodied("/v1/chain-acks", "POST", kiosks.tell_acks),
        bodied("/v1/batches/{kiosk}/{chain}/{bno}", "PUT", take_batch),
        bodied("/v1/pull", "POST", readers.pull),
        bodied("/v1/acks", "POST", readers.take_acks),
        *more,
    ]
    return Starlette(routes=routes, exception_handlers={HTTPException: _no_route, 500: _bug})


def _handler(endpoint: Endpoint, in_flight: InFlight, seconds: float) -> Handler:
    async def handle(request: Request) -> Response:
        try:
            with in_flight.one():
                untrusted = await read_body(request, seconds)
                answer = await run_in_threadpool(endpoint, untrusted, **request.path_params)
        except Problem as problem:
            answer = of_problem(problem)
        return respond(answer)

    return handle


def respond(answer: Answer) -> Response:
    """An answer as HTTP."""
    headers = {} if answer.retry_after is None else {"Retry-After": str(answer.retry_after)}
    return Response(answer.body, answer.status, headers, media_type=CBOR if answer.body else None)


async def _health(_: Request) -> Response:
    return Response(status_code=204)


async def _no_route(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    response = respond(of_code(status, "no-such-address"))
    response.headers.update(getattr(error, "headers", None) or {})
    return response


async def _bug(_: Request, __: Exception) -> Response:
    return respond(of_code(500, "bug"))
