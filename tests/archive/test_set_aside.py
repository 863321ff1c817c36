"""What is in quarantine: kept once, tried again by newer readers, let in when a person says so."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import quarantine, set_aside
from archive.archive import Archive
from archive.examination import SetAside, Withhold
from archive.intake_errors import NotSetAsideError
from archive.looking import Looked
from model.ledger import LedgerState
from model.reason import Reason
from model.record import FileRole
from tests.archive.offices import CLERK, a_reply, an_archive, drop, is_sound, issue_sample, reopened, take_in
from tests.archive.own_readers import OwnReaders, answering

LETTER = a_reply("Lạng Sơn")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Archive]:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    yield archive
    archive.close()


def fail(name: str) -> Looked | None:
    return SetAside(Reason("recognition-failed", ("ZeroDivisionError",))) if "hỏng" in name else None


def with_readers(monkeypatch: pytest.MonkeyPatch, readers: object) -> None:
    for module in ("lookahead", "resuming", "set_aside"):
        monkeypatch.setattr(f"archive.{module}.readers", readers)


def names_in(folder: Path) -> list[str]:
    return sorted(path.suffix for path in folder.iterdir())


def set_aside_letter(office: Archive, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    with monkeypatch.context() as broken:
        with_readers(broken, answering(fail))
        for name in names or ("hỏng.txt",):
            drop(office, name, LETTER)
        assert {outcome.state for outcome in take_in(office)} == {LedgerState.QUARANTINED}
    assert is_sound(office)


def test_a_retry_files_what_can_be_read_now(office: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    set_aside_letter(office, monkeypatch)
    [row] = office.set_aside.rows()
    [outcome] = office.set_aside.retry([row.id], actor=CLERK)
    assert (outcome.state, outcome.arrival_number) == (LedgerState.FILED, 1)
    assert office.set_aside.rows() == ()
    assert names_in(office.folder.quarantine) == []
    assert is_sound(office)


def test_a_retry_that_fails_again_leaves_the_file_where_it_is(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_aside_letter(office, monkeypatch)
    with_readers(monkeypatch, answering(lambda _: Withhold("stamp")))
    [outcome] = office.set_aside.retry((), actor=CLERK)
    assert outcome.state is LedgerState.QUARANTINED
    assert names_in(office.folder.quarantine) == [".bin", ".json"]
    assert is_sound(office)


def test_the_twin_of_a_file_set_aside_joins_it(office: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    set_aside_letter(office, monkeypatch, "hỏng.txt", "hỏng 2.txt")
    assert names_in(office.folder.quarantine) == [".bin", ".json", ".json"]
    first, second = office.set_aside.retry((), actor=CLERK)
    assert (first.state, second.state) == (LedgerState.FILED, LedgerState.DUPLICATE)
    assert first.id == second.id
    assert names_in(office.folder.quarantine) == []
    assert is_sound(office)


def test_the_bytes_stay_until_the_last_of_the_twins_is_filed(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_aside_letter(office, monkeypatch, "hỏng.txt", "hỏng 2.txt")
    first, second = office.set_aside.rows()
    list(office.set_aside.retry([first.id], actor=CLERK))
    assert [row.id for row in office.set_aside.rows()] == [second.id]
    assert names_in(office.folder.quarantine) == [".bin", ".json"]
    assert is_sound(office)


def test_newer_readers_try_again_by_themselves_and_once(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_aside_letter(office, monkeypatch)
    tries = []

    def count(name: str) -> Looked | None:
        tries.append(name)
        return fail(name)

    again = reopened(office)
    with_readers(monkeypatch, answering(count))
    assert take_in(again) == []
    assert tries == []
    for module in (quarantine, set_aside):
        monkeypatch.setattr(module, "reader_version", lambda: "newer")
    again = reopened(again)
    [outcome] = take_in(again)
    assert outcome.state is LedgerState.QUARANTINED
    assert take_in(reopened(again)) == []
    assert tries == ["hỏng.txt"]
    [note] = again.folder.quarantine.glob("*.json")
    assert json.loads(note.read_text())["readers"] == "newer"


def test_a_person_lets_a_file_in_unread(office: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    set_aside_letter(office, monkeypatch)
    [row] = office.set_aside.rows()
    outcome = office.set_aside.release(row.id, inspected=False, is_document=False, actor=CLERK)
    assert (outcome.state, outcome.arrival_number) == (LedgerState.FILED, None)
    [record] = office.find(str(outcome.id))
    kept = next(file for file in record.files if file.role is FileRole.DATA)
    assert office.store.file(record.id, kept.path).read_bytes() == LETTER.encode()
    assert [reason.code for reason in record.review] == ["not-a-document"]
    assert '"act": "release"' in office.folder.audit.read_text()
    assert is_sound(office)


def test_numbers_that_are_not_in_quarantine_are_refused(office: Archive) -> None:
    with pytest.raises(NotSetAsideError):
        list(office.set_aside.retry([7], actor=CLERK))
    with pytest.raises(NotSetAsideError):
        office.set_aside.release(7, inspected=True, is_document=False, actor=CLERK)


def test_altered_bytes_are_neither_tried_nor_let_in(office: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    set_aside_letter(office, monkeypatch)
    [row] = office.set_aside.rows()
    next(office.folder.quarantine.glob("*.bin")).write_bytes(b"other")
    with_readers(monkeypatch, OwnReaders)
    [outcome] = office.set_aside.retry((), actor=CLERK)
    assert outcome.state is LedgerState.QUARANTINED
    with pytest.raises(NotSetAsideError):
        office.set_aside.release(row.id, inspected=False, is_document=False, actor=CLERK)


def test_what_was_filed_when_the_program_was_killed_leaves_the_quarantine(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_aside_letter(office, monkeypatch)
    with monkeypatch.context() as killed:
        killed.setattr("archive.quarantine.Quarantine.release", lambda *_: None)
        list(office.set_aside.retry((), actor=CLERK))
    assert names_in(office.folder.quarantine) == [".bin", ".json"]
    again = reopened(office)
    take_in(again)
    assert names_in(again.folder.quarantine) == []
    assert is_sound(again)
