"""The fake keeps the contract of the desk's store."""

from __future__ import annotations

import pytest

from kiosk.ports.desk_store import DeskStore
from tests.db.desk.memory_store import MemoryDeskStore
from tests.db.desk.store_contract import DeskStoreContract


class TestMemoryDeskStore(DeskStoreContract):
    @pytest.fixture
    def store(self) -> DeskStore:
        return MemoryDeskStore()
