"""What is expected follows from the touches alone: from the script's words, by no code that makes the results."""

from __future__ import annotations

import subprocess
import sys

from kiosk.boot.demo.expected import at_the_desk, in_the_summary, on_paper
from kiosk.boot.demo.script import VISITS

SAID = {visit.name: visit.said() for visit in VISITS}


def test_only_needs_are_expected_of_who_shares_only_needs() -> None:
    told = at_the_desk(SAID["adult-with-three-children"])
    assert told["answers"] == {"doctor": ["no"], "needs": ["legal"]}
    assert (told["children"], told["needs"], told["wanted"]) == (3, ["legal"], ["legal", "mask"])


def test_who_declines_and_who_wants_things_only_look_the_same_at_the_desk() -> None:
    assert at_the_desk(SAID["everything-declined"]) == at_the_desk(SAID["things-only"])
    assert at_the_desk(SAID["things-only"])["sources"] == ["paper"]


def test_a_doctor_s_call_stands_first_among_the_needs() -> None:
    assert on_paper(SAID["doctor-call"])["needs"] == ["doctor"]


def test_the_day_is_added_up_by_hand() -> None:
    rows = in_the_summary(SAID.values())
    assert rows["people adults"] == 8
    assert rows["people households"] == 7
    assert rows["people children"] == 3
    assert (rows["languages en"], rows["languages es"], rows["languages ar"]) == (3, 4, 1)
    assert (rows["answering answered"], rows["answering partly-declined"], rows["answering things-only"]) == (6, 1, 1)
    assert (rows["doctor calls"], rows["doctor acknowledged"]) == (1, 1)
    assert (rows["symptoms fever"], rows["symptoms declined"], rows["needs medicine"]) == (1, 1, 1)
    assert (rows["offers mask wanted"], rows["offers mask given"], rows["referrals nurse"]) == (3, 2, 1)


def test_expectations_load_nothing_of_the_product() -> None:
    program = "import sys, kiosk.boot.demo.expected; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=50, check=True)
    ours = {
        name for name in done.stdout.split() if name.partition(".")[0] in ("kiosk", "shelter", "db", "ui", "printers")
    }
    own = {"kiosk", "kiosk.boot", "kiosk.boot.demo", "kiosk.boot.demo.expected", "kiosk.boot.demo.script"}
    assert ours == own
