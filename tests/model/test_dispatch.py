from dataclasses import replace
from datetime import date

from model.dispatch import (
    Alignment,
    Dispatch,
    Filing,
    Heading,
    HeadingLevel,
    Issuer,
    Landscape,
    Paragraph,
    Run,
    Signatory,
    Table,
)
from model.document_kind import DocumentKind

DRAFT = Dispatch(
    kind=DocumentKind.OFFICIAL_DISPATCH,
    issuer=Issuer(name_lines=("Ủy ban nhân dân", "tỉnh Lâm Đồng"), symbol="UBND"),
    symbol="UBND-VX",
    place="Lâm Đồng",
    year=2026,
    subject="rà soát cơ sở vật chất",
    addressee_lines=("Sở Tài chính",),
    body=(),
    filing=Filing(units=("VT", "VX")),
    signatory=Signatory(title="Chủ tịch", name="Lê Văn An"),
)


def test_a_draft_has_a_code_without_number() -> None:
    assert not DRAFT.code.has_number
    assert str(DRAFT.code) == "/UBND-VX"


def test_a_number_comes_with_the_day_of_issue() -> None:
    issued = replace(DRAFT, year=2025).numbered(7, date(2026, 1, 6))
    assert str(issued.code) == "07/UBND-VX"
    assert (issued.issued_on, issued.year) == (date(2026, 1, 6), 2026)


def test_the_issuer_has_one_name_on_several_lines() -> None:
    assert DRAFT.issuer.name == "Ủy ban nhân dân tỉnh Lâm Đồng"


def test_a_table_reads_row_by_row() -> None:
    cell = Paragraph((Run("a"), Run("b", bold=True)))
    table = Table(heading=(cell, cell), rows=((cell, cell),), alignments=(Alignment.LEFT,) * 2)
    assert table.text == "ab\tab\nab\tab"


def test_a_heading_reads_on_two_lines_where_it_stands_so() -> None:
    assert Heading(level=HeadingLevel.CHAPTER, number="Chương I", title="A").text == "Chương I\nA"
    assert Heading(level=HeadingLevel.ARTICLE, number="Điều 1.", title="A").text == "Điều 1. A"


def test_turned_pages_read_as_their_parts_do() -> None:
    assert Landscape((Paragraph((Run("a"),)), Paragraph((Run("b"),)))).text == "a\nb"


def test_the_deciding_signatory_stands_on_the_right() -> None:
    secretary = Signatory(title="Thư ký", name="Mai Vy")
    assert DRAFT.signatories == (DRAFT.signatory,)
    assert replace(DRAFT, left_signatory=secretary).signatories == (secretary, DRAFT.signatory)
