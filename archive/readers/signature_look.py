"""Look again where a document is signed: name and office are often stamped in red, a seal lies over them."""

import re
import tomllib
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

from PIL import Image

from archive.read_document import Box, Line
from archive.readers.ocr import OcrFailedError, SeenWord, scattered_words
from archive.readers.page_image import PageImage
from model.vietnamese import fold

_SCALES: Final = (1, 1.5)
_RIGHT: Final = 0.43
"""Share of the page's width behind which signatures stand."""
_ABOVE_MM, _BELOW_MM = 8.0, 60.0
"""What belongs to the signature above and below the line that tells its place."""
_CAPITALS: Final = 0.7
_SURE: Final = 0.5
"""Confidence below which a word is a piece of the seal."""
_SURE_ENOUGH: Final = 0.8
_SAME: Final = 0.4
"""Share of the smaller of two boxes from which on both hold the same word."""


def signature_place(lines: tuple[Line, ...], image: Image.Image, *, dots_per_inch: int) -> Box | None:
    """Return the part of a page, in pixels, where it is signed; None when it seems not to be."""
    dots = dots_per_inch / 25.4
    right = image.width * _RIGHT
    offices = [line.box[1] for line in lines if line.box and line.box[0] * dots > right and _is_office(line)]
    copies = [
        line.box[1] for line in lines if line.box and line.box[0] * dots < right and _begins_copies(line)
    ]
    if not offices and not copies:
        return None
    top = max(offices or copies)
    return (
        right,
        max(top - _ABOVE_MM, 0) * dots,
        float(image.width),
        min((top + _BELOW_MM) * dots, float(image.height)),
    )


def words_of_signature(
    words: list[SeenWord], page: PageImage, place: Box, *, dots_per_inch: int
) -> list[SeenWord]:
    """Return the words of a page, those at the place of its signature as the surest look saw them.

    What is printed in black goes first: neither seal nor pen lies over it. Without colours what the larger
    look sees stands for it.
    """
    try:
        inked = page.inked.crop(place)
        looks = [_look(inked, place, scale, dots_per_inch) for scale in _SCALES]
        seen = looks[-1]
        if page.coloured is not None:
            seen = _look(page.in_black.crop(place), place, _SCALES[-1], dots_per_inch)
    except OcrFailedError:
        return words
    in_black = [replace(word, line=("in black", *word.line)) for word in seen if _is_word(word)]
    inside = [word for word in words if _share_inside(word.box, place) > _SAME]
    further = filter(_is_word, chain.from_iterable(looks))
    beside = [word for word in (*inside, *further) if not any(_same_line(word, line) for line in in_black)]
    kept = [*in_black, *_surest(beside)]
    return [*(word for word in words if word not in inside), *kept]


def _surest(words: list[SeenWord]) -> list[SeenWord]:
    kept: list[SeenWord] = []
    for word in sorted(words, key=_rank, reverse=True):
        if not any(_share_inside(word.box, other.box) > _SAME for other in kept):
            kept.append(word)
    return kept


def _same_line(word: SeenWord, other: SeenWord) -> bool:
    """Whether a word stands at the height of another, or so near that lines would take both for one."""
    height = other.box[3] - other.box[1]
    apart = abs(word.box[1] + word.box[3] - other.box[1] - other.box[3]) / 2
    return apart < height


def _look(part: Image.Image, place: Box, scale: float, dots_per_inch: int) -> list[SeenWord]:
    larger = part.resize((round(part.width * scale), round(part.height * scale)), Image.Resampling.LANCZOS)
    seen = scattered_words(larger, dots_per_inch=round(dots_per_inch * scale))
    return [
        replace(word, box=_back(word.box, place, scale), line=(f"signature x {scale}", *word.line))
        for word in seen
    ]


def _back(box: Box, place: Box, scale: float) -> Box:
    """Return where a box of the enlarged part lies on the page."""
    left, top, _, _ = place
    return (box[0] / scale + left, box[1] / scale + top, box[2] / scale + left, box[3] / scale + top)


def _share_inside(box: Box, other: Box) -> float:
    """Return the share of the smaller box that both cover."""
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / max(min(_area(box), _area(other)), 1.0)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _rank(word: SeenWord) -> tuple[float, float]:
    """Order words by confidence; of those that are sure enough the whole word goes before a piece of it."""
    left, _, right, _ = word.box
    return min(word.confidence, _SURE_ENOUGH), right - left


def _is_word(word: SeenWord) -> bool:
    return word.confidence >= _SURE and any(map(str.isalpha, word.text))


def _is_office(line: Line) -> bool:
    letters = [character for character in line.text if character.isalpha()]
    if sum(map(str.isupper, letters)) < _CAPITALS * len(letters):
        return False
    return _pattern("office").search(fold(line.text)) is not None


def _begins_copies(line: Line) -> bool:
    return _pattern("copies").search(fold(line.text)) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return re.compile(tomllib.load(file)[name])
