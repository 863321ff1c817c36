"""A second copy of the office: complete, incremental, checked, and restorable after any interruption."""

import dataclasses
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from archive import disk
from archive.archive import Archive
from archive.backup.copying import Backup, BackupReport
from archive.backup.destination import BackupFolder
from archive.backup.errors import (
    BackupDamagedError,
    BackupError,
    BackupFolderError,
    BackupNotFoundError,
    BackupOfOtherOfficeError,
    BackupTooNewError,
    RestoreTargetError,
)
from archive.backup.format import PART
from archive.backup.restoring import RestoreReport, restore_files
from archive.office_folder import OfficeFolder
from model.clock import FixedClock
from model.ledger import LedgerState
from tests.archive.failing_disk import KilledError
from tests.archive.offices import CLERK, NOON, SETTINGS, a_reply, an_archive, drop, issue_sample

CLOCK = FixedClock(NOON)


@pytest.fixture
def office(tmp_path: Path) -> Archive:
    """Give an office with records, a quarantined file, one that waits, and a database of users."""
    archive = an_archive(tmp_path / "office")
    archive.folder.settings.write_text("[co_quan]\n")
    with sqlite3.connect(archive.folder.root / "office.db") as users:
        users.execute("create table users (name text)")
        users.execute("insert into users values ('Hằng')")
    issue_sample(archive)
    (archive.folder.outbox / "5120.pdf").write_bytes(b"%PDF to be signed")
    for number, province in enumerate(["Lạng Sơn", "Cà Mau"], start=11):
        drop(archive, f"{province}.txt", a_reply(province, number=number))
    drop(archive, "rỗng.docx", b"")
    drop(archive, "MẬT.txt", "canary-7391")
    list(archive.take_in(actor=CLERK))
    return archive


def back_up(archive: Archive, to: Path) -> BackupReport:
    return Backup(archive, CLOCK).run(to, lambda *_: None)


def restore(source: Path, into: Path, number: int | None = None) -> RestoreReport:
    return restore_files(source, OfficeFolder(into), lambda *_: None, number=number)


def opened(folder: Path) -> Archive:
    """Open a restored office, its registers made again."""
    archive = Archive.for_rebuild(OfficeFolder(folder), SETTINGS, CLOCK)
    archive.rebuild(lambda *_: None)
    return archive


def content(folder: Path) -> dict[str, bytes]:
    """Return every file that a backup has to hold."""
    left_out = {
        "inbox",
        "register.db",
        "register.db-wal",
        "register.db-shm",
        "staging",
        "search",
        "office.db",
    }
    return {
        name: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
        if (name := str(path.relative_to(folder))).partition("/")[0] not in left_out
    }


def test_the_drill_gives_back_the_whole_office(office: Archive, tmp_path: Path) -> None:
    report = back_up(office, tmp_path / "backup")
    restored = restore(tmp_path / "backup", tmp_path / "again")
    assert (restored.number, restored.damaged) == (1, ())
    assert restored.files == report.files
    assert content(tmp_path / "again") == content(office.folder.root)
    assert (tmp_path / "again" / "office.key").read_bytes() == office.folder.key.read_bytes()
    with sqlite3.connect(tmp_path / "again" / "office.db") as users:
        assert users.execute("select name from users").fetchall() == [("Hằng",)]
    again = opened(tmp_path / "again")
    found = again.verify(indexed=None, progress=lambda *_: None)
    assert found.damages == ()
    assert found.ledger == office.verify(indexed=None, progress=lambda *_: None).ledger
    assert found.numbers == {"den 2026": 2, "di 2026": 1}
    drop(again, "An Giang.txt", a_reply("An Giang", number=13))
    assert [one.arrival_number for one in again.take_in(actor=CLERK) if one.state is LedgerState.FILED] == [3]


def test_no_file_that_waits_in_the_inbox_reaches_the_backup(office: Archive, tmp_path: Path) -> None:
    report = back_up(office, tmp_path / "backup")
    assert report.left_in_inbox == 1
    for path in (tmp_path / "backup").rglob("*"):
        assert path.is_dir() or b"canary-7391" not in path.read_bytes()


def test_a_second_backup_writes_only_what_is_new_and_the_first_remains(
    office: Archive, tmp_path: Path
) -> None:
    first = back_up(office, tmp_path / "backup")
    still = back_up(office, tmp_path / "backup")
    assert still.files == first.files
    assert still.written == 0
    drop(office, "An Giang.txt", a_reply("An Giang", number=13))
    list(office.take_in(actor=CLERK))
    third = back_up(office, tmp_path / "backup")
    assert third.number == 3
    assert third.written < first.written
    assert restore(tmp_path / "backup", tmp_path / "old", number=1).files == first.files
    assert restore(tmp_path / "backup", tmp_path / "new").files == third.files
    assert opened(tmp_path / "old").verify(indexed=None, progress=lambda *_: None).numbers["den 2026"] == 2
    assert opened(tmp_path / "new").verify(indexed=None, progress=lambda *_: None).numbers["den 2026"] == 3


