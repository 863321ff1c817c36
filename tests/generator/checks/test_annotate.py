"""Findings as comments in a copy of the Word file."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document

from generator.checks.annotate import annotate
from generator.checks.errors import DocumentFrozenError
from generator.checks.finding import Finding
from generator.checks.observed import Area, Place
from model.check_finding import CheckSeverity
from tests.generator.checks.judged import findings_in
from tests.generator.checks.word_files import DISPATCH, centred, dispatch, page_number, paragraph

AT = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
WRONG = dispatch(
    name=centred("TS. Trần Thị Bình", bold=True),
    body=paragraph("Theo Quyết định 117/QĐ-TTg.") + DISPATCH["body"],
)


def comments(data: bytes) -> list[tuple[str, str]]:
    """Return each comment with the words that it is attached to."""
    document = Document(BytesIO(data))
    found = []
    for comment in document.comments:
        path = f".//w:commentRangeStart[@w:id='{comment.comment_id}']/.."
        holders = document.element.xpath(path)
        found.append((comment.text, "".join(text.text for text in holders[0].iter("{*}t"))))
    return found


def a_finding(place: Place | None) -> Finding:
    return Finding(
        rule="PG-05",
        clause="PL1-P1-I-7",
        severity=CheckSeverity.ERROR,
        place=place,
        excerpt="",
        found="a",
        expected="b",
        sentence="Số trang ở chân trang.",
    )


def test_each_finding_is_a_comment_at_its_paragraph() -> None:
    copy = annotate(WRONG, "a.docx", findings_in(WRONG), at=AT)
    told = comments(copy)
    assert len(told) == len(findings_in(WRONG)) == 2
    by_rule = {text.split(" ")[0].strip("["): anchored for text, anchored in told}
    assert by_rule == {"KY-06": "TS. Trần Thị Bình", "CC-06": "Theo Quyết định 117/QĐ-TTg."}
    assert all("phải" in text or "nên" in text for text, _ in told)


def test_only_the_text_and_what_names_the_comments_are_written_anew() -> None:
    copy = annotate(WRONG, "a.docx", findings_in(WRONG), at=AT)
    with zipfile.ZipFile(BytesIO(WRONG)) as old, zipfile.ZipFile(BytesIO(copy)) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
        added = {*new.namelist()} - {*old.namelist()}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert added == {"word/comments1.xml"}


def test_comments_do_not_change_what_the_checker_finds() -> None:
    copy = annotate(WRONG, "a.docx", findings_in(WRONG), at=AT)
    assert [finding.rule for finding in findings_in(copy)] == [finding.rule for finding in findings_in(WRONG)]


def test_comments_join_those_that_are_there() -> None:
    once = annotate(WRONG, "a.docx", findings_in(WRONG)[:1], at=AT)
    twice = annotate(once, "a.docx", findings_in(WRONG)[1:], at=AT)
    assert len(comments(twice)) == 2
    assert len({comment.comment_id for comment in Document(BytesIO(twice)).comments}) == 2


@pytest.mark.parametrize(
    "place",
    [
        None,
        Place(area=Area.HEADER, part="word/header1.xml"),
        Place(area=Area.BODY, part="word/document.xml", index=999),
    ],
)
def test_what_has_no_paragraph_in_the_text_stands_at_its_beginning(place: Place | None) -> None:
    copy = annotate(dispatch(), "a.docx", (a_finding(place),), at=AT)
    assert comments(copy) == [("[PG-05 · E] Số trang ở chân trang. (PL1-P1-I-7)", "UBND TỈNH LÂM ĐỒNG")]


def test_a_comment_about_a_text_box_stands_at_the_paragraph_that_holds_it() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('Trong khung')}</w:txbxContent></w:pict></w:r>"
    holder = paragraph("Ngoài khung").replace("</w:p>", f"{box}</w:p>")
    data = dispatch(body=holder + DISPATCH["body"])
    paragraphs = list(Document(BytesIO(data)).element.body.iter("{*}p"))
    (inside,) = (at for at, one in enumerate(paragraphs) if one.xpath("ancestor::w:txbxContent"))
    place = Place(area=Area.FRAME, part="word/document.xml", index=inside)
    ((_text, anchored),) = comments(annotate(data, "a.docx", (a_finding(place),), at=AT))
    assert anchored.startswith("Ngoài khung")


def test_a_file_without_findings_is_returned_as_it_is() -> None:
    document = dispatch()
    assert annotate(document, "a.docx", (), at=AT) is document


def test_a_signed_file_is_refused() -> None:
    written = BytesIO(dispatch(header=page_number("left")))
    with zipfile.ZipFile(written, "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    with pytest.raises(DocumentFrozenError):
        annotate(written.getvalue(), "a.docx", (a_finding(None),), at=AT)
