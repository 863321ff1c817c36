from datetime import timedelta
from pathlib import Path

import pytest

from archive.archive import Archive
from archive.errors import RegisterMissingError
from archive.ledger import LedgerRow
from model.clock import FixedClock
from model.record import Direction
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


@pytest.fixture
def busy(tmp_path: Path) -> Archive:
    """Give an office in which every state of the ledger occurs that outlasts a pass."""
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    drop(archive, "a.txt", a_reply("Lạng Sơn"))
    drop(archive, "b.txt", a_reply("Lạng Sơn"))
    drop(archive, "c.txt", a_reply("Lạng Sơn").replace("118", "119"))
    drop(archive, "d.txt", a_reply("Cà Mau", cites="86/BGDĐT-CNTT"))
    drop(archive, "e.docx", b"")
    drop(archive, "f.jpg", b"\xff\xd8\xff\xe0")
    drop(archive, "g MẬT.txt", "x")
    drop(archive, "Thumbs.db", "x")
    drop(archive, "h.pdf/i.txt", "Ghi chú của phòng.")
    gone = drop(archive, "j.jpg", b"\xff\xd8\xff\xe1")
    list(archive.take_in(actor=CLERK))
    gone.unlink()
    list(archive.take_in(actor=CLERK))
    return archive


def ledger_of(archive: Archive) -> list[tuple[object, ...]]:
    return [_essence(row) for row in archive.ledger_rows(with_gone=True)]


def _essence(row: LedgerRow) -> tuple[object, ...]:
    """Return what a rebuild must give back; the stamp of a file that left the inbox is of no use any more."""
    of_the_file = None if row.state.leaves_inbox else row.stamp
    return (
        row.id, row.channel, row.state, row.path_key, row.path, row.sha256, row.reason, row.record_id,
        row.seen_at, row.settled_at, row.gone_at, row.acknowledged_by, of_the_file,
    )  # fmt: skip


def without_register(archive: Archive) -> Archive:
    archive.close()
    archive.folder.register.unlink()
    archive = Archive(archive.folder, SETTINGS, FixedClock(NOON + timedelta(days=1)))
    archive.rebuild(lambda *_: None)
    return archive


def test_a_rebuild_gives_the_same_registers_links_ledger_and_numbers(busy: Archive) -> None:
    ledger = ledger_of(busy)
    records = [busy.registered(direction, year=2026) for direction in Direction]
    board = busy.board(str(CODE), on=NOON.date())
    review = busy.waiting_for_review()
    series = busy.verify(indexed=None, progress=lambda *_: None).numbers
    rebuilt = without_register(busy)
    assert ledger_of(rebuilt) == ledger
    assert [rebuilt.registered(direction, year=2026) for direction in Direction] == records
    assert rebuilt.board(str(CODE), on=NOON.date()) == board
    assert rebuilt.waiting_for_review() == review
    report = rebuilt.verify(indexed=None, progress=lambda *_: None)
    assert report.damages == ()
    assert report.numbers == series


def test_after_a_rebuild_numbers_go_on_and_nothing_is_filed_again(busy: Archive) -> None:
    rebuilt = without_register(busy)
    assert list(rebuilt.take_in(actor=CLERK)) == []
    assert issue_sample(rebuilt).number == 5121
    drop(rebuilt, "sau.txt", a_reply("An Giang"))
    [outcome] = rebuilt.take_in(actor=CLERK)
    assert outcome.arrival_number == 3


def test_a_decision_outlives_the_register(busy: Archive) -> None:
    [stray] = [record for record in busy.waiting_for_review() if record.arrival_number]
    [dispatch] = busy.find(str(CODE))
    busy.accept_link(stray.id, dispatch, actor=CLERK)
    assert busy.board(str(CODE), on=NOON.date()).answered == 2
    rebuilt = without_register(busy)
    assert rebuilt.board(str(CODE), on=NOON.date()).answered == 2
    assert stray.id not in {record.id for record in rebuilt.waiting_for_review()}


def test_an_office_without_its_register_refuses_to_work_until_it_is_rebuilt(busy: Archive) -> None:
    busy.close()
    busy.folder.register.unlink()
    with pytest.raises(RegisterMissingError):
        reopened(busy)


@pytest.mark.parametrize("left", [b"", b"no database at all" * 300, b"SQLite format 3\0 and then nothing"])
def test_a_damaged_register_is_made_again(busy: Archive, left: bytes) -> None:
    before = ledger_of(busy)
    busy.close()
    busy.folder.register.write_bytes(left)
    again = Archive.for_rebuild(busy.folder, SETTINGS, FixedClock(NOON))
    again.rebuild(lambda *_: None)
    assert ledger_of(again) == before
    again.close()


def test_a_process_that_works_on_sees_the_rebuilt_register(busy: Archive) -> None:
    other = Archive.open(busy.folder, SETTINGS, FixedClock(NOON))
    busy.rebuild(lambda *_: None)
    drop(other, "k.txt", a_reply("An Giang"))
    assert [outcome.arrival_number for outcome in other.take_in(actor=CLERK)] == [3]
    assert busy.verify(indexed=None, progress=lambda *_: None).is_sound
    other.close()


def test_a_rebuild_of_a_sound_office_changes_nothing(busy: Archive) -> None:
    before = ledger_of(busy)
    busy.rebuild(lambda *_: None)
    assert ledger_of(busy) == before
    assert busy.verify(indexed=None, progress=lambda *_: None).is_sound
