"""`ceiba support-bundle`: what IT may hand to somebody else to find a fault. One rule: no file is ever copied into it;
every word is made here from a list of what may be told, so that a guest, a key, an address or a name cannot get in.
"""

from __future__ import annotations

import io
import json
import zipfile
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kiosk import folder
from kiosk.boot.care.checks import versions
from kiosk.boot.care.doctor import look
from kiosk.boot.care.journal import known_lines
from kiosk.boot.hardening import harden
from kiosk.boot.layout import Layout
from kiosk.boot.staff.printer_file import read_printers
from kiosk.boot.tablet.front import NotEnrolled
from kiosk.doctor.asked import answer
from kiosk.formats.inspect import describe
from kiosk.formats.schedule import LIMIT
from kiosk.problem import Problem
from kiosk.visit.profile import load_profile

SECONDS = 10.0
MEBIBYTE = 1024 * 1024
LONGEST_ANSWER = 65_536
HEADERS = ("file", "demo", "version", "issued", "keys from", "keys to")
"""Lines of `ceiba inspect` that name no kiosk and no person."""
PACKAGES = (
    "alsa-utils",
    "avahi-daemon",
    "cage",
    "ceiba",
    "cups",
    "cups-ipp-utils",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libxkbcommon0",
    "linux-image-amd64",
    "opus-tools",
    "pipewire-bin",
    "pulseaudio-utils",
    "python3",
    "systemd",
    "udev",
    "wireplumber",
    "xwayland",
)
"""Debian packages that the program needs or uses; what else is installed is nobody's business."""
SAYS = "Look at it before you send it:"


def run(arguments: Namespace) -> int:
    """Make the file, readable by its owner alone, and say what is in it. Raises NotEnrolled where there is nothing to
    tell of, FileExists, DiskFull, ReadOnlyFolder.
    """
    harden()
    layout = Layout(arguments.data)
    if not layout.is_kiosk and not layout.server.is_dir():
        raise NotEnrolled(f"There is no kiosk and no server in {layout.root}; name the folder with --data.")
    parts = gather(arguments.data)
    folder.write_new(arguments.out, packed(parts), folder.SECRET)
    print(f"{arguments.out.name} holds nothing of guests, no key, no name and no address. {SAYS}")
    for name, text in parts.items():
        print(f"  {name:<20} {len(text.splitlines())} lines")
    print(f"  python3 -m zipfile -e {arguments.out.name} A-NEW-FOLDER")
    return 0


def gather(data: Path) -> Mapping[str, str]:
    """Every file of the bundle by its name."""
    layout = Layout(data)
    return {
        "doctor.json": _json([row for part in look(data) for row in part.rows()]),
        "versions.json": _json(versions()),
        "packages.txt": "".join(f"{line}\n" for line in _packages()),
        "schedule.txt": "".join(f"{line}\n" for line in _schedule(layout)),
        "configuration.json": _json(_configuration(layout)),
        "log.txt": "".join(f"{line}\n" for line in known_lines()),
        "sizes.json": _json(dict(_sizes(layout))),
    }


def packed(parts: Mapping[str, str]) -> bytes:
    """A ZIP file that says nothing of the machine or the hour that made it."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, text in parts.items():
            bundle.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)
    return memory.getvalue()


def _packages() -> list[str]:
    """NAME VERSION of the listed packages that are installed; nothing where there is no dpkg."""
    asked = ("dpkg-query", "--show", "--showformat=${binary:Package} ${Version}\\n", *PACKAGES)
    lines = answer(*asked, seconds=SECONDS, most=LONGEST_ANSWER, complete=False).splitlines()
    told = (line.partition(" ")[::2] for line in lines)
    return [f"{name} {number}" for name, number in told if number and name.partition(":")[0] in PACKAGES]


def _schedule(layout: Layout) -> Iterable[str]:
    for path in (layout.schedule, layout.server / layout.schedule.name):
        if path.exists():
            try:
                facts = describe(folder.read(path, LIMIT))
            except Problem as problem:
                yield f"schedule: {problem.code}"
            else:
                yield from (f"{name}: {value}" for name, value in facts if name in HEADERS)


def _configuration(layout: Layout) -> dict[str, object]:
    """What is set, without names, addresses and places."""
    return {
        "profile": _tried(lambda: _profile(layout)),
        "printers": _tried(lambda: _printers(layout)),
        "doctor's call outside": layout.call.exists(),
        "screen chosen": layout.screen.exists(),
        "server known": layout.address.exists(),
    }


def _profile(layout: Layout) -> object:
    profile = load_profile(folder.read(layout.profile, LONGEST_ANSWER))
    return {"opens": profile.opens, "closes": profile.closes, "diagonal": profile.diagonal}


def _printers(layout: Layout) -> object:
    return [
        {"kind": each.kind.value, "dots": each.paper.dots, "cutter": each.cutter, "raw": each.raw, "address": "…"}
        for each in read_printers(layout)
    ]


def _tried(read: Callable[[], object]) -> object:
    """What was read, or the code of what is wrong with it."""
    try:
        return read()
    except Problem as problem:
        return problem.code


def _sizes(layout: Layout) -> Iterable[tuple[str, str]]:
    """Our own files by name, in whole MiB: finer, a database would say how many batches it holds."""
    own = (layout.database, layout.schedule, layout.device, layout.address, layout.packs, layout.pin, layout.profile)
    for path in (*own, layout.kiosk / "ballast", layout.server / "store.sqlite"):
        if path.exists():
            yield f"{path.parent.name}/{path.name}", f"{-(-path.stat().st_size // MEBIBYTE)} MiB or less"


def _json(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"
