from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from archive import number_series, tables
from archive.archive import Archive
from archive.errors import DamagedError
from archive.office_folder import OfficeFolder
from archive.outgoing_errors import YearClosedError, YearNotOverError, YearUnknownError
from archive.year_closing import closing_of
from model.clock import VIETNAM, FixedClock
from model.record import Direction, Record
from tests.archive.failing_disk import each_stop
from tests.archive.offices import (
    CLERK,
    CODE,
    NOON,
    SETTINGS,
    a_reply,
    an_archive,
    drop,
    issue_sample,
    reopened,
)
from tests.archive.test_rebuilding import without_register

NEXT_YEAR = datetime(2027, 1, 4, 8, 0, tzinfo=VIETNAM)


def print_book(direction: Direction, records: tuple[Record, ...]) -> Mapping[str, bytes]:
    return {f"{direction}.pdf": " ".join(str(record.id) for record in records).encode()}


@pytest.fixture
def office(tmp_path: Path) -> Archive:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    drop(archive, "a.txt", a_reply("Lạng Sơn"))
    list(archive.take_in(actor=CLERK))
    return reopened(archive, at=NEXT_YEAR)


def close(archive: Archive, year: int = 2026) -> None:
    archive.close_year(year, print_book=print_book, actor=CLERK)


def test_a_closed_year_gives_no_number_and_cancels_none(office: Archive) -> None:
    close(office)
    with pytest.raises(YearClosedError):
        issue_sample(office)
    [dispatch] = office.find(str(CODE))
    with pytest.raises(YearClosedError):
        office.after_issue.cancel(dispatch, "muộn", actor=CLERK)
    drop(office, "b.txt", a_reply("Cà Mau", number=77))
    [outcome] = office.take_in(actor=CLERK)
    assert str(outcome.id) == "2027-den-000001"


def test_the_books_are_kept_as_they_were_printed(office: Archive) -> None:
    close(office)
    root = office.store.root
    assert root.read("urn:vanthu:so-2026", "out.pdf") == b"2026-di-005120"
    assert root.read("urn:vanthu:so-2026", "in.pdf") == b"2026-den-000001"
    closing = closing_of(root, 2026)
    assert closing is not None
    assert {(book.book, book.opening, book.last) for book in closing.books} == {
        ("den", 0, 1),
        ("di", 5119, 5120),
    }
    assert office.verify(indexed=None, progress=lambda *_: None).damages == ()


def test_only_a_year_that_is_over_and_had_a_book_is_closed(office: Archive) -> None:
    with pytest.raises(YearNotOverError):
        close(office, 2027)
    with pytest.raises(YearUnknownError):
        close(office, 2025)


def test_a_year_is_closed_once(office: Archive) -> None:
    close(office)
    first = closing_of(office.store.root, 2026)
    later = reopened(office, at=NEXT_YEAR.replace(month=5))
    close(later)
    assert closing_of(later.store.root, 2026) == first
    assert later.folder.audit.read_text().count('"close-year"') == 1


def test_a_rebuild_locks_the_closed_years_again(office: Archive) -> None:
    close(office)
    rebuilt = without_register(office)
    with pytest.raises(YearClosedError):
        issue_sample(rebuilt)
    assert rebuilt.verify(indexed=None, progress=lambda *_: None).damages == ()


def test_a_lock_that_was_taken_away_is_found_and_put_back(office: Archive) -> None:
    close(office)
    with office._base.database.write() as connection:
        connection.execute(tables.closed_years.delete())
    found = office.verify(indexed=None, progress=lambda *_: None).damages
    assert [(one.subject, one.path) for one in found] == [("register", "so-2026")]
    with pytest.raises(YearClosedError):
        issue_sample(reopened(office, at=NEXT_YEAR))


def test_a_book_that_went_on_after_its_year_was_closed_is_found(office: Archive) -> None:
    close(office)
    with office._base.database.write() as connection:
        state = number_series.series_state(connection, book="di", year=2026)
        number_series.empty(connection)
        number_series.restore_series(connection, replace(state, last=state.last + 1))
        number_series.close_year(connection, 2026, at=NEXT_YEAR)
    found = office.verify(indexed=None, progress=lambda *_: None).damages
    assert "book di 2026" in {one.subject for one in found}


def test_a_printed_book_that_was_altered_is_named(office: Archive) -> None:
    close(office)
    office.store.root.file_path("urn:vanthu:so-2026", "out.pdf").write_bytes(b"2026-di-009999")
    found = office.verify(indexed=None, progress=lambda *_: None).damages
    assert ("urn:vanthu:so-2026", "out.pdf") in {(one.subject, one.name) for one in found}


def test_a_closing_that_cannot_be_understood_is_damage(office: Archive) -> None:
    close(office)
    office.store.root.file_path("urn:vanthu:so-2026", "closing.json").write_bytes(b"{}")
    with pytest.raises(DamagedError):
        closing_of(office.store.root, 2026)


def test_a_stop_before_any_step_leaves_the_year_closed_or_open(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    archive.close()

    def opened(folder: Path) -> Archive:
        return Archive.open(OfficeFolder(folder), SETTINGS, FixedClock(NEXT_YEAR))

    def act(folder: Path) -> None:
        office = opened(folder)
        try:
            close(office)
        finally:
            office.close()

    for copy, finished in each_stop(tmp_path / "office", act, power_cut=False):
        office = opened(copy)
        assert office.verify(indexed=None, progress=lambda *_: None).damages == ()
        is_closed = closing_of(office.store.root, 2026) is not None
        assert is_closed or not finished
        assert ('"close-year"' in office.folder.audit.read_text()) is is_closed
        if is_closed:
            with pytest.raises(YearClosedError):
                issue_sample(office, on=NOON.date())
        office.close()
