"""Slides: words of shapes, tables, drawings and notes, and what lies inside."""

import zipfile
from io import BytesIO

import pytest

from archive.examination import Admit, Wait, Withhold, examine
from archive.read_document import Cell
from archive.readers import read
from archive.readers.errors import BrokenFileError
from model.reason import Reason
from tests.archive.documents import docx, package, paragraph
from tests.archive.readers.legacy_writing import in_tcvn3

NAMESPACES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
TABLE = (
    "<p:graphicFrame><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>TT</a:t></a:r></a:p></a:txBody></a:tc>"
    "<a:tc><a:txBody><a:p><a:r><a:t>Trường</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>"
)
OPEN = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:presentation>{}</office:presentation></office:body></office:document-content>"
)


def shape(*runs: str, place: bool = True) -> str:
    kept = "<p:ph/>" if place else ""
    return (
        f"<p:sp><p:nvSpPr><p:nvPr>{kept}</p:nvPr></p:nvSpPr><p:txBody><a:bodyPr/>"
        f"<a:p>{''.join(runs)}</a:p></p:txBody></p:sp>"
    )


def run(text: str, look: str = "") -> str:
    return f"<a:r>{look}<a:t>{text}</a:t></a:r>"


def part(*shapes: str) -> str:
    return f"<p:sld {NAMESPACES}><p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:sld>"


def pptx(parts: dict[str, str | bytes]) -> bytes:
    named = {name if name.startswith("docProps") else f"ppt/{name}": xml for name, xml in parts.items()}
    return package({"[Content_Types].xml": "<Types/>", **named})


def odp(*slides: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.presentation")
        pages = (f"<draw:page><draw:frame>{slide}</draw:frame></draw:page>" for slide in slides)
        archive.writestr("content.xml", OPEN.format("".join(pages)))
    return buffer.getvalue()


def test_slides_come_in_their_order_with_notes_behind() -> None:
    document = read(
        pptx(
            {
                "slides/slide10.xml": part(shape(run("mười"))),
                "slides/slide2.xml": part(shape(run("hai"), "<a:br/>", run("dòng")), TABLE),
                "notesSlides/notesSlide1.xml": part(shape(run("ghi chú"))),
                "diagrams/data1.xml": part(shape(run("sơ đồ"))),
                "slideMasters/slideMaster1.xml": part(
                    shape(run("Click to edit")), shape(run("Sở Nội vụ"), place=False)
                ),
            }
        ),
        name="a.pptx",
    )
    assert (document.format, document.page_count) == ("pptx", None)
    assert [line.text for line in document.lines] == [
        "hai", "dòng", "TT", "Trường", "mười", "sơ đồ", "ghi chú",
    ]  # fmt: skip
    assert [line.cell for line in document.lines if line.text == "Trường"] == [Cell(0, 0, 1)]
    assert [line.text for line in document.margins] == ["Sở Nội vụ"]


def test_fonts_and_capitals_of_slides_count() -> None:
    legacy = run(in_tcvn3("huyện"), '<a:rPr b="1"><a:latin typeface=".VnTime"/></a:rPr>')
    [first, second] = read(
        pptx({"slides/slide1.xml": part(shape(legacy), shape(run("mật độ", '<a:rPr cap="all"/>')))}),
        name="a",
    ).lines
    assert (first.text, first.bold, second.text) == ("huyện", True, "MẬT ĐỘ")


@pytest.mark.parametrize(
    "parts",
    [
        {"slides/slide2.xml": part(shape(run("TỐI MẬT")))},
        {"slides/slide2.xml": part(shape(run("mật", '<a:rPr cap="small"/>')))},
        {"slideMasters/slideMaster1.xml": part(shape(run("MẬT"), place=False))},
        {"notesSlides/notesSlide1.xml": part(shape(run("MẬT")))},
        {"embeddings/a.docx": docx(paragraph("MẬT"))},
    ],
)
def test_a_stamp_anywhere_in_slides_withholds_them(parts: dict[str, str | bytes]) -> None:
    slides: dict[str, str | bytes] = {"slides/slide1.xml": part(shape(run("x")))}
    assert examine("a.pptx", pptx(slides | parts)) == Withhold("stamp")


def test_slides_in_open_document_are_read() -> None:
    document = read(odp("<text:p>Sở Nội vụ</text:p>", "<text:p>hai</text:p>"), name="a.odp")
    assert (document.format, document.text) == ("odp", "Sở Nội vụ\nhai")
    assert examine("a.odp", odp("<text:p>MẬT</text:p>")) == Withhold("stamp")


def test_slides_that_are_only_pictures_are_looked_at_as_pages_or_wait() -> None:
    slide: dict[str, str | bytes] = {"slides/slide1.xml": part(), "media/image1.emf": b"\x01\0\0\0" * 9}
    assert examine("a.pptx", pptx(slide)) == Wait(Reason("no-reader", ("pptx-image",)))
    assert isinstance(examine("a.pptx", pptx({"slides/slide1.xml": part()})), Admit)


def test_slides_without_slides_are_broken() -> None:
    with pytest.raises(BrokenFileError):
        read(pptx({"presentation.xml": "<p/>"}), name="a.pptx")
