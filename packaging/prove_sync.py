"""`make prove-sync`: thousands of histories of two kiosks, a server and two readers (tests/kiosk/sync/histories.py),
drawn by hypothesis from a seed. Writes build/proof/sync.json and exits 1 when anything was lost, doubled or forgotten
too early.

Histories run in chunks, each in a process of its own with a seed of its own, as many at a time as there are processors.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CHUNK = 100
CHUNK_SECONDS = 1800
ROOT = Path(__file__).resolve().parent.parent
STEPS = 25


def run_chunk(seed: int, many: int) -> dict[str, int]:
    """So many histories in this process; what they came to."""
    from hypothesis import HealthCheck, Phase, settings
    from hypothesis import seed as seeded
    from hypothesis.stateful import run_state_machine_as_test

    from tests.kiosk.sync.histories import Histories, Nursery, counts

    wanted = settings(
        max_examples=many,
        stateful_step_count=STEPS,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(seeded(seed)(Histories), settings=wanted)
    finally:
        Nursery.close()
    return dict(counts)


def in_process(many: int, seed: int) -> dict[str, int]:
    """The same in a process of its own. A history that fails is told on the standard error, smallest first."""
    command = [sys.executable, __file__, "--chunk", str(many), "--seed", str(seed)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        timeout=CHUNK_SECONDS,
        check=False,
        env=os.environ | {"PYTHONPATH": "."},
    )
    if done.returncode != 0:
        return {"failed chunks": 1}
    counted: dict[str, int] = json.loads(done.stdout)
    return counted


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "proof" / "sync.json")
    parser.add_argument("--chunk", type=int, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.chunk is not None:
        print(json.dumps(run_chunk(wanted.seed, wanted.chunk)))
        return 0
    began, total = time.monotonic(), Counter({"histories": 0, "lost": 0, "doubled": 0, "failed chunks": 0})
    sizes = [min(CHUNK, wanted.histories - at) for at in range(0, wanted.histories, CHUNK)]
    with ThreadPoolExecutor(wanted.workers) as pool:
        seeds = [wanted.seed * 1_000_000 + number for number in range(len(sizes))]
        for counted in pool.map(in_process, sizes, seeds):
            total.update(counted)
            print(
                f"\r{total['histories']} histories, {total['lost']} lost, {total['doubled']} doubled",
                end="",
                flush=True,
            )
    report = {**total, "seed": wanted.seed, "seconds": round(time.monotonic() - began)}
    wanted.out.parent.mkdir(parents=True, exist_ok=True)
    wanted.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(f"\n{wanted.out.relative_to(ROOT) if wanted.out.is_relative_to(ROOT) else wanted.out}: {json.dumps(report)}")
    good = report["lost"] == report["doubled"] == report["failed chunks"] == 0 < report["histories"]
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
