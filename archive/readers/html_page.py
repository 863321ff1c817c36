"""Read HTML: paragraphs and tables as the page shows them."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree, html

from archive.read_document import Cell, Line, Page, ReadDocument
from archive.readers.errors import BrokenFileError, OversizedFileError
from archive.readers.legacy_letters import in_font
from archive.readers.text_encoding import decoded
from model.vietnamese import collapse, nfc

_LARGEST: Final = 32 * 2**20
_DEEPEST: Final = 200
_UNSHOWN: Final = frozenset({"script", "style", "head", "template", "noscript", "iframe", "object", "svg"})
_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main",
    "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_FAMILY: Final = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]+)", re.IGNORECASE)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_LEGACY: Final = re.compile(rb"[\"':;,=\s](?:\.vn|vni-)[a-z]", re.IGNORECASE)
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
    return ReadDocument(format="html", media_type="text/html", pages=(Page(lines=lines_of_html(text, name)),))


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


class _Walk:
    """One pass over a page."""

    def __init__(self, fonts: dict[str, str], name: str) -> None:
        self._fonts = fonts
        self._name = name
        self._text: list[str] = []
        self._lines: list[Line] = []
        self._tables = 0

    def element(self, element: etree._Element, cell: Cell | None, font: str, depth: int) -> None:
        """Take in an element with all that is in it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _UNSHOWN or _HIDDEN.search(str(element.get("style") or "")):
            return
        if depth > _DEEPEST:
            raise BrokenFileError(self._name, "html", "depth")
        font = self._font(element, tag) or font
        is_block = tag in _BLOCKS
        if is_block:
            self._break(cell)
        if tag == "br":
            self._break(cell)
        self._add(element.text, font)
        if tag == "table":
            self._table(element, font, depth)
        else:
            for child in element.iterchildren():
                self.element(child, cell, font, depth + 1)
                self._add(child.tail, font)
        if is_block:
            self._break(cell)

    def finished(self) -> Iterator[Line]:
        """Yield the lines with what was taken in last."""
        self._break(None)
        yield from self._lines

    def _table(self, table: etree._Element, font: str, depth: int) -> None:
        number = self._tables
        self._tables += 1
        rows = (row for row in table.iter("tr") if next(row.iterancestors("table")) is table)
        for row_number, row in enumerate(rows):
            column = 0
            for cell in row.iterchildren("td", "th"):
                self.element(cell, Cell(number, row_number, column), font, depth + 1)
                span = str(cell.get("colspan") or "1")
                column += int(span) if span.isdecimal() and len(span) < 4 else 1  # noqa: PLR2004 - no page has a thousand columns

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

    def _break(self, cell: Cell | None) -> None:
        text = collapse(nfc("".join(self._text)))
        self._text = []
        if text:
            self._lines.append(Line(text=text, cell=cell))
