"""What a document dated 2011 to 2020 has otherwise than one of today (circular 01/2011)."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm
from lxml import etree

from generator.draft import read_draft
from generator.render import render
from generator.template_files import SHIPPED
from model.dispatch import Dispatch, Issuer, Paragraph, Run

Build = Callable[..., Dispatch]
MM = 72 / 25.4
IN_2014 = date(2014, 3, 31)


def long_body() -> tuple[Paragraph, ...]:
    return (Paragraph((Run("Nội dung cần báo cáo. " * 20),)),) * 12


def fonts_sizes(docx: bytes) -> tuple[float, ...]:
    styles = Document(BytesIO(docx)).styles
    names = ("QuocHieu", "TieuNgu", "CoQuanBanHanh", "DiaDanhThoiGian", "SoKyHieu", "NoiDung")
    return tuple(styles[name].font.size.pt for name in names)


def page_number_places(pdf: bytes) -> list[tuple[float, float]]:
    """Return right and lower edge (millimetres from the right and lower edge of the paper) of each number."""
    found = []
    for number, page in list(enumerate(pypdfium2.PdfDocument(pdf), start=1))[1:]:
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            if text.get_text_bounded(left, bottom, right, top).strip() == str(number):
                found.append(((page.get_width() - right) / MM, bottom / MM))
    return found


@pytest.mark.parametrize(
    ("day", "sizes"),
    [
        (date(2011, 3, 5), (12, 13, 12, 13, 13, 14)),
        (date(2020, 3, 4), (12, 13, 12, 13, 13, 14)),
        (date(2020, 3, 5), (13, 14, 13, 14, 13, 14)),
    ],
)
def test_the_date_of_the_document_chooses_the_sizes(
    a_dispatch: Build, day: date, sizes: tuple[float, ...]
) -> None:
    assert fonts_sizes(render(a_dispatch(issued_on=day)).docx) == sizes


def test_the_page_number_of_the_word_file_stands_in_the_right_corner_of_the_footer(a_dispatch: Build) -> None:
    section = Document(BytesIO(render(a_dispatch(issued_on=IN_2014)).docx)).sections[0]
    assert section.different_first_page_header_footer
    assert section.header.is_linked_to_previous
    assert "PAGE" in etree.tostring(section.footer._element).decode()
    style = section.footer.paragraphs[0].style
    assert style is not None
    assert style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert isinstance(section.footer_distance, Length)
    assert abs(section.footer_distance - Mm(10)) < Mm(0.05)


def test_the_page_number_of_the_pdf_stands_in_the_right_corner_of_the_foot(a_dispatch: Build) -> None:
    pdf = render(a_dispatch(issued_on=IN_2014, body=long_body())).pdf
    places = page_number_places(pdf)
    assert len(places) == len(pypdfium2.PdfDocument(pdf)) - 1 >= 2
    for from_right, from_below in places:
        assert from_right == pytest.approx(15, abs=1)
        assert 10 <= from_below < 20


def test_both_halves_of_the_letterhead_come_near_the_middle(a_dispatch: Build) -> None:
    table = Document(BytesIO(render(a_dispatch(issued_on=IN_2014)).docx)).tables[0]
    left, right = (float(column.width / Mm(1)) for column in table.columns if column.width)
    assert left + right == pytest.approx(165, abs=0.1)
    assert right == pytest.approx(89.3, abs=0.2)


def test_a_town_s_name_is_not_broken_inside_its_class_word(a_dispatch: Build) -> None:
    issuer = Issuer(name_lines=("Ủy ban nhân dân thị xã Hương Thủy",), symbol="UBND")
    table = Document(BytesIO(render(a_dispatch(issued_on=IN_2014, issuer=issuer)).docx)).tables[0]
    assert table.cell(0, 0).text.strip() == "ỦY BAN NHÂN DÂN\nTHỊ XÃ HƯƠNG THỦY"


@pytest.mark.parametrize(
    ("name", "day", "addressee"),
    [
        ("1616-bgddt-khtc-2014", IN_2014, "Sở Giáo dục và Đào tạo tỉnh Lạng Sơn"),
        ("1166-bgddt-cntt-2017", date(2017, 3, 23), "Ủy ban nhân dân tỉnh Lạng Sơn"),
    ],
)
def test_the_shipped_drafts_of_that_time_go_to_all_63_provinces(
    name: str, day: date, addressee: str, tmp_path: Path
) -> None:
    path = SHIPPED / "cong-van" / f"{name}.yaml"
    dispatch = read_draft(path, issuer_defaults=None, today=date(2026, 11, 2))
    assert dispatch.issued_on == day
    assert len({one.organ_id for one in dispatch.expected}) == 63
    assert addressee in {one.name for one in dispatch.expected}
    rendered = render(dispatch.numbered(int(name[:4]), day), overrides=tmp_path)
    assert f"Số: {name[:4]}/{dispatch.symbol}" in rendered.text


def test_only_the_dispatch_of_2014_has_a_deadline() -> None:
    def deadline(name: str) -> date | None:
        draft = read_draft(
            SHIPPED / "cong-van" / f"{name}.yaml", issuer_defaults=None, today=date(2026, 11, 2)
        )
        return draft.deadline.due_on if draft.deadline else None

    assert deadline("1616-bgddt-khtc-2014") == date(2014, 4, 14)
    assert deadline("1166-bgddt-cntt-2017") is None


def test_a_change_of_today_s_template_does_not_reach_older_documents(
    a_dispatch: Build, tmp_path: Path
) -> None:
    own = tmp_path / "cong-van"
    own.mkdir()
    (own / "template.docx").write_bytes(b"damaged")
    assert render(a_dispatch(issued_on=IN_2014), overrides=tmp_path).docx == (
        render(a_dispatch(issued_on=IN_2014)).docx
    )
