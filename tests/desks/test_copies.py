"""Copies take numbers of a series of their own and keep what they copied."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from archive.errors import DateInFutureError
from desks.copies import CopyDesk
from generator.errors import CopiedTextMissingError, PdfNotCopiedError
from generator.template_files import SHIPPED
from model.actor import Actor
from model.record import FileRole
from office import RecordsOffice

CLERK = Actor(name="lan")
SETTINGS = '[co_quan]\nten = "Sở Giáo dục và Đào tạo"\nky_hieu = "SGDĐT"\ndia_danh = "Lâm Đồng"\n'
SAMPLE = SHIPPED / "sao-y" / "sample.yaml"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[RecordsOffice]:
    made = RecordsOffice.create(tmp_path / "office", SETTINGS)
    yield made
    made.close()


@pytest.fixture
def desk(office: RecordsOffice) -> CopyDesk:
    return CopyDesk(office.archive, office.clock, office.desk)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def beside(folder: Path, old: str = "", new: str = "") -> Path:
    """Put the sample and what it copies into a folder, the sample with a change."""
    (folder / "ban-chinh.yaml").write_bytes(SAMPLE.with_name("ban-chinh.yaml").read_bytes())
    draft = folder / "sao-y.yaml"
    draft.write_text(SAMPLE.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return draft


def test_a_full_copy_is_numbered_filed_and_put_into_the_outbox(
    office: RecordsOffice, desk: CopyDesk, tmp_path: Path
) -> None:
    record = desk.issue(beside(tmp_path), actor=CLERK)
    assert (str(record.id), str(record.code)) == ("2026-di-sao-000001", "01/SY-SGDĐT")
    assert record.subject is not None
    assert record.subject.startswith(
        "Sao y Công văn số 07/UBND-VX ngày 06 tháng 01 năm 2026 của Ủy ban nhân dân"
    )
    outbox = office.folder.outbox / str(record.id)
    assert {path.suffix for path in outbox.iterdir()} == {".docx", ".pdf"}
    printed = text_of((outbox / "01_SY-SGDĐT.pdf").read_bytes())
    assert "07/UBND-VX" in printed
    assert "SAO Y" in printed
    drafts = [file.name for file in record.files if file.role is FileRole.DRAFT]
    assert drafts == ["sao-y.yaml", "ban-chinh.yaml"]


def test_all_forms_share_one_series(desk: CopyDesk, tmp_path: Path) -> None:
    first = desk.issue(beside(tmp_path), actor=CLERK)
    extract = desk.issue(SHIPPED / "trich-sao" / "sample.yaml", actor=CLERK)
    assert (str(first.code), str(extract.code)) == ("01/SY-SGDĐT", "02/TrS-SNV")


def test_a_pdf_is_copied_as_it_is_with_the_block_on_it(
    office: RecordsOffice, desk: CopyDesk, tmp_path: Path
) -> None:
    [_, pdf] = office.draft(SAMPLE.with_name("ban-chinh.yaml"), tmp_path)
    draft = beside(tmp_path, "tep: ban-chinh.yaml", f"tep: {pdf.name}")
    record = desk.issue(draft, actor=CLERK)
    [copied] = (office.folder.outbox / str(record.id)).iterdir()
    assert "SAO Y" in text_of(copied.read_bytes())


def test_an_electronic_copy_of_a_pdf_is_the_pdf(
    office: RecordsOffice, desk: CopyDesk, tmp_path: Path
) -> None:
    [_, pdf] = office.draft(SAMPLE.with_name("ban-chinh.yaml"), tmp_path)
    draft = beside(tmp_path, "tep: ban-chinh.yaml\n", f"tep: {pdf.name}\nhinh_thuc: điện tử\n")
    [copied] = desk.draft(draft, tmp_path / "out")
    assert copied.read_bytes() == pdf.read_bytes()


def test_what_is_no_pdf_is_said(desk: CopyDesk, tmp_path: Path) -> None:
    (tmp_path / "hong.pdf").write_bytes(b"%PDF-1.4 broken")
    with pytest.raises(PdfNotCopiedError):
        desk.draft(beside(tmp_path, "tep: ban-chinh.yaml", "tep: hong.pdf"), tmp_path)


def test_a_whole_copy_needs_what_it_copies(desk: CopyDesk, tmp_path: Path) -> None:
    with pytest.raises(CopiedTextMissingError):
        desk.issue(beside(tmp_path, "  tep: ban-chinh.yaml\n", ""), actor=CLERK)


def test_no_copy_is_issued_on_a_day_to_come(desk: CopyDesk, tmp_path: Path) -> None:
    with pytest.raises(DateInFutureError):
        desk.issue(beside(tmp_path), actor=CLERK, on=date(2999, 1, 1))


def test_the_archive_proves_itself_with_copies_in_it(
    office: RecordsOffice, desk: CopyDesk, tmp_path: Path
) -> None:
    desk.issue(beside(tmp_path), actor=CLERK)
    office.sync_index()
    assert not office.verify().damages
