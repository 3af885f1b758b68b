"""docs/openapi.yaml and the real application say the same: every status of the document can be met, and a fuzzer that
reads the document finds no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from kiosk.formats.ack import AcksRequest
from kiosk.formats.reading import BatchName, ListBatches, PostAcks, PullBatch
from shelter.server.service import Busyness, Service
from tests.db.shelter.memory_store import MemoryShelterStore
from tests.shelter.server.asking import Reply, ask
from tests.shelter.server.chain import Chain, make_service
from tests.shelter.server.knocking import KNOCK, LATE_KNOCK, OTHER_KNOCK, UNKNOWN_KNOCK, whole_app
from tests.shelter.server.test_readers import Reader
from tests.vectors.messages import ASKED, MESSAGES
from tests.vectors.site import KIOSK, REVOKED

DOCUMENT: Any = yaml.safe_load((Path(__file__).parents[3] / "docs" / "openapi.yaml").read_text("utf-8"))
STATED = sorted(
    (method.upper(), path, int(status))
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
    for status in operation["responses"]
)
EXAMPLES = 60
CHAIN = Chain(chain8=b"chain--0")
FIRST, SECOND = CHAIN.take(2)
OTHER_FIRST = replace(CHAIN, bno=0, prev32=bytes(32), schedule_version=2).next()
TEMPLATE = "/v1/batches/{kiosk}/{chain}/{bno}"


def address(path: str) -> str:
    return FIRST.path if path == TEMPLATE else path


def good_body(app: Starlette, path: str) -> bytes:
    """What the address takes."""
    return {
        "/v1/head": lambda: ASKED.sign(KIOSK.ed25519),
        "/v1/schedule": lambda: ASKED.sign(KIOSK.ed25519),
        "/v1/packs": lambda: ASKED.sign(KIOSK.ed25519),
        "/v1/chain-acks": lambda: AcksRequest(KIOSK.device8, FIRST.chain8, 0).sign(KIOSK.ed25519),
        "/v1/enrol": lambda: KNOCK,
        TEMPLATE: lambda: FIRST.body,
        "/v1/pull": lambda: Reader(app).sign(ListBatches(None)),
        "/v1/acks": lambda: Reader(app).sign(PostAcks(())),
        "/v1/health": lambda: b"",
    }[path]()


def strangers_body(path: str) -> bytes:
    """What the address takes, by a server that has nothing to ask there."""
    wrong = MESSAGES["ack"].golden["ack by the desk"].sign(MESSAGES["receipt"].by)
    own = {"/v1/head": "head-request", "/v1/schedule": "head-request", "/v1/chain-acks": "acks-request"}
    own |= {"/v1/pull": "reader-request", "/v1/acks": "reader-request", "/v1/packs": "head-request"}
    if path == "/v1/enrol":
        return UNKNOWN_KNOCK
    if path == TEMPLATE:
        return replace(CHAIN, bno=0, prev32=bytes(32)).next().body[:-1] + b"\0"
    return next(iter(MESSAGES[own[path]].golden.values())).sign(MESSAGES["receipt"].by) if path in own else wrong


def conflict(app: Starlette, path: str) -> Reply:
    """Something that stands against what is already there."""
    if path == TEMPLATE:
        ask(app, "PUT", FIRST.path, FIRST.body)
        return ask(app, "PUT", FIRST.path, OTHER_FIRST.body)
    if path == "/v1/enrol":
        ask(app, "POST", path, KNOCK)
        return ask(app, "POST", path, OTHER_KNOCK)
    body = good_body(app, path)
    ask(app, "POST", path, body)
    return ask(app, "POST", path, body)


def nothing_there(service: Service, method: str, path: str) -> Reply:
    """What is asked for in the right way and is not there."""
    if path == "/v1/packs":
        return ask(whole_app(replace(service, packs=None)), method, path, ASKED.sign(KIOSK.ed25519))
    app = whole_app(service)
    return ask(app, method, path, Reader(app).sign(PullBatch(BatchName(bytes(8), bytes(8), 0))))


def meet(service: Service, method: str, path: str, status: int) -> Reply:
    """Bring about a status of the document."""
    app = whole_app(service)
    scenes: dict[int, Callable[[], Reply]] = {
        200: lambda: ask(app, method, address(path), good_body(app, path)),
        204: lambda: ask(app, method, path),
        400: lambda: ask(app, method, address(path), b"hello"),
        403: lambda: ask(app, method, _strange(path), strangers_body(path) if path != TEMPLATE else FIRST.body),
        404: lambda: nothing_there(service, method, path),
        408: lambda: ask(whole_app(service, seconds=0.01), method, address(path), b"", ends="hangs"),
        409: lambda: conflict(app, path),
        410: lambda: ask(app, method, path, LATE_KNOCK),
        412: lambda: ask(app, method, SECOND.path, SECOND.body),
        413: lambda: ask(app, method, address(path), bytes(65_537)),
        429: lambda: ask(whole_app(replace(service, busyness=Busyness(0))), method, FIRST.path, FIRST.body),
        503: lambda: ask(whole_app(service, most=0), method, address(path), good_body(app, path)),
    }
    return scenes[status]()


def _strange(path: str) -> str:
    return f"/v1/batches/{'00' * 8}/{FIRST.chain8.hex()}/0" if path == TEMPLATE else path


@pytest.fixture
def service(tmp_path: Path) -> Service:
    (tmp_path / "packs.ceiba").write_bytes(b"the site's list")
    return replace(make_service(MemoryShelterStore(), tmp_path), packs=tmp_path / "packs.ceiba")


@pytest.mark.parametrize(("method", "path", "status"), STATED)
def test_every_status_of_the_document_can_be_met(method: str, path: str, status: int, service: Service) -> None:
    reply = meet(service, method, path, status)
    assert reply.status == status
    assert ("retry-after" in reply.headers) == (status in (429, 503))
    assert (reply.headers.get("content-type") == "application/cbor") == bool(reply.body)


def test_every_route_is_in_the_document(service: Service) -> None:
    routes = {route.path for route in whole_app(service).routes if isinstance(route, Route)}
    assert routes == set(DOCUMENT["paths"])


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/"), ("GET", "/v1/head"), ("DELETE", FIRST.path), ("PUT", "/v1/x")]
)
def test_other_addresses_and_methods_are_said_in_cbor(method: str, path: str, service: Service) -> None:
    reply = ask(whole_app(service), method, path)
    assert reply.status in (404, 405)
    assert reply.code == "no-such-address"


def test_answers_carry_no_time_and_no_name_of_the_software(service: Service) -> None:
    for method, path, status in STATED:
        reply = meet(service, method, path, status)
        assert set(reply.headers) <= {"content-length", "content-type", "retry-after"}


def bodies() -> st.SearchStrategy[bytes]:
    """Right messages of every kind, right ones with bytes changed, and noise."""
    app = Starlette()
    right = [good_body(app, path) for path in DOCUMENT["paths"]] * 3
    right += [it.sign(one.by) for one in MESSAGES.values() for it in one.golden.values()]
    right += [SECOND.body, OTHER_FIRST.body, *[FIRST.body] * 9, OTHER_KNOCK, LATE_KNOCK, UNKNOWN_KNOCK]
    known = st.sampled_from(right)
    changed = st.builds(_changed, known, st.integers(0, 1 << 16), st.integers(0, 255))
    cut = st.builds(lambda whole, at: whole[: at % (len(whole) + 1)], known, st.integers(0, 1 << 16))
    return st.one_of(known, changed, cut, st.binary(max_size=300))


def _changed(whole: bytes, place: int, value: int) -> bytes:
    at = place % max(1, len(whole))
    return whole[:at] + bytes([value]) + whole[at + 1 :]


BEYOND_SCHEMAS = [positive_data_acceptance]
"""No schema can say whether a signature holds."""
schemathesis.openapi.media_type("application/cbor", bodies())


def narrowed() -> Any:
    """The document with names that exist, so that the fuzzer comes further than "unknown kiosk"."""
    document = deepcopy(DOCUMENT)
    names = {
        "kiosk": [KIOSK.device8.hex(), REVOKED.device8.hex()],
        "chain": [FIRST.chain8.hex(), bytes(8).hex()],
        "bno": [0, 1, 2, (1 << 63) - 1],
    }
    for parameter in document["paths"][TEMPLATE]["put"]["parameters"]:
        parameter["schema"]["enum"] = names[parameter["name"]]
    return document


@pytest.fixture
def api(service: Service) -> Any:
    document = Route("/openapi.json", lambda _: Response(json.dumps(narrowed()), media_type="application/json"))
    return schemathesis.openapi.from_asgi("/openapi.json", whole_app(service, more=(document,)))


OPERATIONS = sorted({(method, path) for method, path, _ in STATED})
MODES = schemathesis.GenerationMode
FUZZED = [(*one, MODES.POSITIVE) for one in OPERATIONS] + [("PUT", TEMPLATE, MODES.NEGATIVE)]
"""Wrong parameters exist where there are parameters."""


@pytest.mark.parametrize(("method", "path", "mode"), FUZZED)
def test_the_application_does_what_the_document_says(
    method: str, path: str, mode: schemathesis.GenerationMode, api: Any
) -> None:
    met: set[int] = set()

    @given(case=api[path][method].as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, derandomize=True, suppress_health_check=list(HealthCheck))
    def holds(case: schemathesis.Case) -> None:
        response = case.call_and_validate(excluded_checks=BEYOND_SCHEMAS)
        met.add(response.status_code)

    holds()
    assert met <= {status for verb, place, status in STATED if (verb, place) == (method, path)}
    assert len(met) > 1 or met == {204} or mode is MODES.NEGATIVE
