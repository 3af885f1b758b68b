"""The daily drill fails exactly when the reader could not open what kiosks seal."""

from __future__ import annotations

import pytest

from kiosk.ports.kinds import Role
from shelter.opening.drill import CannotOpen, drill
from shelter.opening.secrets import EpochSecret
from tests.vectors.site import ISSUED, SCHEDULE, SECRETS, seed

READERS = [Role.DESK, Role.SUPERVISOR]


@pytest.mark.parametrize("role", READERS)
def test_the_right_keystore_passes(role: Role) -> None:
    drill(SECRETS, SCHEDULE, role, ISSUED)


@pytest.mark.parametrize("role", READERS)
def test_a_copy_from_before_the_new_weeks_is_told(role: Role) -> None:
    with pytest.raises(CannotOpen):
        drill([secret for secret in SECRETS if secret.epoch != ISSUED], SCHEDULE, role, ISSUED)


@pytest.mark.parametrize("role", READERS)
def test_keys_that_the_schedule_does_not_list_are_told(role: Role) -> None:
    with pytest.raises(CannotOpen):
        drill([EpochSecret(role, ISSUED, seed("another"))], SCHEDULE, role, ISSUED)


@pytest.mark.parametrize("role", READERS)
def test_the_other_readers_keys_are_none(role: Role) -> None:
    with pytest.raises(CannotOpen):
        drill([secret for secret in SECRETS if secret.role is not role], SCHEDULE, role, ISSUED)
