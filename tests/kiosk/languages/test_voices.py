"""What can be heard of a language, over small folders of sounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk import ready
from kiosk.languages.catalogue import load_catalogue
from kiosk.languages.pack import pack_codes
from kiosk.languages.voices import count_voices, spoken_sentences, voice_file

KEY, SAID = "question.mask", load_catalogue("es").say("question.mask")


def recording(house: Path, said: str = SAID, name: str = f"{KEY}.ogg") -> Path:
    folder = house / "es" / "audio"
    folder.mkdir(parents=True)
    (folder / "words.toml").write_text(f'"{KEY}" = "{said}"\n', "utf-8")
    (folder / name).write_bytes(b"sound")
    return folder / name


def placeholder(house: Path, said: str = SAID) -> Path:
    folder = house / "made" / "speech" / "es"
    folder.mkdir(parents=True)
    (folder / "words.cbor").write_bytes(ready.encode({KEY: said}))
    (folder / f"{KEY}.opus").write_bytes(b"sound")
    return folder / f"{KEY}.opus"


def test_a_persons_voice_wins_over_a_machines(tmp_path: Path) -> None:
    machine = placeholder(tmp_path)
    assert voice_file("es", KEY, tmp_path) == machine
    assert count_voices("es", tmp_path).placeholder == 1
    other = tmp_path / "recorded"
    placeholder(other)
    person = recording(other)
    assert voice_file("es", KEY, other) == person
    assert (count_voices("es", other).recorded, count_voices("es", other).placeholder) == (1, 0)


def test_a_recording_of_other_words_than_the_screens_is_not_played(tmp_path: Path) -> None:
    recording(tmp_path, said="Otra cosa")
    placeholder(tmp_path, said="Otra cosa")
    assert voice_file("es", KEY, tmp_path) is None


def test_a_recording_that_nobody_says_the_words_of_is_not_played(tmp_path: Path) -> None:
    (recording(tmp_path).parent / "words.toml").write_text("no = list = at all", "utf-8")
    assert voice_file("es", KEY, tmp_path) is None


@pytest.mark.parametrize("made", [ready.encode([1]), b"{", ready.encode(None)])
def test_a_damaged_index_of_placeholders_is_silence(tmp_path: Path, made: bytes) -> None:
    (placeholder(tmp_path).parent / "words.cbor").write_bytes(made)
    assert voice_file("es", KEY, tmp_path) is None


def test_an_unknown_key_has_no_voice() -> None:
    assert voice_file("es", "no.such.key") is None


@pytest.mark.parametrize("code", pack_codes())
def test_nothing_with_a_gap_for_a_name_or_number_is_read(code: str) -> None:
    sentences = spoken_sentences(code)
    assert [said for said in sentences.values() if "{" in said] == []
    assert {"notice.title", "notice.optional", "notice.decide", "notice.shelter", "sharing.title"} <= sentences.keys()


@pytest.mark.parametrize("code", pack_codes())
def test_spoken_forms_say_as_much_as_their_sentence_in_every_language(code: str) -> None:
    sentences = load_catalogue(code).sentences
    english = {key for key in load_catalogue("en").sentences if key.endswith(".spoken")}
    assert english <= sentences.keys()
    assert [key for key in english if "{" not in sentences[key.removesuffix(".spoken")]] == []
