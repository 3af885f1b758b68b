"""Asks whether what run.lock pins has known weaknesses. One rule: a weakness fails; no answer is told plainly.

Run as `python packaging/audit.py`. Without a network, or where the index does not know a package, it says "not audited"
and ends well, so that a check can run offline; `--must` makes that a failure too (for a release).
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parents[1] / "packaging" / "requirements" / "run.lock"
SECONDS = 90


def main() -> int:
    audited, skipped, weak = ask()
    for line in weak:
        print(line)
    if skipped:
        print(f"not audited: {skipped} of {skipped + audited} packages; nobody could be asked about them here")
    else:
        print(f"audited: {audited} packages, {len(weak)} known weaknesses")
    return 1 if weak or (skipped and "--must" in sys.argv) else 0


def ask() -> tuple[int, int, list[str]]:
    """How many packages were audited and skipped, and one line a weakness."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--disable-pip", "--require-hashes"]
    command += ["--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        told = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return 0, LOCK.read_text("utf-8").count("=="), []
    weak = [_line(one, found) for one in told for found in one.get("vulns", ())]
    skipped = sum("skip_reason" in one for one in told)
    return len(told) - skipped, skipped, weak


def _line(one: dict[str, Any], found: dict[str, Any]) -> str:
    mended = ", ".join(found["fix_versions"]) or "no version yet"
    return f"{one['name']} {one['version']}: {found['id']}, mended in {mended}"


if __name__ == "__main__":
    sys.exit(main())
