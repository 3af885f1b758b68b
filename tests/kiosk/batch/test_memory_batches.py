"""The fake keeps the contract of what it stands for."""

from __future__ import annotations

import pytest

from tests.kiosk.batch.memory_batches import MemoryBatches
from tests.kiosk.batch.store_contract import BatchStoreContract


class TestMemoryBatches(BatchStoreContract):
    @pytest.fixture
    def store(self) -> MemoryBatches:
        return MemoryBatches()
