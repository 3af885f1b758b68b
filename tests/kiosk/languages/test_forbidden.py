"""What no sentence may say, in each language: planted words are found, and denials are let through where they deny."""

from __future__ import annotations

import tomllib
import unicodedata
from importlib import resources
from typing import Any

import pytest

from kiosk.languages.catalogue import load_catalogue
from kiosk.languages.lint import catalogue_findings
from kiosk.languages.pack import pack_codes
from kiosk.visit.essentials import LANGUAGES
from tests.kiosk.languages.test_lint import ENGLISH, catalogue

TABLE: dict[str, Any] = tomllib.loads(resources.files("kiosk.languages").joinpath("forbidden.toml").read_text("utf-8"))


def findings(code: str, own: str) -> list[str]:
    planted = catalogue(("a", "Hello {name}.", "{name}"), ("b", "Thank you.", own))
    return list(catalogue_findings(code, planted, ENGLISH))


@pytest.mark.parametrize(
    ("code", "own"),
    [
        ("fr", "Votre demande est approuvée."),
        ("fr", "C’est refusé."),
        ("fr", "Passage garanti."),
        ("fr", "Prenez un ticket."),
        ("fr", "C’est votre tour."),
        ("fr", "Votre place dans la file"),
        ("fr", "Votre rendez-vous"),
        ("fr", "Numéro de dossier"),
        ("fr", "L’entrée est par là."),
        ("pt", "Seu pedido foi aprovado."),
        ("pt", "Pedido recusado."),
        ("pt", "Está garantido."),
        ("pt", "Pegue uma senha."),
        ("pt", "É a sua vez."),
        ("pt", "Seu lugar na fila"),
        ("pt", "Seu agendamento"),
        ("pt", "Número do processo"),
        ("ht", "Yo apwouve w."),
        ("ht", "Yo refize w."),
        ("ht", "Sa garanti."),
        ("ht", "Pran yon tikè."),
        ("ht", "Se tou pa w."),
        ("ht", "Plas ou nan liy lan"),
        ("ht", "Randevou ou"),
        ("ht", "Nimewo dosye w"),
    ],
)
def test_a_promise_a_judgement_or_a_rank_is_found(code: str, own: str) -> None:
    for written in (own, own.upper(), unicodedata.normalize("NFD", own)):
        assert any("b says" in line for line in findings(code, written))


@pytest.mark.parametrize(
    ("code", "own"),
    [
        ("fr", "Nous allons chercher de l’aide. Vous pouvez prendre ou non."),
        ("pt", "Você decide. Pode aceitar ou não."),
        ("ht", "Se ou ki deside. Ou ka pran oswa pa pran."),
    ],
)
def test_ordinary_words_are_not(code: str, own: str) -> None:
    assert findings(code, own) == []


@pytest.mark.parametrize(("key", "code"), [(key, code) for key, codes in TABLE["denials"].items() for code in codes])
def test_an_exception_is_made_only_where_a_word_is_denied(key: str, code: str) -> None:
    denied = catalogue(("a", "Hello {name}.", "{name}"), ("b", "Thank you.", load_catalogue(code).sentences[key]))
    assert any("b says" in line for line in catalogue_findings(code, denied, ENGLISH))


@pytest.mark.parametrize("code", pack_codes())
def test_every_pack_has_words_that_it_may_not_say_and_a_number_on_paper(code: str) -> None:
    assert TABLE["words"][code].split()
    assert code in LANGUAGES
