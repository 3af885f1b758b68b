"""What a protocol may not do. One rule: a file that breaks a promise of DESIGN section 1 does not load.

There is no syntax for a required question, free text or a rule that takes an offer away; what is left to check is
that codes are unique, that no question asks who somebody is, that answering never costs a decliner anything, and
that the largest record fits the sealed size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kiosk.formats.padding import record_fits
from kiosk.visit.protocol import BadProtocol, Protocol, Question, QuestionKind
from kiosk.visit.record import largest_records

IDENTITY_WORDS = frozenset(
    [
        "name",
        "surname",
        "birth",
        "born",
        "birthday",
        "dob",
        "age",
        "sex",
        "gender",
        "nationality",
        "citizenship",
        "country",
        "passport",
        "document",
        "visa",
        "address",
        "street",
        "phone",
        "email",
        "photo",
        "picture",
        "fingerprint",
        "religion",
        "ethnicity",
        "race",
        "tribe",
        "violence",
        "abuse",
        "crime",
        "arrest",
        "gang",
        "police",
        "officer",
        "border",
        "route",
        "smuggler",
        "location",
    ]
)
"""No question, option or offer key may contain one of these (CONTEXT, "no names, birth dates, nationality …")."""

SLIP_FIELDS_OF_VISIT = ("language", "sharing")
_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def check(protocol: Protocol) -> None:
    """Raise BadProtocol naming the first promise that the protocol breaks."""
    _unique("question code", (question.code for question in protocol.questions))
    _unique("question", (question.key for question in protocol.questions))
    _unique("offer code", (offer.code for offer in protocol.offers))
    _unique("offer", (offer.key for offer in protocol.offers))
    for question in protocol.questions:
        _check_question(question)
    for key in [*(offer.key for offer in protocol.offers), protocol.name]:
        _check_key(key)
    if [q.key for q in protocol.questions if q.kind is QuestionKind.CHILDREN] != ["who"]:
        raise BadProtocol("A protocol has exactly one question “who” that counts children. Correct the file.")
    if not protocol.questions or protocol.questions[0].kind is not QuestionKind.DOCTOR:
        raise BadProtocol("The first question asks whether anyone needs a doctor now. Put it first.")
    if not protocol.always:
        raise BadProtocol("A protocol offers something to everyone. Name it under “always”.")
    _check_slip(protocol)
    _check_size(protocol)


def _check_question(question: Question) -> None:
    for key in [question.key, *(option.key for option in question.options)]:
        _check_key(key)
    _unique(f"option code of “{question.key}”", (option.code for option in question.options))
    counted = question.kind in (QuestionKind.CHILDREN, QuestionKind.COUNT)
    if counted != (question.most > 0):
        raise BadProtocol(f"Only a count has a “most”: look at the question “{question.key}”.")
    if (question.kind is QuestionKind.COUNT) == bool(question.options):
        raise BadProtocol(f"A question has options or counts: look at “{question.key}”.")
    keys = [option.key for option in question.options]
    if question.kind is QuestionKind.CHILDREN and keys != ["me", "children"]:
        raise BadProtocol("The question “who” has the options “me” and “children”, in this order.")
    if question.kind is QuestionKind.DOCTOR and keys != ["no", "yes"]:
        raise BadProtocol("The question “doctor” has the options “no” and “yes”, in this order.")
    if question.kind is QuestionKind.MANY and not (question.options[0].alone and len(question.options) > 1):
        raise BadProtocol(f"“None of these” stands first and alone: look at the question “{question.key}”.")


def _check_key(key: str) -> None:
    if not _KEY.fullmatch(key):
        raise BadProtocol(f"The key “{key}” is not made of small letters, digits and dashes.")
    asked = IDENTITY_WORDS.intersection(key.split("-"))
    if asked:
        raise BadProtocol(f"The key “{key}” asks who somebody is, which this kiosk never does. Remove it.")


def _check_slip(protocol: Protocol) -> None:
    known = {question.key for question in protocol.questions}.union(SLIP_FIELDS_OF_VISIT)
    _unique("slip field", protocol.slip)
    for key in protocol.slip:
        if key not in known:
            raise BadProtocol(f"The slip names “{key}”, which is no question. Correct the slip list.")


def _check_size(protocol: Protocol) -> None:
    for kind, record in largest_records(protocol):
        if not record_fits(kind, record):
            raise BadProtocol("The longest answers do not fit a sealed record. Take out questions or options.")


def _unique(what: str, values: Iterable[object]) -> None:
    seen: set[object] = set()
    for value in values:
        if value in seen:
            raise BadProtocol(f"The {what} “{value}” stands twice in the protocol. Each may stand once.")
        seen.add(value)
