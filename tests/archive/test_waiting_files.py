"""A file that nobody could look into: listed, given another turn, let in by a person who looked into it."""

import hashlib
import tracemalloc
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from archive import disk, lookahead
from archive.archive import Archive
from archive.errors import NoAlertError
from archive.examination import Wait
from archive.intake_errors import NotInspectedError, NotSetAsideError
from archive.ledger_journal import LedgerJournal
from archive.looking import Looked
from archive.reader_pool import DIED
from model.ledger import LedgerState
from model.reason import Reason
from model.record import FileRole
from tests.archive.failing_disk import KilledError
from tests.archive.offices import CLERK, a_reply, an_archive, drop, is_sound, issue_sample, take_in
from tests.archive.own_readers import OwnReaders, answering

SEALED = b"7z\xbc\xaf\x27\x1c" + bytes(range(20))


@pytest.fixture(autouse=True)
def _own_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    with_readers(monkeypatch, OwnReaders)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Archive]:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    yield archive
    archive.close()


def with_readers(monkeypatch: pytest.MonkeyPatch, readers: object) -> None:
    for module in ("lookahead", "resuming", "set_aside"):
        monkeypatch.setattr(f"archive.{module}.readers", readers)


def die(name: str) -> Looked | None:
    return Wait(Reason(DIED, ("SIGSEGV",))) if "chết" in name else None


def with_a_dead_reader(office: Archive, monkeypatch: pytest.MonkeyPatch) -> int:
    """Let a reader die twice at a letter; return the number of its row."""
    path = drop(office, "Sở/chết.txt", a_reply("Lạng Sơn"))
    with monkeypatch.context() as broken:
        with_readers(broken, answering(die))
        take_in(office)
        take_in(office)
    assert path.exists()
    [row] = office.set_aside.waiting()
    return row.id


