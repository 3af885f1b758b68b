"""A site whose keeper has started."""

from __future__ import annotations

import pytest

from tests.kiosk.batch.small_site import Site


@pytest.fixture
def site() -> Site:
    site = Site()
    assert site.keeper.start() == ()
    return site
