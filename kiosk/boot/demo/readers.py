"""Desk and supervisor on the shelter's machine, as processes. One rule: what they found is what they printed as JSON,
and it is held against the touches alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kiosk.boot.demo.expected import at_the_desk, in_the_summary, on_paper
from kiosk.boot.demo.guests import Came
from kiosk.boot.demo.machines import Machines
from kiosk.boot.demo.paper import picture_pages
from kiosk.boot.demo.processes import Done, ceiba
from kiosk.boot.demo.report import Report, Stage, Story
from kiosk.boot.own_process import PartFailed

NEW, KNOWN = ("genuine",), ("genuine", "seen")
"""What the desk says of a slip by a kiosk of its site, the first time and every time: no two papers are the same."""
REST_ON_RULES = {"offered", "hours-open"}
"""Rows of the summary that follow from the site's rules and clock, not from a touch."""
Digits = Mapping[str, str]
"""Visit's name → what is on its slip."""


def read_paper_alone(machines: Machines, came: Iterable[Came], digits: Digits, report: Report, story: Story) -> None:
    """The desk scans while nothing has synced: each slip alone tells what its person shared."""
    answers, done = _scan(machines, digits)
    story.on_paper, story.sentences[Stage.SLIP] = answers, done.err.strip()
    for one in came:
        if one.visit.name in answers:
            _compare(Stage.SLIP, one, on_paper(one.visit.said()), answers[one.visit.name], report)


def read_with_records(machines: Machines, came: Iterable[Came], digits: Digits, report: Report, story: Story) -> None:
    """The desk scans again, after the sync: now the records are there too."""
    answers, _ = _scan(machines, digits)
    story.at_the_desk = answers
    report.opened = sum(answer["status"] in KNOWN for answer in answers.values())
    for one in came:
        if one.visit.name in answers:
            _compare(Stage.RECORD, one, at_the_desk(one.visit.said()), answers[one.visit.name], report)


def count_the_day(
    machines: Machines, came: Iterable[Came], dates: Iterable[date], report: Report, story: Story
) -> None:
    """The supervisor's process counts; every row must follow from the touches, and no row may be more."""
    story.touched = in_the_summary(one.visit.said() for one in came)
    for day in dates:
        told = _summary(machines, day)
        story.counted += _rows(told["counts"])
        story.pages += [path.name for path in picture_pages(machines.summary / f"summary-{day}-internal.pdf")]
        for why, number in told["unread"].items():
            report.fail(Stage.TALLY, f"{number} sealed records were not counted: {why}")
    different = sorted(row for row in story.touched | story.counted if story.touched[row] != story.counted[row])
    for row in different:
        report.fail(Stage.TALLY, f"{row}: {story.touched[row]} by touch, {story.counted[row]} counted")
    report.summary_matches = not different


def _compare(stage: Stage, one: Came, expected: Mapping[str, Any], answer: Mapping[str, Any], report: Report) -> None:
    if answer["status"] not in (NEW if stage is Stage.SLIP else KNOWN):
        report.fail(stage, f"the desk calls the paper of {one.visit.name} {answer['status']}")
        return
    different = [key for key in expected if answer[key] != expected[key]]
    if different:
        report.fail(stage, f"{one.visit.name}: the desk has other {', '.join(different)} than were touched")


def _scan(machines: Machines, digits: Digits) -> tuple[dict[str, dict[str, Any]], Done]:
    words = ("desk", "--headless", "--json", "--scan", "-", "--server", machines.url, "--data", machines.shelter.root)
    done = ceiba(*words, stdin="\n".join(digits.values()))
    answers = done.out.splitlines()
    if done.code != 0 or len(answers) != len(digits):
        raise PartFailed(f"The desk ended early: {done.sentence}")
    return dict(zip(digits, map(_answer, answers), strict=True)), done


def _answer(line: str) -> dict[str, Any]:
    """One answer of the desk, and which offers it says the person would like, and got."""
    told: dict[str, Any] = json.loads(line)
    offers = told.get("offers", {})
    wanted = sorted(key for key, state in offers.items() if state != "offered")
    return told | {"wanted": wanted, "given": [key for key in wanted if offers[key] == "given"]}


def _summary(machines: Machines, day: date) -> dict[str, Any]:
    words = ("summary", "--json", "--server", machines.url, "--day", day, "--out", machines.summary)
    done = ceiba(*words, "--data", machines.shelter.root)
    if done.code != 0:
        raise PartFailed(f"The summary ended early: {done.sentence}")
    told: dict[str, Any] = json.loads(done.out)
    return told


def _rows(counts: Mapping[str, Mapping[str, Any]]) -> Counter[str]:
    """The printed counts as `group key` or `group key measure`, without zeros."""
    rows: Counter[str] = Counter()
    for group, keys in counts.items():
        for key, count in keys.items():
            for measure, number in (count if isinstance(count, dict) else {"": count}).items():
                if not {key, measure} & REST_ON_RULES:
                    rows[f"{group} {key} {measure}".strip()] += number
    return +rows
