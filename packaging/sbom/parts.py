"""What is inside the package. One rule: it is read from what is shipped, never from what was meant to be.

Python wheels with the hashes of run.lock, each with the native libraries that lie in its folders and with what its own
bill of materials names; Debian's packages; fonts and icons.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import Distribution, distributions, version
from pathlib import Path

from licences import licence_of

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "packaging" / "requirements" / "run.lock"
DEBIAN = ROOT / "packaging" / "debian-packages.txt"
END_OF_DEPENDS = "# ====="
_PINNED = re.compile(r"^([a-z0-9-]+)==([^ ;]+)", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """One component: SPDX licence or none, package URL or none, SHA-256 of files, and what it holds itself."""

    name: str
    version: str
    kind: str
    licence: str | None = None
    purl: str | None = None
    sha256: str | None = None
    holds: tuple[Part, ...] = field(default=())


def wheels(site_packages: Path) -> Iterator[Part]:
    """The wheels of run.lock that lie there. Raises UnknownLicence."""
    pinned = dict(_PINNED.findall(LOCK.read_text("utf-8")))
    found = {_plain(one.metadata["Name"]): one for one in distributions(path=[str(site_packages)])}
    for name, pin in sorted(pinned.items()):
        if name in found:
            own = found[name]
            held = (*_native(own, site_packages), *_named_inside(own))
            yield Part(name, pin, "library", licence_of(name, own), f"pkg:pypi/{name}@{pin}", None, held)


def _native(own: Distribution, site_packages: Path) -> Iterator[Part]:
    """The shared libraries in a wheel's folders, with what is known of their versions."""
    for folder in sorted(_folders(own, site_packages)):
        for path in sorted(folder.rglob("*.so*")):
            if path.is_file() and not path.is_symlink():
                place, sha256 = path.relative_to(site_packages).as_posix(), hashlib.sha256(path.read_bytes())
                yield Part(place, _version(path, own), "file", None, None, sha256.hexdigest())


def _folders(own: Distribution, site_packages: Path) -> set[Path]:
    """The top folders that belong to a wheel, by its metadata's list of import names or by its own name."""
    name = _plain(own.metadata["Name"])
    known = {
        "pyside6-essentials": {"PySide6"},
        "pillow": {"PIL", "pillow.libs"},
        "pypdfium2": {"pypdfium2", "pypdfium2_raw"},
        "python-bidi": {"bidi"},
        "zxing-cpp": {"zxingcpp", "zxing_cpp.libs"},
        "cffi": {"cffi"},
    }
    names = known.get(name, {name.replace("-", "_")})
    return {site_packages / one for one in names if (site_packages / one).is_dir()}


def _version(path: Path, own: Distribution) -> str:
    if path.name == "libpdfium.so":
        told = json.loads((path.parent / "version.json").read_text("utf-8"))
        return ".".join(str(told[key]) for key in ("major", "minor", "build", "patch"))
    return own.version


def _named_inside(own: Distribution) -> Iterator[Part]:
    """What the wheel's own bills of materials name: OpenSSL in cryptography, libraries in Pillow, Rust crates."""
    for bill in sorted(_metadata(own).glob("sboms/*.json")):
        told = json.loads(bill.read_text("utf-8"))
        for one in told.get("components", ()):
            if one.get("version") and _plain(one["name"]) != _plain(own.metadata["Name"]):
                yield Part(one["name"], one["version"], "library", None, one.get("purl"))


def _metadata(own: Distribution) -> Path:
    """A wheel's dist-info folder, told by the name in it: the package has no lists of files any more."""
    everything = Path(str(own.locate_file(""))).glob("*.dist-info")
    return next(one for one in everything if Distribution.at(one).metadata["Name"] == own.metadata["Name"])


def debian() -> Iterator[Part]:
    """The Debian packages that ours depends on; their versions are the kiosk's own."""
    for line in DEBIAN.read_text("utf-8").splitlines():
        if line.startswith(END_OF_DEPENDS):
            return
        if line and not line.startswith("#"):
            yield Part(line, "bookworm", "operating-system", None, f"pkg:deb/debian/{line}?distro=bookworm")


def assets() -> Iterator[Part]:
    """Fonts and icons, cut at build time from packages that stay behind."""
    sys.path.insert(0, str(ROOT / "packaging" / "assets"))
    import fonts

    for family in dict.fromkeys((one.name, one.package) for one in fonts.FAMILIES):
        yield Part(family[0], version(family[1]), "data", "OFL-1.1", f"pkg:pypi/{family[1]}@{version(family[1])}")
    icons = version("QtAwesome")
    yield Part("Material Design Icons", icons, "data", "Apache-2.0", f"pkg:pypi/qtawesome@{icons}")


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
