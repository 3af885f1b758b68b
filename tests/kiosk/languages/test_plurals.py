"""A sentence with a number agrees with it, in every language, by the rule of the catalogue's own header."""

from __future__ import annotations

import polib
import pytest

from kiosk.languages.catalogue import Catalogue, load_catalogue, read_source
from kiosk.languages.lint import catalogue_findings
from kiosk.languages.plurals import plural_rule, without_forms
from kiosk.problem import Bug

SLAVIC = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
ENGLISH = {"wait": "Wait {seconds} seconds."}
FORMS = {0: "Ждите {seconds} секунду.", 1: "Ждите {seconds} секунды.", 2: "Ждите {seconds} секунд."}


def catalogue(forms: dict[int, str], header: str = SLAVIC) -> bytes:
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=utf-8", "Plural-Forms": header}
    english = ENGLISH["wait"]
    po.append(polib.POEntry(msgctxt="wait", msgid=english, msgid_plural=english, msgstr_plural=forms))
    return str(po).encode()


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, "секунд"), (1, "секунду"), (2, "секунды"), (5, "секунд"), (11, "секунд"), (12, "секунд"), (21, "секунду")],
)
def test_the_form_follows_the_number(number: int, form: str) -> None:
    read = Catalogue("ru", read_source("ru", catalogue(FORMS)))
    assert read.say("wait", seconds=number) == f"Ждите {number} {form}."


@pytest.mark.parametrize(
    ("code", "words"),
    [("ru", ("1 дня", "3 дней", "14 дней", "21 дня")), ("uk", ("1 дня", "3 днів", "14 днів", "21 дня"))],
)
def test_the_notice_names_its_days_in_the_right_case(code: str, words: tuple[str, ...]) -> None:
    for word in words:
        days = int(word.split()[0])
        assert f" {word}." in load_catalogue(code).say("notice.shelter", shelter="Luz", days=days)


def test_the_forms_of_one_language_are_not_lent_to_another() -> None:
    forms = read_source("ru", catalogue(FORMS))
    assert without_forms(forms) == {"wait": FORMS[2]}


def test_a_form_that_is_not_there_is_a_bug_and_no_half_sentence() -> None:
    with pytest.raises(Bug):
        Catalogue("ru", read_source("ru", catalogue({0: FORMS[0]}))).say("wait", seconds=5)


@pytest.mark.parametrize(
    ("forms", "header", "finding"),
    [
        (FORMS, "", "wait has not the plural forms"),
        (FORMS, "nplurals=2; plural=(n != 1);", "wait has not the plural forms"),
        ({0: FORMS[0], 1: FORMS[1]}, SLAVIC, "wait has not the plural forms"),
        ({**FORMS, 1: ""}, SLAVIC, "wait is empty"),
        ({**FORMS, 1: "Ждите."}, SLAVIC, "wait has other placeholders"),
        ({**FORMS, 1: "Ждите {seconds}, очередь."}, SLAVIC, "wait says “очередь”"),
    ],
)
def test_a_planted_fault_in_a_form_is_found(forms: dict[int, str], header: str, finding: str) -> None:
    assert any(finding in line for line in catalogue_findings("ru", catalogue(forms, header), ENGLISH))


def test_whole_forms_have_no_finding() -> None:
    assert list(catalogue_findings("ru", catalogue(FORMS), ENGLISH)) == []


def test_a_header_that_is_no_rule_is_told() -> None:
    with pytest.raises(ValueError, match="plural"):
        plural_rule("nplurals=2;")
