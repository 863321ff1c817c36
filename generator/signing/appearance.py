"""What a signature shows on the page, drawn with our own faces; pyHanko only puts it into the field."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from generator.fonts import ASCENT, LINE_HEIGHT, Face, font
from generator.signing.boxes import Box
from generator.typesetting import Setting, set_text
from model.dispatch import Alignment

_SIZE: Final = 10.0
"""Points of the line of text (II-8b)."""
_WIDEST: Final = 250.0
"""Points, 88 mm: the widest line; a longer text goes on in the next."""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text broken to fit, each line with its left edge in points."""

    lines: tuple[tuple[float, str], ...]
    width: float

    @property
    def height(self) -> float:
        """All lines together, in points."""
        return len(self.lines) * LINE_HEIGHT * _SIZE


def set_words(text: str) -> Words:
    """Break a text for the corner of a page; a piece without glyph would be drawn as a box."""
    setting = Setting(size=_SIZE, width=_WIDEST, alignment=Alignment.RIGHT)
    lines = set_text(text, Face.REGULAR, setting)
    placed = tuple((line.segments[0].x, "".join(one.text for one in line.segments)) for line in lines)
    left = min(x for x, _ in placed)
    return Words(tuple((x - left, words) for x, words in placed), _WIDEST - left)


def picture_style(png: bytes, box: Box) -> StaticStampStyle:
    """Return the look of a field that shows a picture, its transparent ground kept."""
    with _drawing(box) as (canvas, target):
        width, height = _upright(box)
        canvas.drawImage(ImageReader(BytesIO(png)), 0, 0, width, height, mask="auto")
    return _style(target.getvalue())


def words_style(words: Words, box: Box) -> StaticStampStyle:
    """Return the look of a field that shows text."""
    with _drawing(box) as (canvas, target):
        canvas.setFont(Face.REGULAR.value, _SIZE)
        for number, (x, text) in enumerate(words.lines):
            canvas.drawString(x, words.height - number * LINE_HEIGHT * _SIZE - ASCENT * _SIZE, text)
    return _style(target.getvalue())


class _DrawnPage(ImportedPdfPage):
    """The only page of a PDF in memory."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__(None)  # type: ignore[no-untyped-call]  # the library leaves it open
        self._pdf = pdf

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject["/Drawn"] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Drawn Do"


@contextmanager
def _drawing(box: Box) -> Iterator[tuple[Canvas, BytesIO]]:
    """Give a canvas as large as the field, turned as the page is; it is finished after the block."""
    font(Face.REGULAR)
    target = BytesIO()
    left, bottom, right, top = box.edges
    width, height = right - left, top - bottom
    canvas = Canvas(target, pagesize=(width, height), invariant=1, initialFontName=Face.REGULAR.value)
    origin = {0: (0, 0), 90: (width, 0), 180: (width, height), 270: (0, height)}[box.turned]
    canvas.translate(*origin)
    canvas.rotate(box.turned)
    yield canvas, target
    canvas.showPage()
    canvas.save()


def _upright(box: Box) -> tuple[int, int]:
    left, bottom, right, top = box.edges
    width, height = right - left, top - bottom
    return (height, width) if box.turned in {90, 270} else (width, height)


def _style(pdf: bytes) -> StaticStampStyle:
    whole_field = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins(0, 0, 0, 0)
    )
    return StaticStampStyle(
        background=_DrawnPage(pdf), background_opacity=1.0, background_layout=whole_field, border_width=0
    )
