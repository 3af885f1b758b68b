"""Counts a simulated day from its truth file. It shares no code with the product: only the truth's JSON and the
protocol's TOML are read, and every count is made by hand.

Also a script: python tests/kiosk/boot/counting.py TRUTH.json PROTOCOL.toml prints the counts of each day as JSON.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

SYMPTOMS = ["nobody", "fever", "cough", "breath", "smell", "tired", "stomach", "rash", "other"]
NEEDS = ["none", "medicine", "pregnant", "help", "family", "interpreter", "legal"]


def days_of(truth: list[dict[str, Any]]) -> list[int]:
    """The site's days on which somebody came, as days since 1970."""
    return sorted({visit["tally"]["fields"]["day"] for visit in truth})


def counts_of(truth: list[dict[str, Any]], protocol: dict[str, Any], day: int) -> dict[str, Any]:
    """The counts of one day, without what the site's own events bring."""
    tallies = [
        visit["tally"]["fields"] for visit in truth if visit["tally"]["fields"]["day"] == day and not visit["deleted"]
    ]
    return {
        "people": {
            "households": len([one for one in tallies if one["first"]]),
            "adults": len(tallies),
            "children": sum(one["children"] for one in tallies if one["children"] is not None),
        },
        "answering": answering(tallies),
        "doctor": {"calls": len([one for one in tallies if one["answers"].get("1") == [2]])},
        "symptoms": options(tallies, "4", SYMPTOMS),
        "needs": options(tallies, "6", NEEDS),
        "languages": {tag: [one["language"] for one in tallies].count(tag) for tag in {t["language"] for t in tallies}},
        "interpreter": {
            "needed": len([one for one in tallies if one["interpreter"] in (1, 2)]),
            "found": len([one for one in tallies if one["interpreter"] == 2]),
        },
        "offers": {offer["key"]: states(tallies, str(offer["code"])) for offer in protocol["offers"]},
        "referrals": {
            offer["key"]: states(tallies, str(offer["code"]))["given"]
            for offer in protocol["offers"]
            if offer["key"] in ("nurse", "vaccine", "legal")
        },
    }


def answering(tallies: list[dict[str, Any]]) -> dict[str, int]:
    things_only = [one for one in tallies if one["answers"] == {} and one["children"] is None]
    asked = [one for one in tallies if not (one["answers"] == {} and one["children"] is None)]
    open_ones = [one for one in asked if one["children"] is None or [0] in one["answers"].values()]
    return {
        "things-only": len(things_only),
        "answered": len(asked) - len(open_ones),
        "partly-declined": len(open_ones),
    }


def options(tallies: list[dict[str, Any]], question: str, keys: list[str]) -> dict[str, int]:
    said = [code for one in tallies for code in one["answers"].get(question, [])]
    return {key: said.count(place) for place, key in enumerate(["declined", *keys])}


def states(tallies: list[dict[str, Any]], code: str) -> dict[str, int]:
    seen = [one["offers"][code] for one in tallies if code in one["offers"]]
    return {"offered": len(seen), "wanted": len([state for state in seen if state > 0]), "given": seen.count(2)}


if __name__ == "__main__":
    everything = json.loads(Path(sys.argv[1]).read_text())["visits"]
    table = tomllib.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    json.dump({day: counts_of(everything, table, day) for day in days_of(everything)}, sys.stdout, indent=1)
