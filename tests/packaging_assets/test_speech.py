"""Placeholder speech: made by the real voice where it is installed, and nothing at all where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
import speech

from kiosk import ready
from kiosk.languages.voices import HOUSE, INDEX, VoiceCount, count_voices, spoken_sentences

has_voice = pytest.mark.skipif(not speech.can_speak(), reason="needs espeak-ng and opusenc")


@has_voice
def test_the_same_sentence_gives_the_same_bytes_in_a_small_file(tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.opus" for name in "ab"]
    for file in files:
        speech.speak("es-419", "¿Tiene mascarilla?", file, tmp_path)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].read_bytes()[:4] == b"OggS"
    assert 1_000 < files[0].stat().st_size < 20_000


def test_only_what_changed_is_spoken_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def note(voice: str, sentence: str, target: Path, room: Path) -> None:
        said.append(sentence)
        target.write_bytes(b"sound")

    monkeypatch.setattr(speech, "speak", note)
    assert speech.build_language("es", tmp_path)
    assert sorted(said) == sorted(spoken_sentences("es").values())
    assert not speech.build_language("es", tmp_path)
    said.clear()
    index = tmp_path / INDEX
    index.write_bytes(ready.encode({**spoken_sentences("es"), "question.mask": "Otra cosa"}))
    (tmp_path / "gone.opus").write_bytes(b"of a sentence that is no more")
    assert speech.build_language("es", tmp_path)
    assert said == [spoken_sentences("es")["question.mask"]]
    assert not (tmp_path / "gone.opus").exists()


def test_a_machine_without_the_voice_builds_silently(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not speech.build(tmp_path / "speech")
    assert not (tmp_path / "speech").exists()
    assert "espeak-ng opus-tools" in speech.told(tmp_path / "speech")


@pytest.mark.parametrize("code", ["ar", "ht", "zh-Hans"])
def test_a_language_that_no_voice_speaks_well_stays_silent(code: str) -> None:
    assert code not in speech.VOICES
    assert count_voices(code, HOUSE) == VoiceCount(0, 0, len(spoken_sentences(code)))
