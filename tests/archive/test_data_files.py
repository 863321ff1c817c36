"""Data files that come beside a document: kept whole with its record, never read, never without it."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive.archive import Archive
from archive.inbox import Stillness
from model.ledger import FilingOutcome, LedgerState
from model.reason import Reason
from model.record import FileRole, Record
from model.record_id import RecordId
from tests.archive.forms.filled_forms import ANSWERS, FORM, blank, filled
from tests.archive.offices import (
    CLERK,
    CODE,
    SETTINGS,
    a_reply,
    an_archive,
    drop,
    is_sound,
    issue_form,
    reopened,
)

WITH_DATA = replace(SETTINGS, data_types=frozenset({"zip", "mdb"}))
FIRST = RecordId(2026, "den", 1)
DATA = b"\x00\x01Standard Jet DB" * 50
REQUIRED = replace(FORM, fields=(*FORM.fields[:-1], replace(FORM.fields[-1], required=True)))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Archive]:
    archive = an_archive(tmp_path / "office", settings=WITH_DATA)
    issue_form(archive, REQUIRED)
    yield archive
    archive.close()


def take_in(archive: Archive) -> dict[str | None, FilingOutcome]:
    return {outcome.path: outcome for outcome in archive.take_in(actor=CLERK)}


def record(archive: Archive, record_id: RecordId = FIRST) -> Record:
    return archive.store.load(record_id)


def test_data_files_are_kept_whole_with_the_document_of_their_folder(office: Archive) -> None:
    drop(office, "Lạng Sơn/a hồ sơ.mdb", DATA)
    drop(office, "Lạng Sơn/trả lời.txt", a_reply("Lạng Sơn"))
    outcomes = take_in(office)
    assert {name: outcome.state for name, outcome in outcomes.items()} == {
        "Lạng Sơn/trả lời.txt": LedgerState.FILED,
        "Lạng Sơn/a hồ sơ.mdb": LedgerState.FILED,
    }
    [file] = [file for file in record(office).files if file.role is FileRole.DATA]
    assert (file.name, file.size) == ("a hồ sơ.mdb", len(DATA))
    assert office.store.file(FIRST, file.path).read_bytes() == DATA
    assert {arrival.path for arrival in record(office).arrivals} == {*outcomes}
    assert not [path for path in office.folder.inbox.rglob("*") if path.is_file()]
    assert is_sound(office)


def test_a_data_file_answers_the_item_that_asks_for_it(office: Archive) -> None:
    [dispatch] = office.find(str(CODE))
    typed = {code: text for code, text in ANSWERS.items() if code != "CT07"}
    drop(office, "x/tra loi.docx", filled(blank(office.form_mark(dispatch, 3)), typed))
    drop(office, "x/QLHS 2012-2013.zip", DATA)
    take_in(office)
    board = office.board(str(CODE), on=date(2026, 11, 22))
    assert [row.missing_items for row in board.rows if row.replies] == [()]
    assert record(office).review == ()
    [[file]] = [
        row.cells[-1].data
        for row in office.collect(str(CODE), on=date(2026, 11, 22)).rows
        if row.standing.replies
    ]
    assert (file.module, file.school_year) == ("Quản lý học sinh", "2012-2013")


def test_without_it_the_item_is_missing(office: Archive) -> None:
    [dispatch] = office.find(str(CODE))
    typed = {code: text for code, text in ANSWERS.items() if code != "CT07"}
    drop(office, "tra loi.docx", filled(blank(office.form_mark(dispatch, 3)), typed))
    take_in(office)
    assert record(office).review == (Reason("answers-missing", ("CT07",)),)


def test_a_data_file_without_document_waits_until_one_comes_with_it(office: Archive) -> None:
    drop(office, "rời.mdb", DATA)
    drop(office, "Lạng Sơn/a.mdb", DATA)
    outcomes = take_in(office)
    assert {outcome.reason for outcome in outcomes.values()} == {Reason("data-without-document")}
    assert {outcome.state for outcome in outcomes.values()} == {LedgerState.WAITING}
    assert take_in(office) == {}
    drop(office, "Lạng Sơn/trả lời.txt", a_reply("Lạng Sơn"))
    assert take_in(office)["Lạng Sơn/a.mdb"].state is LedgerState.FILED
    assert is_sound(office)


def test_a_data_file_beside_several_documents_waits(office: Archive) -> None:
    drop(office, "chung/1.txt", a_reply("Lạng Sơn"))
    drop(office, "chung/2.txt", a_reply("Cà Mau"))
    drop(office, "chung/a.mdb", DATA)
    assert take_in(office)["chung/a.mdb"].reason == Reason("data-with-several-documents")
    [row] = office.ledger_rows(LedgerState.WAITING)
    take_in(office)
    assert office.ledger_rows(LedgerState.WAITING) == (row,)
    assert is_sound(office)


def test_two_versions_of_one_document_are_one_document(office: Archive) -> None:
    drop(office, "x/1.txt", a_reply("Lạng Sơn"))
    drop(office, "x/2.txt", a_reply("Lạng Sơn").replace("118", "119"))
    drop(office, "x/a.mdb", DATA)
    assert take_in(office)["x/a.mdb"].id == FIRST


def test_the_same_arrival_once_more_is_a_duplicate_as_a_whole(office: Archive) -> None:
    for folder in ("một", "hai"):
        drop(office, f"{folder}/trả lời.txt", a_reply("Lạng Sơn"))
        drop(office, f"{folder}/a.mdb", DATA)
        outcomes = take_in(office)
    assert {outcome.state for outcome in outcomes.values()} == {LedgerState.DUPLICATE}
    assert len([file for file in record(office).files if file.role is FileRole.DATA]) == 1
    assert is_sound(office)


def test_the_same_data_from_two_senders_is_kept_with_each(office: Archive) -> None:
    for province in ("Lạng Sơn", "Cà Mau"):
        drop(office, f"{province}/trả lời.txt", a_reply(province))
        drop(office, f"{province}/a.mdb", DATA)
    assert {outcome.state for outcome in take_in(office).values()} == {LedgerState.FILED}
    for number in (1, 2):
        kept = record(office, RecordId(2026, "den", number))
        assert FileRole.DATA in {file.role for file in kept.files}
    assert is_sound(office)


@pytest.mark.parametrize("name", ["x/tối mật.mdb", "x/tối mật.txt"])
def test_a_mark_of_secrecy_holds_everything_that_came_together(office: Archive, name: str) -> None:
    drop(office, "x/trả lời.txt", a_reply("Lạng Sơn"))
    drop(office, "x/a.mdb", DATA)
    drop(office, name, DATA)
    drop(office, "y.txt", a_reply("Cà Mau"))
    assert [outcome.path for outcome in office.take_in(actor=CLERK) if outcome.path] == ["y.txt"]
    rows = office.ledger_rows(LedgerState.WITHHELD)
    assert sorted(row.reason.code for row in rows if row.reason) == [
        "arrived-with-secret", "arrived-with-secret", "name",
    ]  # fmt: skip
    assert {row.path for row in rows} == {None}
    drop(office, "x/đến sau.txt", a_reply("Sơn La"))
    [late] = office.take_in(actor=CLERK)
    assert late.state is LedgerState.WITHHELD
    assert is_sound(office)


def test_a_stamp_on_a_page_holds_the_data_files_too(office: Archive) -> None:
    drop(office, "x/trả lời.txt", "TỐI MẬT\n" + a_reply("Lạng Sơn"))
    drop(office, "x/a.mdb", DATA)
    assert {outcome.state for outcome in office.take_in(actor=CLERK)} == {LedgerState.WITHHELD}


def test_the_names_inside_a_zip_are_looked_at(office: Archive) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("công văn tối mật.doc", "x")
    drop(office, "x/trả lời.txt", a_reply("Lạng Sơn"))
    drop(office, "x/a.zip", buffer.getvalue())
    assert {outcome.state for outcome in office.take_in(actor=CLERK)} == {LedgerState.WITHHELD}


def test_an_arrival_is_taken_in_when_all_of_it_is_whole(office: Archive) -> None:
    now = [0.0]
    stillness = Stillness(seconds=2, monotonic=lambda: now[0])
    drop(office, "x/trả lời.txt", a_reply("Lạng Sơn"))
    assert [*office.take_in(actor=CLERK, stillness=stillness)] == []
    now[0] = 1.5
    drop(office, "x/a.mdb", DATA)
    assert [*office.take_in(actor=CLERK, stillness=stillness)] == []
    now[0] = 2.5
    assert [*office.take_in(actor=CLERK, stillness=stillness)] == []
    now[0] = 4
    assert len([*office.take_in(actor=CLERK, stillness=stillness)]) == 2


def test_a_named_folder_is_filed_like_the_inbox(office: Archive, tmp_path: Path) -> None:
    (tmp_path / "usb" / "x").mkdir(parents=True)
    (tmp_path / "usb" / "x" / "trả lời.txt").write_text(a_reply("Lạng Sơn"))
    (tmp_path / "usb" / "x" / "a.mdb").write_bytes(DATA)
    outcomes = [*office.file([tmp_path / "usb"], actor=CLERK)]
    assert [outcome.state for outcome in outcomes] == [LedgerState.FILED] * 2
    assert (tmp_path / "usb" / "x" / "a.mdb").exists()


def test_a_restart_and_a_rebuild_know_the_data_files(office: Archive) -> None:
    drop(office, "x/trả lời.txt", a_reply("Lạng Sơn"))
    drop(office, "x/a.mdb", DATA)
    take_in(office)
    kept = record(office)
    again = reopened(office)
    assert again.rebuild(lambda *_: None) == 2
    assert record(again) == kept
    assert is_sound(again)
    again.close()


def test_what_could_be_read_is_nobodys_data_when_it_comes_alone(office: Archive) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("tra-loi.txt", a_reply("Lạng Sơn"))
    drop(office, "trả lời.zip", packed.getvalue())
    outcomes = take_in(office)
    assert outcomes["trả lời.zip"].state is LedgerState.FILED
    assert outcomes["trả lời.zip"].arrival_number == 1
    assert is_sound(office)
