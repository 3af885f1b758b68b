"""Keys and server on one machine: root's site commands go through a link into the folder that is the server's own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.boot.tablet.folder import read_site
from tests.kiosk.boot.real_site import PASSPHRASES, by_authority, ceiba, enrol, found
from tests.kiosk.boot.serving import Served

SERVER = 65534


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a file away")
@pytest.mark.timeout(180)
def test_what_site_commands_write_through_a_link_is_the_server_s(tmp_path: Path) -> None:
    site, moved = found(tmp_path / "site"), tmp_path / "server"
    site.server.rename(moved)
    site.server.symlink_to(moved)
    for path in (moved, *moved.rglob("*")):
        os.chown(path, SERVER, SERVER)
    with Served(site) as served:
        kiosk = enrol(served, tmp_path / "tablet")
    name = read_site(kiosk).device.device8.hex()
    assert by_authority(site, "accept-pack", "en", "--reviewer", "Ana Ruiz").returncode == 0
    rotated = ceiba("site", "rotate", "--data", site.root, "--passphrase-file", "-", said="\n".join((*PASSPHRASES, "")))
    assert rotated.returncode == 0, rotated.stderr
    assert by_authority(site, "revoke", name).returncode == 0
    assert site.server.is_symlink()
    written = [path for path in moved.rglob("*") if not path.name.startswith("store.sqlite")]
    assert {path.name for path in written} >= {"enrolments", "packs.ceiba", "profile.ceiba", "schedule.ceiba"}
    assert [path for path in written if path.stat().st_uid != SERVER] == []
