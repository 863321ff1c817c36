from dataclasses import replace

import pytest

from archive.read_document import Line, Page, ReadDocument
from archive.recognition import identify
from archive.recognition.further import further_documents
from model.identification import TextSource
from tests.archive.recognition.pictures import DATE, GREETING, LETTERHEAD, NUMBER, SUBJECT, line

OTHER = line("Số: 1Z/SYT-KHTC", 30, 36, sure=0.3)
OTHER_SUBJECT = line("V/v mua sắm trang thiết bị", 25, 42)
SECOND = (*LETTERHEAD, line("SỞ Y TẾ", 40, 27), OTHER, DATE, OTHER_SUBJECT, GREETING)
FIRST = (*LETTERHEAD, line("SỞ Y TẾ", 40, 27), NUMBER, DATE, SUBJECT, GREETING)
TEXT = (line("Trang này chỉ có chữ.", 25, 30),)


def scanned(*pages: tuple[Line, ...]) -> ReadDocument:
    numbered = (
        Page(number=number, width=210, height=297, lines=lines) for number, lines in enumerate(pages, 1)
    )
    return ReadDocument(
        format="pdf", media_type="application/pdf", pages=tuple(numbered), text_source=TextSource.OCR
    )


def proposed(document: ReadDocument) -> list[tuple[int, int, str]]:
    found = further_documents(document, identify(document), identify)
    return [(one.first, one.last, str(one.found.code.value if one.found.code else "")) for one in found]


def test_a_scanned_letterhead_begins_a_document_though_its_number_is_by_hand() -> None:
    assert proposed(scanned(FIRST, TEXT, SECOND, TEXT)) == [(3, 4, "/SYT-KHTC")]


def test_three_documents_are_told_apart() -> None:
    third = (*SECOND[:3], line("Số: 5/SYT-TCCB", 30, 36, sure=0.3), *SECOND[4:])
    assert [one[:2] for one in proposed(scanned(FIRST, SECOND, TEXT, third))] == [(2, 3), (4, 4)]


def test_a_page_of_text_begins_nothing() -> None:
    assert proposed(scanned(FIRST, TEXT, TEXT)) == []


def test_a_copy_of_the_first_document_is_none_of_its_own() -> None:
    assert proposed(scanned(FIRST, FIRST)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Thực hiện Công văn số 12/SYT-KHTC ngày 01 tháng 3 năm 2018 của Sở Y tế,",
        "(Gửi kèm theo Công văn của Sở Y tế)",
    ],
)
def test_what_the_first_document_names_is_its_annex(words: str) -> None:
    assert proposed(scanned((*FIRST, line(words, 25, 70)), SECOND)) == []


def test_a_letterhead_far_down_the_page_is_that_of_a_form() -> None:
    lower = tuple(
        replace(one, box=None if one.box is None else (one.box[0], one.box[1] + 150, *one.box[2:]))
        for one in SECOND
    )
    assert proposed(scanned(FIRST, lower)) == []


def test_a_file_that_breaks_no_pages_is_one_document() -> None:
    document = scanned(FIRST, SECOND)
    lines = tuple(one for page in document.pages for one in page.lines)
    assert proposed(replace(document, pages=(Page(lines=lines),))) == []
