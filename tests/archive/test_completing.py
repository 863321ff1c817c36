from pathlib import Path

import pytest

from archive.archive import Archive
from archive.errors import NothingToDecideError, RecordNotFoundError, TypedDateError, TypedNumberError
from archive.office_folder import OfficeFolder
from model.clock import FixedClock
from model.document_code import DocumentCode
from model.partial_date import PartialDate
from model.record import Record
from model.record_id import RecordId
from tests.archive.failing_disk import each_stop
from tests.archive.offices import CLERK, NOON, SETTINGS, a_reply, an_archive, drop, issue_sample
from tests.archive.recognition.pictures import dispatch, line
from tests.archive.scans import SCAN, scans_are_recognised

SCANNED = RecordId.parse("2026-den-000001")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    scans_are_recognised(monkeypatch)
    archive = an_archive(tmp_path / "office")
    drop(archive, SCAN, b"a picture")
    list(archive.take_in(actor=CLERK))
    return archive


def reasons(record: Record) -> list[str]:
    return [reason.code for reason in record.review]


def test_a_scan_with_number_and_day_by_hand_waits_to_be_typed(office: Archive) -> None:
    [waiting] = office.waiting_for_review()
    assert reasons(waiting) == ["number-by-hand", "day-by-hand"]
    assert (str(waiting.code), str(waiting.dated)) == ("/SYT-NVY", "2018-03")


@pytest.mark.parametrize(
    "printed", ["Số:      /SGDĐT", "Số: 212", "Số:", "Số: 212/sgdđt", "Số: I2/SGDĐT", "Số: 2//SGDĐT"]
)
def test_a_letter_whose_number_is_not_read_waits_for_it(tmp_path: Path, printed: str) -> None:
    archive = an_archive(tmp_path / "office")
    drop(archive, "thư.txt", a_reply("Lạng Sơn").replace("Số: 212/SGDĐT-KHTC", printed.ljust(18)))
    list(archive.take_in(actor=CLERK))
    [waiting] = archive.waiting_for_review()
    assert reasons(waiting) == ["number-unread"]
    completed = archive.clerk.completing.complete(waiting.id, number="212/SGDĐT-KHTC", day="", actor=CLERK)
    assert (str(completed.code), completed.review) == ("212/SGDĐT-KHTC", ())


def test_minutes_that_nobody_numbered_wait_for_nothing(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "office")
    letter = a_reply("Lạng Sơn").replace("Số: 212/SGDĐT-KHTC", " " * 18)
    drop(archive, "biên bản.txt", letter.replace("V/v báo cáo tình hình", "BIÊN BẢN\nHọp về"))
    list(archive.take_in(actor=CLERK))
    assert archive.waiting_for_review() == ()


def test_a_letter_without_a_day_waits_for_it_and_its_sender_is_known_by_the_day_it_came(
    tmp_path: Path,
) -> None:
    archive = an_archive(tmp_path / "office")
    sample = issue_sample(archive)
    drop(archive, "thư.txt", a_reply("Lạng Sơn").replace("ngày 09 tháng 11", "ngày    tháng   "))
    list(archive.take_in(actor=CLERK))
    [waiting] = archive.waiting_for_review()
    assert (reasons(waiting), waiting.province_id) == (["day-unread"], "p34-lang-son")
    assert [link.dispatch for link in waiting.links] == [sample.id]
    assert reasons(archive.accept_link(waiting.id, sample, actor=CLERK)) == ["day-unread"]


@pytest.mark.parametrize(
    ("number", "code"), [("48", "48/SYT-NVY"), (" 48a ", "48a/SYT-NVY"), ("48/SYT-NVD", "48/SYT-NVD")]
)
@pytest.mark.parametrize(
    ("day", "dated"),
    [("1", "2018-03-01"), ("01/03/2018", "2018-03-01"), ("2018-02-28", "2018-02-28"), ("", "2018-03")],
)
def test_what_a_person_typed_completes_the_record(
    office: Archive, number: str, code: str, day: str, dated: str
) -> None:
    before = office.find(str(SCANNED))[0]
    office.clerk.completing.complete(SCANNED, number=number, day=day, actor=CLERK)
    [record] = office.find(code)
    assert (record.code, record.dated) == (DocumentCode.parse(code), PartialDate.from_iso(dated))
    assert record.identification == before.identification
    assert office.waiting_for_review() == ()
    assert '"act": "complete"' in office.folder.audit.read_text()
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound


