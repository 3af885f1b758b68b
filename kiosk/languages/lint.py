"""What no sentence may say, and what no catalogue may lack. One rule: we promise nothing and rank nobody.

Words that promise or rank may stand only in the sentences that deny them; those keys are listed, one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kiosk.languages.catalogue import parse_catalogue
from kiosk.languages.pack import pack_codes, pack_folder

FORBIDDEN: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        "approved approval rejected denied refused eligible ineligible guaranteed guarantee cleared clearance passed "
        "failed appointment ticket turn number permit registration registered registry queue line waiting list order "
        "priority safe proceed admitted admission entry cross allowed".split()
    ),
    "es": frozenset(
        "aprobado aprobada rechazado rechazada apto apta garantizado garantizada garantía turno ficha folio cita "
        "registro registrado permiso lista fila espera orden prioridad seguro pase puede-pasar admitido entrada "
        "cruzar cruza número".split()
    ),
    "ar": frozenset(
        "مقبول مرفوض مضمون ضمان دور موعد تصريح تصريحًا موعدًا دورًا تسجيل رقم قائمة طابور أولوية عبور يعبر بالعبور".split()
    ),
}
"""Whole words; DESIGN section 2 names the first of them."""

DENIALS: Mapping[str, frozenset[str]] = {
    "slip.disclaimer": frozenset(("en", "es", "ar")),
    "notice.decide": frozenset(("en", "es", "ar")),
    "paper.hint": frozenset(("en", "es", "ar")),
    "slip.family": frozenset(("en",)),
}
"""Sentences that say what the paper or the kiosk is *not*, and the name of the Red Cross."""

_PLACEHOLDER = re.compile(r"\{[a-z_]*\}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def findings() -> Iterator[str]:
    """Every fault of every pack, as one line each."""
    sources = {code: pack_folder(code).joinpath("messages.po").read_bytes() for code in pack_codes()}
    english = {str(entry.msgctxt): entry.msgid for entry in parse_catalogue("en", sources["en"])}
    for code, untrusted in sources.items():
        yield from catalogue_findings(code, untrusted, english)


def catalogue_findings(code: str, untrusted: bytes, english: Mapping[str, str]) -> Iterator[str]:
    """The faults of one catalogue against the English sentences by key."""
    entries = {str(entry.msgctxt): entry for entry in parse_catalogue(code, untrusted)}
    yield from (f"{code}: {key} is missing" for key in english.keys() - entries.keys())
    yield from (f"{code}: {key} is not in English" for key in entries.keys() - english.keys())
    for key, entry in entries.items():
        if not entry.msgstr:
            yield f"{code}: {key} is empty"
        elif entry.fuzzy or entry.msgid != english.get(key, entry.msgid):
            yield f"{code}: {key} is stale, its English has changed"
        if sorted(_PLACEHOLDER.findall(entry.msgstr)) != sorted(_PLACEHOLDER.findall(entry.msgid)):
            yield f"{code}: {key} has other placeholders than the English"
        if code not in DENIALS.get(key, ()):
            yield from (f"{code}: {key} says “{word}”" for word in sorted(_promises(code, entry.msgstr)))


def _promises(code: str, sentence: str) -> set[str]:
    words = {word.lower() for word in _WORD.findall(_PLACEHOLDER.sub(" ", sentence))}
    return words & FORBIDDEN.get(code, frozenset())
