"""The fake keeps the contract of the server's store."""

from __future__ import annotations

import pytest

from kiosk.ports.shelter_store import ShelterStore
from tests.db.shelter.memory_store import MemoryShelterStore
from tests.db.shelter.store_contract import ShelterStoreContract


class TestMemoryShelterStore(ShelterStoreContract):
    @pytest.fixture
    def store(self) -> ShelterStore:
        return MemoryShelterStore()
