"""Documents inside a Word document: looked into, or the reason that it waits."""

from collections.abc import Mapping

import pytest
from PIL import Image

from archive.examination import Admit, Wait, Withhold, examine
from archive.readers import read
from archive.readers.errors import OversizedFileError
from model.reason import Reason
from tests.archive.documents import CONTENT_TYPES, body_xml, docx, package, paragraph, pdf
from tests.archive.readers.pictures import needs_tesseract, picture, png, stamped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
SHEET = package({"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": "<workbook/>"})
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
BODY: dict[str, str | bytes] = {
    "[Content_Types].xml": CONTENT_TYPES,
    "word/document.xml": body_xml(paragraph("Báo cáo kèm tệp")),
}
ORDINARY = docx(paragraph("phụ lục"))
TWICE = package(BODY | {"word/embeddings/c.docx": ORDINARY})
STAMPED = pdf([(20, 20, "MẬT"), *((20, 40 + 8 * row, "Báo cáo cơ sở vật chất") for row in range(9))])


def ole(*streams: str) -> bytes:
    return OLE + b"".join(stream.encode("utf-16-le") for stream in streams)


def containing(parts: Mapping[str, str | bytes]) -> bytes:
    return package(BODY | dict(parts))


def chart_of(target: str) -> dict[str, str | bytes]:
    """Return the parts of a chart whose figures lie at the target."""
    relation = f'<Relationship Id="rId1" Target="{target}"/>'
    return {
        "word/charts/chart1.xml": "<chart/>",
        "word/charts/_rels/chart1.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>',
    }


def test_an_embedded_word_document_is_read_as_a_child() -> None:
    document = read(containing({"word/embeddings/Microsoft_Word_Document.docx": ORDINARY}), name="a.docx")
    assert document.text == "Báo cáo kèm tệp"
    assert [child.text for child in document.children] == ["phụ lục"]


@pytest.mark.parametrize("part", ["word/embeddings/oleObject1.bin", "word/afchunk1.docx", "annexes/A.DOCX"])
def test_a_stamp_in_an_embedded_document_is_found_wherever_it_lies(part: str) -> None:
    assert examine("a.docx", containing({part: docx(paragraph("MẬT"))})) == Withhold("stamp")
    assert examine("a.docx", containing({part: STAMPED})) == Withhold("stamp")


@pytest.mark.parametrize(
    "parts",
    [
        # other documents
        {"word/embeddings/Microsoft_Word_97_-_2003_Document.doc": ole("WordDocument")},
        {"word/embeddings/oleObject1.bin": ole("WordDocument")},
        {"word/embeddings/oleObject1.bin": ole("\x01Ole10Native")},
        {"word/embeddings/oleObject1.bin": ole("Equation Native", "\x01Ole10Native")},
        {"word/embeddings/oleObject1.bin": ole()},
        # chunks of other formats that Word shows as its own text
        {"word/afchunk.mht": "MIME-Version: 1.0"},
        {"word/chunk.zip": package({"a.txt": "a"})},
        # what cannot be read, or holds others in turn
        {"word/embeddings/a.docx": ORDINARY[:300]},
        {"word/embeddings/a.docx": containing({"word/embeddings/b.docx": TWICE})},
        # not the figures of this chart
        {**chart_of("../embeddings/other.xlsx"), "word/embeddings/Sheet.xlsx": SHEET},
        {**chart_of("../embeddings/a.bin"), "word/embeddings/a.bin": ole("WordDocument")},
    ],
)
def test_a_document_with_another_inside_that_nobody_can_read_waits(parts: Mapping[str, str | bytes]) -> None:
    assert examine("a.docx", containing(parts)) == Wait(Reason("no-reader", ("embedded",)))


@pytest.mark.parametrize(
    "parts",
    [
        {"word/embeddings/oleObject1.bin": ole("Equation Native")},
        {"word/embeddings/oleObject1.bin": ole("Workbook") + b"MSGraph.Chart.8"},
        {**chart_of("../embeddings/Sheet1.xlsx"), "word/embeddings/Sheet1.xlsx": SHEET},
        {**chart_of("/word/embeddings/Sheet1.xlsx"), "word/embeddings/Sheet1.xlsx": SHEET},
        {"word/embeddings/": b""},
        {"word/embeddings/oleObject1.bin": b""},
        {"word/activeX/activeX1.bin": b"\x00\x01"},
        {"word/vbaProject.bin": OLE},
        {"word/media/image1.png": b"\x89PNG", "word/document.xml": body_xml(paragraph("chữ " * 60))},
    ],
)
def test_formulas_charts_and_pictures_hold_no_document_up(parts: Mapping[str, str | bytes]) -> None:
    assert isinstance(examine("a.docx", containing(parts)), Admit)


def test_a_scan_in_a_word_file_waits() -> None:
    scan = containing({"word/media/image1.jpeg": b"\xff\xd8\xff"})
    assert examine("a.docx", scan) == Wait(Reason("no-reader", ("docx-image",)))


@needs_tesseract
def test_a_stamp_on_a_scan_in_a_word_file_is_seen_whatever_picture_was_put_in_first() -> None:
    emblem = png(Image.new("RGB", (200, 200), "white"))
    scan = png(stamped(picture(), "TỐI MẬT", (200, 480), size=80))
    parts: dict[str, str | bytes] = {"word/media/image1.png": emblem, "word/media/image2.png": scan}
    assert examine("a.docx", containing(parts)) == Withhold("stamp")


def test_a_stamp_that_is_read_weighs_more_than_a_part_that_is_not() -> None:
    unread = ole("WordDocument")
    stamped: dict[str, str | bytes] = {
        "word/document.xml": body_xml(paragraph("MẬT")),
        "word/embeddings/a.doc": unread,
    }
    inner = docx(paragraph("TỐI MẬT"))
    beside: dict[str, str | bytes] = {"word/embeddings/a.doc": unread, "word/embeddings/b.docx": inner}
    assert examine("a.docx", containing(stamped)) == Withhold("stamp")
    assert examine("a.docx", containing(beside)) == Withhold("stamp")


def test_a_package_that_holds_itself_ends() -> None:
    inner = ORDINARY
    for _ in range(50):
        inner = containing({"word/embeddings/a.docx": inner})
    assert isinstance(examine("a.docx", inner), Wait)


def test_embedded_documents_together_are_measured() -> None:
    large = docx(paragraph(" " * 2**22) * 3)
    with pytest.raises(OversizedFileError):
        read(containing({f"word/embeddings/{number}.docx": large for number in range(3)}), name="a.docx")


def test_a_package_of_too_many_parts_is_refused() -> None:
    with pytest.raises(OversizedFileError):
        read(containing({f"word/{number}.xml": "" for number in range(10_000)}), name="a.docx")
