"""`site create` makes the server's folder: all that a server needs, and nothing that opens or issues."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import pytest

from kiosk import folder
from kiosk.boot.site.create import DEMO_PASSPHRASES
from kiosk.formats import schedule
from kiosk.formats.identity import id8
from kiosk.formats.keystore import Holder
from kiosk.formats.server_key import ServerKey
from kiosk.ports.kinds import Role
from shelter.site.create import Founded, create_site
from shelter.site.tls import BadAddress
from shelter.site.vault import Vault

NOW = datetime(2026, 11, 24, 13, tzinfo=UTC)
PROFILE = resources.files("kiosk.boot.demo").joinpath("site.toml").read_bytes()


def create(path: Path, *addresses: str) -> Founded:
    chosen = {"addresses": addresses} if addresses else {}
    return create_site(path / "shelter", DEMO_PASSPHRASES, PROFILE, NOW, demo=True, **chosen)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("site")
    create(path)
    return path


def test_the_schedule_lists_the_servers_key_and_pin(path: Path) -> None:
    server = path / "server"
    authority = (server / "authority.pub").read_bytes()
    known = schedule.parse_and_verify((server / "schedule.ceiba").read_bytes(), authority, demo=True)
    key = ServerKey.parse((server / "server.key").read_bytes())
    assert known.signers_of(Role.SERVER) == (key.ed32,)
    assert known.signer(id8(key.ed32), Role.SERVER) is not None
    assert len(known.spki32) == 1
    assert len(known.signers_of(Role.DESK)) == len(known.signers_of(Role.SUPERVISOR)) == 1


def test_what_is_carried_away_holds_no_key_of_anybody_else(path: Path) -> None:
    names = {place.name for place in (path / "server").iterdir()}
    assert names == {"server.key", "tls.key", "tls.pem", "site-ca.pem", "schedule.ceiba", "authority.pub"}
    carried = b"".join(place.read_bytes() for place in (path / "server").iterdir())
    for holder in (Holder.AUTHORITY, Holder.DESK, Holder.SUPERVISOR):
        keystore = Vault(path / "shelter").unlock(holder, DEMO_PASSPHRASES[holder])
        assert keystore.signing_seed32 is not None
        for seed in (keystore.signing_seed32, *(secret.seed32 for secret in keystore.secrets)):
            assert seed not in carried


def test_both_sides_hold_the_same_authority_certificate(path: Path) -> None:
    own, carried = ((path / place / "site-ca.pem").read_bytes() for place in ("shelter", "server"))
    assert own == carried
    assert (path / "server" / "tls.pem").read_bytes().endswith(own)


def test_a_wrong_address_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(BadAddress):
        create(tmp_path, "two words")
    assert list(tmp_path.iterdir()) == []


def test_a_server_folder_that_is_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    (tmp_path / "server" / "server.key").write_bytes(b"somebody's")
    with pytest.raises(folder.FileExists):
        create(tmp_path)
    assert not (tmp_path / "shelter").exists()
    assert (tmp_path / "server" / "server.key").read_bytes() == b"somebody's"
