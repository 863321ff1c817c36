"""What happens in the inbox while files are taken in: replaced, removed, moved in, many."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from archive import ledger, lookahead
from archive.archive import Archive
from archive.filing import Filing, Outcomes
from archive.inbox import Found
from archive.inbox_file import read_whole
from archive.incoming import IncomingFile
from model.actor import Actor
from model.ledger import LedgerState
from model.record_id import RecordId
from tests.archive.offices import a_reply, an_archive, drop, is_sound, issue_sample, take_in

LETTER = a_reply("Lạng Sơn")
NAMELESS = "\n".join(line for line in LETTER.splitlines()[3:]).replace("Lạng Sơn, ngày", "ngày")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Archive]:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    yield archive
    archive.close()


def test_a_name_that_is_used_again_while_its_file_is_filed_loses_neither(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(office, "trả lời.txt", LETTER)
    file = Filing.file

    def reuse(self: Filing, arrivals: Sequence[Sequence[IncomingFile]], actor: Actor) -> Outcomes:
        path.write_text(a_reply("Cà Mau", number=77))
        return file(self, arrivals, actor)

    with monkeypatch.context() as busy:
        busy.setattr(Filing, "file", reuse)
        [first] = take_in(office)
    assert path.exists()
    [second] = take_in(office)
    assert [first.arrival_number, second.arrival_number] == [1, 2]
    assert not path.exists()
    assert is_sound(office)


def test_a_file_that_is_removed_while_it_is_read_stops_nothing_else(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def remove(found: Found) -> bytes | None:
        if found.name == "a.txt":
            found.path.unlink()
        return read_whole(found)

    monkeypatch.setattr(lookahead, "read_whole", remove)
    drop(office, "a.txt", LETTER)
    drop(office, "b.txt", a_reply("Cà Mau"))
    [outcome] = take_in(office)
    assert outcome.path == "b.txt"
    assert take_in(office) == []
    [row] = [row for row in office.ledger_rows(with_gone=True) if row.state is LedgerState.SEEN]
    assert row.gone_at is not None
    assert is_sound(office)


def test_a_folder_that_is_moved_in_comes_as_a_whole(office: Archive, tmp_path: Path) -> None:
    outside = tmp_path / "Lạng Sơn"
    (outside / "phụ lục").mkdir(parents=True)
    (outside / "trả lời.txt").write_text(LETTER)
    (outside / "phụ lục" / "1.txt").write_text("Danh sách trường")
    shutil.move(outside, office.folder.inbox)
    assert {outcome.id for outcome in take_in(office)} == {RecordId(2026, "den", 1)}


def test_a_waiting_file_that_gets_another_name_is_the_old_one_gone_and_a_new_one(office: Archive) -> None:
    path = drop(office, "a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(20))
    take_in(office)
    path.rename(path.with_name("b.7z"))
    [outcome] = take_in(office)
    assert outcome.path == "b.7z"
    rows = office.ledger_rows(with_gone=True)
    assert [row.gone_at is None for row in rows] == [False, True]


def test_a_document_without_a_known_sender_is_proposed_as_a_version_of_the_other(office: Archive) -> None:
    drop(office, "a.txt", LETTER)
    drop(office, "b.txt", NAMELESS)
    first, second = take_in(office)
    assert first.id != second.id
    [record] = office.find(str(second.id))
    doubts = {reason.code: reason.facts for reason in record.review}
    assert doubts["may-be-version"] == (str(first.id),)


def test_paths_are_looked_up_however_many_there_are(office: Archive) -> None:
    drop(office, "a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(20))
    take_in(office)
    [row] = office.ledger_rows()
    with office._base.database.read() as connection:
        found = ledger.latest(connection, {row.path_key, *(f"{number}" for number in range(40_000))})
    assert {key: one.id for key, one in found.items()} == {row.path_key: row.id}


def test_no_step_of_filing_reads_a_table_from_end_to_end(office: Archive) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:  # noqa: ANN401
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    drop(office, "a.txt", LETTER)
    take_in(office)  # the first pass of a program reads what it issued
    for number, name in enumerate(("b.txt", "x/c.txt", "x/d.txt")):
        drop(office, name, a_reply("Cà Mau", number=number + 5))
    event.listen(office._base.database.engine, "before_cursor_execute", note)
    take_in(office)
    event.remove(office._base.database.engine, "before_cursor_execute", note)
    with office._base.database.read() as connection:
        plans = {statement: _plan(connection, statement, parameters) for statement, parameters in asked}
    assert len(plans) > 5
    costly = ("SCAN records", "SCAN ledger", "SCAN links", "SCAN changes", "(book=?)")
    assert {statement for statement, plan in plans.items() if any(one in plan for one in costly)} == set()


def _plan(connection: Connection, statement: str, parameters: Any) -> str:  # noqa: ANN401 - as the driver has them
    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    return "; ".join(row.detail for row in rows)