def test_a_rebuilt_register_gives_back_what_was_typed(office: Archive) -> None:
    completed = office.clerk.completing.complete(SCANNED, number="48", day="1", actor=CLERK)
    office.rebuild(lambda *_: None)
    assert office.find("48/SYT-NVY") == (completed,)
    assert office.waiting_for_review() == ()


@pytest.mark.parametrize("number", ["", "bốn tám", "48/", "-1", "123456789"])
def test_what_is_no_number_is_refused(office: Archive, number: str) -> None:
    with pytest.raises(TypedNumberError):
        office.clerk.completing.complete(SCANNED, number=number, day="1", actor=CLERK)
    assert len(office.waiting_for_review()) == 1


@pytest.mark.parametrize("day", ["32", "0", "31/02/2018", "hôm qua", "1/3/2062", "3/2018", "1/3/0018"])
def test_what_is_no_day_that_has_come_is_refused(office: Archive, day: str) -> None:
    with pytest.raises(TypedDateError):
        office.clerk.completing.complete(SCANNED, number="48", day=day, actor=CLERK)
    assert len(office.waiting_for_review()) == 1


def test_a_record_is_completed_once(office: Archive) -> None:
    office.clerk.completing.complete(SCANNED, number="48", day="1", actor=CLERK)
    with pytest.raises(NothingToDecideError):
        office.clerk.completing.complete(SCANNED, number="49", day="1", actor=CLERK)
    with pytest.raises(RecordNotFoundError):
        office.clerk.completing.complete(RecordId.parse("2026-den-000099"), number="49", day="1", actor=CLERK)


def test_of_a_printed_number_only_the_day_is_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scans_are_recognised(monkeypatch, dispatch(number=line("Số: 48/SYT-NVY", 30, 36, sure=0.95)))
    office = an_archive(tmp_path / "office")
    drop(office, SCAN, b"a picture")
    list(office.take_in(actor=CLERK))
    assert reasons(office.waiting_for_review()[0]) == ["day-by-hand"]
    with pytest.raises(TypedDateError):
        office.clerk.completing.complete(SCANNED, number="", day="", actor=CLERK)
    completed = office.clerk.completing.complete(SCANNED, number="", day="1", actor=CLERK)
    assert (str(completed.code), str(completed.dated)) == ("48/SYT-NVY", "2018-03-01")


def test_a_second_scan_of_the_same_document_waits_on_as_its_version(office: Archive) -> None:
    office.clerk.completing.complete(SCANNED, number="48", day="1", actor=CLERK)
    drop(office, f"lần hai {SCAN}", b"another picture")
    list(office.take_in(actor=CLERK))
    second = office.clerk.completing.complete(
        RecordId.parse("2026-den-000002"), number="48", day="1", actor=CLERK
    )
    assert [(reason.code, reason.facts) for reason in second.review] == [("may-be-version", (str(SCANNED),))]


def test_a_decision_about_the_link_leaves_the_number_to_be_typed(office: Archive) -> None:
    sample = issue_sample(office)
    linked = office.accept_link(SCANNED, sample, actor=CLERK)
    assert reasons(linked) == ["number-by-hand", "day-by-hand"]


def test_a_stop_before_any_step_leaves_it_completed_or_waiting(office: Archive) -> None:
    office.close()
    folder = office.folder.root

    def complete(copy: Path) -> None:
        archive = open_archive(copy)
        try:
            archive.clerk.completing.complete(SCANNED, number="48", day="1", actor=CLERK)
        finally:
            archive.close()

    stops = 0
    for copy, finished in each_stop(folder, complete, power_cut=False):
        stops += 1
        archive = open_archive(copy)
        [record] = archive.find(str(SCANNED))
        is_done = record.code == DocumentCode.parse("48/SYT-NVY")
        assert is_done or not finished
        assert is_done is not bool(archive.waiting_for_review())
        assert archive.verify(indexed=None, progress=lambda *_: None).damages == ()
        archive.close()
    assert stops > 5


def open_archive(folder: Path) -> Archive:
    return Archive.open(OfficeFolder(folder), SETTINGS, FixedClock(NOON))
