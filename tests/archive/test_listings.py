from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from archive import listings as listing
from archive import register
from archive.archive import Archive
from archive.record_json import decode
from archive.tables import records
from model.reason import Reason
from model.record import Direction, Record
from model.record_id import INCOMING_BOOK, OUTGOING_BOOK, RecordId
from tests.archive.offices import ISSUED_ON, NOON, an_archive, reopened, sample

NUMBERS = range(1, 8)
WAITS = (Reason("day-by-hand"),)


def outgoing(number: int, *, year: int = 2026, book: str = OUTGOING_BOOK) -> Record:
    record = sample(RecordId(year, book, number), ISSUED_ON)
    return replace(record, registered_at=NOON + timedelta(minutes=number))


def incoming(number: int) -> Record:
    record = outgoing(number, book=INCOMING_BOOK)
    review = WAITS if number % 2 else ()
    return replace(record, direction=Direction.INCOMING, arrival_number=number, review=review)


def numbers(records: tuple[Record, ...]) -> list[int]:
    return [record.id.serial for record in records]


@pytest.fixture
def office(tmp_path: Path) -> Archive:
    """Give an office with seven documents in either register, entered last first."""
    archive = an_archive(tmp_path / "office")
    with archive._base.database.write() as connection:
        for number in reversed(NUMBERS):
            register.put_stored(connection, incoming(number))
        for number in NUMBERS:
            register.put_stored(connection, outgoing(number))
    return archive


@pytest.mark.parametrize("direction", Direction)
def test_the_parts_of_a_register_are_the_whole_in_its_order(office: Archive, direction: Direction) -> None:
    listings = office.listings
    parts = [listings.registered_part(direction, year=2026, start=start, most=3) for start in range(0, 12, 3)]
    assert [numbers(part) for part in parts] == [[1, 2, 3], [4, 5, 6], [7], []]
    assert sum(parts, ()) == tuple(listings.registered(direction, year=2026))
    assert sum(parts, ()) == office.registered(direction, year=2026)
    assert listings.count_registered(direction, year=2026) == len(NUMBERS)
    assert listings.count_registered(direction, year=2025) == 0


def test_a_number_whose_document_is_not_in_place_yet_is_not_listed(office: Archive) -> None:
    with office._base.database.write() as connection:
        register.add_pending(connection, incoming(9), outgoing(9))
    for direction in Direction:
        assert office.listings.count_registered(direction, year=2026) == len(NUMBERS)
        assert numbers(tuple(office.listings.registered(direction, year=2026))) == list(NUMBERS)
    assert office.listings.count_waiting() == 4
    assert numbers(office.listings.asking(2026, most=1)) == [7]


def test_a_document_that_is_being_changed_stays_in_its_register(office: Archive) -> None:
    with office._base.database.write() as connection:
        register.mark_changing(connection, incoming(3).id)
    assert office.listings.count_registered(Direction.INCOMING, year=2026) == len(NUMBERS)


def test_only_the_records_of_the_part_are_decoded(office: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[bytes] = []

    def counted(data: bytes) -> Record:
        decoded.append(data)
        return decode(data)

    monkeypatch.setattr(listing, "decode", counted)
    office.listings.registered_part(Direction.INCOMING, year=2026, start=4, most=2)
    office.listings.waiting_part(start=1, most=1)
    next(office.listings.registered(Direction.OUTGOING, year=2026))
    next(office.listings.issued())
    assert len(decoded) == 5


def test_a_register_read_in_batches_is_complete_and_in_order(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "_BATCH", 3)
    assert numbers(tuple(office.listings.registered(Direction.INCOMING, year=2026))) == list(NUMBERS)
    assert numbers(tuple(office.listings.issued())) == [*reversed(NUMBERS)]


def test_who_reads_a_register_slowly_keeps_nobody_from_writing(office: Archive) -> None:
    entries = office.listings.registered(Direction.INCOMING, year=2026)
    next(entries)
    with office._base.database.write() as connection:
        register.put_stored(connection, incoming(9))
    with office._base.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        assert connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0] == 0
    assert len(tuple(entries)) == len(NUMBERS) - 1


def test_what_waits_is_counted_and_handed_out_in_parts(office: Archive) -> None:
    assert office.listings.count_waiting() == 4
    assert numbers(office.listings.waiting_part(start=1, most=2)) == [3, 5]
    assert tuple(office.listings.waiting()) == office.waiting_for_review()


@pytest.mark.parametrize(("number", "before"), [(1, 0), (3, 1), (4, 2), (99, 4)])
def test_a_record_keeps_its_place_in_the_queue_when_it_waits_no_more(
    office: Archive, number: int, before: int
) -> None:
    assert office.listings.count_waiting_before(RecordId(2026, INCOMING_BOOK, number)) == before


def test_what_was_issued_comes_last_first(office: Archive) -> None:
    assert numbers(tuple(office.listings.issued())) == [*reversed(NUMBERS)]


def test_the_dispatches_that_were_registered_last_ask_first(office: Archive) -> None:
    with office._base.database.write() as connection:
        register.put_stored(connection, replace(outgoing(8), addressees=()), outgoing(9, year=2025))
    assert numbers(office.listings.asking(2026, 2025, most=3)) == [9, 7, 6]
    assert numbers(office.listings.asking(2026, most=2)) == [7, 6]


def test_a_register_of_before_learns_which_dispatches_ask(office: Archive) -> None:
    with office._base.database.write() as connection:
        register.put_stored(connection, replace(outgoing(8), addressees=()))
        for index in ("records_listed", "records_waiting", "records_asking", "records_unfinished"):
            connection.execute(text(f"DROP INDEX {index}"))
        connection.execute(text("ALTER TABLE records DROP COLUMN asks"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0004'"))
    again = reopened(office)
    assert numbers(again.listings.asking(2026, most=2)) == [7, 6]
    assert again.listings.count_registered(Direction.INCOMING, year=2026) == len(NUMBERS)
    again.close()


@pytest.mark.parametrize(
    ("index", "wanted"),
    [
        ("records_listed", "direction = 'in' AND year = 2026 AND book = 'den' AND state != 'pending'"),
        ("records_listed", "direction = 'out' AND year = 2026 AND state != 'pending'"),
        ("records_waiting", "needs_review = 1 AND state != 'pending'"),
        ("records_unfinished", "state != 'stored' AND state = 'pending'"),
        ("records_unfinished", "state != 'stored' AND state = 'changing'"),
        ("records_asking", "asks = 1 AND year = 2026 AND state != 'pending'"),
    ],
)
def test_a_list_is_counted_without_reading_a_record(office: Archive, index: str, wanted: str) -> None:
    count = select(func.count()).select_from(records).where(text(wanted))
    with office._base.database.read() as connection:
        plan = connection.execute(text(f"EXPLAIN QUERY PLAN {count}"))
        assert any(f"COVERING INDEX {index}" in row.detail for row in plan)
