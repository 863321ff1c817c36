"""Documents for the tests of reading: DOCX from bare XML, PDF through reportlab, and one dispatch."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONT = Path(__file__).parents[2] / "templates/fonts/VanthuSerif-Regular.ttf"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
PAGE_HEIGHT = 297

LEFT = ("UBND TỈNH LẠNG SƠN", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Số: 512/SGDĐT-KHTC", "V/v báo cáo cơ sở vật chất")
RIGHT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Lạng Sơn, ngày 10 tháng 4 năm 2014",
)
BODY = (
    "Kính gửi: Bộ Giáo dục và Đào tạo",
    "Thực hiện Công văn số 1616/BGDĐT-KHTC ngày 31 tháng 3 năm 2014 của Bộ Giáo dục và Đào tạo",
    "về việc báo cáo cơ sở vật chất, Sở Giáo dục và Đào tạo tỉnh Lạng Sơn báo cáo như sau:",
    "1. Các trường đã có đủ phòng học.",
    "KT. GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC",
    "Hoàng Thị Bích Ngọc",
)


def paragraph(text: str, *, bold: bool = False) -> str:
    """Return a paragraph of Word's XML with one run."""
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p><w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(*rows: Sequence[Sequence[str]]) -> str:
    """Return a table: per row the cells, per cell its paragraphs."""
    return f"<w:tbl>{''.join(map(_row, rows))}</w:tbl>"


def _row(cells: Sequence[Sequence[str]]) -> str:
    return f"<w:tr>{''.join(map(_cell, cells))}</w:tr>"


def _cell(paragraphs: Sequence[str]) -> str:
    return f"<w:tc>{''.join(map(paragraph, paragraphs))}</w:tc>"


def body_xml(*blocks: str) -> str:
    """Return the XML of a document's body."""
    return f'<w:document xmlns:w="{WORD}"><w:body>{"".join(blocks)}</w:body></w:document>'


def package(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip of the parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(*blocks: str, **more_parts: str) -> bytes:
    """Return a DOCX with the blocks as its body; ``header1="<w:hdr ...>"`` adds ``word/header1.xml``."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "word/document.xml": body_xml(*blocks),
    }
    return package(parts | {f"word/{name}.xml": content for name, content in more_parts.items()})


def pdf(*pages: Sequence[tuple[float, float, str]], opens_with: str | None = None) -> bytes:
    """Return a PDF: per page the texts with their left edge and baseline, in mm from the top left."""
    pdfmetrics.registerFont(TTFont("Vanthu", FONT))
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(210 * mm, PAGE_HEIGHT * mm), encrypt=opens_with, invariant=True)
    for texts in pages:
        canvas.setFont("Vanthu", 13)
        for left, top, text in texts:
            canvas.drawString(left * mm, (PAGE_HEIGHT - top) * mm, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def reply_docx() -> bytes:
    """Return the answer of a department as a DOCX with the letterhead in a table."""
    return docx(table([LEFT[:2], RIGHT[:2]], [LEFT[2:], RIGHT[2:]]), *map(paragraph, BODY))


def reply_pdf() -> bytes:
    """Return the same answer as a PDF of one page."""
    left = [(20, 20 + 7 * row, text) for row, text in enumerate(LEFT)]
    right = [(100, 20 + 7 * row, text) for row, text in enumerate(RIGHT)]
    body = [(20, 60 + 8 * row, text) for row, text in enumerate(BODY)]
    return pdf([*left, *right, *body])


def reply_txt() -> bytes:
    """Return the same answer as text in which both columns stand on one line."""
    columns = [f"{left}    {right}" for left, right in zip(LEFT, RIGHT, strict=False)]
    return "\n".join([*columns, LEFT[3], "", *BODY]).encode()