def test_a_file_whose_reader_died_twice_is_listed_with_how_and_how_often(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_a_dead_reader(office, monkeypatch)
    [row] = office.set_aside.waiting()
    assert (row.path, row.state, row.sha256) == ("Sở/chết.txt", LedgerState.WAITING, None)
    assert row.reason is not None
    turns, readers, how = row.reason.facts
    assert (row.reason.code, turns, how) == (DIED, "2", "SIGSEGV")
    assert len(readers) == 12


def test_nothing_of_a_file_that_waits_is_copied(office: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    with_a_dead_reader(office, monkeypatch)
    assert list(office.folder.quarantine.iterdir()) == []
    for path in office.folder.root.rglob("*"):
        if path.is_file() and not path.is_relative_to(office.folder.inbox):
            assert "chết".encode() not in path.read_bytes()


def test_a_retry_gives_one_more_turn(office: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    number = with_a_dead_reader(office, monkeypatch)
    with monkeypatch.context() as broken:
        with_readers(broken, answering(die))
        [outcome] = office.set_aside.retry([number], actor=CLERK)
        take_in(office)
    assert (outcome.state, outcome.reason and outcome.reason.facts[0]) == (LedgerState.WAITING, "3")
    [outcome] = office.set_aside.retry((), actor=CLERK)
    assert (outcome.state, outcome.arrival_number) == (LedgerState.FILED, 1)
    assert office.set_aside.waiting() == ()
    assert is_sound(office)


def test_a_retry_of_what_no_reader_can_read_says_so_again(office: Archive) -> None:
    drop(office, "a.7z", SEALED)
    take_in(office)
    [outcome] = office.set_aside.retry((), actor=CLERK)
    assert (outcome.state, outcome.path) == (LedgerState.WAITING, "a.7z")


def test_only_a_person_who_looked_into_a_file_lets_it_in(office: Archive) -> None:
    path = drop(office, "a.7z", SEALED)
    take_in(office)
    [row] = office.set_aside.waiting()
    with pytest.raises(NotInspectedError):
        office.set_aside.release(row.id, inspected=False, is_document=True, actor=CLERK)
    assert path.exists()
    outcome = office.set_aside.release(row.id, inspected=True, is_document=False, actor=CLERK)
    assert (outcome.state, outcome.arrival_number) == (LedgerState.FILED, None)
    [record] = office.find(str(outcome.id))
    assert [file.role for file in record.files] == [FileRole.DATA, FileRole.TEXT]
    assert [reason.code for reason in record.review] == ["not-a-document"]
    assert not path.exists()
    [line] = [line for line in office.folder.audit.read_text().splitlines() if '"release"' in line]
    assert CLERK.name in line
    assert '"inspected": "true"' in line
    assert is_sound(office)


def test_what_a_person_calls_a_document_gets_an_arrival_number_and_waits_for_its_code(
    office: Archive,
) -> None:
    drop(office, "Sở/a.7z", SEALED)
    take_in(office)
    [row] = office.set_aside.waiting()
    outcome = office.set_aside.release(row.id, inspected=True, is_document=True, actor=CLERK)
    assert outcome.arrival_number == 1
    [record] = office.waiting_for_review()
    assert [reason.code for reason in record.review] == ["unread-document"]
    original = next(file for file in record.files if file.role is FileRole.ORIGINAL)
    assert office.store.file(record.id, original.path).read_bytes() == SEALED
    assert is_sound(office)
    office.rebuild(lambda *_: None)
    assert is_sound(office)


def test_the_same_bytes_let_in_again_are_a_duplicate(office: Archive) -> None:
    for name in ("a.7z", "b.7z"):
        drop(office, name, SEALED)
    take_in(office)
    first, second = (
        office.set_aside.release(row.id, inspected=True, is_document=True, actor=CLERK)
        for row in office.set_aside.waiting()
    )
    assert (first.state, second.state) == (LedgerState.FILED, LedgerState.DUPLICATE)
    assert first.id == second.id
    assert is_sound(office)


def test_a_file_that_changed_since_is_not_let_in(office: Archive) -> None:
    path = drop(office, "a.7z", SEALED)
    take_in(office)
    [row] = office.set_aside.waiting()
    path.write_bytes(SEALED + b"x")
    with pytest.raises(NotSetAsideError):
        office.set_aside.release(row.id, inspected=True, is_document=False, actor=CLERK)
    assert path.exists()


def a_large_file(office: Archive, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Drop a file that is larger than what is read, which is less here so that the test is quick."""
    monkeypatch.setattr(lookahead, "MOST_BYTES", 2**20)
    path = office.folder.inbox / "phim.iso"
    path.write_bytes(b"phim" * 2**22)
    take_in(office)
    return path


def test_a_file_too_large_to_be_read_is_let_in_piece_by_piece(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_large_file(office, monkeypatch)
    [row] = office.set_aside.waiting()
    assert row.reason == Reason("too-large")
    tracemalloc.start()
    outcome = office.set_aside.release(row.id, inspected=True, is_document=False, actor=CLERK)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2**22
    assert (outcome.state, outcome.sha256) == (
        LedgerState.FILED,
        hashlib.sha256(b"phim" * 2**22).hexdigest(),
    )
    assert not path.exists()
    assert is_sound(office)


def test_a_large_file_that_is_written_to_while_it_is_copied_stays_and_waits(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_large_file(office, monkeypatch)
    [row] = office.set_aside.waiting()
    write_files = disk.write_files

    def written_to(folder: Path, files: Mapping[str, disk.Data]) -> None:
        with path.open("ab") as stream:
            stream.write(b"x")
        write_files(folder, files)

    with monkeypatch.context() as hurried:
        hurried.setattr(disk, "write_files", written_to)
        with pytest.raises(NotSetAsideError):
            office.set_aside.release(row.id, inspected=True, is_document=False, actor=CLERK)
    take_in(office)
    [again] = office.set_aside.waiting()
    assert (again.path, again.reason) == ("phim.iso", Reason("too-large"))
    assert not list(office.folder.staging.iterdir())
    assert is_sound(office)


def test_a_file_beside_one_with_a_mark_is_not_let_in(office: Archive) -> None:
    path = drop(office, "Sở/a.7z", SEALED)
    take_in(office)
    [row] = office.set_aside.waiting()
    drop(office, "Sở/MẬT.txt", b"x")
    take_in(office)
    with pytest.raises(NotSetAsideError):
        office.set_aside.release(row.id, inspected=True, is_document=False, actor=CLERK)
    assert path.exists()


def test_what_was_withheld_is_neither_listed_nor_let_in(office: Archive) -> None:
    drop(office, "Sở/MẬT.txt", b"x")
    drop(office, "Sở/a.7z", SEALED)
    take_in(office)
    assert office.set_aside.waiting() == ()
    for number in (1, 2):
        with pytest.raises(NotSetAsideError):
            office.set_aside.release(number, inspected=True, is_document=False, actor=CLERK)


def taken_acts(archive: Archive) -> list[str]:
    lines = archive.folder.audit.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if '"taken-away"' in line]


def test_a_waiting_file_that_somebody_takes_away_is_told_until_a_person_knows(office: Archive) -> None:
    drop(office, "niêm phong.7z", SEALED).rename(office.folder.inbox / "đổi.7z")
    take_in(office)
    [row] = office.set_aside.waiting()
    (office.folder.inbox / "đổi.7z").unlink()
    [missing] = office.set_aside.taken_away()
    assert (missing.id, missing.gone_at) == (row.id, None)
    take_in(office)
    take_in(office)
    [taken] = office.set_aside.taken_away()
    assert (taken.id, taken.path, taken.stamp.size) == (row.id, None, len(SEALED))
    assert taken.gone_at is not None
    [act] = taken_acts(office)
    assert "đổi" not in act
    assert office.verify(indexed=None, progress=lambda *_: None).departed == 1
    office.acknowledge(row.id, actor=CLERK)
    assert office.set_aside.taken_away() == ()
    with pytest.raises(NoAlertError):
        office.acknowledge(row.id, actor=CLERK)
    assert is_sound(office)


def test_a_waiting_file_that_is_renamed_in_the_inbox_was_not_taken_away(office: Archive) -> None:
    path = drop(office, "niêm phong.7z", SEALED)
    take_in(office)
    path.rename(path.with_name("tên khác.7z"))
    take_in(office)
    assert office.set_aside.taken_away() == ()
    assert [row.path for row in office.set_aside.waiting()] == ["tên khác.7z"]
    assert is_sound(office)


def test_a_waiting_file_that_another_one_replaces_is_told(office: Archive) -> None:
    path = drop(office, "a.txt", SEALED)
    take_in(office)
    path.unlink()
    drop(office, "a.txt", a_reply("Lạng Sơn"))
    take_in(office)
    [taken] = office.set_aside.taken_away()
    assert taken.stamp.size == len(SEALED)
    assert len(taken_acts(office)) == 1


def test_killed_while_it_notes_what_was_taken_away_it_tells_so_all_the_same(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(office, "a.7z", SEALED)
    take_in(office)
    path.unlink()
    with monkeypatch.context() as killed:
        killed.setattr(LedgerJournal, "change", _killed)
        with pytest.raises(KilledError):
            take_in(office)
    take_in(office)
    assert len(office.set_aside.taken_away()) == 1
    assert len(taken_acts(office)) >= 1
    assert is_sound(office)


def _killed(*_: object, **__: object) -> None:
    raise KilledError
