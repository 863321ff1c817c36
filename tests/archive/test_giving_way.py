"""While a pass goes on, others have their turn between its groups; nothing is filed twice for that."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from archive import disk, lookahead
from archive.archive import Archive
from archive.errors import BusyError
from archive.looking import Looked, look
from model.ledger import FilingOutcome, LedgerState
from tests.archive.offices import CLERK, SETTINGS, a_reply, an_archive, drop, issue_sample
from tests.archive.own_readers import OwnReaders

FILES = 30


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    for module in ("lookahead", "resuming", "set_aside"):
        monkeypatch.setattr(f"archive.{module}.readers", OwnReaders)
    monkeypatch.setattr(lookahead, "_GROUP", 2)
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    yield archive
    archive.close()


def second_program(office: Archive) -> Archive:
    return Archive.open(office.folder, SETTINGS, office._base.clock)


def test_nobody_who_waits_is_no_reason_to_give_way(tmp_path: Path) -> None:
    with disk.turn(tmp_path / "a.lock", wait=0) as give_way:
        assert not give_way()
        with pytest.raises(BusyError), disk.turn(tmp_path / "a.lock", wait=0):
            pass


def test_who_waits_has_the_next_turn_and_the_holder_the_one_after(tmp_path: Path) -> None:
    order: list[str] = []
    stands_in_line = threading.Event()

    def other() -> None:
        stands_in_line.set()
        with disk.turn(tmp_path / "a.lock", wait=5):
            order.append("other")

    with disk.turn(tmp_path / "a.lock", wait=5) as give_way:
        order.append("holder")
        waiting = threading.Thread(target=other)
        waiting.start()
        stands_in_line.wait()
        while not give_way():
            pass
        order.append("holder again")
    waiting.join()
    assert order == ["holder", "other", "holder again"]


def test_a_command_files_in_the_midst_of_a_pass_and_nothing_is_filed_twice(office: Archive) -> None:
    for number in range(FILES):
        drop(office, f"{number:02d}.txt", a_reply("Lạng Sơn", number=number + 1))
    last = office.folder.inbox / f"{FILES - 1:02d}.txt"
    filed: list[LedgerState] = []

    def file_the_last() -> None:
        other = second_program(office)
        filed.extend(outcome.state for outcome in other.file([last], actor=CLERK))
        other.close()

    command = threading.Thread(target=file_the_last)
    outcomes: list[FilingOutcome] = []
    for outcome in office.take_in(actor=CLERK):
        if not outcomes:
            command.start()
        outcomes.append(outcome)
        if not filed:
            command.join(0.2)
    command.join()
    assert filed == [LedgerState.FILED]
    assert len(outcomes) == FILES - 1
    report = office.verify(indexed=None, progress=lambda *_: None)
    assert report.is_sound
    assert report.numbers["den 2026"] == FILES
    assert report.ledger[LedgerState.FILED] == FILES
    [record] = office.find(f"{FILES}/SGDĐT-KHTC")
    assert record.arrival_number is not None
    assert record.arrival_number < FILES


def test_a_whole_pass_of_another_program_in_the_midst_leaves_nothing_to_do(office: Archive) -> None:
    for number in range(FILES):
        drop(office, f"{number:02d}.txt", a_reply("Lạng Sơn", number=number + 1))
    others: list[str | None] = []

    def take_all() -> None:
        other = second_program(office)
        others.extend(outcome.path for outcome in other.take_in(actor=CLERK))
        other.close()

    command = threading.Thread(target=take_all)
    own: list[str | None] = []
    for outcome in office.take_in(actor=CLERK):
        if not own:
            command.start()
            command.join(0.2)
        own.append(outcome.path)
    command.join()
    assert sorted(own + others, key=str) == [f"{number:02d}.txt" for number in range(FILES)]
    assert own
    assert others
    assert office.verify(indexed=None, progress=lambda *_: None).numbers["den 2026"] == FILES


def test_the_inbox_is_free_while_readers_are_at_work(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookahead, "PATIENCE", 0.01)
    read = threading.Event()

    class SlowReaders:
        def look(
            self, name: str, data: bytes, data_types: frozenset[str], *, cleared: bool
        ) -> Future[Looked]:
            future: Future[Looked] = Future()

            def answer() -> None:
                read.wait()
                future.set_result(look(name, data, data_types=data_types, cleared=cleared))

            threading.Thread(target=answer).start()
            return future

    monkeypatch.setattr("archive.lookahead.readers", SlowReaders)
    drop(office, "quét.txt", a_reply("Lạng Sơn"))
    outcomes: list[LedgerState] = []
    watching = threading.Thread(
        target=lambda: outcomes.extend(outcome.state for outcome in office.take_in(actor=CLERK))
    )
    watching.start()
    other = second_program(office)
    assert list(other.set_aside.retry((), actor=CLERK)) == []
    other.close()
    assert outcomes == []
    read.set()
    watching.join()
    assert outcomes == [LedgerState.FILED]


def test_a_pass_that_is_told_to_stop_ends_after_its_group_and_the_next_goes_on(office: Archive) -> None:
    for number in range(FILES):
        drop(office, f"{number:02d}.txt", a_reply("Lạng Sơn", number=number + 1))
    inbox = office.folder.inbox
    outcomes = list(office.take_in(actor=CLERK, stop=lambda: len(list(inbox.iterdir())) < FILES))
    assert 0 < len(outcomes) < FILES
    assert len(list(inbox.iterdir())) == FILES - len(outcomes)
    again = list(office.take_in(actor=CLERK))
    assert len(outcomes) + len(again) == FILES
    assert {one.state for one in (*outcomes, *again)} == {LedgerState.FILED}
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound


def test_a_pass_that_is_told_to_stop_waits_for_no_reader(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow(OwnReaders):
        def look(self, *_: object, **__: object) -> Future[Looked]:
            return Future()

    monkeypatch.setattr(lookahead, "readers", Slow)
    monkeypatch.setattr(lookahead, "PATIENCE", 0.01)
    path = drop(office, "a.txt", a_reply("Lạng Sơn"))
    assert list(office.take_in(actor=CLERK, stop=lambda: True)) == []
    assert path.exists()


def test_a_retry_of_everything_gives_way_between_files(office: Archive) -> None:
    for name in ("rỗng 1.docx", "rỗng 2.docx", "rỗng 3.docx"):
        drop(office, name, b"")
    list(office.take_in(actor=CLERK))
    let_in = threading.Event()
    other = second_program(office)
    numbers = [row.id for row in other.set_aside.rows()]

    def release_the_last() -> None:
        let_in.set()
        other.set_aside.release(numbers[-1], inspected=True, is_document=False, actor=CLERK)

    command = threading.Thread(target=release_the_last)
    retried: list[FilingOutcome] = []
    for outcome in office.set_aside.retry((), actor=CLERK):
        if not retried:
            command.start()
            let_in.wait()
            wait_until_in_line(office)
        retried.append(outcome)
    command.join()
    other.close()
    assert [one.state for one in retried] == [
        LedgerState.QUARANTINED,
        LedgerState.QUARANTINED,
        LedgerState.FILED,
    ]
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound


def wait_until_in_line(office: Archive) -> None:
    """Wait until somebody stands in line for the inbox."""
    queue = office.folder.intake_lock.with_suffix(".queue.lock")
    while True:
        try:
            with disk.lock(queue, wait=0):
                time.sleep(0.01)
        except BusyError:
            return
