"""A clean Debian 12 in a folder. One rule: mounts and processes live in a namespace of their own and die with it.

So nothing has to be tidied up when a test is killed half-way, and deleting the folder cannot reach the machine's /dev.
The machine's own way to packages (its proxies, certificates, name servers) is copied in; none of it is named here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

RELEASE = "bookworm"
INSIDE = "CEIBA_PACKAGE_TEST_INSIDE"
DEVICES = ("null", "zero", "full", "random", "urandom", "tty")
ENDING = 20
PLAIN = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/root"}
MACHINE_FILES = ("/etc/resolv.conf", "/etc/hosts", "/etc/ssl/certs/ca-certificates.crt")


class Failed(Exception):
    """A step did not do what it should; the message holds the end of what it said."""


def enter_namespace() -> None:
    """Start this program again with its own mounts and processes. Returns only in there; needs root."""
    if os.environ.get(INSIDE):
        return
    if os.geteuid() != 0:
        sys.exit("Installing into a clean Debian needs root: sudo make package-test")
    unshare = ["unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child", "--mount-proc"]
    command = [*unshare, sys.executable, *sys.argv]
    os.execvpe(command[0], command, {**os.environ, INSIDE: "1"})  # noqa: S606 (a program of Debian's, our own words)


def base(cache: Path) -> Path:
    """A tar of Debian's smallest installation; made once, kept in `cache`. Delete it to begin from nothing."""
    tar = cache / f"{RELEASE}.tar"
    if not tar.exists():
        folder = cache / "new"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _machine(["debootstrap", "--variant=minbase", RELEASE, str(folder)], seconds=1200)
        _machine(["tar", "-C", str(folder), "-cf", f"{tar}.part", "."], seconds=600)
        Path(f"{tar}.part").rename(tar)
        shutil.rmtree(folder)
    return tar


class Chroot:
    """A Debian under `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *words: str, seconds: float, user: str = "root", more: Mapping[str, str] | None = None) -> str:
        """Run a command in there and return its standard output. Raises Failed: another code than 0, or too slow."""
        as_user = [] if user == "root" else ["runuser", "-u", user, "--"]
        environment = {**PLAIN, "DEBIAN_FRONTEND": "noninteractive", **(more or {})}
        if user != "root":
            environment["HOME"] = f"/home/{user}"
        return _machine(["chroot", str(self.root), *as_user, *words], seconds=seconds, environment=environment)

    @contextmanager
    def started(
        self, *words: str, user: str, more: Mapping[str, str], hands: tuple[int, ...] = ()
    ) -> Iterator[subprocess.Popen[bytes]]:
        """A command running in there, with the descriptors `hands` open; ended when the block is left."""
        as_user = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", "--"]
        environment = {**PLAIN, "HOME": f"/home/{user}", **more}
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(
            ["chroot", str(self.root), *as_user, *words], env=environment, pass_fds=hands, **quiet
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait(ENDING)

    def apt(self, *words: str) -> None:
        """apt-get, without questions. Raises Failed."""
        self.run("apt-get", "-qq", "--yes", "-o", "Dpkg::Use-Pty=0", *words, seconds=1200)

    def paths(self) -> set[str]:
        """Every path that an installation could leave behind; logs, caches and dpkg's own records apart."""
        own = ("proc", "sys", "dev", "tmp", "run", "home", "var/log", "var/cache", "var/lib/dpkg", "var/lib/apt")
        pruned = [word for name in own for word in ("-path", f"/{name}", "-prune", "-o")]
        return set(self.run("find", "/", *pruned, "-print", seconds=120).splitlines())


@contextmanager
def clean_debian(cache: Path) -> Iterator[Chroot]:
    """A Debian in a new folder, gone afterwards. `enter_namespace` has been called before."""
    root = cache / "root"
    shutil.rmtree(root, ignore_errors=True)  # what a killed run left; its mounts went with its namespace
    root.mkdir(parents=True)
    _machine(["tar", "-C", str(root), "-xf", str(base(cache))], seconds=600)
    _machine(["mount", "--bind", str(root), str(root)], seconds=20)  # a chroot that can make mount namespaces itself
    archives = cache / "archives"
    archives.mkdir(exist_ok=True)
    _mount(root, archives)
    _like_the_machine(root)
    try:
        yield Chroot(root)
    finally:
        _machine(["umount", "--recursive", "--lazy", str(root)], seconds=60)
        shutil.rmtree(root)


def _mount(root: Path, archives: Path) -> None:
    places: list[list[str]] = [
        ["-t", "proc", "proc", "proc"],
        ["-t", "sysfs", "-o", "ro", "sysfs", "sys"],
        ["-t", "tmpfs", "-o", "mode=755", "tmpfs", "dev"],
        ["-t", "tmpfs", "-o", "mode=755", "tmpfs", "run"],
        ["--bind", str(archives), "var/cache/apt/archives"],
    ]
    for words in places:
        _machine(["mount", *words[:-1], str(root / words[-1])], seconds=20)
    for name in ("shm", "pts"):
        (root / "dev" / name).mkdir()
    _machine(["mount", "-t", "tmpfs", "-o", "mode=1777", "tmpfs", str(root / "dev/shm")], seconds=20)
    _machine(["mount", "-t", "devpts", "-o", "newinstance,ptmxmode=666", "devpts", str(root / "dev/pts")], seconds=20)
    (root / "dev/ptmx").symlink_to("pts/ptmx")
    (root / "dev/fd").symlink_to("/proc/self/fd")
    for name in DEVICES:
        (root / "dev" / name).touch()
        _machine(["mount", "--bind", f"/dev/{name}", str(root / "dev" / name)], seconds=20)


def _like_the_machine(root: Path) -> None:
    """The way to packages, and no service that starts by itself."""
    for name in MACHINE_FILES:
        if Path(name).exists():
            target = root / name.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(name, target)
    said = _machine(["apt-config", "dump"], seconds=20).splitlines()
    acquire = [line for line in said if line.startswith("Acquire::")]
    (root / "etc/apt/apt.conf.d/90machine").write_text("\n".join(acquire) + "\n")
    deny = root / "usr/sbin/policy-rc.d"
    deny.write_text("#!/bin/sh\nexit 101\n")
    deny.chmod(0o755)


def _machine(words: list[str], *, seconds: float, environment: Mapping[str, str] | None = None) -> str:
    try:
        ran = subprocess.run(
            words,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Failed(f"{' '.join(words[:6])} took longer than {seconds:.0f} s") from error
    if ran.returncode != 0:
        raise Failed(f"{' '.join(words[:8])} ended with {ran.returncode}:\n{(ran.stdout + ran.stderr)[-3000:]}")
    return ran.stdout