def test_what_is_filed_while_the_backup_runs_is_whole_in_it(office: Archive, tmp_path: Path) -> None:
    def file_meanwhile(done: int, total: int) -> None:
        if done == total:
            drop(office, "An Giang.txt", a_reply("An Giang", number=13))
            drop(office, "Lạng Sơn 2.txt", a_reply("Lạng Sơn", number=11))
            list(office.take_in(actor=CLERK))

    Backup(office, CLOCK).run(tmp_path / "backup", file_meanwhile)
    restore(tmp_path / "backup", tmp_path / "again")
    found = opened(tmp_path / "again").verify(indexed=None, progress=lambda *_: None)
    assert found.damages == ()
    assert found.numbers["den 2026"] == 3


def test_a_large_file_that_grows_is_stored_from_its_last_part_on(office: Archive, tmp_path: Path) -> None:
    log = office.folder.root / "long.log"
    log.write_bytes(bytes(PART) + b"a" * 100)
    back_up(office, tmp_path / "backup")
    with log.open("ab") as stream:
        stream.write(b"b" * 100)
    assert back_up(office, tmp_path / "backup").written < PART // 100
    restore(tmp_path / "backup", tmp_path / "again")
    assert (tmp_path / "again" / "long.log").read_bytes() == log.read_bytes()


def killed_at(step: int, action: Callable[[], object]) -> bool:
    """Run the action, killed before its given step; tell whether it had so many."""
    left = iter(range(step - 1))

    def announce(_name: str, _path: Path) -> None:
        if next(left, None) is None:
            raise KilledError

    disk.on_step = announce
    try:
        action()
    except KilledError:
        return True
    finally:
        disk.on_step = None
    return False


def test_a_backup_killed_anywhere_spoils_none_and_the_next_one_goes_on(
    office: Archive, tmp_path: Path
) -> None:
    source = tmp_path / "backup"
    back_up(office, source)
    drop(office, "An Giang.txt", a_reply("An Giang", number=13))
    list(office.take_in(actor=CLERK))
    for step in range(1, 500, 3):
        copy = tmp_path / "copy"
        shutil.copytree(source, copy)
        stopped = killed_at(step, lambda to=copy: back_up(office, to))  # type: ignore[misc]
        assert BackupFolder(copy).numbers() in ([[1], [1, 2]] if stopped else [[1, 2]])
        restore(copy, tmp_path / "between")
        shutil.rmtree(tmp_path / "between")
        back_up(office, copy)
        restore(copy, tmp_path / "again")
        assert content(tmp_path / "again") == content(office.folder.root)
        shutil.rmtree(copy)
        shutil.rmtree(tmp_path / "again")
        if not stopped:
            break
    assert step > 20


def test_a_restore_killed_anywhere_leaves_no_office_and_goes_on(office: Archive, tmp_path: Path) -> None:
    source, target = tmp_path / "backup", tmp_path / "again"
    back_up(office, source)
    for step in range(1, 900, 23):
        stopped = killed_at(step, lambda: restore(source, target))
        assert (target / "office.toml").exists() is not stopped or (target / "restore.pending").exists()
        restore(source, target) if stopped else None
        assert content(target) == content(office.folder.root)
        shutil.rmtree(target)
        if not stopped:
            break
    assert step > 100


def test_half_written_bytes_of_an_interrupted_backup_are_written_anew(
    office: Archive, tmp_path: Path
) -> None:
    back_up(office, tmp_path / "backup")
    blobs = [path for path in (tmp_path / "backup" / "blobs").rglob("*") if path.is_file()]
    for path in (tmp_path / "backup").glob("backup-*"):
        path.unlink()
    for path in blobs[::2]:
        path.write_bytes(b"half")
    back_up(office, tmp_path / "backup")
    assert restore(tmp_path / "backup", tmp_path / "again").damaged == ()


