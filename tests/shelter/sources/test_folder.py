"""Batches as files: read wherever they lie, hostile neighbours or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.folder import MissingFile
from kiosk.formats import cbor, schedule
from shelter.sources.folder import FolderSource
from shelter.sources.source import Parcel, Rubbish
from tests.shelter.small_day import SmallKiosk, as_file
from tests.vectors.site import AUTHORITY, SCHEDULE


def found(path: Path) -> list[Parcel | Rubbish]:
    return list(FolderSource(path).parcels())


def test_batches_are_found_in_deeper_folders_too(tmp_path: Path) -> None:
    kiosk = SmallKiosk()
    parcels = [kiosk.parcel_of(), kiosk.parcel_of()]
    (tmp_path / "deeper" / "still").mkdir(parents=True)
    (tmp_path / "a").write_bytes(as_file(parcels[0]))
    (tmp_path / "deeper" / "still" / "b").write_bytes(as_file(parcels[1]))
    got = found(tmp_path)
    assert [(one.manifest, list(one.blobs)) for one in got if isinstance(one, Parcel)] == [
        (one.manifest, list(one.blobs)) for one in parcels
    ]


def test_strangers_files_are_rubbish_and_stop_nothing(tmp_path: Path) -> None:
    parcel = SmallKiosk().parcel_of()
    (tmp_path / "a-cut").write_bytes(as_file(parcel)[:-1])
    (tmp_path / "b-large").write_bytes(bytes(300_000))
    (tmp_path / "c-empty").write_bytes(b"")
    (tmp_path / "d-photo").write_bytes(b"\xff\xd8\xff\xe0 not a batch")
    (tmp_path / "e-good").write_bytes(as_file(parcel))
    got = found(tmp_path)
    assert [type(one) for one in got] == [Rubbish, Rubbish, Rubbish, Rubbish, Parcel]
    assert {one.why for one in got if isinstance(one, Rubbish)} == {"damaged"}


def test_other_files_of_ours_and_hidden_ones_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "schedule.ceiba").write_bytes(schedule.sign(SCHEDULE, AUTHORITY))
    (tmp_path / "acks-00.ceiba").write_bytes(cbor.encode([1, [b"an acknowledgement"]]))
    (tmp_path / ".hidden").write_bytes(b"whatever")
    (tmp_path / ".Trash").mkdir()
    (tmp_path / ".Trash" / "old").write_bytes(b"whatever")
    assert found(tmp_path) == []


def test_no_link_is_followed(tmp_path: Path) -> None:
    outside, stick = tmp_path / "outside", tmp_path / "stick"
    outside.mkdir()
    stick.mkdir()
    (outside / "a").write_bytes(as_file(SmallKiosk().parcel_of()))
    (stick / "a").symlink_to(outside / "a")
    (stick / "folder").symlink_to(outside)
    assert found(stick) == []


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        found(tmp_path / "no stick")
