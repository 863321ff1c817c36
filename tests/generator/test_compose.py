"""Where the components of a document come to stand, read back from the drawn page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from generator.printed import Printed
from generator.printing_annexes import Whole, print_whole
from generator.profile import load_profile
from generator.render_pdf import render_annex_pdf, render_pdf
from generator.reply_form_template import load_form_wording
from generator.template import Template, load_kind
from model.dispatch import (
    Alignment,
    Annex,
    AttachedText,
    Banner,
    BannerRole,
    Basis,
    Circulation,
    Dispatch,
    Heading,
    HeadingLevel,
    Landscape,
    Paragraph,
    Run,
    Signatory,
    Table,
)
from model.document_kind import DocumentKind
from model.layout_profile import LayoutProfile
from model.urgency import Urgency

Build = Callable[..., Dispatch]
Box = tuple[float, float, float, float]
MM = 72 / 25.4
ND30 = LayoutProfile.ND30_2020


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def whole(dispatch: Dispatch) -> Whole:
    kind = load_kind(dispatch.kind)
    template = Template(
        docx=Path(), fields=kind.fields, wording=kind.wording, layout=kind.layout, version=dispatch.kind
    )
    return print_whole(dispatch, load_form_wording(), template)


def drawn(dispatch: Dispatch, layout: LayoutProfile = ND30) -> pypdfium2.PdfDocument:
    profile = load_profile(layout).of_kind(dispatch.kind)
    return pypdfium2.PdfDocument(render_pdf(whole(dispatch).printed, profile))


def place(page: pypdfium2.PdfPage, text: str) -> tuple[float, float]:
    """Return how far a text is from the left and from the upper edge, in millimetres."""
    words = page.get_textpage()
    hit = words.search(text, match_case=True).get_next()
    assert hit is not None, text
    left, _, _, top = words.get_charbox(hit[0], loose=True)
    return left / MM, (page.get_height() - top) / MM


def boxes(page: pypdfium2.PdfPage) -> list[Box]:
    """Return what is drawn and not written: left, upper edge, width and height in millimetres."""
    found = []
    for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = item.get_bounds()
        box = (left, page.get_height() - top, right - left, top - bottom)
        found.append(tuple(length / MM for length in box))
    return found


def texts(document: pypdfium2.PdfDocument) -> list[str]:
    return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize(
    ("urgency", "words", "length"),
    [
        (Urgency.URGENT, "KHẨN", 20),
        (Urgency.VERY_URGENT, "THƯỢNG KHẨN", 40),
        (Urgency.EXPRESS, "HỎA TỐC", 30),
    ],
)
def test_the_stamp_of_urgency_is_framed_on_the_left(
    a_dispatch: Build, urgency: Urgency, words: str, length: float
) -> None:
    page = drawn(a_dispatch(urgency=urgency))[0]
    (frame,) = (box for box in boxes(page) if box[3] > 5)
    assert frame == pytest.approx((30, frame[1], length, 8), abs=0.8)
    left, top = place(page, words)
    assert 30 < left < 30 + length
    assert frame[1] < top < frame[1] + 8
    assert place(page, "V/v")[1] < frame[1] < place(page, "Kính gửi")[1]


@pytest.mark.parametrize(
    ("circulation", "length"), [(Circulation.RETURN_AFTER_READING, 57), (Circulation.INTERNAL, 49)]
)
def test_limits_of_circulation_are_framed_in_the_top_margin(
    a_dispatch: Build, circulation: Circulation, length: float
) -> None:
    (frame,) = (box for box in boxes(drawn(a_dispatch(circulation=circulation))[0]) if box[3] > 5)
    left, top, right = frame[0], frame[1], frame[0] + frame[2]
    assert frame[2:] == pytest.approx((length, 8), abs=0.8)
    assert left > 105
    assert right < 195
    assert top + 8 < 20


def test_the_address_stands_at_the_foot_of_the_first_page_alone(a_dispatch: Build) -> None:
    body = (paragraph("Nội dung cần báo cáo. " * 20),) * 12
    document = drawn(a_dispatch(contact=("Số 10, đường Trần Phú", "ĐT: 0263.3822001"), body=body))
    assert len(document) > 1
    assert place(document[0], "ĐT:")[1] > 277
    assert any(
        box[:1] == pytest.approx((30,), abs=0.3) and box[2] == pytest.approx(165, abs=0.5)
        for box in boxes(document[0])
    )
    assert "ĐT:" not in texts(document)[1]


def test_an_address_higher_than_the_margin_takes_room_from_the_text(a_dispatch: Build) -> None:
    lines = tuple(f"Địa chỉ thứ {number}" for number in range(1, 9))
    page = drawn(a_dispatch(contact=lines, body=(paragraph("Nội dung cần báo cáo. " * 20),) * 12))[0]
    upper = place(page, "Địa chỉ thứ 1")[1]
    words = page.get_textpage()
    rects = [words.get_rect(number) for number in range(words.count_rects())]
    body = [rect for rect in rects if "báo cáo" in words.get_text_bounded(*rect)]
    assert upper < 277
    assert max((page.get_height() - bottom) / MM for _, bottom, _, _ in body) < upper


def test_two_who_sign_have_their_names_level_and_the_recipients_below(a_dispatch: Build) -> None:
    dispatch = a_dispatch(
        kind=DocumentKind.MINUTES,
        addressee_lines=(),
        left_signatory=Signatory(title="Thư ký", name="Nguyễn Văn Em"),
        signatory=Signatory(
            capacity_lines=("Trung tâm Lưu trữ quốc gia phía Nam",), title="Chủ tọa", name="Lê Thị Anh"
        ),
    )
    page = drawn(dispatch)[0]
    left, right = place(page, "Nguyễn Văn Em"), place(page, "Lê Thị Anh")
    assert left[1] == pytest.approx(right[1], abs=0.1)
    assert left[0] < 112 < right[0]
    assert place(page, "Nơi nhận:")[1] > left[1]
    assert "Lâm Đồng, ngày" not in texts(drawn(dispatch))[0]


def test_a_decision_names_authority_grounds_and_articles_in_their_style(a_dispatch: Build) -> None:
    body = (
        Banner(text="GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO", role=BannerRole.AUTHORITY),
        Basis((Run("Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;"),)),
        Banner(text="QUYẾT ĐỊNH:", role=BannerRole.OPERATIVE),
        Heading(level=HeadingLevel.CHAPTER, number="Chương I", title="Quy định chung"),
        Heading(level=HeadingLevel.ARTICLE, number="Điều 1.", title="Phạm vi"),
        paragraph("1. Nội dung"),
    )
    dispatch = a_dispatch(kind=DocumentKind.DECISION, symbol="QĐ-SGDĐT", addressee_lines=(), body=body)
    page = drawn(dispatch)[0]
    for centred, length in (("QUYẾT ĐỊNH:", 0), ("Chương I", 0), ("QUY ĐỊNH CHUNG", 0)):
        assert 60 < place(page, centred)[0] + length < 112
    for indented in ("Căn cứ", "Điều 1.", "1. Nội"):
        assert place(page, indented)[0] == pytest.approx(40, abs=0.2)
    assert faces(page, "Căn cứ") == "Italic"
    assert faces(page, "Điều 1.") == "Bold"
    old = drawn(replace(dispatch, issued_on=date(2014, 3, 9)), LayoutProfile.TT01_2011)[0]
    assert faces(old, "Căn cứ") == "Regular"


def faces(page: pypdfium2.PdfPage, text: str) -> str:
    """Return the face that a text begins in."""
    words = page.get_textpage()
    hit = words.search(text, match_case=True).get_next()
    assert hit is not None
    for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
        left, bottom, right, top = item.get_bounds()
        middle = words.get_charbox(hit[0])
        if (
            left - 1 <= middle[0]
            and middle[2] <= right + 1
            and bottom - 1 <= middle[1]
            and middle[3] <= top + 1
        ):
            return str(item.get_font().get_base_name()).rpartition("-")[2]
    raise AssertionError(text)


def test_annexes_are_numbered_by_themselves_and_lie_where_they_should(a_dispatch: Build) -> None:
    long = (paragraph("Nội dung phụ lục. " * 40),) * 14
    annexes = (Annex(title="Danh sách", parts=long), Annex(title="Tiến độ", parts=long, landscape=True))
    document = drawn(a_dispatch(annexes=annexes))
    read = texts(document)
    heads = [number for number, text in enumerate(read) if "Phụ lục" in text.split("\r\n")[0]]
    assert [read[number].split("\r\n")[0].strip() for number in heads] == ["Phụ lục I", "Phụ lục II"]
    assert read[heads[0] + 1].startswith("2")
    assert read[heads[1] + 1].startswith("2")
    assert [page.get_width() < page.get_height() for page in document][heads[0]]
    assert [page.get_width() > page.get_height() for page in document][heads[1]]
    assert "(Kèm theo Công văn số 07/SGDĐT-GDTrH ngày 09 tháng 3 năm 2026" in read[heads[0]]


def test_an_annex_of_its_own_leaves_number_and_date_open(a_dispatch: Build) -> None:
    annex = Annex(title="Mẫu", parts=(paragraph("Nội dung"),), separate=True)
    made = whole(a_dispatch(annexes=(annex,)))
    assert made.printed.annexes == ()
    (separate,) = made.separate
    assert separate.reference[0].split() == ["(Kèm", "theo", "Công", "văn", "số", "ngày", "tháng", "năm"]
    (text,) = texts(pypdfium2.PdfDocument(render_annex_pdf(separate, made.printed, load_profile(ND30))))
    assert "07/SGDĐT" not in text


def test_turned_pages_stand_between_upright_ones_and_go_on_counting(a_dispatch: Build) -> None:
    body = (paragraph("Trước."), Landscape((paragraph("Trên trang ngang."),)), paragraph("Sau."))
    document = drawn(a_dispatch(body=body))
    assert [page.get_width() > page.get_height() for page in document] == [False, True, False]
    assert [text.split()[0] for text in texts(document)[1:]] == ["2", "3"]


def test_what_ends_on_a_turned_page_is_signed_there(a_dispatch: Build) -> None:
    document = drawn(a_dispatch(body=(paragraph("Trước."), Landscape((paragraph("Trên trang ngang."),)))))
    assert len(document) == 2
    assert "Nơi nhận:" in texts(document)[1]


def test_a_text_that_a_decision_issues_has_a_letterhead_without_number_and_date(a_dispatch: Build) -> None:
    attached = AttachedText(
        kind=DocumentKind.REGULATION, subject="Hoạt động của Tổ công tác", parts=(paragraph("Điều 1."),)
    )
    dispatch = a_dispatch(
        kind=DocumentKind.DECISION, symbol="QĐ-SGDĐT", addressee_lines=(), attached=attached
    )
    _, issued = texts(drawn(dispatch))
    assert "QUY CHẾ" in issued
    assert "CỘNG HÒA" in issued
    assert "Số:" not in issued
    assert "(Kèm theo Quyết định số 07/QĐ-SGDĐT" in issued


def test_slips_of_2014_are_on_half_a_page(a_dispatch: Build) -> None:
    slip = a_dispatch(kind=DocumentKind.SENDING_SLIP, addressee_lines=(), issued_on=date(2014, 3, 9))
    page = drawn(slip, LayoutProfile.TT01_2011)[0]
    assert (page.get_width() / MM, page.get_height() / MM) == pytest.approx((210, 148), abs=0.1)
    assert drawn(replace(slip, issued_on=date(2026, 3, 9)))[0].get_height() / MM == pytest.approx(
        297, abs=0.1
    )


def test_who_signs_for_a_council_has_his_other_title_above_the_name(a_dispatch: Build) -> None:
    head = Signatory(title="Trưởng ban", other_title="Bộ trưởng Bộ Nội vụ", name="Lê An")
    made: Printed = whole(a_dispatch(signatory=head)).printed
    page = drawn(a_dispatch(signatory=head))[0]
    assert made.signatures[0].other_title == "BỘ TRƯỞNG BỘ NỘI VỤ"
    assert place(page, "TRƯỞNG BAN")[1] < place(page, "BỘ TRƯỞNG BỘ")[1] < place(page, "Lê An")[1]


@pytest.mark.parametrize("columns", [8, 30])
def test_a_table_wider_than_the_page_stays_inside_its_margins(a_dispatch: Build, columns: int) -> None:
    long = "Cơsởdữliệuquốcgiavềdâncư"
    table = Table(
        heading=(paragraph("TT"), *(paragraph(long),) * (columns - 1)),
        rows=((paragraph("1234"), *(paragraph(long * 2),) * (columns - 1)),) * 2,
        alignments=(Alignment.LEFT,) * columns,
    )
    page = drawn(a_dispatch(body=(table,)))[0]
    words = page.get_textpage()
    for number in range(words.count_rects()):
        left, _, right, _ = words.get_rect(number)
        assert left >= 30 * MM - 0.5
        assert right <= 195 * MM + 0.5
    for left, _, length, _ in boxes(page):
        assert left >= 29.5
        assert left + length <= 195.5


def test_three_hundred_pages_and_two_hundred_addressees_are_laid_out(a_dispatch: Build) -> None:
    long = tuple(paragraph(f"{number}. " + "Nội dung của phụ lục dài. " * 10) for number in range(3200))
    crowd = tuple(f"Ủy ban nhân dân xã thứ {number}" for number in range(1, 201))
    document = drawn(a_dispatch(addressee_lines=crowd, annexes=(Annex(title="Số liệu", parts=long),)))
    assert len(document) > 300
    assert sum(text.count("xã thứ") for text in texts(document)) == 200
