"""A document after its number: signed by real keys and kept, corrected, recalled, its year closed."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from archive.outgoing_errors import (
    AmbiguousCodeError,
    EndedError,
    NotIssuedHereError,
    SignedLaterError,
    SignedNumberError,
)
from generator.signing.sign import sign_as_agency, sign_as_person
from model.actor import Actor
from model.clock import VIETNAM, FixedClock
from model.record import Direction, FileRole, Record
from model.register_sheet import RegisterSheet
from model.standing import Standing
from office import RecordsOffice
from tests.archive.offices import a_reply
from tests.generator.signing.authority import NOW, holder, root
from tests.generator.signing.signed_files import act, pictures, verdicts
from web.register_sheet import register_sheet
from web.register_xlsx import register_xlsx

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "templates" / "cong-van" / "sample.yaml"
SETTINGS = (ROOT / "templates" / "demo" / "office.toml").read_text(encoding="utf-8")
ISSUED_ON = date(2026, 11, 2)
CODE = "5120/BGDĐT-KHTC"
CLERK = Actor(name="Nguyễn Thị Hằng")
NEXT_YEAR = datetime(2027, 1, 4, 8, 0, tzinfo=VIETNAM)
SIGNER = "Trịnh Minh Khang"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[RecordsOffice]:
    settings = f'{SETTINGS}\n[ky_so]\ngoc_tin_cay = "{tmp_path / "roots"}"\n'
    (tmp_path / "roots").mkdir()
    (tmp_path / "roots" / "root.cer").write_bytes(root().certificate.public_bytes(Encoding.DER))
    at = max(NOW, datetime(2026, 11, 22, 9, 0, tzinfo=VIETNAM))
    with RecordsOffice.create(tmp_path / "office", settings, clock=FixedClock(at)) as made:
        made.issue(SAMPLE, actor=CLERK, on=ISSUED_ON)
        yield made


def dispatch(office: RecordsOffice) -> Record:
    return office.show(CODE)[0].record


def issued_pdf(office: RecordsOffice) -> bytes:
    return (office.folder.outbox / "2026-di-005120" / "5120_BGDĐT-KHTC.pdf").read_bytes()


def put(folder: Path, data: bytes) -> Path:
    path = folder / "đã ký.pdf"
    path.write_bytes(data)
    return path


def is_sound(office: RecordsOffice) -> bool:
    return office.verify().damages == ()


def test_a_file_signed_by_person_and_agency_is_kept_with_who_signed_and_who_vouches(
    office: RecordsOffice, tmp_path: Path
) -> None:
    by_person = sign_as_person(issued_pdf(office), act(holder(SIGNER)), pictures().signature)
    agency = holder("Bộ Giáo dục và Đào tạo")
    by_both = sign_as_agency(by_person, act(agency, *verdicts(by_person)), pictures().seal)
    record = office.after_issue.attach(CODE, put(tmp_path, by_both), because=None, actor=CLERK)
    assert record.standing is Standing.ISSUED
    assert record.signed_by == (SIGNER, "Bộ Giáo dục và Đào tạo")
    assert [(one.is_intact, one.trusted_by) for one in record.signed[0].signatures] == [
        (True, "Gốc thử nghiệm")
    ] * 2
    [stored] = [file for file in record.files if file.role is FileRole.SIGNED]
    assert office.stored_file(record, stored).read_bytes() == by_both
    assert is_sound(office)


def test_another_signed_document_is_refused(office: RecordsOffice, tmp_path: Path) -> None:
    office.issue(SAMPLE, actor=CLERK, on=ISSUED_ON)
    signed = sign_as_person(issued_pdf(office), act(holder(SIGNER)), pictures().signature)
    with pytest.raises(SignedNumberError):
        office.after_issue.attach("5121/BGDĐT-KHTC", put(tmp_path, signed), because="ký", actor=CLERK)


def test_paper_that_was_signed_before_it_was_numbered_is_issued(office: RecordsOffice) -> None:
    record = office.issue(SAMPLE, actor=CLERK, on=ISSUED_ON, signed_on=date(2026, 11, 1))
    assert (record.standing, record.signed_on) == (Standing.ISSUED, date(2026, 11, 1))
    with pytest.raises(SignedLaterError):
        office.issue(SAMPLE, actor=CLERK, on=ISSUED_ON, signed_on=date(2026, 11, 3))


def test_a_correction_is_drafted_issued_and_knows_what_it_corrects(
    office: RecordsOffice, tmp_path: Path
) -> None:
    facts = {"where": "dòng 5", "wrong": "15", "right": "20"}
    path = office.after_issue.correct(CODE, facts, out=tmp_path)
    assert path is not None
    correction = office.issue(path, actor=CLERK)
    assert correction.corrects == dispatch(office).id
    assert correction.subject == f"đính chính Công văn số {CODE}"


def test_a_recall_freezes_the_document_and_drafts_the_notice(office: RecordsOffice, tmp_path: Path) -> None:
    assert office.search('"phương án phân cấp tài khoản"').total == 1
    record, path = office.after_issue.recall(CODE, "sai thẩm quyền", out=tmp_path, actor=CLERK)
    office.sync_index()
    assert record.standing is Standing.RECALLED
    assert office.search('"phương án phân cấp tài khoản"').total == 0
    assert [hit.id for hit in office.search(CODE).hits] == [str(record.id)]
    assert path is not None
    notice = office.issue(path, actor=CLERK)
    assert notice.subject == f"thu hồi Công văn số {CODE}"
    assert notice.recipients == record.recipients
    assert office.replies(CODE).missing == ()
    assert is_sound(office)


def test_what_its_sender_recalls_is_answered_by_a_notice_to_the_sender(
    office: RecordsOffice, tmp_path: Path
) -> None:
    office.drop("a.txt", a_reply("Lạng Sơn").encode())
    [outcome] = office.take_in(actor=CLERK)
    assert office.replies(CODE).answered == 1
    record, path = office.after_issue.recall(str(outcome.id), "gửi nhầm", out=tmp_path, actor=CLERK)
    assert record.standing is Standing.RECALLED
    assert path is not None
    notice = office.issue(path, actor=CLERK)
    assert notice.recipients == ("Sở Giáo dục và Đào tạo tỉnh Lạng Sơn",)
    assert office.replies(CODE).answered == 0


def test_what_is_not_ours_or_has_ended_is_refused(office: RecordsOffice, tmp_path: Path) -> None:
    office.drop("a.txt", a_reply("Lạng Sơn").encode())
    [outcome] = office.take_in(actor=CLERK)
    with pytest.raises(NotIssuedHereError):
        office.after_issue.correct(str(outcome.id), {}, out=tmp_path)
    office.after_issue.cancel(CODE, "nhầm", actor=CLERK)
    with pytest.raises(EndedError):
        office.after_issue.correct(CODE, {}, out=tmp_path)


def test_a_code_of_several_years_needs_the_id(tmp_path: Path) -> None:
    settings = SETTINGS.replace("di.2026 = 5119", "di.2026 = 5119\ndi.2025 = 5119")
    clock = FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=VIETNAM))
    with RecordsOffice.create(tmp_path / "office", settings, clock=clock) as office:
        for on in (date(2025, 11, 2), ISSUED_ON):
            office.issue(SAMPLE, actor=CLERK, on=on)
        with pytest.raises(AmbiguousCodeError) as caught:
            office.after_issue.cancel(CODE, "nhầm", actor=CLERK)
        assert caught.value.ids == ("2026-di-005120", "2025-di-005120")
        assert office.after_issue.cancel("2025-di-005120", "nhầm", actor=CLERK).id.year == 2025


def test_a_closed_year_keeps_both_books_as_pdf_and_workbook(office: RecordsOffice) -> None:
    def sheet(direction: Direction, records: tuple[Record, ...]) -> RegisterSheet:
        return register_sheet(direction, records, year=2026, parent=None, agency="Bộ Giáo dục và Đào tạo")

    with RecordsOffice(office.folder.root, clock=FixedClock(NEXT_YEAR)) as later:
        closing = later.after_issue.close_year(2026, sheet=sheet, xlsx=register_xlsx, actor=CLERK)
        root_ = later.archive.store.root
        for name, sha256 in closing.files.items():
            assert hashlib.sha256(root_.read("urn:vanthu:so-2026", name)).hexdigest() == sha256
        assert sorted(closing.files) == [
            "so-van-ban-den-2026.pdf",
            "so-van-ban-den-2026.xlsx",
            "so-van-ban-di-2026.pdf",
            "so-van-ban-di-2026.xlsx",
        ]
        assert json.loads(root_.read("urn:vanthu:so-2026", "closing.json"))["year"] == 2026
        assert is_sound(later)
        assert later.rebuild() == 1
        assert is_sound(later)
