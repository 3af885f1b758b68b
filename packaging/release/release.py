"""Everything of one release in a folder, and the list of what a person still has to do. One rule: what is missing stops
it; a release half made is none.

Run as `python packaging/release/release.py PACKAGE.deb [OUT]` (default build/release), by `make release`. OUT then
holds the package, its bill of materials and licence report, an apt repository (`apt/`), and SHA256SUMS over all of it.
CEIBA_APT_KEY names a gpg key; with it the repository is signed. The statement for `ceiba update` is signed by a person,
with `sign.py`, on the machine that has the release key.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from hashlib import file_digest
from pathlib import Path

import aptrepo

ROOT = Path(__file__).resolve().parents[2]
SBOM, AUDIT = ROOT / "packaging" / "sbom" / "make.py", ROOT / "packaging" / "audit.py"
SECONDS = 900


def main() -> int:
    package = Path(sys.argv[1])
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "build" / "release"
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    if missing := what_is_missing(package, version):
        print("No release:\n" + "\n".join(f"  - {one}" for one in missing), file=sys.stderr)
        return 1
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    shutil.copyfile(package, out / package.name)
    if subprocess.run([sys.executable, SBOM, out, package], timeout=SECONDS, check=False).returncode:
        print("No release: the bill of materials or a licence is not in order, see above.", file=sys.stderr)
        return 1
    audited = subprocess.run([sys.executable, AUDIT, "--must"], timeout=SECONDS, check=False).returncode == 0
    signed = aptrepo.make(out / "apt", out / package.name, os.environ.get("CEIBA_APT_KEY"))
    (out / "SHA256SUMS").write_text(sums(out), "utf-8")
    print(checklist(out, version, audited=audited, signed=signed))
    return 0


def what_is_missing(package: Path, version: str) -> list[str]:
    """One line for each thing that a machine can see is not done."""
    kept = ROOT / "tests" / "releases" / version / "data.tar.xz"
    must = {
        f"{package} is not there: make deb": package.is_file(),
        f"{package.name} is not of version {version}: make deb": package.name.split("_")[1:2] == [version],
        "the release's data is not kept: make release-data, and commit tests/releases": kept.is_file(),
    }
    return [sentence for sentence, is_there in must.items() if not is_there]


def sums(out: Path) -> str:
    """As `sha256sum --check` reads them, in a fixed order."""
    lines = []
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            lines.append(f"{file_digest(file, 'sha256').hexdigest()}  {path.relative_to(out)}\n")
    return "".join(lines)


def checklist(out: Path, version: str, *, audited: bool, signed: bool) -> str:
    """What is done, and what only a person can do."""
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    done = [
        (True, f"package, bill of materials, licences, checksums in {out}"),
        (audited, "what is pinned was audited, and has no known weakness (packaging/audit.py --must)"),
        (signed, "the apt repository is signed (CEIBA_APT_KEY=… make release)"),
        (f"## [{version}]" in changelog, f"CHANGELOG.md has a chapter [{version}]"),
        (False, "make check test package-test bench on this commit, by a second person too"),
        (False, f"sign: packaging/release/sign.py {out}/ceiba_{version}_amd64.deb --key KEY, then put both on a stick"),
        (False, "ceiba update --from STICK on a spare tablet with a site on it, and --rollback"),
        (False, f"tag: git tag --sign v{version}"),
    ]
    return "\n".join(f"  [{'x' if is_done else ' '}] {what}" for is_done, what in done)


if __name__ == "__main__":
    sys.exit(main())
