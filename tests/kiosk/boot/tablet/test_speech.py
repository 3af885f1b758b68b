"""Pages read out by real processes that stand in for players: good ones, broken ones, and one that never ends."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from threading import Event

import pytest

from kiosk.boot.staff.volume import StaffVolume
from kiosk.boot.tablet.speech import PLAYERS, PlayedSpeech, Player, find_speech
from kiosk.ports.speech import Sentence

LIMIT = 20.0
LINES: list[Sentence] = [("es", "question.mask"), ("es", "question.mask.hint")]
FOREVER = "echo $$ > {0}/pid; exec sleep 600"


class Stage:
    """A folder with sounds and one player, which notes what it is given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: Queue[int | None] = Queue()
        self.opened: list[PlayedSpeech] = []

    def sound(self, code: str, key: str) -> Path | None:
        return self.folder / f"{code}.{key}.opus"

    def player(self, does: str) -> Player:
        program = self.folder / f"player{len(list(self.folder.glob('player*')))}"
        program.write_text(f'#!/bin/sh\necho "$1" >> {self.folder}/noted\n{does.format(self.folder)}\n')
        program.chmod(0o755)
        return Player((str(program),), (str(program),))

    def speech(self, *players: Player, seconds: float = LIMIT) -> PlayedSpeech:
        self.opened.append(PlayedSpeech(players, StaffVolume(), seconds, self.sound))
        return self.opened[-1]

    def next_told(self) -> int | None:
        return self.told.get(timeout=LIMIT)

    @property
    def noted(self) -> list[str]:
        file = self.folder / "noted"
        return [Path(line).name for line in file.read_text().splitlines()] if file.exists() else []


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path)
    yield stage
    for speech in stage.opened:
        speech.close()


def gone(pid: int) -> bool:
    """Whether no such process is left, not even one that waits to be reaped."""
    return not Path(f"/proc/{pid}").exists()


def test_sentences_are_played_one_after_another_and_each_is_told(stage: Stage) -> None:
    stage.speech(stage.player("exit 0")).say(LINES, stage.told.put)
    assert [stage.next_told() for _ in range(3)] == [0, 1, None]
    assert stage.noted == ["es.question.mask.opus", "es.question.mask.hint.opus"]


def test_a_player_that_never_ends_is_ended_at_its_deadline_and_reaped(stage: Stage) -> None:
    speech = stage.speech(stage.player(FOREVER), seconds=0.3)
    speech.say(LINES[:1], stage.told.put)
    assert [stage.next_told(), stage.next_told()] == [0, None]
    assert gone(int((stage.folder / "pid").read_text()))


def test_silence_ends_the_player_and_nothing_more_is_told(stage: Stage) -> None:
    os.mkfifo(stage.folder / "begun")
    speech = stage.speech(stage.player("echo $$ > {0}/begun; exec sleep 600"))
    speech.say(LINES, stage.told.put)
    pid = int((stage.folder / "begun").read_text())  # waits until the player runs
    speech.close()
    assert gone(pid)
    assert stage.next_told() == 0
    assert stage.told.empty()
    assert stage.noted == ["es.question.mask.opus"]


def test_whoever_speaks_next_interrupts_the_one_before(stage: Stage) -> None:
    os.mkfifo(stage.folder / "begun")
    speech = stage.speech(stage.player("echo $$ > {0}/begun; exec sleep 600"))
    speech.say(LINES[:1], stage.told.put)
    first = int((stage.folder / "begun").read_text())
    speech.say(LINES[1:], stage.told.put)
    second = int((stage.folder / "begun").read_text())
    speech.close()
    assert first != second
    assert gone(first)
    assert gone(second)


@pytest.mark.parametrize("does", ["exit 1", "kill -9 $$"])
def test_a_player_that_fails_gives_way_to_the_next(stage: Stage, does: str) -> None:
    speech = stage.speech(stage.player(does), stage.player("exit 0"))
    speech.say(LINES, stage.told.put)
    assert [stage.next_told() for _ in range(3)] == [0, 1, None]
    assert len(stage.noted) == 3  # the first player is not asked again for the second sentence
    assert speech.can_say(LINES[0])


