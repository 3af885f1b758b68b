"""The bill of materials (CycloneDX 1.6) and the licence report. One rule: the same commit gives the same bytes, and
what nobody has looked at fails.

Run as `python packaging/sbom/make.py OUT [DEB]`: of the package DEB, or of the virtual environment without one. Writes
OUT/ceiba.cdx.json and OUT/licences.md. The schema is CycloneDX's own, checked by its library.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from licences import ALLOWED, UnknownLicence
from packageurl import PackageURL
from parts import ROOT, Part, assets, debian, wheels

KINDS = {
    "library": ComponentType.LIBRARY,
    "file": ComponentType.FILE,
    "data": ComponentType.DATA,
    "operating-system": ComponentType.LIBRARY,
}
_OURS = uuid.UUID("6f1b2c58-6d6e-4c39-9a0a-0c3b1a6b7e21")


def main() -> int:
    out, deb = Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        parts = [*wheels(_site_packages(deb, Path(name))), *debian(), *assets()]
    bill = as_json(parts)
    (out / "ceiba.cdx.json").write_text(bill, "utf-8")
    (out / "licences.md").write_text(report(parts), "utf-8")
    held = sum(len(part.holds) for part in parts)
    print(f"{len(parts)} parts that hold {held} more, in {out / 'ceiba.cdx.json'}; licences in {out / 'licences.md'}")
    return 0


def _site_packages(deb: Path | None, work: Path) -> Path:
    if deb is None:
        return next((ROOT / ".venv" / "lib").glob("python3*/site-packages"))
    subprocess.run(["dpkg-deb", "--extract", str(deb), str(work)], check=True, timeout=120)
    return next(work.glob("usr/lib/ceiba/lib/python3*/site-packages"))


def as_json(parts: Iterable[Part]) -> str:
    """The bill, checked against CycloneDX's schema. Raises ValueError when it does not hold."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    held = [_component(part) for part in parts]
    licence = LicenseFactory().make_from_string("Apache-2.0")
    ours = Component(name="ceiba", version=version, type=ComponentType.APPLICATION, licenses=[licence], bom_ref="ceiba")
    bom = Bom(components=held)
    bom.metadata.component = ours
    bom.register_dependency(ours, held)
    bom.metadata.timestamp = _committed()
    bom.serial_number = uuid.uuid5(_OURS, "\n".join(sorted(map(repr, parts))))
    told: str = JsonV1Dot6(bom).output_as_string(indent=1)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(told)
    if wrong is not None:
        raise ValueError(f"the bill of materials is not CycloneDX 1.6: {wrong}")
    return told


def _component(part: Part, within: str = "") -> Component:
    place = f"{within}/{part.name}@{part.version}"
    return Component(
        name=part.name,
        version=part.version,
        type=KINDS[part.kind],
        licenses=[] if part.licence is None else [LicenseFactory().make_from_string(part.licence)],
        purl=None if part.purl is None else PackageURL.from_string(part.purl),
        hashes=[] if part.sha256 is None else [HashType(alg=HashAlgorithm.SHA_256, content=part.sha256)],
        components=[_component(one, place) for one in dict.fromkeys(part.holds)],
        bom_ref=place,
    )


def _committed() -> datetime:
    """When the last commit was made: the same for whoever builds it."""
    shown = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, timeout=20, check=True
    )
    return datetime.fromtimestamp(int(shown.stdout), UTC)


def report(parts: Iterable[Part]) -> str:
    """A table for people: what is inside, under which licence, and why that is fine."""
    rows = [f"| {part.name} | {part.version} | {part.licence} |" for part in parts if part.licence]
    why = [f"| {name} | {reason} |" for name, reason in ALLOWED.items() if any(name in row for row in rows)]
    head, foot = "| part | version | licence |\n| --- | --- | --- |", "| licence | why it is fine |\n| --- | --- |"
    return "\n".join(("# Licences of what is handed out", "", head, *rows, "", foot, *why, ""))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except UnknownLicence as unknown:
        sys.exit(str(unknown))
