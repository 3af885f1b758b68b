"""Findings in words. One rule: the staff page and the command line say the same sentences, from the same catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.languages.catalogue import Catalogue
from kiosk.ports.finding import UNKNOWN, Finding, State


@dataclass(frozen=True)
class Said:
    """`sentence` names what was looked at and how it is; `advice` what to do or to know, "" when nothing."""

    sentence: str
    advice: str


def say(finding: Finding, catalogue: Catalogue) -> Said:
    """A finding in the catalogue's language."""
    state = "works" if finding.state is State.OK else finding.state.value
    name = catalogue.say(f"staff.{finding.key.value}")
    return Said(f"{name} – {catalogue.say(f'staff.{state}')}", _advice(finding, catalogue))


def _advice(finding: Finding, catalogue: Catalogue) -> str:
    if finding.detail == UNKNOWN:
        return catalogue.say("staff.advice.unknown")
    key = f"staff.advice.{finding.key.value}"
    if finding.detail:
        return catalogue.say(f"{key}.{finding.detail}")
    return "" if finding.is_well else catalogue.say(key)
