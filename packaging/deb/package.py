"""Builds the Debian package of the last commit. One rule: the same commit gives the same bytes, wherever it is built.

Run as `python packaging/deb/package.py [FOLDER [COMMIT]]` (build/deb, HEAD); prints the package's path, size and hash.
debhelper does what Debian does for every package: users, units, man page, maintainer scripts, checksums, archive. Not
chosen: dh-virtualenv, which ships pip and all of Qt; PyInstaller, whose own interpreter gets no security updates.
"""

from __future__ import annotations

import datetime
import hashlib
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import bytecode
import site_packages
from exported import HOUSE, Commit, export, named, plain_environment, uncommitted

HERE = Path(__file__).resolve().parent
PROGRAM = Path("usr/lib/ceiba")
PACKAGES = PROGRAM / "lib" / "python3.11" / "site-packages"
VENV = "home = /usr/bin\ninclude-system-site-packages = false\nversion = 3.11\n"
END_OF_DEPENDS = "# ====="
SECONDS = 1800


def build(folder: Path, commit: Commit) -> Path:
    """The package of `commit` in `folder`. Raises CalledProcessError with what the tool said on stderr."""
    with tempfile.TemporaryDirectory(prefix="ceiba-deb-") as name:
        work = Path(name)
        work.chmod(0o755)
        tree = lay_out(work, commit)
        command = ["dpkg-buildpackage", "--build=binary", "--unsigned-changes", "--no-check-builddeps"]
        subprocess.run(
            command, cwd=tree, env=plain_environment(commit), stdout=subprocess.DEVNULL, timeout=SECONDS, check=True
        )
        built = next(work.glob("ceiba_*.deb"))
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copyfile(built, folder / built.name))


def lay_out(work: Path, commit: Commit) -> Path:
    """A source tree for dpkg-buildpackage: debian/ and root/, which becomes / on the kiosk."""
    source, tree = work / "source", work / "tree"
    export(commit, source)
    root = tree / "root"
    (root / PACKAGES).mkdir(parents=True)
    (root / PROGRAM / "pyvenv.cfg").write_text(VENV)
    site_packages.fill(root / PACKAGES, source, commit)
    bytecode.compile_all(root, root / PACKAGES, commit)
    shutil.copytree(source / "packaging" / "deb" / "debian", tree / "debian")
    shutil.copytree(source / "docs", tree / "docs")
    shutil.copyfile(source / "CHANGELOG.md", tree / "CHANGELOG.md")
    debian = tree / "debian"
    (debian / "changelog").write_text(_changelog(source, commit), "utf-8")
    (debian / "substvars.in").write_text(f"kiosk:Depends={', '.join(depends(source))}\n")
    (debian / "ceiba.1").write_text(_manual(source, commit), "utf-8")
    return tree


def depends(source: Path) -> list[str]:
    """Debian packages that the program runs on: the first part of the list that `make setup` installs."""
    lines = (source / "packaging" / "debian-packages.txt").read_text("utf-8").splitlines()
    first = lines[: next(at for at, line in enumerate(lines) if line.startswith(END_OF_DEPENDS))]
    return [line.strip() for line in first if line.strip() and not line.startswith("#")]


def _changelog(source: Path, commit: Commit) -> str:
    version = tomllib.loads((source / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    day = datetime.datetime.fromtimestamp(commit.seconds, datetime.UTC)
    return (
        f"ceiba ({version}) bookworm; urgency=medium\n\n"
        f"  * Built from commit {commit.name[:12]}; what changed is in CHANGELOG.md.\n\n"
        f" -- Ceiba maintainers <maintainers@ceiba.invalid>  {day:%a, %d %b %Y %H:%M:%S} +0000\n"
    )


def _manual(source: Path, commit: Commit) -> str:
    day = datetime.datetime.fromtimestamp(commit.seconds, datetime.UTC)
    write = [sys.executable, source / "packaging" / "deb" / "manual.py", source, f"{day:%Y-%m-%d}"]
    ran = subprocess.run(write, env=plain_environment(commit), capture_output=True, timeout=60, check=True)
    return ran.stdout.decode()


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HOUSE / "build" / "deb"
    commit = named(sys.argv[2] if len(sys.argv) > 2 else "HEAD")
    if len(sys.argv) < 3 and (changed := uncommitted()):
        print(f"The package holds the last commit; {changed} changed files are not in it.", file=sys.stderr)
    package = build(folder, commit)
    digest = hashlib.sha256(package.read_bytes()).hexdigest()
    print(f"{package}\n{package.stat().st_size / 1e6:.1f} MB, sha256 {digest}")


if __name__ == "__main__":
    main()
