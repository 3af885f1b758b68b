"""The catalogues hold every sentence, promise nothing and rank nobody; each check finds a planted fault."""

from __future__ import annotations

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.languages.catalogue import load_catalogue, parse_catalogue
from kiosk.languages.lint import catalogue_findings, findings
from kiosk.languages.pack import BadPack, load_pack, pack_codes, pack_folder, parse_pack
from kiosk.problem import Bug
from kiosk.visit.protocol_file import shipped_protocol

ENGLISH = {"a": "Hello {name}.", "b": "Thank you."}
NO_BREAK = "\u00a0"


def catalogue(*entries: tuple[str, str, str]) -> bytes:
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    po.extend(polib.POEntry(msgctxt=key, msgid=english, msgstr=own) for key, english, own in entries)
    return str(po).encode()


def test_the_shipped_packs_have_no_findings() -> None:
    assert list(findings()) == []


@pytest.mark.parametrize(
    ("entries", "finding"),
    [
        ([("a", "Hello {name}.", "Hola {name}.")], "b is missing"),
        ([("a", "Hello {name}.", "Hola {name}."), ("b", "Thank you.", "")], "b is empty"),
        ([("a", "Hello {name}.", "Hola."), ("b", "Thank you.", "Gracias.")], "a has other placeholders"),
        ([("a", "Hello {name}.", "Hola {name}."), ("b", "Thanks.", "Gracias.")], "b is stale"),
        ([("a", "Hello {name}.", "Hola {name}, su turno."), ("b", "Thank you.", "Gracias.")], "a says “turno”"),
        ([("a", "Hello {name}.", "Hola {name}."), ("b", "Thank you.", "Aprobado.")], "b says “aprobado”"),
        ([("a", "Hello {name}.", "Hola {name}."), ("b", "Thank you.", "Gracias."), ("c", "x", "x")], "c is not in"),
    ],
)
def test_a_planted_fault_is_found(entries: list[tuple[str, str, str]], finding: str) -> None:
    assert any(finding in line for line in catalogue_findings("es", catalogue(*entries), ENGLISH))


@pytest.mark.parametrize(
    ("code", "own"),
    [
        ("ru", "Вам одобрили."),
        ("ru", "Вашей очереди нет."),
        ("ru", "Скоро граница."),
        ("uk", "Це ваша черга."),
        ("uk", "Дозволено."),
        ("uk", "Ви перейдете."),
        ("zh-Hans", "您已经被批准了。"),
        ("zh-Hans", "请排队"),
        ("zh-Hans", "您的号码"),
    ],
)
def test_words_with_changing_ends_and_words_without_spaces_are_found(code: str, own: str) -> None:
    planted = catalogue(("a", "Hello {name}.", "{name}"), ("b", "Thank you.", own))
    assert any("b says" in line for line in catalogue_findings(code, planted, ENGLISH))


@pytest.mark.parametrize(("code", "own"), [("ru", "Спасибо. Можно пропустить."), ("zh-Hans", "谢谢，帮助都一样。")])
def test_ordinary_words_of_the_same_languages_are_not(code: str, own: str) -> None:
    harmless = catalogue(("a", "Hello {name}.", "{name}"), ("b", "Thank you.", own))
    assert list(catalogue_findings(code, harmless, ENGLISH)) == []


@pytest.mark.parametrize("own", ["لا شيء", "قلنا: لم نفقد", "هذا ولا ذاك"])
def test_an_arabic_not_that_a_line_may_end_with_is_found(own: str) -> None:
    def found(said: str) -> list[str]:
        return list(
            catalogue_findings("ar", catalogue(("a", "Hello {name}.", "{name}"), ("b", "Thank you.", said)), ENGLISH)
        )

    assert any("b may break its line after" in line for line in found(own))
    assert found(own.replace(" ", NO_BREAK)) == []
    assert found("مثلا سلام عليكم") == []  # the end of a longer word is no "not"


