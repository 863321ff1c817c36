"""What a reader of the checker saw of a document, whatever its format: paragraphs, lines, sections.

Lengths ending in ``_mm`` are millimetres, sizes are points. None means "not seen", never "missing".
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from generator.checks.office_facts import SignatureFact
from model.vietnamese import collapse, nfc


class Seen(IntEnum):
    """How much of a document shows; a rule that needs more than was seen is not judged."""

    NOTHING = 0
    """A scan: what a machine recognised in a picture proves no slip of the writer."""
    TEXT = 1
    """Words only: the lines of a text file."""
    GEOMETRY = 2
    """Also sizes, faces, fonts, drawn lines and where they stand on the page."""
    STRUCTURE = 3
    """Also styles, indents, numbering, page fields and sections of a Word file."""


class Area(StrEnum):
    """The kind of container a paragraph stands in."""

    BODY = "body"
    CELL = "cell"
    FRAME = "frame"
    """A text box or positioned frame."""
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"
    """A footnote or endnote."""


class Aligned(StrEnum):
    """How the lines of a paragraph stand between its edges."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFIED = "justified"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPlace:
    """The cell of a table, counted from 0 in the whole part."""

    table: int
    row: int
    column: int
    columns: int
    """How many columns the grid of the table has."""
    bordered: bool = False
    """Whether the table shows its own lines: a table of data, not of layout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a paragraph stands: for a comment in Word, and for a person."""

    area: Area
    part: str = ""
    """The part of the Word package: ``word/document.xml``."""
    index: int = 0
    """Which ``w:p`` of the part it is in document order, counted from 0; in other files the line."""
    section: int = 0
    page: int | None = None
    """Counted from 1; None where the format has no pages."""
    cell: CellPlace | None = None
    left_mm: float | None = None
    """Where its room begins, from the left edge of the text area; in a PDF the text itself."""
    right_mm: float | None = None
    top_mm: float | None = None
    """From the top of the paper; PDF only."""
    bottom_mm: float | None = None

    @property
    def middle_mm(self) -> float | None:
        """The middle between its edges, from the left edge of the text area."""
        if self.left_mm is None or self.right_mm is None:
            return None
        return (self.left_mm + self.right_mm) / 2

    @property
    def width_mm(self) -> float | None:
        """The room for its lines."""
        if self.left_mm is None or self.right_mm is None:
            return None
        return self.right_mm - self.left_mm


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRun:
    """A piece of text in one look, everything inherited already applied."""

    text: str
    """As it stands in the file, not normalised; capitals that only a style makes are made."""
    font: str | None = None
    size_pt: float | None = None
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    raised: bool = False
    """Set as superscript or subscript."""
    colour: str | None = None
    """``RRGGBB``; None is automatic, that is black."""
    start: int = 0
    """Where the run's ``w:r`` stands among those of its ``w:p``."""


