"""RTF: letters however they are spelt, running heads, and what lies inside."""

import struct
import time
from io import BytesIO

import pytest
from PIL import Image

from archive.examination import Admit, Wait, Withhold, examine
from archive.read_document import Cell
from archive.readers import read
from archive.readers.errors import BrokenFileError
from model.reason import Reason
from tests.archive.documents import docx, paragraph
from tests.archive.readers.compound_file import compound_file
from tests.archive.readers.legacy_writing import in_tcvn3

FONTS = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1{\*\panose 020b}.VnTime;}{\f2\fcharset163 Tahoma;}}"
ANNEX = docx(paragraph("phụ lục"))
STAMPED = docx(paragraph("TỐI MẬT"))


def rtf(body: str) -> bytes:
    return ("{\\rtf1\\ansi\\ansicpg1252" + FONTS + "\\f0 " + body + "}").encode("latin-1")


def text_of(body: str) -> str:
    return read(rtf(body), name="a.rtf").text


def counted(text: bytes) -> bytes:
    return struct.pack("<I", len(text) + 1) + text + b"\0"


def ole_object(program: bytes, content: bytes, *, kind: int = 2) -> str:
    """Return the group of an object of OLE 1."""
    head = struct.pack("<2I", 0x501, kind) + counted(program) + 2 * struct.pack("<I", 0)
    data = (head + struct.pack("<I", len(content)) + content).hex()
    lines = "\n".join(data[start : start + 128] for start in range(0, len(data), 128))
    return rf"{{\object\objemb{{\*\objclass x}}{{\*\objdata {lines}}}{{\result nhìn hình\par}}}}"


def package(name: str, data: bytes) -> bytes:
    """Return a file as the packager of Windows wraps it."""
    path = name.encode() + b"\0"
    return (
        b"\2\0" + path + path + struct.pack("<2I", 3, len(path)) + path + struct.pack("<I", len(data)) + data
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"T\u7893\'3fi \u273?\u226?y", "Tổi đây"),
        (r"\uc0 T\u7893i\uc2 T\u7893??i", "TổiTổi"),
        (r"\u-4051?", "\uf02d"),
        (r"\u-10179?\u-8694?", "\U0001f60a"),
        (r"{\f1 " + in_tcvn3("ngày").replace("µ", r"\'b5") + "}", "ngày"),
        (r"{\f2 nga\'cc\'fdy}", "ngàưy"),
        (r"{\f1 Th\-\'acng} {\f0 m\-\'b9i}", "Thương m¹i"),
        ("a\r\nb\\par\r\nc\\\nd", "ab\nc\nd"),
        (r"{\caps k\'ednh} {\v kh\u244?ng}g\u7917?i", "KÍNH gửi"),
        (r"a\~b\_c\{d\}\\e\tab f\lquote g\rquote", "a b-c{d}\\e\tf‘g’"),
        (r"a{\field{\*\fldinst HYPERLINK x}{\fldrslt b}}c", "abc"),
        (
            r"a{\*\unknown x{\b y}}{\info{\title z}}b{\shp{\*\shpinst{\sp{\sn s}{\sv 1}}{\shptxt c\par}}}d",
            "abd\nc",
        ),
        (r"a{\shp{\*\shpinst{\shptxt b\par c", "a\nb\nc"),
    ],
)
def test_letters_are_read_however_they_are_spelt(body: str, text: str) -> None:
    assert text_of(body) == text


def test_zeros_behind_the_end_are_no_text() -> None:
    assert read(rtf("a") + bytes(3), name="a.rtf").text == "a"


def test_binary_data_is_passed_over() -> None:
    assert text_of(r"a{\pict\pngblip\bin5 }{}\}}b") == "ab"
    assert text_of(r"a{\*\themedata \bin3 }}}}b") == "ab"


def test_a_table_keeps_its_cells_and_a_paragraph_for_old_programs_is_none() -> None:
    lines = read(rtf(r"\trowd\intbl a\cell b{\nonesttables\par}\cell\row\pard c\par"), name="a").lines
    assert [(line.text, line.cell) for line in lines if line.text] == [
        ("a", Cell(0, 0, 0)), ("b", Cell(0, 0, 1)), ("c", None),
    ]  # fmt: skip


