"""What a reader hands over: the lines of a document with their place, bare of any judgement."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from model.identification import Identification, TextSource
from model.reason import Reason

MOST_BYTES: Final = 256 * 2**20
"""Of one file; a larger one stays where it is."""
MOST_MEMBERS: Final = 200
"""Of one container with all that is nested in it (records.md R-4)."""
MOST_MEMBER_BYTES: Final = 512 * 2**20
"""What the members of one container may unpack to, all together (records.md 1.3)."""
MOST_DEPTH: Final = 3
"""How many containers may lie in each other: a mail with a zip that holds a mail."""

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
    confidence: float | None = None
    """How sure the recognition of the picture was of it (0 to 1); None where the letters were given."""


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
    again: tuple[str, ...] = ()
    """What further looks at the picture of the line made of it: print reads the same, a hand does not."""
    darkened: tuple[str, ...] = ()
    """What looks at its ink made dark saw in a pale line of date of which the others differ."""


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


class MemberRole(StrEnum):
    """What a container says that a member is; what it is to the record is decided from its contents."""

    DOCUMENT = "document"
    """The document that the others belong to, where the container names one."""
    ATTACHMENT = "attachment"
    BODY = "body"
    """A rendering of the container's own words that need not be filed, such as the HTML of a mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file inside a mail, a zip or a packet, with the name that its container gives it, in NFC.

    The reader of the container fills in name, bytes and role, and unpacks its own level only. ``reading``
    reads the members in turn: then ``document`` is there, or ``problem`` says why it is not.
    """

    name: str
    data: bytes
    role: MemberRole = MemberRole.ATTACHMENT
    document: "ReadDocument | None" = None
    problem: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """A document as it was read.

    ``children`` are documents inside it that are no files of their own, such as objects embedded in a Word
    file; ``members`` are the files of a mail, a zip or a packet.
    """

    format: str
    media_type: str
    pages: tuple[Page, ...]
    margins: tuple[Line, ...] = ()
    """Running headers, footers and watermarks: no part of the text, but a stamp may stand there."""
    stamps: tuple[Line, ...] = ()
    """What pictures beside the text say that have the shape of a stamp: no part of the text either."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    children: tuple["ReadDocument", ...] = ()
    members: tuple[Member, ...] = ()
    stated: Identification | None = None
    """What a packet's header says of the document in it; it outweighs what the pages say."""
    states_secrecy: bool = False
    """Whether a packet's header gives the document a level of secrecy."""
    is_document: bool = True
    """False for a container without words of its own (zip), and for a status packet: it gets no number."""
    text_source: TextSource = TextSource.TEXT
    is_in_order: bool = True
    """False where any page may be the first one: pictures in an office file."""
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
