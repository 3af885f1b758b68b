"""Builds the bundle of the last commit: Ceiba as one folder that brings its own Python. One rule: what is frozen was
installed by the hashes of bundle.lock, into a Python that is thrown away afterwards.

Run as `python packaging/bundle/build.py [FOLDER]` (build/bundle), on Linux or Windows, for the system it runs on; the
Python that runs it makes the fonts, so it needs dev.lock installed. Prints the size and the largest parts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
DEB = HERE.parent / "deb"
sys.path[:0] = [str(HERE.parents[1]), str(DEB)]

from bundle_contents import MOST_MIB, largest_parts, mib_on_disk, what_is_missing, what_is_wrong  # noqa: E402
from collected import command_modules  # noqa: E402
from elf import shared_objects  # noqa: E402
from exported import HOUSE, Commit, export, named, plain_environment, uncommitted  # noqa: E402

SECONDS = 900
WINDOWS = sys.platform == "win32"
NAME = "ceiba.exe" if WINDOWS else "ceiba"
AS_THEY_ARE = ("PySide6", "pillow.libs")
"""Libraries that were stripped, or moved in the file by auditwheel, before they became a wheel."""


class NotFit(Exception):
    """The bundle could not be frozen, holds what it should not, lacks what it needs, or is too large."""


def build(folder: Path, commit: Commit) -> Path:
    """The bundle of `commit` in `folder`. Raises NotFit, and CalledProcessError with what the tool said on stderr."""
    with tempfile.TemporaryDirectory(prefix="ceiba-bundle-") as name:
        work = Path(name).resolve()
        export(commit, work / "source")
        python = _environment(work, commit)
        frozen = _freeze(work, python, commit)
        _strip(frozen)
        _check(frozen, python, [work, HOUSE])
        target = folder / frozen.name
        shutil.rmtree(target, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.move(frozen, target))


def _environment(work: Path, commit: Commit) -> Path:
    """A new Python with what is frozen and what freezes it."""
    home, source = work / "python", work / "source"
    _run([sys.executable, "-m", "venv", str(home)], commit)
    python = home / ("Scripts/python.exe" if WINDOWS else "bin/python")
    install = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-compile"]
    lock = source / "packaging" / "requirements" / "bundle.lock"
    _run([*install, "--require-hashes", "--only-binary", ":all:", "-r", str(lock)], commit)
    _run([*install, "--no-deps", "--no-build-isolation", str(source)], commit)
    return python


def _freeze(work: Path, python: Path, commit: Commit) -> Path:
    packaging = work / "source" / "packaging"
    spec = packaging / "bundle" / "ceiba.spec"
    folders = ["--distpath", str(work / "dist"), "--workpath", str(work / "work")]
    modules = os.pathsep.join(str(packaging / name) for name in ("bundle", "deb"))
    done = subprocess.run(
        [str(python), "-m", "PyInstaller", "--clean", "--noconfirm", *folders, str(spec)],
        env={**plain_environment(commit), "PYTHONPATH": modules},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        raise NotFit(done.stdout.decode(errors="replace")[-4000:])
    return work / "dist" / "ceiba"


def _strip(bundle: Path) -> None:
    """Take out names that only a debugger reads (15 MiB); Windows keeps them in files of their own."""
    if not WINDOWS:
        inside = bundle / "_internal"
        given = [path for path in shared_objects(inside) if path.relative_to(inside).parts[0] not in AS_THEY_ARE]
        subprocess.run(["strip", "--strip-unneeded", "--preserve-dates", *given], timeout=SECONDS, check=True)


def _check(bundle: Path, python: Path, build_folders: list[Path]) -> None:
    listing = subprocess.run(
        [python, HERE / "archive.py", bundle / NAME], capture_output=True, text=True, timeout=SECONDS, check=True
    ).stdout
    wrong = [*what_is_wrong(bundle, build_folders), *what_is_missing(listing, command_modules())]
    if wrong:
        raise NotFit("The bundle is not fit:\n" + "\n".join(wrong[:40]))
    if (size := mib_on_disk(bundle)) > MOST_MIB:
        raise NotFit(f"The bundle takes {size:.1f} MiB, more than {MOST_MIB}.")


def _run(command: list[str], commit: Commit) -> None:
    subprocess.run(command, env=plain_environment(commit), timeout=SECONDS, check=True)


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HOUSE / "build" / "bundle"
    if changed := uncommitted():
        print(f"The bundle holds the last commit; {changed} changed files are not in it.", file=sys.stderr)
    try:
        bundle = build(folder, named("HEAD"))
    except NotFit as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{bundle}: {mib_on_disk(bundle):.1f} MiB on disk, of at most {MOST_MIB}; the largest parts:")
    for name, mib in largest_parts(bundle):
        print(f"  {mib:6.1f}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
