"""Read a PDF for the checker: what its pages show.

pdfium keeps global state and is not safe under threads, so one lock covers every call of this module.
"""

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from threading import Lock
from typing import Final

import pypdfium2
from pypdfium2 import raw

from generator.checks.errors import DocumentUnreadableError
from generator.checks.observed import (
    Aligned,
    Area,
    NumberBand,
    Observed,
    PageNumberSeen,
    Picture,
    Seen,
    SeenParagraph,
    SeenSection,
)
from generator.checks.pdf_letters import PlacedWord, words_of
from generator.checks.pdf_lines import lines_of
from generator.checks.pdf_pictures import scans_of
from generator.checks.pdf_strokes import Stroke, strokes_of

_LOCK = Lock()
_POINT_MM: Final = 25.4 / 72
_MOST_PAGES: Final = 2_000
_SCAN_SHARE: Final = 0.5
_BAND_MM: Final = 26.0
"""Page numbers stand nearer to the edge of the paper than this."""
_FEWEST_LINES: Final = 3
"""So many lines must begin, or end, at one place for it to be the margin."""
_AWAY_MM: Final = 2.0
_EVEN_MM: Final = 4.0
_CENTRE_MM: Final = 14.0
"""A number is centred when its middle is nearer than this to the middle of the paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    width: float
    height: float
    words: list[PlacedWord]
    strokes: list[Stroke]
    is_scan: bool
    scans: tuple[Picture, ...]


def read_pdf(data: bytes, name: str) -> Observed:
    """Read a PDF; of a scan nothing is judged, whatever text lies over it.

    Raises:
        DocumentUnreadableError: when it is damaged, under a password, or has more than 2000 pages.
    """
    with _LOCK:
        try:
            with closing(pypdfium2.PdfDocument(data)) as document:
                sheets = _sheets(document, name)
                is_signed = raw.FPDF_GetSignatureCount(document) > 0
        except pypdfium2.PdfiumError as error:
            raise DocumentUnreadableError(name, detail="pdf") from error
    return replace(_observed(sheets), is_signed=is_signed)


def _sheets(document: pypdfium2.PdfDocument, name: str) -> list[_Sheet]:
    if not 0 < len(document) <= _MOST_PAGES:
        raise DocumentUnreadableError(name, detail="pages")
    with closing(document[0]) as first:
        if raw.FPDFPage_GetAnnotCount(first) > 0:  # signing software writes number and day there
            raw.FPDFPage_Flatten(first, raw.FLAT_NORMALDISPLAY)
    sheets = []
    for number in range(len(document)):
        with closing(document[number]) as page:
            sheets.append(
                _Sheet(
                    width=page.get_width() * _POINT_MM,
                    height=page.get_height() * _POINT_MM,
                    words=words_of(page),
                    strokes=strokes_of(page),
                    is_scan=_is_scan(page),
                    scans=scans_of(page),
                )
            )
    return sheets


def _is_scan(page: pypdfium2.PdfPage) -> bool:
    area = page.get_width() * page.get_height()
    bounds = (image.get_bounds() for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    covered = sum((right - left) * (top - bottom) for left, bottom, right, top in bounds)
    return bool(covered >= _SCAN_SHARE * area)


def _observed(sheets: list[_Sheet]) -> Observed:
    is_scan = any(sheet.is_scan for sheet in sheets)
    first = sheets[0]
    upright = [sheet for sheet in sheets if abs(sheet.width - first.width) < 1.0]
    drafts = [line for sheet in upright for line in lines_of(sheet.words, [], page=1, margin=0.0)]
    edge = _edge([line.place.left_mm for line in drafts], usual=30.0, widest=35.0)
    right = _edge([first.width - (line.place.right_mm or 0.0) for line in drafts], usual=15.0, widest=20.0)
    paragraphs: list[SeenParagraph] = []
    bands: list[SeenParagraph] = []
    numbers: list[PageNumberSeen] = []
    for page, sheet in enumerate(sheets, start=1):
        width = sheet.width - edge - right
        for line in lines_of(sheet.words, sheet.strokes, page=page, margin=edge):
            number = _number(line, page, sheet, edge)
            if number is None:
                paragraphs.append(replace(line, alignment=_alignment(line, width)))
            else:
                numbers.append(number)
                bands.append(replace(line, place=number.place))
    return Observed(
        seen=Seen.NOTHING if is_scan else Seen.GEOMETRY,
        paragraphs=tuple(paragraphs),
        bands=tuple(bands),
        sections=(
            SeenSection(
                width_mm=first.width,
                height_mm=first.height,
                left_mm=edge,
                right_mm=right,
                numbers=tuple(numbers),
            ),
        ),
        pages=len(sheets),
        pictures=tuple(scan for sheet in sheets for scan in sheet.scans),
        is_scan=is_scan,
    )


def _edge(distances: list[float | None], *, usual: float, widest: float) -> float:
    """Return the least distance from the edge of the paper that several lines keep.

    Where no line comes as near as the ``widest`` margin allowed, short lines tell nothing: the usual one.
    """
    counts = Counter(round(distance * 2) / 2 for distance in distances if distance is not None)
    for place in sorted(counts):
        near = sum(count for distance, count in counts.items() if abs(distance - place) <= 1 / 2)
        if near >= _FEWEST_LINES:
            return place if place <= widest else usual
    return usual


def _alignment(line: SeenParagraph, width: float) -> Aligned | None:
    """Return centred for a line that stands away from both edges alike; of others one cannot tell."""
    left, right = line.place.left_mm or 0.0, width - (line.place.right_mm or 0.0)
    is_centred = min(left, right) > _AWAY_MM and abs(left - right) < _EVEN_MM
    return Aligned.CENTRE if is_centred and line.place.cell is None else None


def _number(line: SeenParagraph, page: int, sheet: _Sheet, margin: float) -> PageNumberSeen | None:
    """Return the page number that a line is: a figure alone near the edge, no larger than the page's own."""
    figure = line.text.strip("-–— ")
    if not figure.isdigit() or not 0 < int(figure) <= page:
        return None
    top, bottom = line.place.top_mm or 0.0, line.place.bottom_mm or 0.0
    if bottom > _BAND_MM and top < sheet.height - _BAND_MM:
        return None
    band = NumberBand.HEADER if bottom <= _BAND_MM else NumberBand.FOOTER
    away = (line.place.middle_mm or 0.0) + margin - sheet.width / 2
    alignment = Aligned.RIGHT if away > 0 else Aligned.LEFT
    return PageNumberSeen(
        band=band,
        alignment=Aligned.CENTRE if abs(away) < _CENTRE_MM else alignment,
        place=replace(line.place, area=Area(band.value)),
        on_first_page=page == 1,
        size_pt=line.size_pt,
    )
