"""Stamps of secrecy and other small pictures, as people paste them beside the text of a letter."""

import base64
import zipfile
from collections.abc import Callable, Sequence
from importlib import import_module
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as PrintedFont
from reportlab.pdfgen.canvas import Canvas

from tests.archive.documents import BODY, CONTENT_TYPES, FONT, LEFT, RIGHT, body_xml, package, paragraph
from tests.archive.readers.pictures import RED

DecomposingRecordingPen: Any = import_module("fontTools.pens.recordingPen").DecomposingRecordingPen
TTFont: Any = import_module("fontTools.ttLib").TTFont
"""Those of fontTools, which has no types."""
Point = tuple[float, float]
BOLD = FONT.with_name("VanthuSerif-Bold.ttf")
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MANIFEST_TYPE = "application/vnd.oasis.opendocument.text"
_TEXT = (*LEFT, *RIGHT, *BODY)


def stamp(text: str, *, frame: bool = True, colour: tuple[int, int, int] = RED) -> bytes:
    """Return the picture of a stamp as a PNG."""
    font = ImageFont.truetype(str(BOLD), 40)
    picture = Image.new("RGB", (round(font.getlength(text)) + 60, 80), "white")
    draw = ImageDraw.Draw(picture)
    draw.text((picture.width / 2, 40), text, font=font, fill=colour, anchor="mm")
    if frame:
        draw.rectangle((2, 2, picture.width - 3, 77), outline=colour, width=3)
    return as_png(picture)


def as_png(picture: Image.Image) -> bytes:
    """Return a picture as the bytes of a PNG."""
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def docx_with(picture: bytes, *, width_mm: int = 25, below: int = 0, in_head: bool = False) -> bytes:
    """Return a letter in DOCX with a picture, which stands under so many further paragraphs."""
    size = f'<a:ext xmlns:a="a" cx="{width_mm * 36_000}" cy="300000"/>'
    shown = (
        f'<w:p><w:r><w:drawing><pic:pic xmlns:pic="p" xmlns:a="a" xmlns:r="{_RELATIONS}"><pic:blipFill>'
        f'<a:blip r:embed="rId7"/></pic:blipFill><pic:spPr><a:xfrm>{size}</a:xfrm></pic:spPr></pic:pic>'
        "</w:drawing></w:r></w:p>"
    )
    more = [paragraph("Nội dung báo cáo.") for _ in range(below)]
    text = body_xml(*map(paragraph, _TEXT), *more, *([] if in_head else [shown]))
    part = "header1" if in_head else "document"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "word/document.xml": text,
        f"word/_rels/{part}.xml.rels": '<R><Relationship Id="rId7" Target="media/image1.png"/></R>',
        "word/media/image1.png": picture,
    }
    if in_head:
        parts["word/header1.xml"] = body_xml(shown).replace("w:document", "w:hdr")
    return package(parts)


def odt_with(picture: bytes) -> bytes:
    """Return a letter in ODT with a picture."""
    text = "".join(f"<text:p>{line}</text:p>" for line in _TEXT)
    frame = (
        '<draw:frame svg:width="2.5cm"><draw:image xlink:href="Pictures/1.png"/></draw:frame>'
        '<draw:frame svg:width="no length"><draw:image xlink:href="Pictures/none.png"/></draw:frame>'
    )
    names = {"office": "o", "text": "t", "draw": "d", "svg": "s", "xlink": "x"}
    spaces = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in names.items())
    content = (
        f"<office:document-content {spaces}><office:body><office:text><text:p>{frame}</text:p>{text}"
        "</office:text></office:body></office:document-content>"
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", _MANIFEST_TYPE)
        archive.writestr("content.xml", content)
        archive.writestr("Pictures/1.png", picture)
    return buffer.getvalue()


def rtf_with(picture: bytes) -> bytes:
    """Return a letter in RTF with a picture."""
    text = "\\par ".join("".join(rf"\u{ord(letter)}?" for letter in line) for line in _TEXT)
    return rf"{{\rtf1\ansi {{\*\shppict{{\pict\pngblip\picw10\pich10 {picture.hex()}}}}} {text}}}".encode()


def html_with(picture: bytes) -> bytes:
    """Return a letter as a page of the web with a picture."""
    text = "".join(f"<p>{line}</p>" for line in _TEXT)
    spelt = base64.encodebytes(picture).decode()
    image = f'<img src="data:image/png;base64,{spelt}">'
    return f'<html><meta charset="utf-8"><body>{image}{text}</body></html>'.encode()


def xlsx_with(picture: bytes) -> bytes:
    """Return a sheet with a picture."""
    book = '<workbook xmlns:r="r"><sheets><sheet name="A" r:id="rId1"/></sheets></workbook>'
    cells = "".join(f'<row><c t="inlineStr"><is><t>{line}</t></is></c></row>' for line in _TEXT)
    return package(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": '<R><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></R>',
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{cells}</sheetData></worksheet>",
            "xl/media/image1.png": picture,
        }
    )


def pdf_with(draw: Callable[[Canvas], None]) -> bytes:
    """Return a letter in PDF on which something else is drawn."""
    pdfmetrics.registerFont(PrintedFont("Vanthu", FONT))
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(210 * mm, 297 * mm), invariant=True)
    canvas.setFont("Vanthu", 13)
    for row, line in enumerate((*LEFT, *RIGHT)):
        canvas.drawString(20 * mm, (280 - 7 * row) * mm, line)
    for row, line in enumerate(BODY):
        canvas.drawString(20 * mm, (180 - 8 * row) * mm, line)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def pasted(
    picture: bytes, *, width_mm: float = 25, left_mm: float = 130, bottom_mm: float = 200
) -> Callable[[Canvas], None]:
    """Return what puts a picture on a page."""
    image = ImageReader(BytesIO(picture))
    high = width_mm * image.getSize()[1] / image.getSize()[0]
    return lambda canvas: canvas.drawImage(
        image, left_mm * mm, bottom_mm * mm, width_mm * mm, high * mm, mask="auto"
    )


def in_form(draw: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    """Return what draws the same within a form, moved a little: stamps of signing software are such."""

    def drawn(canvas: Canvas) -> None:
        canvas.beginForm("stamp")
        canvas.translate(-20 * mm, 10 * mm)
        draw(canvas)
        canvas.endForm()
        canvas.doForm("stamp")

    return drawn


def outlines(text: str) -> Callable[[Canvas], None]:
    """Return what draws words as outlines of letters, 20 points high."""
    font = TTFont(BOLD)
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    scale = 20 / font["head"].unitsPerEm

    def drawn(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.8, 0, 0)
        x = 130 * mm
        for letter in text:
            glyph = glyphs[names[ord(letter)]]
            pen = DecomposingRecordingPen(glyphs)
            glyph.draw(pen)
            _draw_glyph(canvas, pen.value, x, 205 * mm, scale)
            x += glyph.width * scale

    return drawn


def _draw_glyph(
    canvas: Canvas, acts: Sequence[tuple[str, Sequence[Point]]], x: float, y: float, scale: float
) -> None:
    path = canvas.beginPath()
    for act, points in acts:
        placed = [(x + point[0] * scale, y + point[1] * scale) for point in points]
        if act == "moveTo":
            path.moveTo(*placed[0])
        elif act in {"lineTo", "qCurveTo"}:  # straight from point to point is near enough
            for point in placed:
                path.lineTo(*point)
        else:
            path.close()
    canvas.drawPath(path, stroke=0, fill=1)
