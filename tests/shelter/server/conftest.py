"""A service over each kind of store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from db.shelter.store import SqlShelterStore
from kiosk.ports.shelter_store import ShelterStore
from shelter.server.app import make_app
from shelter.server.service import Service
from tests.shelter.server.chain import make_service


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ShelterStore]:
    store = SqlShelterStore(tmp_path / "store" / "store.sqlite")
    yield store
    store.close()


@pytest.fixture
def service(store: ShelterStore, tmp_path: Path) -> Service:
    return make_service(store, tmp_path)


@pytest.fixture
def app(service: Service) -> Starlette:
    return make_app(service)
