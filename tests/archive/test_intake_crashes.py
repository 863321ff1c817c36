"""Stopped before any step that touches the disk, the intake loses nothing and files nothing twice."""

import dataclasses
import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import disk
from archive.archive import Archive
from archive.office_folder import OfficeFolder
from model.clock import FixedClock
from model.ledger import LedgerState
from model.record import FileRole, Record
from tests.archive.failing_disk import KilledError
from tests.archive.offices import CLERK, NOON, SETTINGS, a_reply, an_archive, drop, issue_sample

LANG_SON = a_reply("Lạng Sơn")
ARRIVALS = {
    "trả lời.txt": LANG_SON,
    "trùng.txt": LANG_SON,
    "bản 2.txt": LANG_SON.replace("118 trường", "119 trường"),
    "rỗng.docx": "",
    "ảnh.jpg": "\xff\xd8",
    "Thumbs.db": "x",
    "tỉnh khác/a trả lời.txt": a_reply("Cà Mau", number=77),
    "tỉnh khác/b phụ lục.txt": "Phụ lục: danh sách trường",
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an office with a dispatch, and files in the inbox that nobody has taken in."""
    folder = tmp_path_factory.mktemp("crash") / "office"
    archive = an_archive(folder)
    issue_sample(archive)
    for name, text in ARRIVALS.items():
        drop(archive, name, text.encode("latin-1" if name == "ảnh.jpg" else "utf-8"))
    archive.close()
    return folder


def open_archive(folder: Path) -> Archive:
    return Archive.open(OfficeFolder(folder), SETTINGS, FixedClock(NOON))


def take_in(folder: Path) -> None:
    archive = open_archive(folder)
    try:
        list(archive.take_in(actor=CLERK))
    finally:
        archive.close()


def issue(folder: Path) -> None:
    archive = open_archive(folder)
    try:
        issue_sample(archive)
    finally:
        archive.close()


def is_stopped(action: Callable[[Path], None], folder: Path, step: int) -> bool:
    """Run the action and kill it before its given step (from 1); tell whether it had so many."""
    steps = itertools.count(1)

    def announce(_name: str, _path: Path) -> None:
        if next(steps) == step:
            raise KilledError

    disk.on_step = announce
    try:
        action(folder)
    except KilledError:
        return True
    finally:
        disk.on_step = None
    return False


def test_a_stop_before_any_step_of_filing_loses_nothing_and_files_nothing_twice(filled: Path) -> None:
    for step in itertools.count(1):
        copy = filled.with_name(f"office-{step}")
        shutil.copytree(filled, copy)
        stopped = is_stopped(take_in, copy, step)
        _take_in_and_check(copy)
        shutil.rmtree(copy)
        if not stopped:
            break
    assert step > 80  # every kind of arrival went through its steps


def _take_in_and_check(folder: Path) -> None:
    take_in(folder)
    archive = open_archive(folder)
    report = archive.verify(indexed=None, progress=lambda *_: None)
    assert report.damages == ()
    assert report.numbers == {"den 2026": 2, "di 2026": 1}
    assert report.ledger[LedgerState.QUARANTINED] == 1
    record: Record = archive.find("2026-den-000001")[0]
    assert [file.role for file in record.files] == [FileRole.ORIGINAL, FileRole.TEXT, FileRole.VERSION]
    arrived = [arrival.path for arrival in record.arrivals]
    assert sorted(set(arrived)) == ["bản 2.txt", "trùng.txt", "trả lời.txt"]
    [together] = archive.find("77/SGDĐT-KHTC")
    assert [file.role for file in together.files] == [FileRole.ORIGINAL, FileRole.ATTACHMENT, FileRole.TEXT]
    assert len(together.arrivals) == 2
    archive.close()
    left = sorted(path.name for path in archive.folder.inbox.rglob("*"))
    assert left == ["Thumbs.db", "tỉnh khác", "ảnh.jpg"]


def test_a_stop_before_any_step_of_issuing_leaves_no_gap_in_the_numbers(tmp_path: Path) -> None:
    empty = tmp_path / "office"
    an_archive(empty).close()
    for step in itertools.count(1):
        copy = tmp_path / f"office-{step}"
        shutil.copytree(empty, copy)
        stopped = is_stopped(issue, copy, step)
        issue(copy)
        archive = open_archive(copy)
        report = archive.verify(indexed=None, progress=lambda *_: None)
        archive.close()
        assert report.damages == ()
        assert report.numbers["di 2026"] in {1, 2}
        if not stopped:
            break
    assert step > 20


def test_a_stop_before_any_step_loses_no_data_file_and_parts_none_from_its_document(tmp_path: Path) -> None:
    settings = dataclasses.replace(SETTINGS, data_types=frozenset({"mdb"}))
    filled = tmp_path / "office"
    archive = an_archive(filled, settings=settings)
    issue_sample(archive)
    for name in ("x/a.mdb", "x/b.mdb"):
        drop(archive, name, name[:3] * 9)
    drop(archive, "x/trả lời.txt", LANG_SON)
    archive.close()

    def take_in_all(folder: Path) -> None:
        opened = Archive.open(OfficeFolder(folder), settings, FixedClock(NOON))
        try:
            list(opened.take_in(actor=CLERK))
        finally:
            opened.close()

    for step in itertools.count(1):
        copy = tmp_path / f"office-{step}"
        shutil.copytree(filled, copy)
        stopped = is_stopped(take_in_all, copy, step)
        take_in_all(copy)
        _check_data_files(Archive.open(OfficeFolder(copy), settings, FixedClock(NOON)))
        shutil.rmtree(copy)
        if not stopped:
            break
    assert step > 45


def _check_data_files(archive: Archive) -> None:
    report = archive.verify(indexed=None, progress=lambda *_: None)
    assert report.damages == ()
    assert report.ledger[LedgerState.FILED] == 3
    [record] = archive.find("2026-den-000001")
    assert [file.role for file in record.files].count(FileRole.DATA) == 2
    archive.close()
    assert [path.name for path in archive.folder.inbox.rglob("*")] == ["x"]