def test_bytes_that_the_backup_lost_are_named_and_the_rest_is_restored(
    office: Archive, tmp_path: Path
) -> None:
    back_up(office, tmp_path / "backup")
    [record] = office.find("2026-den-000001")
    original = record.files[0]
    lost = tmp_path / "backup" / "blobs" / original.sha256[:2] / original.sha256
    lost.write_bytes(b"x" * lost.stat().st_size)
    report = restore(tmp_path / "backup", tmp_path / "again")
    [named] = report.damaged
    assert named.startswith("archive/2026/2026-den-000001/v1/content/")
    assert len(content(tmp_path / "again")) == len(content(office.folder.root)) - 1


def test_bytes_missing_in_the_backup_are_written_by_the_next_one(office: Archive, tmp_path: Path) -> None:
    back_up(office, tmp_path / "backup")
    [record] = office.find("2026-den-000001")
    digest = record.files[0].sha256
    (tmp_path / "backup" / "blobs" / digest[:2] / digest).unlink()
    back_up(office, tmp_path / "backup")
    assert restore(tmp_path / "backup", tmp_path / "again").damaged == ()


def test_an_altered_manifest_is_noticed(office: Archive, tmp_path: Path) -> None:
    back_up(office, tmp_path / "backup")
    manifest = tmp_path / "backup" / "backup-000001.json"
    manifest.write_text(manifest.read_text().replace('"files"', '"fi1es"'))
    with pytest.raises(BackupDamagedError):
        restore(tmp_path / "backup", tmp_path / "again")


def test_a_backup_of_a_later_format_is_left_to_a_later_program(office: Archive, tmp_path: Path) -> None:
    back_up(office, tmp_path / "backup")
    folder = BackupFolder(tmp_path / "backup")
    folder.add(dataclasses.replace(folder.manifest(), number=2, format=2))
    with pytest.raises(BackupTooNewError):
        restore(tmp_path / "backup", tmp_path / "again")


def test_a_page_that_leads_out_of_the_office_is_refused(office: Archive, tmp_path: Path) -> None:
    back_up(office, tmp_path / "backup")
    folder = BackupFolder(tmp_path / "backup")
    manifest = folder.manifest()
    evil = b'["../evil", 0, 0, []]\n'
    page = dataclasses.replace(manifest.pages[0], digest=_put(folder, evil))
    folder.add(dataclasses.replace(manifest, number=2, pages=(page,)))
    with pytest.raises(BackupDamagedError):
        restore(tmp_path / "backup", tmp_path / "again")
    assert not (tmp_path / "evil").exists()


def _put(folder: BackupFolder, data: bytes) -> str:
    from archive.backup.format import digest_of

    folder.put({digest_of(data): data})
    return digest_of(data)


def test_a_folder_with_other_files_takes_no_backup(office: Archive, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"x")
    for folder in (tmp_path / "photos", office.folder.outbox / "backup", tmp_path):
        with pytest.raises(BackupFolderError):
            back_up(office, folder)
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["a.jpg"]


def test_the_backups_of_two_offices_are_not_mixed(office: Archive, tmp_path: Path) -> None:
    back_up(office, tmp_path / "backup")
    other = an_archive(tmp_path / "other")
    with pytest.raises(BackupOfOtherOfficeError):
        back_up(other, tmp_path / "backup")


def test_nothing_is_restored_over_an_office_or_from_nothing(office: Archive, tmp_path: Path) -> None:
    with pytest.raises(BackupNotFoundError):
        restore(tmp_path / "nowhere", tmp_path / "again")
    BackupFolder.made(tmp_path / "backup")
    with pytest.raises(BackupNotFoundError):
        restore(tmp_path / "backup", tmp_path / "again")
    back_up(office, tmp_path / "backup")
    before = content(office.folder.root)
    with pytest.raises(RestoreTargetError):
        restore(tmp_path / "backup", office.folder.root)
    with suppress(BackupError):
        restore(tmp_path / "backup", tmp_path / "again", number=7)
    assert content(office.folder.root) == before


def test_the_lines_in_the_documentation_restore_without_the_program(office: Archive, tmp_path: Path) -> None:
    back_up(office, tmp_path / "backup")
    page = (Path(__file__).parents[3] / "docs" / "backup.md").read_text(encoding="utf-8")
    part = page.partition("## Restoring without the program\n")[2].partition("\nThen ")[0]
    words = [
        sys.executable,
        "-I",
        "-c",
        textwrap.dedent(part),
        str(tmp_path / "backup"),
        "1",
        str(tmp_path / "again"),
    ]
    subprocess.run(words, check=True)
    assert content(tmp_path / "again") == content(office.folder.root)


def test_a_folder_that_is_not_there_or_is_empty_holds_no_backup(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for source in ("empty", "nowhere"):
        with pytest.raises(BackupNotFoundError):
            restore(tmp_path / source, tmp_path / "again")
    assert not (tmp_path / "again").exists()
