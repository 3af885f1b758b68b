"""`make bench`: every figure of the product against a limit or a peer of the same run."""

from __future__ import annotations

from tests.bench import desk, finish, first_frame, screen_change, server, slip

for part in (finish, slip, first_frame, screen_change, server, desk):
    for line in part.lines():
        print(line, flush=True)
