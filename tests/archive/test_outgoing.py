from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive.archive import Archive
from archive.errors import DateBeforeLastNumberError
from archive.outgoing import Issued
from archive.outgoing_errors import CodeTakenError
from model.record import Direction, FileRole, Record, StoredFile
from model.record_id import OUTGOING_BOOK, RecordId
from tests.archive.offices import CLERK, ISSUED_ON, NOON, SETTINGS, an_archive, issue_sample, sample


@pytest.fixture
def office(tmp_path: Path) -> Archive:
    return an_archive(tmp_path / "office")


def test_a_series_goes_on_from_the_paper_book_of_the_settings(office: Archive) -> None:
    assert [issue_sample(office).id, issue_sample(office).id] == [
        RecordId(2026, "di", 5120),
        RecordId(2026, "di", 5121),
    ]


def test_rendered_files_are_archived_and_put_into_the_outbox(office: Archive) -> None:
    data = b"%PDF-1.7 a rendered dispatch"

    def render(record_id: RecordId) -> Issued:
        file = StoredFile(
            path="issued/dispatch.pdf",
            name=f"{record_id.serial}_BGDĐT-KHTC.pdf",
            role=FileRole.RENDERED,
            sha256="",
            size=len(data),
            media_type="application/pdf",
        )
        record = Record(
            id=record_id, direction=Direction.OUTGOING, registered_at=NOON, registered_by=CLERK, files=(file,)
        )
        return Issued(record=record, files={file.path: data})

    record = office.issue(book=OUTGOING_BOOK, on=ISSUED_ON, render=render, actor=CLERK)
    assert office.store.file(record.id, "issued/dispatch.pdf").read_bytes() == data
    assert (office.folder.outbox / "2026-di-005120" / "5120_BGDĐT-KHTC.pdf").read_bytes() == data


def test_a_dispatch_that_cannot_be_rendered_takes_no_number(office: Archive) -> None:
    def render(_record_id: RecordId) -> Issued:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        office.issue(book=OUTGOING_BOOK, on=ISSUED_ON, render=render, actor=CLERK)
    assert issue_sample(office).number == 5120


def _render_nothing(_record_id: RecordId) -> Issued:
    pytest.fail("rendered without a number")


def test_a_date_before_that_of_the_last_number_is_refused(office: Archive) -> None:
    issue_sample(office)
    with pytest.raises(DateBeforeLastNumberError):
        office.issue(book=OUTGOING_BOOK, on=date(2026, 11, 1), render=_render_nothing, actor=CLERK)
    assert issue_sample(office).number == 5121


def test_a_number_and_symbol_that_another_book_gave_in_the_year_is_not_given_again(tmp_path: Path) -> None:
    openings = {(OUTGOING_BOOK, 2026): 5119, ("di-qd", 2026): 5119}
    office = an_archive(tmp_path / "office", settings=replace(SETTINGS, openings=openings))
    first = issue_sample(office)

    def render(record_id: RecordId) -> Issued:
        return Issued(record=sample(record_id, ISSUED_ON), files={})

    for _ in range(2):
        with pytest.raises(CodeTakenError) as caught:
            office.issue(book="di-qd", on=ISSUED_ON, render=render, actor=CLERK)
        assert caught.value.record_id == first.id
    report = office.verify(indexed=None, progress=lambda *_: None)
    assert report.damages == ()
    assert report.numbers == {"di 2026": 1, "di-qd 2026": 0}
