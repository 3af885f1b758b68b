"""Installs the package into a clean Debian 12 and uses it there. One rule: it ends, leaves no mount, can be repeated.

Run as root: `python packaging/package_test/run.py [PACKAGE.deb]` (default: the newest in build/deb, which is then built
again and compared). Prints a line a step; exit code 1 with a sentence when one fails. Debian's base, what apt fetched
and the picture of the session are kept in build/package-test.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import built
import chroot
import contents
import crash
import session
import steps
import upgrade

HOUSE = Path(__file__).resolve().parents[2]
CACHE = HOUSE / "build" / "package-test"


def main() -> int:
    chroot.enter_namespace()
    given = [Path(word) for word in sys.argv[1:]]
    package = given[0] if given else _newest()
    CACHE.mkdir(parents=True, exist_ok=True)
    try:
        _step("only what belongs there", lambda: contents.check(package))
        _step("lintian", lambda: built.lintian_is_content(package))
        if not given:
            _step("built again, the same bytes", lambda: built.the_same_when_built_again(package))
        with chroot.clean_debian(CACHE) as debian:
            _use(debian, package)
    except chroot.Failed as failed:
        print(f"FAILED: {failed}", file=sys.stderr)
        return 1
    return 0


def _use(debian: chroot.Chroot, package: Path) -> None:
    _step("fetch Debian's lists", lambda: debian.apt("update"))
    _step("install by apt", lambda: steps.install(debian, package))
    _step("a person logs in", lambda: steps.a_person_logs_in(debian))
    _step("the guest's session, full screen", lambda: session.show(debian, CACHE / "session.png"))
    _step("killed in a visit, back by itself", lambda: crash.comes_back(debian))
    _step("remove, keeping what it depends on", lambda: debian.apt("purge", "ceiba"))
    before = debian.paths()
    _step("upgrade, with data", lambda: upgrade.over_an_older_one(debian, package))
    _step("update from a signed stick, and back", lambda: upgrade.from_a_signed_stick_and_back(debian, package))
    _step("every library is found", lambda: steps.every_library_is_found(debian))
    _step("users, folders, nothing enabled", lambda: steps.people_and_folders_are_there(debian))
    _step("the demo as an ordinary user", lambda: steps.demo_is_ok(debian))
    _step("nothing written into the program", lambda: steps.nothing_is_written_into_the_program(debian))
    _step("purge leaves nothing", lambda: steps.purge(debian, before))


def _step(name: str, does: Callable[[], object]) -> None:
    start = time.monotonic()
    said = does()
    told = f": {said}" if isinstance(said, str) else ""
    print(f"ok  {name}{told} ({time.monotonic() - start:.0f} s)", flush=True)


def _newest() -> Path:
    built = sorted((HOUSE / "build" / "deb").glob("ceiba_*.deb"), key=lambda path: path.stat().st_mtime)
    if not built:
        sys.exit("There is no package yet: make deb")
    return built[-1]


if __name__ == "__main__":
    sys.exit(main())
