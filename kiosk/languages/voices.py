"""Where a sentence can be heard. One rule: a sound whose words are not the sentence on the screen is never played.

A pack's own recordings lie in its `audio` folder, one file a key, and `audio/words.toml` says what was read (the key in
quotes = "the sentence"). Where none is, speech that was made at build time stands in for it, marked by its folder
(`packaging/assets/speech.py`).
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kiosk import ready
from kiosk.languages.catalogue import load_catalogue
from kiosk.languages.pack import load_pack

HOUSE = Path(__file__).parent
RECORDINGS, WORDS = "audio", "words.toml"
PLACEHOLDERS, INDEX = "made/speech", "words.cbor"
SUFFIXES = (".opus", ".ogg", ".wav")
IS_THIS_YOURS = "pack.is-this-yours"
"""The one sentence that stands in `pack.toml` instead of the catalogue."""
ROOMS = frozenset(
    {"calm", "call", "child", "end", "flag", "interpreter", "language", "notice", "offer", "offers", "option"}
    | {"paper", "question", "sharing", "who"}
)
"""First parts of the keys that are on a guest's page."""


class VoiceCount(NamedTuple):
    """How many sentences of a language a person has read, a machine has read, nobody has."""

    recorded: int
    placeholder: int
    silent: int


def spoken_sentences(code: str) -> dict[str, str]:
    """The sentences that can be read out, by key. One with names or numbers of a site has a spoken form without them
    (KEY.spoken), or is not read. Raises BadPack."""
    sentences = load_catalogue(code).sentences
    found = {IS_THIS_YOURS: load_pack(code).is_this_yours}
    for key, said in sentences.items():
        if key.partition(".")[0] in ROOMS and "[" not in key and not key.endswith(".spoken"):
            plain = sentences.get(f"{key}.spoken", said)
            found |= {} if "{" in plain else {key: plain}
    return found


def voice_file(code: str, key: str, house: Path = HOUSE) -> Path | None:
    """The sound of a sentence as it is on the screen now; None where there is none."""
    said = _sentences(code).get(key)
    return None if said is None else _recorded(code, key, said, house) or _placeholder(code, key, said, house)


def count_voices(code: str, house: Path = HOUSE) -> VoiceCount:
    """How much of a language can be heard."""
    found = spoken_sentences(code)
    recorded = sum(_recorded(code, key, said, house) is not None for key, said in found.items())
    heard = sum(voice_file(code, key, house) is not None for key in found)
    return VoiceCount(recorded, heard - recorded, len(found) - heard)


_sentences = cache(spoken_sentences)


def _recorded(code: str, key: str, said: str, house: Path) -> Path | None:
    folder = house / code / RECORDINGS
    return _first(folder, key) if _words_read(folder).get(key) == said else None


def _placeholder(code: str, key: str, said: str, house: Path) -> Path | None:
    folder = house / PLACEHOLDERS / code
    return _first(folder, key) if _words_made(folder).get(key) == said else None


def _first(folder: Path, key: str) -> Path | None:
    return next((file for suffix in SUFFIXES if (file := folder / f"{key}{suffix}").is_file()), None)


@cache
def _words_read(folder: Path) -> Mapping[str, object]:
    """What the pack says was read. A damaged list is none."""
    try:
        untrusted = (folder / WORDS).read_text("utf-8")
    except (OSError, ValueError):
        return {}
    import tomllib  # few packs have recordings, and the first frame asks for each

    try:
        return tomllib.loads(untrusted)
    except ValueError:
        return {}


@cache
def _words_made(folder: Path) -> Mapping[str, object]:
    made = ready.read(folder / INDEX)
    return made if isinstance(made, dict) else {}
