"""One kiosk's life for strace to watch: `python -m tests.db.traced FOLDER ACTS…`. One rule: a mark is a write of one
word to the standard error, so that the trace shows between which system calls an act began and ended.

Prints one line of JSON: the codes of the Problems that were raised and those that still stand, the SHA-256 of every
finished visit's blobs, how many visits are in memory only."""

from __future__ import annotations

import json
import os
import resource
import sys
from hashlib import sha256
from pathlib import Path
from random import Random

from db.batches import SqlBatches
from db.file import KioskFile
from kiosk.batch.keeper import BatchKeeper
from kiosk.ports.kinds import Kind
from kiosk.problem import Problem
from tests.kiosk.batch.sealing import SIZE, HandClock, RandomSeal

NOBODY = 65534
Limit = tuple[int, int]


class Life:
    """The acts by name."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "kiosk.sqlite"
        self.clock, seal = HandClock(), RandomSeal()
        store = SqlBatches(KioskFile(self.path, self.clock))
        self.keeper = BatchKeeper(store, seal.cover, seal.sign, self.clock, lambda: 1, lambda: 1, Random(1))
        self.leaves: list[str] = []
        self.limit: Limit = resource.getrlimit(resource.RLIMIT_FSIZE)

    def start(self) -> None:
        self.keeper.start()

    def finish(self) -> None:
        intake, tally = os.urandom(SIZE[Kind.INTAKE]), os.urandom(SIZE[Kind.TALLY])
        self.leaves += [sha256(intake).hexdigest(), sha256(tally).hexdigest()]
        self.keeper.finish(intake, tally)

    def settle(self) -> None:
        self.keeper.settle()

    def tick(self) -> None:
        self.clock.advance(60)
        self.keeper.tick()

    def close(self) -> None:
        self.keeper.release()
        self.clock.advance(1800)
        self.keeper.tick()

    def fill(self) -> None:
        """No file may grow beyond what the database is now."""
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.path.stat().st_size, self.limit[1]))

    def free(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self.limit)

    def seal_folder(self) -> None:
        """Take away every right to write; root has to become nobody for that."""
        self.path.chmod(0o444)
        self.path.parent.chmod(0o555)
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        self.path.read_bytes()  # reading still works: it is the writing that must fail


def main(folder: Path, acts: list[str]) -> None:
    life, raised = Life(folder), []
    for act in acts:
        os.write(2, f"begin-{act}".encode())
        try:
            getattr(life, act)()
        except Problem as problem:
            raised.append(problem.code)
        os.write(2, f"end-{act}".encode())
    standing = [problem.code for problem in life.keeper.problems]
    report = {"raised": raised, "standing": standing, "leaves": life.leaves, "unsaved": len(life.keeper.unsaved)}
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
