from collections.abc import Callable
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from generator.copy_of_pdf import copy_of_pdf
from generator.errors import CopiedTextMissingError, PdfNotCopiedError
from generator.printed import CopyBlock
from generator.printing_copy import print_copy
from generator.profile import load_profile
from generator.render import render
from generator.render_copy import render_copy
from generator.template import load_template
from model.copy_form import CopyForm
from model.dispatch import Dispatch, Filing, Issuer, Paragraph, Run, Signatory
from model.document_code import DocumentCode
from model.document_copy import CopiedDocument, DocumentCopy, Medium
from model.document_kind import DocumentKind
from model.layout_profile import LayoutProfile

Build = Callable[..., Dispatch]
PROFILE = load_profile(LayoutProfile.ND30_2020)


def a_copy(
    form: CopyForm = CopyForm.FULL, medium: Medium = Medium.PAPER, text: str = "", year: int = 2026
) -> DocumentCopy:
    return DocumentCopy(
        form=form,
        original=CopiedDocument(
            code=DocumentCode.of(number=412, symbol="QĐ-UBND"),
            issued_on=date(year, 1, 9),
            organ="Ủy ban nhân dân tỉnh Lâm Đồng",
            kind=DocumentKind.DECISION,
            subject="Về việc khen thưởng",
            medium=medium,
        ),
        medium=medium,
        issuer=Issuer(name_lines=("Sở Giáo dục và Đào tạo",), symbol="SGDĐT"),
        symbol="SY-SGDĐT",
        number=3,
        place="Lâm Đồng",
        issued_on=date(year, 1, 20),
        year=year,
        body=(Paragraph((Run(text),)),) if text else (),
        recipients=("Các trường",),
        filing=Filing(units=("VT",)),
        signatory=Signatory(capacity_lines=("TL. Giám đốc",), title="Chánh Văn phòng", name="Phạm Thị Dung"),
    )


def block() -> CopyBlock:
    return print_copy(
        a_copy(), load_template(DocumentKind.OFFICIAL_DISPATCH).wording, LayoutProfile.ND30_2020
    )


def height_of(pdf: bytes, text: str) -> tuple[int, float]:
    """Return the page of a text and how far it stands from the lower edge, in millimetres."""
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        hit = page.get_textpage().search(text, match_case=True).get_next()
        if hit is not None:
            return number, page.get_textpage().get_charbox(hit[0])[1] * 25.4 / 72
    raise AssertionError(text)


def blank(width: float = 595.27, height: float = 841.89, *, text_at: float | None = None) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=(width, height))
    if text_at is not None:
        canvas.drawString(100, text_at, "The last line of a document")
    canvas.drawString(290, 20, "3")
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def test_a_paper_copy_has_the_block_under_the_whole_text(a_dispatch: Build) -> None:
    pdf = render_copy(a_copy(), a_dispatch()).pdf
    assert height_of(pdf, "Hoàng Thị Bình")[1] > height_of(pdf, "SAO Y")[1] > height_of(pdf, "Phạm Thị")[1]
    assert "Số: 03/SY-SGDĐT" in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()


def test_an_electronic_copy_has_no_block(a_dispatch: Build) -> None:
    copied = render_copy(a_copy(medium=Medium.ELECTRONIC), a_dispatch())
    assert copied.text == render(a_dispatch()).text


def test_a_copy_of_2014_is_headed_in_the_words_of_its_time(a_dispatch: Build) -> None:
    old = a_dispatch(issued_on=date(2014, 1, 9), year=2014)
    assert "SAO Y BẢN CHÍNH" in render_copy(a_copy(year=2014), old).text


def test_an_extract_stands_under_the_head_of_its_original() -> None:
    text = render_copy(a_copy(CopyForm.EXTRACT, text="Điều 1. Khen thưởng 03 tập thể.")).text
    for line in (
        "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG",
        "Số: 412/QĐ-UBND",
        "QUYẾT ĐỊNH",
        "Ngày 09 tháng 01 năm 2026",
        "Điều 1. Khen thưởng 03 tập thể.",
        "TRÍCH SAO",
    ):
        assert line in text


def test_a_whole_copy_needs_the_text() -> None:
    with pytest.raises(CopiedTextMissingError):
        render_copy(a_copy())


def test_the_block_stands_under_the_last_line_of_a_pdf() -> None:
    copied = copy_of_pdf(blank(text_at=600), block(), PROFILE)
    page, top = height_of(copied, "SAO Y")
    assert page == 0
    assert 190 < top < 600 / 72 * 25.4 - 4
    assert "last line" in pypdfium2.PdfDocument(copied)[0].get_textpage().get_text_range()


@pytest.mark.parametrize("original", [blank(text_at=200), blank(400, 600), blank(841.89, 595.27)])
def test_the_block_takes_a_further_page_where_it_has_no_room(original: bytes) -> None:
    copied = copy_of_pdf(original, block(), PROFILE)
    assert height_of(copied, "SAO Y") == pytest.approx((1, 266), abs=8)
    assert len(pypdfium2.PdfDocument(copied)) == 2


def test_a_damaged_or_locked_pdf_is_not_copied() -> None:
    locked = BytesIO()
    with pikepdf.open(BytesIO(blank())) as document:
        document.save(locked, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    for original in (b"%PDF-1.4 broken", locked.getvalue()):
        with pytest.raises(PdfNotCopiedError):
            copy_of_pdf(original, block(), PROFILE)
