"""Files of a record that are read again for a person's word: before the records are held, never meanwhile."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive import disk, reread_files
from archive.archive import Archive
from archive.errors import BusyError
from archive.forms.rereading import Reread
from archive.looking import Looked
from archive.reread_files import RereadFiles
from model.record import Record, StoredFile
from model.record_id import RecordId
from tests.archive.offices import CLERK, a_reply, an_archive, drop, issue_sample
from tests.archive.own_readers import OwnReaders

REPLY = RecordId(2026, "den", 1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Archive]:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    drop(archive, "a.txt", a_reply("Lạng Sơn").encode())
    list(archive.take_in(actor=CLERK))
    yield archive
    archive.close()


class Watched(OwnReaders):
    """Readers that note whether the records were free while they read."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.were_free: list[bool] = []

    def look_now(self, name: str, data: bytes) -> Looked:
        """Look at a file now, noting whether the records are free."""
        try:
            with disk.lock(self.archive.folder.records_lock, wait=0):
                self.were_free.append(True)
        except BusyError:
            self.were_free.append(False)
        return self.look(name, data, frozenset()).result()


def original(record: Record) -> StoredFile:
    return record.files[0]


def test_a_file_is_read_while_others_may_change_records(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers = Watched(office)
    monkeypatch.setattr(reread_files, "readers", lambda: readers)

    def noted(record: Record, reread: Reread) -> Record:
        document = reread(record, original(record))
        assert document is not None
        return replace(record, place=document.format)

    record = RereadFiles(office.store).change(REPLY, noted, message="test", actor=CLERK)
    assert (record.place, readers.were_free) == ("txt", [True])


def test_a_record_that_changed_meanwhile_is_read_anew(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers = Watched(office)
    monkeypatch.setattr(reread_files, "readers", lambda: readers)
    seen: list[str] = []

    def noted(record: Record, reread: Reread) -> Record:
        seen.append(record.subject or "")
        file = replace(original(record), name=f"{record.subject}.txt")
        reread(record, file)
        if len(seen) == 1:
            office.store.change(
                REPLY, lambda known: replace(known, subject="Khác"), message="test", actor=CLERK
            )
        return replace(record, place=record.subject)

    record = RereadFiles(office.store).change(REPLY, noted, message="test", actor=CLERK)
    assert (record.subject, record.place) == ("Khác", "Khác")
    assert seen[1:] == ["Khác"] * (len(seen) - 1)
    assert readers.were_free == [True, True]
