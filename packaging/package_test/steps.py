"""What is asked of an installed package. One rule: each step looks at what a person at that machine would see.

Every function takes the Debian it works in and raises `chroot.Failed` with a sentence.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from chroot import Chroot, Failed

PROGRAM = "/usr/lib/ceiba"
USER = "tester"
UNITS = ("ceiba-kiosk.service", "ceiba-server.service")


def install(debian: Chroot, package: Path) -> None:
    """By apt, which brings what the package depends on and nothing that it only recommends."""
    place = debian.root / "tmp" / package.name
    if place != package:
        shutil.copyfile(package, place)
    debian.apt("install", "--no-install-recommends", f"/tmp/{package.name}")  # noqa: S108 (the chroot's own)


def a_person_logs_in(debian: Chroot) -> None:
    """Somebody without any special right."""
    debian.run("useradd", "--create-home", USER, seconds=20)


def every_library_is_found(debian: Chroot) -> None:
    """No shared object in the program asks for a library that its dependencies did not bring."""
    find = f"find {PROGRAM} -name '*.so*' -type f -print0 | xargs -0 ldd 2>/dev/null | grep 'not found' | sort -u"
    if missing := debian.run("sh", "-c", f"{find} || true", seconds=120).strip():
        raise Failed(f"Libraries are missing:\n{missing}")


def people_and_folders_are_there(debian: Chroot) -> None:
    """Both users, both folders for their eyes only, nothing enabled."""
    for name in ("ceiba-kiosk", "ceiba-server"):
        debian.run("getent", "passwd", name, seconds=20)
        mode = debian.run("stat", "-c", "%U %a", f"/var/lib/{name}", seconds=20).strip()
        if mode != f"{name} 700":
            raise Failed(f"/var/lib/{name} is {mode}, not {name} 700")
    if enabled := list((debian.root / "etc/systemd/system").rglob("ceiba-*")):
        raise Failed(f"Units were enabled by the installation: {enabled}")


def nothing_is_written_into_the_program(debian: Chroot) -> None:
    """Bytecode came compiled: neither root nor anybody else makes or changes a file under the program's folder. dpkg
    itself touches the folders of an upgrade last.
    """
    debian.run("/usr/bin/ceiba", "--help", seconds=60)
    newer = ("!", "-type", "d", "-newer", "/var/lib/dpkg/info/ceiba.list")
    if changed := debian.run("find", PROGRAM, *newer, seconds=60).strip():
        raise Failed(f"Files of the program changed:\n{changed}")


def demo_is_ok(debian: Chroot) -> dict[str, object]:
    """`ceiba demo` as an ordinary user; what it told."""
    words = ["ceiba", "demo", "--headless", "--json", "--out", f"/home/{USER}/demo"]
    said = debian.run(*words, seconds=480, user=USER)
    told: dict[str, object] = json.loads(said.strip().splitlines()[-1])
    if told.get("ok") is not True:
        raise Failed(f"The demo is not ok: {said}")
    return told


def purge(debian: Chroot, before: set[str]) -> None:
    """Keys that somebody made go too. `before` are the paths without the package."""
    for name in ("ceiba-kiosk", "ceiba-server"):
        (debian.root / "var/lib" / name / "planted.key").write_text("to be gone")
    debian.apt("purge", "ceiba")
    if left := sorted(debian.paths() - before):
        raise Failed("Left after purge:\n" + "\n".join(left[:40]))
    find = ["find", "/etc", "/usr", "/var", "-iname", "*ceiba*", "-not", "-path", "*/archives/*"]
    if named := debian.run(*find, seconds=60).strip():
        raise Failed(f"Left by name after purge:\n{named}")
    if "ceiba" in debian.run("getent", "passwd", seconds=20) + debian.run("getent", "group", seconds=20):
        raise Failed("A user or group was left after purge")
    if nobodys := debian.run("find", "/etc", "/usr", "/var", "-nouser", seconds=60).strip():
        raise Failed(f"Files of removed users are left:\n{nobodys}")
