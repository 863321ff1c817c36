"""Read HTML: paragraphs and tables as the page shows them."""

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree, html

from archive.read_document import Cell, Line, Page, ReadDocument
from archive.readers.errors import BrokenFileError, OversizedFileError
from archive.readers.legacy_letters import in_font
from archive.readers.pasted import pasted_in, with_stamps
from archive.readers.text_encoding import decoded
from model.vietnamese import collapse, nfc

_LARGEST: Final = 32 * 2**20
_DEEPEST: Final = 200
"""The library itself leaves out what is nested deeper than 255."""
_LONGEST_SPAN: Final = 3
_CELLS: Final = frozenset({"td", "th"})
_UNSHOWN: Final = frozenset({"script", "style", "head", "template", "noscript", "iframe", "object", "svg"})
_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main",
    "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_FAMILY: Final = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]+)", re.IGNORECASE)
_LONE_LETTER: Final = re.compile(r"(?<!\w)[^\W\d_aeiouyAEIOUY]$")
"""A consonant, which is no word."""
_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_RULE: Final = re.compile(r"(?<![^{}])([^{}]+)\{([^{}]*)\}")
_LEGACY: Final = re.compile(rb"[\"':;,=\s](?:\.vn|vni-)[a-z]", re.IGNORECASE)
_SPELT_PICTURE: Final = re.compile(
    rb"data:image/[\w.+-]{1,20};base64,([A-Za-z0-9+/=%\s]{64,})", re.IGNORECASE
)
_HEAD: Final = 4096
_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{2,40})|<\?xml[^>]{0,80}encoding=[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)


def read_html(data: bytes, name: str) -> ReadDocument:
    """Read a page of the web.

    Raises:
        BrokenFileError: when it is in no known encoding, or nested deeper than pages are.
        OversizedFileError: above 32 MiB.
    """
    if len(data) > _LARGEST:
        raise OversizedFileError(name, "html", "text")
    text = text_of_html(data)
    if text is None:
        raise BrokenFileError(name, "html", "encoding")
    lines = lines_of_html(text, name)
    document = ReadDocument(format="html", media_type="text/html", pages=(Page(lines=lines),))
    return with_stamps(document, pasted_in(_pictures(data)))


def _pictures(data: bytes) -> Iterator[bytes]:
    """Yield the pictures that are spelt out in the page itself."""
    for found in _SPELT_PICTURE.finditer(data):
        digits = re.sub(rb"[^A-Za-z0-9+/]|%[0-9A-Fa-f]{2}", b"", found[1])
        yield b64decode(digits[: len(digits) // 4 * 4])


def text_of_html(data: bytes, stated: str | None = None) -> str | None:
    """Return markup in letters, those of legacy fonts as the page has them; None if nothing fits.

    ``stated`` is the encoding that a container names.
    """
    found = _CHARSET.search(data[:_HEAD])
    stated = stated or ((found[1] or found[2]).decode("ascii") if found else None)
    if _LEGACY.search(data) is None:
        return decoded(data, stated)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def lines_of_html(text: str, name: str) -> tuple[Line, ...]:
    """Return the lines that markup shows.

    Raises:
        BrokenFileError: when it is no markup, or nested deeper than pages are.
    """
    without_declaration = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(without_declaration, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise BrokenFileError(name, "html", "markup") from error
    walk = _Walk(_class_fonts(root), name)
    walk.element(root, None, "", 0)
    return tuple(walk.finished())


def _class_fonts(root: etree._Element) -> dict[str, str]:
    """Return the font that the page's own rules give to a class or a kind of element."""
    fonts: dict[str, str] = {}
    for sheet in root.iter("style"):
        for rule in _RULE.finditer(sheet.text or ""):
            family = _FAMILY.search(rule[2])
            for selector in rule[1].split(",") if family else ():
                fonts[selector.strip().rpartition(".")[2].lower()] = family[1].strip() if family else ""
    return fonts


@dataclass(slots=True)
class _Grid:
    """A table with the place that the pass has come to."""

    number: int
    row: int = -1
    column: int = 0
    is_inside: bool = False

    def cell(self) -> Cell | None:
        """Return the cell, None for what stands in a table outside of its cells."""
        return Cell(self.number, max(self.row, 0), self.column) if self.is_inside else None

    def leave(self, span: str) -> None:
        """Go on to the next cell of the row."""
        self.is_inside = False
        self.column += int(span) if span.isdecimal() and len(span) <= _LONGEST_SPAN else 1


class _Walk:
    """One pass over a page."""

    def __init__(self, fonts: dict[str, str], name: str) -> None:
        self._fonts = fonts
        self._name = name
        self._text: list[str] = []
        self._lines: list[Line] = []
        self._tables = 0

    def element(self, element: etree._Element, grid: _Grid | None, font: str, depth: int) -> None:
        """Take in an element with all that is in it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _UNSHOWN or _HIDDEN.search(str(element.get("style") or "")):
            return
        if depth > _DEEPEST:
            raise BrokenFileError(self._name, "html", "depth")
        font = self._font(element, tag) or font
        if tag in _BLOCKS or tag == "br":
            self._break(grid)
        inner = self._entered(tag, grid)
        self._add(element.text, font)
        for child in element.iterchildren():
            self.element(child, inner, font, depth + 1)
            self._add(self._going_on(child), font)
        if tag in _BLOCKS:
            self._break(inner)
        if tag in _CELLS and inner is not None:
            inner.leave(str(element.get("colspan") or "1"))

    def _going_on(self, child: etree._Element) -> str | None:
        """Return the text behind an element; LibreOffice breaks the line behind what floats, in words too."""
        text: str | None = child.tail
        is_floating = child.tag == "img" and child.get("align") in {"left", "right"}
        return text.lstrip() if text and is_floating and _LONE_LETTER.search("".join(self._text)) else text

    def _entered(self, tag: str, grid: _Grid | None) -> _Grid | None:
        """Return the table that the inside of an element belongs to."""
        if tag == "table":
            self._tables += 1
            return _Grid(self._tables - 1)
        if grid is not None and tag == "tr":
            grid.row, grid.column = grid.row + 1, 0
        elif grid is not None and tag in _CELLS:
            grid.is_inside = True
        return grid

    def finished(self) -> Iterator[Line]:
        """Yield the lines with what was taken in last."""
        self._break(None)
        yield from self._lines

    def _font(self, element: etree._Element, tag: str) -> str:
        own = _FAMILY.search(str(element.get("style") or ""))
        if own:
            return own[1].strip()
        named = str(element.get("face") or "").split(",")[0].strip() if tag == "font" else ""
        classes = str(element.get("class") or "").lower().split()
        return named or next((self._fonts[one] for one in (*classes, tag) if one in self._fonts), "")

    def _add(self, text: str | None, font: str) -> None:
        if text:
            self._text.append(in_font(text, font))

    def _break(self, grid: _Grid | None) -> None:
        cell = None if grid is None else grid.cell()
        text = collapse(nfc("".join(self._text)))
        self._text = []
        if text:
            self._lines.append(Line(text=text, cell=cell))
