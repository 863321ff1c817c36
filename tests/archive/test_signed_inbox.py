from dataclasses import replace
from pathlib import Path

import pytest

from archive.archive import Archive
from archive.inbox import scan
from archive.ledger import LedgerRow
from archive.signed_inbox import SignedInbox, is_signed_drop
from model.ledger import FilingOutcome, LedgerState
from model.reason import Reason
from model.record import Direction, Record
from model.record_id import OUTGOING_BOOK
from model.standing import Standing
from tests.archive.offices import (
    CLERK,
    CODE,
    ISSUED_ON,
    SETTINGS,
    a_reply,
    an_archive,
    drop,
    reopened,
)
from tests.archive.signed_files import BODY, SIGNED, a_page, issue_printed
from tests.archive.test_rebuilding import ledger_of, without_register


@pytest.fixture
def office(tmp_path: Path) -> Archive:
    archive = an_archive(tmp_path / "office")
    issue_printed(archive)
    return archive


def inbox_of(archive: Archive) -> SignedInbox:
    return SignedInbox(archive._base, archive.after_issue, lambda _data: SIGNED)


def take(archive: Archive, inbox: SignedInbox | None = None) -> list[FilingOutcome]:
    entries = filter(is_signed_drop, scan(archive.folder.inbox).entries)
    return list((inbox or inbox_of(archive)).take_signed(entries, actor=CLERK, hindered=_nobody))


def _nobody(_error: Exception) -> None:
    """Hear of no trouble."""


def dispatch(archive: Archive) -> Record:
    [record] = archive.find(str(CODE))
    return record


def rows(archive: Archive) -> tuple[LedgerRow, ...]:
    return archive.ledger_rows(with_gone=True)


def is_sound(archive: Archive) -> bool:
    return archive.verify(indexed=None, progress=lambda *_: None).damages == ()


@pytest.mark.parametrize("name", ["5120_BGDĐT-KHTC.pdf", "2026-di-005120 đã ký.pdf", "scan0001.pdf"])
def test_a_signed_file_joins_its_document_by_name_or_by_the_number_in_it(office: Archive, name: str) -> None:
    path = drop(office, f"signed/{name}", a_page(step=11))
    [outcome] = take(office)
    assert (outcome.state, str(outcome.id), outcome.code) == (LedgerState.FILED, "2026-di-005120", CODE)
    assert dispatch(office).standing is Standing.ISSUED
    assert not path.exists()
    assert is_sound(office)


def test_the_same_bytes_once_more_are_a_duplicate(office: Archive) -> None:
    drop(office, "signed/a.pdf", a_page(step=11))
    drop(office, "signed/b.pdf", a_page(step=11))
    assert [one.state for one in take(office)] == [LedgerState.FILED, LedgerState.DUPLICATE]
    assert len(dispatch(office).signed) == 1
    assert is_sound(office)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", a_page(number="77/BGDĐT-VP"), "signed-of-nothing"),
        ("5120_BGDĐT-KHTC.pdf", a_page(number="77/BGDĐT-VP"), "signed-other-number"),
        ("a.pdf", a_page(*BODY, "Thêm một câu."), "signed-text-added"),
        ("a.pdf", a_page(), "signed-as-issued"),
        ("5120_BGDĐT-KHTC.txt", "Số: 5120/BGDĐT-KHTC".encode(), "no-reader"),
        ("a.pdf", b"", "empty-file"),
    ],
)
def test_what_needs_a_person_waits_with_the_reason(
    office: Archive, name: str, data: bytes, reason: str
) -> None:
    path = drop(office, f"signed/{name}", data)
    inbox = inbox_of(office)
    [outcome] = take(office, inbox)
    assert outcome.state is LedgerState.WAITING
    assert outcome.reason is not None
    assert outcome.reason.code == reason
    assert take(office, inbox) == []
    assert take(office) == []
    assert path.exists()
    assert dispatch(office).standing is Standing.AWAITING_SIGNATURE
    assert is_sound(office)


