"""Sentences that name a number. One rule: the forms are gettext's, as the PO file has them, and its header chooses.

The forms of a sentence stand beside it as `key[0]`, `key[1]` …, and the header's rule under RULE. A language whose
words do not change with the number needs none of this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

RULE = "plural-forms"


def with_forms(key: str, forms: Mapping[int, str]) -> dict[str, str]:
    """The entries of one sentence that has plural forms; the last form is what it says without a number."""
    return {key: forms[max(forms)], **{f"{key}[{index}]": form for index, form in sorted(forms.items())}}


def without_forms(sentences: Mapping[str, str]) -> dict[str, str]:
    """The sentences alone: forms follow the rule of their own language and no other."""
    return {key: said for key, said in sentences.items() if key != RULE and not key.endswith("]")}


def chosen(sentences: Mapping[str, str], key: str, values: Iterable[object]) -> str:
    """The sentence behind `key` in the form for the first whole number among `values`. Raises KeyError."""
    if f"{key}[0]" not in sentences:
        return sentences[key]
    number = next((value for value in values if isinstance(value, int)), 0)
    return sentences[f"{key}[{plural_rule(sentences[RULE])(number)}]"]


@cache
def plural_rule(header: str) -> Callable[[int], int]:
    """The function behind a `Plural-Forms` header, from a number to the index of its form. Raises ValueError."""
    from gettext import c2py  # after the first frame, which names no number

    return c2py(header.partition("plural=")[2].strip().rstrip(";"))


def form_count(header: str) -> int:
    """How many forms a `Plural-Forms` header promises; 0 when it is no such header."""
    promised = header.partition("nplurals=")[2].partition(";")[0].strip()
    return int(promised) if promised.isdecimal() else 0