def test_when_every_player_fails_nothing_is_offered_until_the_next_guest(stage: Stage) -> None:
    speech = stage.speech(stage.player("exit 1"))
    assert speech.can_say(LINES[0])
    speech.say(LINES, stage.told.put)
    while stage.next_told() is not None:
        pass
    assert not speech.can_say(LINES[0])
    speech.settle()
    assert speech.can_say(LINES[0])


def test_a_player_that_vanished_is_like_one_that_fails(stage: Stage) -> None:
    speech = stage.speech(Player(("gone",), (str(stage.folder / "gone"),)))
    speech.say(LINES[:1], stage.told.put)
    assert [stage.next_told(), stage.next_told()] == [0, None]


def test_a_sentence_without_a_sound_is_not_offered(stage: Stage) -> None:
    speech = PlayedSpeech([stage.player("exit 0")], StaffVolume(), LIMIT, lambda _code, _key: None)
    assert not speech.can_say(LINES[0])


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Makes a machine that has these programs alone, and the shell."""
    programs = tmp_path / "bin"
    programs.mkdir()
    programs.joinpath("sh").symlink_to("/bin/sh")
    monkeypatch.setenv("PATH", str(programs))

    def install(names: str) -> Path:
        for name in names.split():
            program = programs / name
            program.write_text(f'#!/bin/sh\necho "{name} $@" >> {tmp_path}/called\n')
            program.chmod(0o755)
        return tmp_path / "called"

    return install


@pytest.mark.parametrize("names", ["", "opusdec", "pw-cat"])
def test_a_machine_without_a_player_has_no_speech(only: Callable[[str], Path], names: str) -> None:
    only(names)
    assert find_speech(StaffVolume()) is None


@pytest.mark.parametrize(
    ("names", "suffix", "called"),
    [
        ("pw-play aplay opusdec", ".opus", ["pw-play FILE"]),
        ("paplay", ".ogg", ["paplay FILE"]),
        ("aplay opusdec", ".opus", ["aplay --quiet -", "opusdec --quiet --force-wav FILE -"]),
        ("aplay", ".wav", ["aplay --quiet FILE"]),
    ],
)
def test_each_player_gets_what_it_understands(
    only: Callable[[str], Path], tmp_path: Path, names: str, suffix: str, called: list[str]
) -> None:
    noted, sound, ended = only(names), tmp_path / f"a sound{suffix}", Event()
    players = [player for player in PLAYERS if player.installed]
    speech = PlayedSpeech(players, StaffVolume(), LIMIT, lambda _code, _key: sound)
    speech.say(LINES[:1], lambda place: ended.set() if place is None else None)
    assert ended.wait(LIMIT)
    assert sorted(noted.read_text().splitlines()) == [line.replace("FILE", str(sound)) for line in called]


def test_alsa_alone_without_the_decoder_offers_no_opus(only: Callable[[str], Path], tmp_path: Path) -> None:
    only("aplay")
    players = [player for player in PLAYERS if player.installed]
    speech = PlayedSpeech(players, StaffVolume(), LIMIT, lambda _code, key: tmp_path / key)
    assert speech.can_say(("es", "a.wav"))
    assert not speech.can_say(("es", "a.opus"))


def test_the_volume_goes_back_to_what_staff_chose(only: Callable[[str], Path], tmp_path: Path) -> None:
    only("wpctl")
    level, mixer = tmp_path / "level", tmp_path / "bin" / "wpctl"
    level.write_text("0.40\n")
    mixer.write_text(
        f'#!/bin/sh\nif [ $1 = set-volume ]; then echo "0.${{3%\\%}}" > {level}; '
        f"else read -r now < {level}; echo Volume: $now; fi\n"
    )
    mixer.chmod(0o755)
    volume = StaffVolume()
    volume.restore()  # at the start: as it stands
    level.write_text("0.95\n")  # a guest, by the machine's own buttons
    volume.restore()
    assert volume.read() == 40
    volume.set(60)
    level.write_text("0.05\n")
    volume.restore()
    assert volume.read() == 60
