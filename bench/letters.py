"""Letters of another office as they arrive, of one to three pages, each with a number of its own."""

import tomllib
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

_WORDS: Final = Path(__file__).with_name("letters.toml")
_FONT_FILE: Final = Path(__file__).resolve().parents[1] / "templates" / "fonts" / "VanthuSerif-Regular.ttf"
_FONT: Final = "VanthuBench"
_SIZES: Final = (4, 9, 16)
"""Paragraphs of letters of one, two and three pages, which take turns."""
_SCHOOLS: Final = 37


def letter(number: int) -> tuple[str, bytes]:
    """Return the name and the bytes of a letter: Word files and PDF take turns."""
    return (f"{number:06d}.docx", docx(number)) if number % 2 else (f"{number:06d}.pdf", pdf(number))


def docx(number: int) -> bytes:
    """Return a letter as a Word file with the letterhead in a table."""
    words, buffer = _words(), BytesIO()
    document: WordDocument = Document()
    head = document.add_table(1, 2)
    for cell, lines in zip(head.rows[0].cells, (words["tren_trai"], words["tren_phai"]), strict=True):
        cell.text = _filled("\n".join(lines), number)
    for text in (words["kinh_gui"], words["mo_dau"], *_body(number), *words["noi_nhan"], *words["nguoi_ky"]):
        document.add_paragraph(text)
    document.save(buffer)
    return buffer.getvalue()


def pdf(number: int) -> bytes:
    """Return a letter as a PDF with a text layer."""
    pdfmetrics.registerFont(TTFont(_FONT, _FONT_FILE))
    style = ParagraphStyle(
        "body", fontName=_FONT, fontSize=13, leading=18, alignment=TA_JUSTIFY, spaceAfter=6
    )
    words, buffer = _words(), BytesIO()
    heads = [_filled("<br/>".join(words[side]), number) for side in ("tren_trai", "tren_phai")]
    flow = [
        Table([[Paragraph(head, ParagraphStyle("head", style, fontSize=11)) for head in heads]]),
        *(Paragraph(text, style) for text in (words["kinh_gui"], words["mo_dau"], *_body(number))),
        *(Paragraph(text, style) for text in (*words["noi_nhan"], *words["nguoi_ky"])),
    ]
    SimpleDocTemplate(buffer, pagesize=A4, invariant=True).build(flow)
    return buffer.getvalue()


def _body(number: int) -> list[str]:
    paragraphs = range(1, _SIZES[number // 2 % len(_SIZES)] + 1)
    return [_words()["doan"].format(item=item, count=1 + (number * item) % _SCHOOLS) for item in paragraphs]


def _filled(text: str, number: int) -> str:
    return text.format(number=number, day=f"{1 + number % 28:02d}")


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))