def test_the_words_of_a_watermark_are_looked_at() -> None:
    named = r"{\header trang{\shp{\*\shpinst{\sp{\sn wzName}{\sv PowerPlus}}"
    shape = named + r"{\sp{\sn gtextUNICODE}{\sv M\u7852?T}}"
    document = read(rtf(shape + r"{\sp{\sn gtextSize}{\sv 1}}}} 1\par}xin"), name="a.rtf")
    assert [line.text for line in document.margins] == ["trang", "MẬT", " 1"]
    assert document.text == "xin"
    assert examine("a.rtf", rtf(shape + "}}}xin")) == Withhold("stamp")


def test_a_document_inside_is_looked_into() -> None:
    for wrapped in (
        ole_object(b"Package", package("a.docx", ANNEX)),
        ole_object(b"Word.Document.12", compound_file({"Package": ANNEX})),
    ):
        document = read(rtf("Kính\\par" + wrapped), name="a.rtf")
        assert [child.text for child in document.children] == ["phụ lục"]
        assert document.text.splitlines() == ["Kính", "nhìn hình"]
        assert document.unread is None


@pytest.mark.parametrize(
    ("inside", "verdict"),
    [
        (ole_object(b"Package", package("a.docx", STAMPED)), Withhold("stamp")),
        (ole_object(b"Word.Document.12", compound_file({"Package": STAMPED})), Withhold("stamp")),
        (ole_object(b"AcroExch.Document", b"\x01\x02" * 40), Wait(Reason("no-reader", ("embedded",)))),
        (ole_object(b"Package", b"\2\0"), Wait(Reason("no-reader", ("embedded",)))),
        (r"{\object{\*\objdata 0105}}", Wait(Reason("no-reader", ("embedded",)))),
    ],
)
def test_what_is_inside_decides_over_the_whole(inside: str, verdict: object) -> None:
    assert examine("a.rtf", rtf("x\\par" + inside)) == verdict


def test_formulas_charts_and_links_hold_nothing_up() -> None:
    formula = ole_object(b"Equation.3", compound_file({"Equation Native": b"x", "\x01Ole": b""}))
    link = ole_object(b"Excel.Sheet.8", b"", kind=1)
    assert isinstance(examine("a.rtf", rtf(formula + link)), Admit)


def test_a_scan_put_into_an_rtf_is_its_page() -> None:
    buffer = BytesIO()
    Image.effect_noise((400, 400), 80).save(buffer, "PNG")
    picture = rf"{{\*\shppict{{\pict{{\*\picprop{{\sp x}}}}\pngblip\picw400 {buffer.getvalue().hex()}}}}}"
    verdict = examine("a.rtf", rtf(picture))
    assert verdict == Wait(Reason("no-reader", ("rtf-image",))) or (
        isinstance(verdict, Admit) and len(verdict.document.pages) == 1
    )
    metafile = rf"{{\pict\wmetafile8 {'00' * 30_000}}}"
    assert examine("a.rtf", rtf(metafile)) == Wait(Reason("no-reader", ("rtf-image",)))
    assert isinstance(examine("a.rtf", rtf("Kính nhìn các màu, " * 20 + metafile)), Admit)


def test_groups_nested_beyond_measure_are_refused() -> None:
    with pytest.raises(BrokenFileError):
        read(rtf("{" * 2000), name="a.rtf")
    assert read(rtf(r"{\*\themedata " + "{" * 2000), name="a.rtf").text == ""


def test_a_large_file_takes_a_second_for_ten_megabytes() -> None:
    body = r"\pard\plain\f0\fs26 Kính g\u7917?i \u7893?\u273?\par "
    began = time.process_time()
    read(rtf(body * 60_000), name="a.rtf")
    assert time.process_time() - began < 3


def test_a_text_box_in_a_cell_does_not_end_the_table() -> None:
    box = r"{\shp{\*\shpinst{\shptxt \pard h\u7897?p\par}}}"
    cells = rf"\trowd\pard\intbl tr\u225?i{box}\cell ph\u7843?i\cell\row\pard sau\par"
    lines = read(rb"{\rtf1 " + cells.encode() + b"}", name="a.rtf").lines
    assert [(line.text, line.cell) for line in lines if line.text] == [
        ("trái", Cell(0, 0, 0)),
        ("hộp", Cell(0, 0, 0)),
        ("phải", Cell(0, 0, 1)),
        ("sau", None),
    ]