def test_of_a_file_with_a_mark_of_secrecy_neither_name_nor_digest_is_kept(office: Archive) -> None:
    drop(office, "signed/văn bản MẬT.pdf", a_page(step=11))
    [outcome] = take(office)
    assert (outcome.state, outcome.path, outcome.sha256) == (LedgerState.WITHHELD, None, None)
    [row] = rows(office)
    assert (row.path, row.sha256) == (None, None)


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_number_of_several_years_is_told_apart_by_the_date(tmp_path: Path, year: int) -> None:
    openings = {(OUTGOING_BOOK, 2025): 5119, (OUTGOING_BOOK, 2026): 5119}
    office = an_archive(tmp_path / "office", settings=replace(SETTINGS, openings=openings))
    for on in (ISSUED_ON.replace(year=2025), ISSUED_ON):
        issue_printed(office, on=on)
    drop(office, "signed/a.pdf", a_page(day=f"02 tháng 11 năm {year}", step=11))
    [outcome] = take(office)
    assert str(outcome.id) == f"{year}-di-005120"


def test_a_number_of_several_years_that_nothing_tells_apart_waits(tmp_path: Path) -> None:
    openings = {(OUTGOING_BOOK, 2025): 5119, (OUTGOING_BOOK, 2026): 5119}
    office = an_archive(tmp_path / "office", settings=replace(SETTINGS, openings=openings))
    for on in (ISSUED_ON.replace(year=2025), ISSUED_ON):
        issue_printed(office, on=on)
    drop(office, "signed/a.pdf", a_page(day="03 tháng 4 năm 2026", step=11))
    [outcome] = take(office)
    assert outcome.reason == Reason("signed-of-several", ("2026-di-005120", "2025-di-005120"))


def test_a_rebuild_gives_the_rows_back(office: Archive) -> None:
    drop(office, "signed/a.pdf", a_page(step=11))
    drop(office, "signed/b.pdf", a_page(step=11))
    drop(office, "signed/c.pdf", a_page(number="77/BGDĐT-VP"))
    take(office)
    before = ledger_of(office)
    assert ledger_of(without_register(office)) == before


def test_a_stop_after_the_version_and_before_the_ledger_is_finished_by_the_next_pass(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(office, "signed/a.pdf", a_page(step=11))
    inbox = inbox_of(office)
    monkeypatch.setattr(inbox, "_outcome", lambda *_: 1 / 0)
    monkeypatch.setattr("archive.signed_inbox.ledger.put", lambda *_: 1 / 0)
    assert take(office, inbox) == []
    monkeypatch.undo()
    office = reopened(office)
    [outcome] = take(office)
    assert outcome.state is LedgerState.FILED
    assert [row.state for row in rows(office)] == [LedgerState.FILED]
    assert is_sound(office)


def test_a_pass_over_the_inbox_takes_both_kinds_each_its_way(office: Archive) -> None:
    office.signatures_of = lambda _data: SIGNED
    drop(office, "signed/a.pdf", a_page(step=11))
    drop(office, "signed/b.pdf", a_page(number="77/BGDĐT-VP"))
    drop(office, "trả lời.txt", a_reply("Lạng Sơn"))
    states = {one.path: one.state for one in office.take_in(actor=CLERK)}
    assert states == {
        "signed/a.pdf": LedgerState.FILED,
        "signed/b.pdf": LedgerState.WAITING,
        "trả lời.txt": LedgerState.FILED,
    }
    assert list(office.take_in(actor=CLERK)) == []
    assert dispatch(office).standing is Standing.ISSUED
    assert [record.arrival_number for record in office.registered(Direction.INCOMING, year=2026)] == [1]
    assert is_sound(office)


def test_a_signed_file_named_on_the_command_line_is_taken_as_one(office: Archive) -> None:
    office.signatures_of = lambda _data: SIGNED
    path = drop(office, "signed/a.pdf", a_page(step=11))
    [outcome] = office.file([path], actor=CLERK)
    assert (outcome.state, str(outcome.id)) == (LedgerState.FILED, "2026-di-005120")