@pytest.mark.parametrize(
    ("forms", "whole"),
    [
        (("one day", "{days} days"), True),
        (("{days} day", "{days} days"), True),
        (("{days} day", "many days"), False),
        (("one {word}", "{days} days"), False),
    ],
)
def test_only_the_form_of_a_single_number_may_leave_the_number_out(forms: tuple[str, str], whole: bool) -> None:
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=utf-8", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    po.append(
        polib.POEntry(
            msgctxt="a", msgid="{days} days", msgid_plural="{days} days", msgstr_plural=dict(enumerate(forms))
        )
    )
    assert (list(catalogue_findings("es", str(po).encode(), {"a": "{days} days"})) == []) is whole


@pytest.mark.parametrize("code", pack_codes())
def test_a_name_and_a_number_stay_whole_whichever_way_a_line_runs(code: str) -> None:
    said = load_catalogue(code).say("corner.contact", name="DIF Tijuana", number="(664) 555-0123")
    assert "\u2068DIF Tijuana\u2069" in said
    assert "\u2068(664) 555-0123\u2069" in said


@pytest.mark.parametrize("code", pack_codes())
def test_the_volunteer_is_told_the_very_words_of_the_button(code: str) -> None:
    say = load_catalogue(code).say
    assert say("corner.here") in say("call.volunteer")


@pytest.mark.parametrize("code", pack_codes())
def test_the_code_has_one_name_on_screen_and_paper(code: str) -> None:
    say = load_catalogue(code).say
    assert say("end.code") == say("slip.code")


def test_a_whole_catalogue_has_no_finding() -> None:
    whole = catalogue(("a", "Hello {name}.", "Hola {name}."), ("b", "Thank you.", "Gracias."))
    assert list(catalogue_findings("es", whole, ENGLISH)) == []


@pytest.mark.parametrize("name", ["default", "covid-2021"])
@pytest.mark.parametrize("code", pack_codes())
def test_every_question_option_and_offer_has_its_words(name: str, code: str) -> None:
    protocol, say = shipped_protocol(name), load_catalogue(code).say
    for question in protocol.questions:
        assert say(f"question.{question.key}")
        for option in question.options:
            assert say(f"option.{question.key}.{option.key}")
    for offer in protocol.offers:
        assert say(f"offer.{offer.key}")


def test_an_unknown_key_is_a_bug_and_never_an_empty_screen() -> None:
    with pytest.raises(Bug):
        load_catalogue("es").say("no.such.key")
    with pytest.raises(Bug):
        load_catalogue("es").say("notice.title")


def test_directions_come_from_the_packs() -> None:
    assert {code for code in pack_codes() if load_pack(code).right_to_left} == {"ar"}


SPANISH = pack_folder("es").joinpath("messages.po").read_bytes()
PROPERTIES = pack_folder("es").joinpath("pack.toml").read_bytes()


@given(st.integers(0, PROPERTIES.index(b"review")))
def test_a_truncated_pack_is_one_clear_sentence(length: int) -> None:
    with pytest.raises(BadPack):
        parse_pack("es", PROPERTIES[:length])


@given(st.binary(max_size=200))
def test_any_bytes_instead_of_a_catalogue_are_one_clear_sentence(untrusted: bytes) -> None:
    with pytest.raises(BadPack):
        parse_catalogue("es", untrusted)


@given(st.integers(0, SPANISH.rindex(b"msgctxt")))
def test_a_truncated_catalogue_never_shows_less_than_english(length: int) -> None:
    """A cut file is a BadPack, or the lint finds what it lacks; the screen falls back to English meanwhile."""
    english = load_catalogue("en").sentences
    try:
        entries = parse_catalogue("es", SPANISH[:length])
    except BadPack:
        return
    lost = english.keys() - {str(entry.msgctxt) for entry in entries if entry.msgstr}
    damaged = [entry for entry in entries if entry.msgstr and str(entry.msgctxt) not in english]
    assert lost or damaged
