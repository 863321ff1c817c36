"""Runs, paragraphs and tables of a Word document as text: what is written for every document, and quickly."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from html import escape
from typing import Final

from lxml import etree
from markupsafe import Markup

from generator import word_xml
from model.dispatch import Run

_DECLARED: Final = re.compile(r' xmlns:\w+="[^"]*"')
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Letters that XML cannot hold."""


def legal(text: str) -> str:
    """Return a text without the letters that XML cannot hold."""
    return _ILLEGAL.sub("", text) if _ILLEGAL.search(text) else text


def escaped(text: str) -> str:
    """Return a text as XML writes it, also inside quotes."""
    return escape(legal(text))


def markup(xml: str) -> Markup:
    """Return XML that is printed as it is."""
    return Markup(xml)  # noqa: S704 - written by the program, every word in it escaped


def broken(lines: Sequence[str]) -> Markup:
    """Return lines as the words of one run."""
    return markup('</w:t><w:br/><w:t xml:space="preserve">'.join(map(escaped, lines)))


@cache
def run_head(font: str, *, bold: bool = False, italic: bool = False) -> str:
    """Open a run that names its font for every script; its size comes from the paragraph's style."""
    named = "".join(f' w:{script}="{escaped(font)}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    look = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
    return f'<w:r><w:rPr><w:rFonts{named}/>{look}</w:rPr><w:t xml:space="preserve">'


def run(text: str, font: str, *, bold: bool = False, italic: bool = False) -> str:
    """Return a run."""
    return f"{run_head(font, bold=bold, italic=italic)}{escaped(text)}</w:t></w:r>"


def runs(pieces: Iterable[Run], font: str, *, bold: bool = False, italic: bool = False) -> str:
    """Return runs; ``bold`` and ``italic`` are added to the look of each."""
    return "".join(
        run(piece.text, font, bold=bold or piece.bold, italic=italic or piece.italic) for piece in pieces
    )


def paragraph(style: str, content: str = "", *, keep: bool = False, properties: str = "") -> str:
    """Return a paragraph; ``keep`` holds it together and with the next, ``properties`` stand after that."""
    kept = "<w:keepNext/><w:keepLines/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{properties}</w:pPr>{content}</w:p>'


def cell(width: int, content: str) -> str:
    """Return a table cell ``width`` twips wide, top aligned."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="top"/></w:tcPr>{content}</w:tc>'
    )


def row(cells: str, *, whole: bool = True, heading: bool = False) -> str:
    """Return a row, ``whole`` never split across pages; a heading is repeated on each page."""
    marks = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if heading else "")
    return f"<w:tr>{f'<w:trPr>{marks}</w:trPr>' if marks else ''}{cells}</w:tr>"


def table(caption: str, widths: Sequence[int], rows: str, *, padding: int, border: float) -> str:
    """Return a table of fixed widths (twips) at the left margin; ``border`` is in points, 0 for none."""
    return f"{_frame(caption, tuple(widths), padding, border)}{rows}</w:tbl>"


@lru_cache(maxsize=256)
def _frame(caption: str, widths: tuple[int, ...], padding: int, border: float) -> str:
    """Return a table up to its first row."""
    made = word_xml.table(caption, [width / 20 for width in widths], (), padding=padding / 20, border=border)
    written = etree.tostring(made, encoding="unicode").removesuffix("</w:tbl>")
    return _DECLARED.sub("", written)
