"""Makes the placeholder speech: what guests hear of a language until somebody has read its sentences.

One rule: a voice that does not speak the language is worse than silence. espeak-ng has a voice for each of the nine,
but its Arabic leaves the vowels out of unvocalised text, its Haitian spells "ou" as two vowels and knows no nasal ones,
and its Mandarin reads hanzi as English; those three stay silent until they are recorded. Without the Debian packages
`espeak-ng` and `opus-tools` nothing is made, and nothing fails.
"""

from __future__ import annotations

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk import ready
from kiosk.languages.voices import INDEX, PLACEHOLDERS, spoken_sentences

MADE = Path(__file__).resolve().parents[2] / "kiosk" / "languages" / PLACEHOLDERS
VOICES = {"en": "en-us", "es": "es-419", "fr": "fr-fr", "pt": "pt-br", "ru": "ru", "uk": "uk"}
WORDS_A_MINUTE = 135
KBIT_A_SECOND = 16
SECONDS = 20
PROCESSES = 2


def can_speak() -> bool:
    """Whether this machine has the voice and the encoder."""
    return all(shutil.which(program) for program in ("espeak-ng", "opusenc"))


def build(folder: Path = MADE) -> bool:
    """Speak what is missing or stale; True when something was made."""
    if not can_speak():
        return False
    return sum(build_language(code, folder / code) for code in VOICES) > 0


def build_language(code: str, folder: Path) -> bool:
    """One language: a file a sentence, and the index of what they say."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted, index = spoken_sentences(code), folder / INDEX
    made = ready.read(index) or {}
    kept = {key for key, said in made.items() if wanted.get(key) == said and (folder / f"{key}.opus").is_file()}
    if kept == wanted.keys() == made.keys():
        return False
    index.unlink(missing_ok=True)
    for stale in [file for file in folder.glob("*.opus") if file.stem not in kept]:
        stale.unlink()
    with ThreadPoolExecutor(PROCESSES) as pool, TemporaryDirectory() as room:
        missing = [key for key in wanted if key not in kept]
        list(pool.map(lambda key: speak(VOICES[code], wanted[key], folder / f"{key}.opus", Path(room)), missing))
    index.write_bytes(ready.encode(wanted))
    return True


def speak(voice: str, sentence: str, target: Path, room: Path) -> None:
    """One file: the same voice and sentence give the same bytes. Raises CalledProcessError, TimeoutExpired."""
    wave = room / f"{target.stem}.wav"
    said = ["espeak-ng", "-v", voice, "-s", str(WORDS_A_MINUTE), "-b", "1", "--stdin", "-w", wave]
    subprocess.run(said, input=sentence.encode(), timeout=SECONDS, check=True)
    packed = ["opusenc", "--quiet", "--bitrate", str(KBIT_A_SECOND), "--speech", "--discard-comments", "--serial", "1"]
    subprocess.run([*packed, wave, target], timeout=SECONDS, check=True)
    wave.unlink()


def told(folder: Path = MADE) -> str:
    """A line for whoever builds: what there is to hear and how large it is, or what is missing."""
    files = list(folder.glob("*/*.opus"))
    if not files and not can_speak():
        return "speech: none, and so no speaker button but for recordings (apt-get install espeak-ng opus-tools)"
    size = sum(file.stat().st_size for file in files)
    return f"speech: placeholders for {', '.join(VOICES)}: {len(files)} sentences, {size / 1e6:.1f} MB"
