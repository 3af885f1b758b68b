"""What a power cut may leave of a kiosk's folder. One rule: only what was synced is sure; every write, truncation, new
name and removed name after that may be there, be missing, or be torn, whatever its neighbours are.

A life is recorded with strace, every byte of it, and replayed on `Disk`. Names come true in their order (file systems
keep that much); bytes come true by sectors of 512, in any order (https://sqlite.org/psow.html is not relied on)."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR = 512
SECONDS = 60
CALLS = "openat,write,pwrite64,fsync,fdatasync,ftruncate,unlink"
_HEX = re.compile(r"(?:\\x[0-9a-f]{2})+")
_LINE = re.compile(r"^\d+ +(?P<call>\w+)\((?P<arguments>.*)\) += (?P<result>-?\d+)")


@dataclass(frozen=True)
class Step:
    """One system call on a file of the kiosk's folder ("" is the folder), or a mark."""

    call: str
    name: str
    data: bytes = b""
    at: int = 0


@dataclass
class Inode:
    """A file's sure bytes and what was asked of it since."""

    sure: bytearray = field(default_factory=bytearray)
    asked: list[Step] = field(default_factory=list)
    length: int = 0  # as the running program sees it


class Disk:
    """Files and names as the platter has them."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.inodes = {name: Inode(bytearray(raw), [], len(raw)) for name, raw in files.items()}
        self.sure_names = dict(self.inodes)
        self.asked_names: list[tuple[str, Inode | None]] = []

    def do(self, step: Step) -> None:
        if step.call == "openat" and step.name and step.name not in self.inodes:
            self.inodes[step.name] = Inode()
            self.asked_names.append((step.name, self.inodes[step.name]))
        elif step.call == "unlink":
            del self.inodes[step.name]
            self.asked_names.append((step.name, None))
        elif step.call in {"write", "pwrite64", "ftruncate"}:
            self.inodes[step.name].asked.append(step)
        elif step.call in {"fsync", "fdatasync"}:
            self._sync(step.name)

    def _sync(self, name: str) -> None:
        if name:
            inode = self.inodes[name]
            for step in inode.asked:
                apply(inode.sure, step)
            inode.asked.clear()
        else:
            rename(self.sure_names, self.asked_names)
            self.asked_names.clear()

    def after_a_cut(self, chance: Random) -> dict[str, bytes]:
        """One of the many states that a power cut may leave now."""
        disk = deepcopy((self.sure_names, self.asked_names))
        names, asked = disk
        rename(names, asked[: chance.randint(0, len(asked))])
        mood = chance.choice(["none", "all", "some", "torn"])
        for inode in {id(inode): inode for inode in names.values()}.values():
            for step in inode.asked:
                if mood == "all" or (mood != "none" and chance.random() < 0.5):
                    for part in _torn(step, chance) if mood == "torn" else [step]:
                        apply(inode.sure, part)
        return {name: bytes(inode.sure) for name, inode in names.items()}


def rename(names: dict[str, Inode], asked: list[tuple[str, Inode | None]]) -> None:
    for name, inode in asked:
        if inode is None:
            names.pop(name, None)
        else:
            names[name] = inode


def apply(raw: bytearray, step: Step) -> None:
    if step.call == "ftruncate":
        del raw[step.at :]
        raw.extend(bytes(step.at - len(raw)))
    else:
        raw.extend(bytes(max(0, step.at - len(raw))))
        raw[step.at : step.at + len(step.data)] = step.data


def _torn(step: Step, chance: Random) -> list[Step]:
    """Some sectors of a write."""
    if step.call == "ftruncate":
        return [step]
    parts = [
        Step(step.call, step.name, step.data[cut : cut + SECTOR], step.at + cut)
        for cut in range(0, len(step.data), SECTOR)
    ]
    return [part for part in parts if chance.random() < 0.5]


def recorded(folder: Path, *acts: str) -> tuple[list[Step], list[str]]:
    """The steps of a life and the leaves of its visits, two for each in their order."""
    trace = folder.parent / "power"
    command = ["strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "4200", "-o", str(trace), "-e", f"trace={CALLS}"]
    python = [sys.executable, "-m", "tests.db.traced", str(folder), *acts]
    ran = subprocess.run([*command, *python], capture_output=True, text=True, timeout=SECONDS, check=True)
    steps = [step for line in trace.read_text().splitlines() for step in _steps(line, folder)]
    leaves: list[str] = json.loads(ran.stdout)["leaves"]
    return steps, leaves


def _steps(line: str, folder: Path) -> Iterator[Step]:
    found = _LINE.match(line)
    if found is None or found["result"].startswith("-"):
        return
    call, arguments = found["call"], found["arguments"]
    texts = [bytes.fromhex(text.replace("\\x", "")) for text in _HEX.findall(arguments)]
    numbers = re.findall(r", (\d+)", arguments)
    if call == "write" and arguments.startswith("2<"):
        yield Step("mark", texts[-1].decode())
        return
    path = Path(texts[1 if call == "openat" else 0].decode())
    if path == folder:
        yield Step(call, "")
    elif path.parent == folder and path.name != "ballast" and path.suffix != ".new":
        if call == "pwrite64":
            yield Step(call, path.name, texts[1], int(numbers[-1]))
        else:
            yield Step(call, path.name, b"", int(numbers[-1]) if call == "ftruncate" else 0)
