"""The lines of a PDF page with their boxes, and what they say of number and signatory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pypdfium2

from generator.signing.errors import PdfUnreadableError
from generator.signing.wording import label
from model.reason import Reason
from model.vietnamese import collapse, nfc

MOST_PAGES: Final = 2000
_LEAST_GAP: Final = 42.5
"""Points, 15 mm: less room than this between two lines is no place for a signature."""
_SAME_LEVEL: Final = 6.0
_LETTER: Final = re.compile(r"\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A run of text in one line; edges in points from the lower left corner of the page's own space."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def centre(self) -> float:
        """The middle between left and right edge."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturePlace:
    """The room between title and name: page (from 0), middle, edges, and the printed name."""

    page: int
    centre: float
    bottom: float
    top: float
    name: str


def open_pages(pdf: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF to look at its pages.

    Raises:
        PdfUnreadableError: when it is damaged, has a password, or is endless.
    """
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise PdfUnreadableError(Reason("pdf-damaged")) from error
    if not 0 < len(document) <= MOST_PAGES:
        raise PdfUnreadableError(Reason("pdf-pages", (str(len(document)),)))
    return document


def text_lines(page: pypdfium2.PdfPage) -> tuple[TextLine, ...]:
    """Return the pieces of text of a page, in the order in which the file draws them."""
    text = page.get_textpage()
    return tuple(_lines(text))


def printed_number(lines: tuple[TextLine, ...]) -> str | None:
    """Return what stands between the label of the number and the stroke after it; empty on a draft."""
    pattern = re.compile(rf"{re.escape(label('code'))}\s*([\w.]*)\s*/")
    found = pattern.search(" ".join(line.text for line in lines))
    return None if found is None else found[1]


def signature_places(document: pypdfium2.PdfDocument) -> Iterator[SignaturePlace]:
    """Yield each place that a printed title and a printed name leave for a signature, page by page.

    It is looked for to the right of the recipients, whose label stands level with the title (II-9d).
    """
    for number, page in enumerate(document):
        lines = text_lines(page)
        for recipients in (line for line in lines if line.text == label("recipients")):
            right = [line for line in lines if line.left > recipients.right and _is_below(line, recipients)]
            place = _place(number, sorted(right, key=lambda line: -line.top))
            if place is not None:
                yield place


def _lines(text: pypdfium2.PdfTextPage) -> Iterator[TextLine]:
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        words = collapse(nfc(text.get_text_bounded(left, bottom, right, top)))
        if _LETTER.search(words):
            yield TextLine(text=words, left=left, bottom=bottom, right=right, top=top)


def _is_below(line: TextLine, label_line: TextLine) -> bool:
    """Whether a line stands level with the label or lower, and in the right half of what both fill."""
    return line.top <= label_line.top + _SAME_LEVEL and line.centre > 2 * label_line.right - label_line.left


def _place(page: int, lines: list[TextLine]) -> SignaturePlace | None:
    for upper, lower in pairwise(lines):
        if upper.bottom - lower.top >= _LEAST_GAP:
            level = [line for line in lines if abs(line.bottom - lower.bottom) < _SAME_LEVEL]
            return SignaturePlace(
                page=page,
                centre=(min(line.left for line in level) + max(line.right for line in level)) / 2,
                bottom=lower.top,
                top=upper.bottom,
                name=" ".join(line.text for line in sorted(level, key=lambda line: line.left)),
            )
    return None
