"""The straight lines of a PDF page: borders of tables, drawn as strokes or as thin filled boxes."""

import ctypes
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from archive.read_document import Box
from archive.readers.pdf_words import placing

_MOST_POINTS = 10_000
"""A drawing of more corners than this is a map, and no table."""
_STRAIGHT_POINTS = 1.0
"""A line that leaves its direction by less, in points, runs along the page's edge."""


def read_rules(page: pypdfium2.PdfPage) -> tuple[Box, ...]:
    """Return the lines along the edges of the page as shown, in millimetres from its top left corner."""
    place = placing(page)
    rules: list[Box] = []
    points = 0
    for drawing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        points += raw.FPDFPath_CountSegments(drawing.raw)
        if points > _MOST_POINTS:
            return ()
        rules += (place(rectangle) for rectangle in _straight_lines(drawing))
    return tuple(rules)


def _straight_lines(drawing: pypdfium2.PdfObject) -> Iterator[raw.FS_RECTF]:
    for (left, bottom), (right, top) in _lines(drawing):
        if min(abs(right - left), abs(top - bottom)) < _STRAIGHT_POINTS:
            yield raw.FS_RECTF(
                left=min(left, right), top=max(bottom, top), right=max(left, right), bottom=min(bottom, top)
            )


def _lines(drawing: pypdfium2.PdfObject) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield start and end of each straight piece of a path, in points from the bottom left."""
    matrix = drawing.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for index in range(raw.FPDFPath_CountSegments(drawing.raw)):
        segment = raw.FPDFPath_GetPathSegment(drawing.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, here
        last = here
        if raw.FPDFPathSegment_GetClose(segment):
            yield here, start
            last = start
