"""Kills real kiosks with SIGKILL and looks at what they left. Run as `python -m tests.db.killing FOLDER KILLS SEED`.

A child keeps a store the way the product does: it finishes visits, settles on another thread, closes batches, and says
"stored" on a pipe after each finish. The parent lets it live for a random time, kills it, reads the bytes it left, and
keeps count of what it said. One rule: what was said is in the store afterwards, once. Prints one line of JSON."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from hashlib import sha256
from pathlib import Path
from threading import Thread

from db.batches import SqlBatches
from db.file import KioskFile
from kiosk.batch.keeper import BatchKeeper
from kiosk.ports.kinds import Kind
from tests.db.raw import RawLog
from tests.kiosk.batch.sealing import SIZE, HandClock, RandomSeal

NAME = "kiosk.sqlite"
ONE_SAID = 64  # bytes: the leaves of an intake and a tally
PATIENCE = 20.0  # seconds
MOST = 4
"""Times the kills asked for, until enough of them fell where it hurts."""


def new_keeper(folder: Path) -> tuple[BatchKeeper, SqlBatches]:
    clock, seal = HandClock(), RandomSeal()
    store = SqlBatches(KioskFile(folder / NAME, clock))
    keeper = BatchKeeper(store, seal.cover, seal.sign, clock, lambda: 2968, lambda: 1, random.SystemRandom())
    return keeper, store


def live(folder: Path, said: int) -> None:
    """A kiosk's life until it is killed."""
    keeper, _ = new_keeper(folder)
    problems = keeper.start()
    if problems:
        os.write(said, b"!" * 32)
        return
    while True:
        intake, tally = os.urandom(SIZE[Kind.INTAKE]), os.urandom(SIZE[Kind.TALLY])
        keeper.finish(intake, tally)
        os.write(said, sha256(intake).digest() + sha256(tally).digest())
        settling = Thread(target=keeper.settle)
        settling.start()
        if intake[0] < 90:
            settling.join()
            keeper.release()
            keeper.tick()


def one_life(folder: Path, visits: int, seconds: float) -> bytes:
    """Start a kiosk, kill it so long after it said that many visits, and return what it said."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            live(folder, writer)
        finally:
            os._exit(1)
    os.close(writer)
    heard = b""
    while len(heard) < visits * ONE_SAID and select.select([reader], [], [], PATIENCE)[0]:
        heard += os.read(reader, ONE_SAID) or sys.exit("a kiosk ended by itself")
    time.sleep(seconds)  # not a wait for something: the moment of the kill is what is tried
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reader, 65536):
        heard += more
    os.close(reader)
    return heard


def left_behind(folder: Path) -> tuple[int, int]:
    """Commits and checkpoints that the log of a killed kiosk shows; (0, 0) when it left none."""
    log = folder / f"{NAME}-wal"
    raw = log.read_bytes() if log.exists() else b""
    if len(raw) < 32:
        return 0, 0
    return RawLog(raw).commits, RawLog(raw).checkpoints


def few(logs: list[tuple[int, int]]) -> bool:
    """Whether hardly a kill fell between a commit and its checkpoint, which is where it would hurt."""
    return sum(commits > 0 for commits, _ in logs) <= len(logs) // 12


def main(folder: Path, kills: int, seed: int) -> None:
    moments = random.Random(seed)
    said: list[bytes] = []
    logs: list[tuple[int, int]] = []
    births = kills // 5
    while len(logs) < kills or (few(logs) and len(logs) < MOST * kills):
        if len(logs) < births:  # killed while the file is being born, or soon after
            heard = one_life(folder, 0, moments.uniform(0.01, 0.2))
        else:
            heard = one_life(folder, moments.randrange(9), moments.uniform(0, 0.006))
        said += [heard[at : at + 32] for at in range(0, len(heard) - 31, 32)]
        logs.append(left_behind(folder))
    keeper, store = new_keeper(folder)
    problems = [problem.code for problem in keeper.start()]
    found = [sha256(blob).digest() for batch in store.closed() for blob in batch.blobs]
    report = {
        "kills": len(logs),
        "kills at birth": births,
        "visits said": len(said) // 2,
        "lost": len([leaf for leaf in said if leaf not in set(found)]),
        "twice": len(found) - len(set(found)),
        "batches": len(found) // 36,
        "logs left": sum(commits > 0 for commits, _ in logs),
        "most commits in a log": max(commits for commits, _ in logs),
        "most checkpoints counted": max(count for _, count in logs),
        "problems": problems,
        "files": sorted(one.name for one in folder.iterdir()),
    }
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
