"""Reads a protocol file. One rule: what the format has no word for, a site cannot ask or withhold.

There is no syntax for a required question, for free text, or for a rule that takes an offer away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kiosk import ready
from kiosk.visit.protocol import BadProtocol, Condition, Offer, Option, Protocol, Question, QuestionKind, Rule

PROTOCOLS = Path(__file__).parents[1] / "protocols"
MADE = PROTOCOLS / "made"
DAMAGED = "The protocol file is damaged or not a protocol. Copy it again from its source."


def load_protocol(untrusted: bytes) -> Protocol:
    """Parse and check a protocol file. Raises BadProtocol with the first thing that is wrong."""
    from kiosk.visit.protocol_check import check

    protocol = parse_protocol(untrusted)
    check(protocol)
    return protocol


def parse_protocol(untrusted: bytes) -> Protocol:
    """The protocol as it is written, not checked yet. Raises BadProtocol where it is none."""
    return _protocol_of(protocol_table(untrusted), untrusted)


def protocol_table(untrusted: bytes) -> dict[str, Any]:
    """The table of a protocol's TOML. Raises BadProtocol."""
    import tomllib  # the first frame finds the table made ready

    try:
        return tomllib.loads(untrusted.decode())
    except ValueError as error:
        raise BadProtocol(DAMAGED) from error


def shown_protocol(name: str) -> Protocol:
    """A protocol that comes with the product as the build made it ready, for the first frame; not checked yet."""
    source = shipped_bytes(name)
    table = ready.read(MADE / f"{name}.cbor", source)
    return parse_protocol(source) if table is None else _protocol_of(table, source)


def shipped_protocol(name: str) -> Protocol:
    """One of the protocols that come with the product: `default` or `covid-2021`."""
    return load_protocol(shipped_bytes(name))


def shipped_bytes(name: str) -> bytes:
    """The file of a protocol that comes with the product. Raises BadProtocol when there is none of that name."""
    source = PROTOCOLS / f"{name}.toml"
    if not source.is_file():
        raise BadProtocol(f"There is no protocol named “{name}”. Choose “default” or “covid-2021”.")
    return source.read_bytes()


def _protocol_of(table: dict[str, Any], source: bytes) -> Protocol:
    try:
        return _parse(table, source)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadProtocol(DAMAGED) from error


def _parse(table: dict[str, Any], source: bytes) -> Protocol:
    _only(table, {"name", "version", "slip", "always", "questions", "offers", "rules"})
    questions: list[Question] = []
    for entry in table["questions"]:
        questions.append(_question(entry, {question.key: question for question in questions}))
    by_key = {question.key: question for question in questions}
    offers = tuple(_offer(entry) for entry in table["offers"])
    codes = {offer.key: offer.code for offer in offers}
    rules = tuple(rule for entry in table["rules"] for rule in _rules(entry, codes, by_key))
    return Protocol(
        name=_text(table["name"]),
        version=_code(table["version"]),
        source=source,
        questions=tuple(questions),
        offers=offers,
        always=frozenset(codes[_text(key)] for key in table["always"]),
        rules=rules,
        slip=tuple(_text(key) for key in table["slip"]),
    )


def _question(entry: dict[str, Any], earlier: Mapping[str, Question]) -> Question:
    _only(entry, {"code", "key", "kind", "options", "need", "only_after", "most"})
    options = tuple(_option(option) for option in entry.get("options", []))
    after = entry.get("only_after")
    return Question(
        code=_code(entry["code"]),
        key=_text(entry["key"]),
        kind=QuestionKind(entry["kind"]),
        options=options,
        need=entry.get("need", False) is True,
        only_after=None if after is None else _condition(_text(after), earlier),
        most=_code(entry["most"]) if "most" in entry else 0,
    )


def _option(entry: dict[str, Any]) -> Option:
    _only(entry, {"code", "key", "pictogram", "alone"})
    return Option(_code(entry["code"]), _text(entry["key"]), _text(entry["pictogram"]), entry.get("alone") is True)


def _offer(entry: dict[str, Any]) -> Offer:
    _only(entry, {"code", "key", "pictogram"})
    return Offer(_code(entry["code"]), _text(entry["key"]), _text(entry["pictogram"]))


def _rules(entry: dict[str, Any], offers: Mapping[str, int], questions: Mapping[str, Question]) -> Iterator[Rule]:
    _only(entry, {"offer", "when"})
    for when in _listed(entry["when"]):
        yield Rule(offers[_text(entry["offer"])], _condition(when, questions))


def _condition(text: str, questions: Mapping[str, Question]) -> Condition:
    """`sick: fever, cough` → the codes of two options of an earlier question."""
    key, _, names = text.partition(":")
    question = questions[key.strip()]
    codes = frozenset(question.option(name.strip()).code for name in names.split(","))
    return Condition(question.code, codes)


def _only(table: dict[str, Any], allowed: set[str]) -> None:
    unknown = sorted(set(table) - allowed)
    if unknown:
        raise BadProtocol(f"The protocol file has an unknown entry “{unknown[0]}”. Remove it or update the software.")


def _code(value: object) -> int:
    if type(value) is not int or not 1 <= value <= 255:
        raise ValueError("a code is a whole number from 1 to 255")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("a name is text")
    return value


def _listed(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError("a list of conditions")
    return [_text(item) for item in value]
