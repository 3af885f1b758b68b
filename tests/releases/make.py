"""Keeps one release's data for ever. Run once a release, by `make release-data`: `python -m tests.releases.make`.

A demo site on three machines lives through a day with that release's own processes; what is on the disks then goes into
tests/releases/VERSION, and the tests beside open it with every later version. Refuses a folder that is there: nobody
replaces what a release wrote.
"""

from __future__ import annotations

import json
import lzma
import shutil
import sys
import tarfile
import tempfile
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from kiosk.boot.demo.invented import invent
from kiosk.boot.demo.machines import Machines, set_up
from kiosk.boot.demo.processes import ceiba, served
from kiosk.boot.demo.simulate import live_through, simulate
from kiosk.boot.layout import Layout
from kiosk.boot.tablet.assembly import assemble
from kiosk.boot.tablet.folder import read_site
from kiosk.ports.clock import SystemClock
from tests.kiosk.boot.test_sync import at_kiosk, at_server
from tests.releases import wire
from tests.releases.kept import DATA, HERE, TRUTH

BALLAST = "ballast"
"""Eight megabytes of chance, which every kiosk makes again."""


def main() -> int:
    project = tomllib.loads((HERE.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    place = HERE / project["version"]
    if place.exists():
        print(f"{place} is kept for ever; raise the version in pyproject.toml first.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="ceiba-release-") as name:
        truth = live(Path(name))
        place.mkdir()
        pack(Path(name) / "data", place / DATA)
        (place / TRUTH).write_text(json.dumps(truth, indent=1, sort_keys=True) + "\n", "utf-8")
    print(f"{place / DATA}: {(place / DATA).stat().st_size / 1000:.0f} kB")
    return 0


def live(out: Path) -> dict[str, Any]:
    """The day, in OUT/data. Returns the truth."""
    machines = set_up(out)
    data = out / "data"
    with served(machines.server, 0):
        pass  # its store is made at the first start
    shutil.copytree(machines.server.root, data / "silent-server")
    visits = {"sent": simulate(read_site(machines.tablet), 8, seed=1, half_hours=3)}
    wire.write(_talk(machines), data / "wire")
    arrived, withdrawn = _at_the_desk(machines, [one for one in visits["sent"] if one["intake"] and not one["deleted"]])
    visits["waiting"] = simulate(read_site(machines.tablet), 4, seed=2, half_hours=2)
    (data / "stick").mkdir()
    _run("sync", "--usb", data / "stick", "--data", machines.tablet.root)
    _run("backup", "--to", data / "backup", "--data", machines.server.root)
    counted, counts = _counted(machines, visits["sent"][0]["time"])
    sealed = {"tablet": _names(at_kiosk(machines.tablet)), "server": _names(at_server(machines.server))}
    visits["open"] = _cut_off(machines.tablet, data / "killed")
    people = {"visits": visits, "arrived": arrived, "withdrawn": withdrawn}
    return {"made": f"{datetime.now(UTC):%Y-%m-%d}", **people, "counted": counted, "counts": counts, "sealed": sealed}


def _talk(machines: Machines) -> list[wire.Exchange]:
    """The kiosk brings its batches, both readers pull and sign, the kiosk hears of it; all of it recorded."""
    kiosk = ("sync", "--once", "--data", machines.tablet.root)
    readers = ("--server", machines.url, "--data", machines.shelter.root)
    with served(machines.server, 0) as said:
        behind = int(said.rsplit(":", 1)[1])
        with wire.Recorder(machines.server.server, machines.port, behind) as recorder:
            for words in (kiosk, ("desk", "--headless", *readers), ("summary", *readers), kiosk):
                _run(*words)
    return recorder.heard


def _at_the_desk(machines: Machines, known: list[dict[str, Any]]) -> tuple[str, str]:
    """One person arrives, one withdraws: their codes."""
    arrived, withdrawn = known[0]["code"], known[1]["code"]
    for code, act in ((arrived, "--arrived"), (withdrawn, "--withdraw")):
        _run("desk", "--headless", "--code", code, act, "--data", machines.shelter.root)
    return arrived, withdrawn


def _counted(machines: Machines, first: object) -> tuple[str, dict[str, Any]]:
    """The site's day of the first visit as the supervisor's own summary counts it."""
    day = datetime.fromisoformat(str(first)).astimezone(read_site(machines.tablet).profile.timezone).date()
    inbox = machines.shelter.shelter / "inbox" / "supervisor"
    words = ("summary", "--json", "--day", day, "--from", inbox, "--from", machines.tablet.root)
    told = json.loads(_run(*words, "--data", machines.shelter.root))
    assert told["unread"] == {}, told["unread"]
    return told["day"], told["counts"]


def _names(digests: set[bytes]) -> list[str]:
    return sorted(digest.hex() for digest in digests)


def _cut_off(tablet: Layout, to: Path) -> list[dict[str, Any]]:
    """Two visits of one more shift, and the folder as a power cut would leave it."""
    site, chance = read_site(tablet), Random(3)
    aside = to.with_name("aside")
    shutil.copytree(tablet.root, aside)
    with assemble(site, SystemClock(), slips=None) as kiosk:
        truth = [live_through(kiosk, SystemClock(), invent(site, chance)) for _ in range(2)]
        kiosk.keeper.settle()
        shutil.copytree(tablet.root, to)
    shutil.rmtree(tablet.root)
    aside.rename(tablet.root)
    return truth


def _run(*words: object) -> str:
    done = ceiba(*words)
    assert done.code == 0, f"ceiba {words[0]}: {done.err}"
    return done.out


def pack(data: Path, to: Path) -> None:
    """Everything but ballast, with one owner and one time; xz finds again what lies on more than one machine."""
    now = int(datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0).timestamp())

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
        if Path(entry.name).name == BALLAST:
            return None
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = now
        return entry

    with lzma.open(to, "wb", preset=9 | lzma.PRESET_EXTREME) as packed, tarfile.open(fileobj=packed, mode="w") as tar:
        for path in sorted(data.iterdir()):
            tar.add(path, path.name, filter=plain)


if __name__ == "__main__":
    sys.exit(main())
