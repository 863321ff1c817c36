"""What a reader hands over: the lines of a document with their place, bare of any judgement."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from model.identification import TextSource

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in millimetres from the top left corner of the page."""


class Cell(NamedTuple):
    """The place of a line in a table; all three count from 0, tables in the order in which they begin."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word and where it stands."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line (PDF, text) or paragraph (DOCX) in NFC; ``words`` only where the format has geometry."""

    text: str
    words: tuple[Word, ...] = ()
    box: Box | None = None
    cell: Cell | None = None
    bold: bool = False
    italic: bool = False
    size: float | None = None
    """Type size in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page with its lines in reading order; ``number`` is None where the format does not break pages."""

    number: int | None = None
    width: float | None = None
    height: float | None = None
    """Width and height are in millimetres."""
    lines: tuple[Line, ...] = ()
    rules: tuple[Box, ...] = ()
    """The straight lines drawn along the edges of the page, such as borders of tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """A document as it was read; ``children`` are the members of a packet, a mail or a zip."""

    format: str
    media_type: str
    pages: tuple[Page, ...]
    margins: tuple[Line, ...] = ()
    """Running headers, footers and watermarks: no part of the text, but a stamp may stand there."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    children: tuple["ReadDocument", ...] = ()
    text_source: TextSource = TextSource.TEXT
    unread: str | None = None
    """The format of what in it no reader can look into: it may bear a mark of secrecy."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of all pages."""
        return tuple(line for page in self.pages for line in page.lines)

    @property
    def text(self) -> str:
        """The text in reading order, for the index."""
        return "\n".join(line.text for line in self.lines)

    @property
    def page_count(self) -> int | None:
        """How many pages there are, or None where the format does not break pages."""
        return len(self.pages) if self.pages and self.pages[-1].number is not None else None
