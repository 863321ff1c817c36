import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.draft import read_draft
from generator.fonts import can_draw
from generator.render import render
from generator.word_xml import qualified
from model.dispatch import Alignment, Dispatch, Paragraph, Run, Table
from model.vietnamese import nfc

Build = Callable[..., Dispatch]
LETTERS = st.characters(
    min_codepoint=0x21, max_codepoint=0x1EF9, exclude_categories=("C", "Z", "M"), exclude_characters="\u00ad"
)
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=40).map(" ".join)


def pages(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def squeezed(text: str) -> str:
    return "".join(text.split())


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def position(pdf: bytes, text: str) -> tuple[float, float, float]:
    """Return page, left and baseline-side distance (millimetres from left and upper edge) of a text."""
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        searched = page.get_textpage().search(text, match_case=True).get_next()
        if searched is not None:
            left, bottom, _, _ = page.get_textpage().get_charbox(searched[0], loose=True)
            return number, left * 25.4 / 72, (page.get_height() - bottom) * 25.4 / 72
    raise AssertionError(text)


def test_the_text_comes_back_from_the_sample(sample_path: Path) -> None:
    dispatch = read_draft(sample_path, issuer_defaults=None, today=date(2026, 11, 16))
    rendered = render(dispatch.numbered(1616, date(2026, 11, 16)))
    read = squeezed("".join(pages(rendered.pdf)))
    assert unicodedata.is_normalized("NFC", read)
    for part in dispatch.body:
        if isinstance(part, Paragraph):
            words = squeezed(part.text).removesuffix(".")
            assert words in read.replace("2Kếhoạch", "Kếhoạch")
    assert "Số:1616/BGDĐT-KHTC" in read


def test_number_and_date_stand_in_one_row_and_in_their_columns(a_dispatch: Build) -> None:
    pdf = render(a_dispatch()).pdf
    _, code_left, code_y = position(pdf, "Số: 07")
    _, date_left, date_y = position(pdf, "Lâm Đồng, ngày")
    assert abs(code_y - date_y) < 1
    assert 30 <= code_left < 96 <= date_left


def test_title_and_recipients_stand_level(a_dispatch: Build) -> None:
    pdf = render(a_dispatch()).pdf
    _, recipients_left, recipients_y = position(pdf, "Nơi nhận")
    _, title_left, title_y = position(pdf, "GIÁM ĐỐC")
    assert abs(recipients_y - title_y) < 1
    assert recipients_left == pytest.approx(30, abs=0.5)
    assert title_left > 105


def test_page_one_has_no_number_and_the_next_ones_stand_in_the_top_margin(a_dispatch: Build) -> None:
    pdf = render(a_dispatch(body=(paragraph("Nội dung cần báo cáo. " * 20),) * 12)).pdf
    texts = pages(pdf)
    assert len(texts) > 2
    assert not texts[0].strip().startswith("1\r\n")
    for number, page in list(enumerate(pypdfium2.PdfDocument(pdf), start=1))[1:]:
        assert str(number) in page.get_textpage().get_text_bounded(bottom=page.get_height() - 20 * 72 / 25.4)


def test_no_line_ends_with_the_hyphen_of_a_code(a_dispatch: Build) -> None:
    cited = "1616/BGDĐT-KHTC"
    body = tuple(paragraph("Thực hiện " + "nội " * count + f"Công văn số {cited}") for count in range(30))
    assert squeezed("".join(pages(render(a_dispatch(body=body)).pdf))).count(cited) == 30


def test_the_signature_never_stands_alone(a_dispatch: Build) -> None:
    for count in range(20, 40):
        body = tuple(paragraph(f"Đoạn thứ {number} của công văn này.") for number in range(count))
        last = pages(render(a_dispatch(body=body)).pdf)[-1]
        assert f"Đoạn thứ {count - 2} " in last
        assert "Nơi nhận" in last


def test_a_table_over_several_pages_repeats_its_heading(a_dispatch: Build) -> None:
    row = (paragraph("1"), paragraph("Trường Trung học phổ thông"))
    table = Table(
        heading=(paragraph("TT"), paragraph("Tên trường")),
        rows=(row,) * 90,
        alignments=(Alignment.CENTRE, Alignment.LEFT),
    )
    texts = pages(render(a_dispatch(body=(table, paragraph("Hết.")))).pdf)
    assert len(texts) >= 3
    assert sum(text.count("Trường Trung học phổ thông") for text in texts) == 90
    for text in texts:
        if "Trường Trung học" in text:
            assert "Tên trường" in text


def test_what_no_page_can_hold_is_parted(a_dispatch: Build) -> None:
    long = paragraph("không dứt câu " * 900)
    table = Table(
        heading=(paragraph("TT"), paragraph("Nội dung")),
        rows=((paragraph("1"), long),),
        alignments=(Alignment.LEFT,) * 2,
    )
    crowd = tuple(f"Xã Tân Lập {number}" for number in range(200))
    read = "\n".join(
        pages(render(a_dispatch(body=(table, long), addressee_lines=crowd, recipients=crowd)).pdf)
    )
    assert len(re.findall(r"\bcâu\b", read)) == 1800
    assert "XãTânLập199." in squeezed(read)
    assert "XãTânLập199;" in squeezed(read)


def test_a_letter_without_glyph_is_a_box_that_still_says_what_it_is(a_dispatch: Build) -> None:
    assert "chọn ☐ có" in pages(render(a_dispatch(body=(paragraph("chọn ☐ có"),))).pdf)[0]


def test_the_same_dispatch_gives_the_same_bytes_and_properties(a_dispatch: Build) -> None:
    pdf = render(a_dispatch()).pdf
    assert pdf == render(a_dispatch()).pdf
    metadata = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert metadata["Title"] == "Số: 07/SGDĐT-GDTrH V/v báo cáo kết quả rà soát"
    assert metadata["Author"] == "SỞ GIÁO DỤC VÀ ĐÀO TẠO"


def test_every_face_is_embedded_as_a_subset(a_dispatch: Build) -> None:
    with pikepdf.open(BytesIO(render(a_dispatch()).pdf)) as document:
        fonts = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        described = [item for item in fonts if item.get("/Type") == "/FontDescriptor"]
    assert len(described) >= 3
    assert all("/FontFile2" in item and "+" in str(item.FontName) for item in described)


@settings(max_examples=40, deadline=None)
@given(subject=WORDS, body=st.lists(WORDS, min_size=1, max_size=5), addressee=WORDS)
def test_whatever_is_typed_comes_back_from_word_and_pdf(
    a_dispatch: Build, subject: str, body: list[str], addressee: str
) -> None:
    fields = [nfc(text) for text in (subject, addressee, *body)]
    dispatch = a_dispatch(
        subject=fields[0], addressee_lines=(fields[1],), body=tuple(paragraph(text) for text in fields[2:])
    )
    rendered = render(dispatch)
    document = Document(BytesIO(rendered.docx)).element.body
    word = squeezed("".join(text.text or "" for text in document.iter(qualified("t"))))
    read = squeezed("".join(pages(rendered.pdf)))
    for text in fields:
        wanted = squeezed(text).rstrip("-;.").removeprefix("-")
        assert wanted in word
        if all(can_draw(letter) for letter in wanted):
            assert wanted in read


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")
def test_a_second_reader_gives_the_same_words(a_dispatch: Build, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(render(a_dispatch(body=(paragraph("vui 😀 lắm"),))).pdf)
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, timeout=60)  # noqa: S607 - found on PATH on purpose
    for line in (
        "Số: 07/SGDĐT-GDTrH",
        "Độc lập - Tự do - Hạnh phúc",
        "V/v báo cáo kết quả rà soát",
        "vui 😀 lắm",
    ):
        assert line in done.stdout.decode()