class DrawnAs(StrEnum):
    """What makes a line under a text."""

    BORDER = "border"
    DRAWING = "drawing"
    PICTURE = "picture"
    TYPED = "typed"
    """A row of underscores or dashes."""
    UNDERLINE = "underline"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A horizontal line; its length is None where it was seen but not measured."""

    drawn_as: DrawnAs
    length_mm: float | None = None
    middle_mm: float | None = None
    """Its middle, from the left edge of the text; only where it is drawn over the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSpacing:
    """``lines`` counts single lines; ``exact_pt`` and ``least_pt`` replace it where they are set."""

    lines: float = 1.0
    exact_pt: float | None = None
    least_pt: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenParagraph:
    """One line of a text as its author ended it: a paragraph, or a piece of one parted by line breaks."""

    runs: tuple[SeenRun, ...]
    place: Place
    alignment: Aligned | None = None
    left_indent_mm: float | None = None
    right_indent_mm: float | None = None
    first_line_mm: float | None = None
    """Further (or, negative, less far) right than the left indent."""
    before_pt: float | None = None
    after_pt: float | None = None
    spacing: LineSpacing | None = None
    numbering: str = ""
    """What automatic numbering prints before the text: ``1.``, ``-``, ``•``."""
    rules: tuple[RuleLine, ...] = ()
    """Lines below the text: its border, or what is anchored in it."""
    rule_above: bool = False
    framed: bool = False
    """Whether lines surround it on all sides."""
    pictures: int = 0
    continued: bool = False
    """Whether it goes on after a line break inside its ``w:p``."""
    text: str = field(init=False)
    """The words in NFC, blanks collapsed, with the automatic number before them."""

    def __post_init__(self) -> None:
        words = f"{self.numbering} {self.raw}"
        object.__setattr__(self, "text", collapse(nfc(words)))

    @property
    def raw(self) -> str:
        """The words as they stand in the file."""
        return "".join(run.text for run in self.runs)

    @property
    def inked(self) -> tuple[SeenRun, ...]:
        """The runs that print something: others may look as they like."""
        return tuple(run for run in self.runs if run.text.strip())

    @property
    def size_pt(self) -> float | None:
        """The size of most of its letters."""
        weights: dict[float, int] = {}
        for run in self.inked:
            if run.size_pt is not None:
                weights[run.size_pt] = weights.get(run.size_pt, 0) + len(run.text.strip())
        return max(weights, key=lambda size: weights[size], default=None)

    @property
    def is_bold(self) -> bool:
        """Whether more than half of its letters are bold."""
        return _most(self.inked, bold=True)

    @property
    def is_italic(self) -> bool:
        """Whether more than half of its letters are italic."""
        return _most(self.inked, bold=False)


def _most(runs: tuple[SeenRun, ...], *, bold: bool) -> bool:
    letters = sum(len(run.text.strip()) for run in runs)
    marked = sum(len(run.text.strip()) for run in runs if (run.bold if bold else run.italic))
    return 2 * marked > letters


class NumberBand(StrEnum):
    """Where a page number stands."""

    HEADER = "header"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumberSeen:
    """A page number of a section."""

    band: NumberBand
    alignment: Aligned | None
    place: Place
    on_first_page: bool
    size_pt: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenSection:
    """The paper of a run of pages."""

    width_mm: float
    height_mm: float
    top_mm: float | None = None
    bottom_mm: float | None = None
    left_mm: float | None = None
    right_mm: float | None = None
    numbers: tuple[PageNumberSeen, ...] | None = None
    """None where page numbers cannot be told from other figures."""
    restarts_at: int | None = None
    same_page: bool = False
    """Whether the section goes on on the page of the one before."""
    place: Place | None = None
    """The last paragraph of the section, or the first line of the page."""

    @property
    def is_landscape(self) -> bool:
        """Whether the paper lies on its long side."""
        return self.width_mm > self.height_mm

    @property
    def text_width_mm(self) -> float | None:
        """The width between the margins."""
        if self.left_mm is None or self.right_mm is None:
            return None
        return self.width_mm - self.left_mm - self.right_mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """A document as its reader saw it; the order is the order of reading."""

    seen: Seen
    paragraphs: tuple[SeenParagraph, ...]
    """Body, cells and frames; empty ones too, since they may carry a line."""
    bands: tuple[SeenParagraph, ...] = ()
    """Running heads and feet."""
    sections: tuple[SeenSection, ...] = ()
    pages: int | None = None
    pictures: tuple["Picture", ...] = ()
    is_scan: bool = False
    """A picture covers the page; what text there is was recognised by a machine."""
    is_signed: bool = False
    signatures: tuple[SignatureFact, ...] = ()
    """What the digital signatures of a PDF show."""

    def lines(self) -> Iterator[SeenParagraph]:
        """Yield the paragraphs that hold words."""
        return (paragraph for paragraph in self.paragraphs if paragraph.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An embedded picture."""

    format: str
    """``png``, ``jpeg`` ..."""
    dpi: float | None = None
    is_colour: bool | None = None
    has_alpha: bool | None = None
    covers_page: bool = False
