"""The horizontal lines that are drawn on a PDF page."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2
from pypdfium2 import raw

_POINT_MM: Final = 25.4 / 72
_FLAT_MM: Final = 1.0
_LONG_MM: Final = 4.0
_MOST_POINTS: Final = 10_000
"""A drawing of more corners than this is a map."""
_DEPTH: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line, in millimetres from the top left corner of the paper."""

    left: float
    right: float
    top: float
    is_picture: bool = False

    @property
    def length(self) -> float:
        """How long it is."""
        return self.right - self.left


def strokes_of(page: pypdfium2.PdfPage) -> list[Stroke]:
    """Return the lines, drawn as strokes, as flat boxes or as pictures."""
    points = 0
    found: list[Stroke] = []
    edge = page.get_cropbox()
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE]
    for drawn in page.get_objects(filter=kinds, max_depth=_DEPTH):
        is_picture = drawn.type == raw.FPDF_PAGEOBJ_IMAGE
        points += 4 if is_picture else raw.FPDFPath_CountSegments(drawn.raw)
        if points > _MOST_POINTS:
            return []
        pieces = [drawn.get_bounds()] if is_picture else list(_pieces(drawn))
        for left, bottom, right, top in pieces:
            if (top - bottom) * _POINT_MM <= _FLAT_MM and (right - left) * _POINT_MM >= _LONG_MM:
                found.append(
                    Stroke(
                        left=(left - edge[0]) * _POINT_MM,
                        right=(right - edge[0]) * _POINT_MM,
                        top=(edge[3] - top) * _POINT_MM,
                        is_picture=is_picture,
                    )
                )
    return found


def _pieces(drawn: pypdfium2.PdfObject) -> Iterator[tuple[float, float, float, float]]:
    """Yield the boxes of the straight pieces of a path, in points from the bottom left."""
    matrix = drawn.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    last = (0.0, 0.0)
    for index in range(raw.FPDFPath_CountSegments(drawn.raw)):
        segment = raw.FPDFPath_GetPathSegment(drawn.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = matrix.on_point(x.value, y.value)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            xs, ys = sorted((last[0], here[0])), sorted((last[1], here[1]))
            yield xs[0], ys[0], xs[1], ys[1]
        last = here
