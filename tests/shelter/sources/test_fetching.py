"""A reader fetches from the real server's app: kept first, acknowledged then, and nothing stops for one bad batch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette

from kiosk.formats import reading
from kiosk.formats.keystore import Holder
from kiosk.formats.reading import ListBatches
from kiosk.sync.link import Answer, Unreachable
from shelter.keystore import Keystore
from shelter.server.app import make_app
from shelter.sources.asking import Asking, NotServed
from shelter.sources.fetching import Fetcher
from shelter.sources.folder import FolderSource
from shelter.sources.inbox import Inbox
from shelter.sources.source import Parcel
from tests.db.shelter.memory_store import MemoryShelterStore
from tests.shelter.server.asking import ask
from tests.shelter.server.chain import Chain, make_service
from tests.shelter.server.test_readers import Reader
from tests.vectors.messages import DESK, SERVED
from tests.vectors.site import ISSUED


class AppLink:
    """A `Transport` to the app in process; `before` may fail or change what goes by."""

    def __init__(self, app: Starlette, before: Callable[[str, Answer], Answer] = lambda _, answer: answer) -> None:
        self._app, self._before = app, before
        self.asked: list[str] = []

    def post(self, path: str, body: bytes) -> Answer:
        self.asked.append(path)
        reply = ask(self._app, "POST", path, body)
        return self._before(path, Answer(reply.status, reply.body))

    def put(self, path: str, body: bytes) -> Answer:
        raise AssertionError(f"a reader puts nothing: {path}, {len(body)} bytes")


class Desk:
    """A desk with an inbox, over one server that holds five batches."""

    def __init__(self, place: Path) -> None:
        self.app = make_app(make_service(MemoryShelterStore(), place))
        self.offers = list(Chain().take(5))
        for offer in self.offers:
            assert ask(self.app, "PUT", offer.path, offer.body).status == 200
        self.inbox = Inbox(place / "inbox")
        self.other = Reader(self.app)

    def fetch(self, link: AppLink | None = None, first_counter: int = 1) -> int:
        seed32 = DESK.private_bytes_raw()
        keys = Keystore(Holder.DESK, (), seed32)
        asking = Asking(link or AppLink(self.app), keys.signing, SERVED.site8, lambda: first_counter)
        fetcher = Fetcher(asking, keys, SERVED, self.inbox)
        fetcher._epochs = {ISSUED}  # the keys themselves are not needed to fetch
        return fetcher.run()

    def kept(self) -> list[bytes]:
        if not self.inbox.path.exists():
            return []
        return [found.manifest for found in FolderSource(self.inbox.path).parcels() if isinstance(found, Parcel)]

    def not_acknowledged(self) -> int:
        self.other.counter += 1000
        return len(reading.parse_listing(self.other.ask(ListBatches(None)).body))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_everything_is_kept_verbatim_and_acknowledged_once(desk: Desk) -> None:
    assert desk.fetch() == 5
    contents = {path.read_bytes() for path in desk.inbox.path.glob("*.batch")}
    assert contents == {offer.body for offer in desk.offers}
    assert desk.not_acknowledged() == 0


def test_a_second_session_has_nothing_to_do(desk: Desk) -> None:
    desk.fetch()
    link = AppLink(desk.app)
    assert desk.fetch(link, first_counter=500) == 0
    assert link.asked == ["/v1/pull"]


def test_a_reader_whose_counter_is_behind_catches_up(desk: Desk) -> None:
    desk.fetch(first_counter=900)
    late = Chain()
    offer = late.next()
    assert ask(desk.app, "PUT", offer.path, offer.body).status == 200
    assert desk.fetch(first_counter=1) == 1


def test_what_was_not_kept_is_not_acknowledged(desk: Desk) -> None:
    def broken(path: str, answer: Answer) -> Answer:
        if len(link.asked) == 4:
            raise Unreachable("gone")
        return answer

    link = AppLink(desk.app, broken)
    with pytest.raises(Unreachable):
        desk.fetch(link)
    assert (len(desk.kept()), desk.not_acknowledged()) == (2, 5)
    assert desk.fetch(first_counter=500) == 5
    assert desk.not_acknowledged() == 0


def test_a_batch_that_the_server_altered_stops_no_other(desk: Desk) -> None:
    def altered(path: str, answer: Answer) -> Answer:
        if len(link.asked) == 2:
            body = answer.untrusted_body
            return Answer(answer.status, body[:-1] + bytes([body[-1] ^ 1]))
        return answer

    link = AppLink(desk.app, altered)
    assert desk.fetch(link) == 4
    assert desk.not_acknowledged() == 1
    assert desk.fetch(first_counter=500) == 1


@pytest.mark.parametrize("answer", [Answer(500, b""), Answer(403, b"\x82\x01"), Answer(409, b"noise")])
def test_a_server_that_does_not_serve_is_one_sentence(desk: Desk, answer: Answer) -> None:
    with pytest.raises(NotServed):
        desk.fetch(AppLink(desk.app, lambda *_: answer))
    assert desk.kept() == []


def test_weeks_whose_keys_are_gone_are_forgotten(desk: Desk) -> None:
    desk.fetch()
    desk.inbox.forget_all_but({ISSUED})
    assert len(desk.kept()) == 5
    desk.inbox.forget_all_but({ISSUED + 1})
    assert desk.kept() == []
