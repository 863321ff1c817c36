"""Look at the picture of a page with text where number or day is blank: it may be drawn there."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from PIL import Image

from archive.read_document import Line, Page
from archive.readers.ocr import OcrFailedError, is_available
from archive.readers.page_image import PageImage
from archive.readers.second_look import looks_at
from archive.readers.turned_picture import Croppable
from model.vietnamese import fold

DOTS_PER_INCH: Final = 200
_LETTERHEAD_MM: Final = 120.0
"""Below this no letterhead stands."""
_FIGURES: Final = ("number", "day")
_WIDEST_BLANK_MM: Final = 35.0
"""What may be left blank between ``Số:`` and the symbol, or before ``tháng``."""


def with_drawn_figures(page: Page, picture: Callable[[], Image.Image]) -> Page:
    """Return the page, blank lines of number and date with what two looks at their picture saw.

    ``picture`` draws the page at 200 dots per inch; it is not asked for where nothing is blank.
    """
    lines = list(_whole_lines(page.lines))
    if not is_available() or not any(map(_is_blank, lines)):
        return page
    ready = PageImage.of(picture()).inked
    return replace(page, lines=tuple(_looked_at(line, ready) if _is_blank(line) else line for line in lines))


def _looked_at(line: Line, image: Croppable) -> Line:
    try:
        return looks_at(line, (image, image), dots_per_inch=DOTS_PER_INCH)
    except OcrFailedError:
        return line


def _whole_lines(lines: tuple[Line, ...]) -> Iterator[Line]:
    """Yield the lines; what stands before and behind a wide blank comes as one."""
    taken = False
    for line, following in pairwise((*lines, None)):
        if taken or line is None:
            taken = False
            continue
        taken = following is not None and _is_split(line, following)
        yield _joined(line, following) if taken and following is not None else line


def _is_split(left: Line, right: Line) -> bool:
    if left.box is None or right.box is None:
        return False
    goes_on = any(_matches(f"{name}_left", left) and _matches(f"{name}_right", right) for name in _FIGURES)
    on_one_row = abs(left.box[1] - right.box[1]) < (left.box[3] - left.box[1]) / 2
    return goes_on and on_one_row and 0 < right.box[0] - left.box[2] < _WIDEST_BLANK_MM


def _joined(left: Line, right: Line) -> Line:
    if left.box is None or right.box is None:
        return left
    box = (left.box[0], min(left.box[1], right.box[1]), right.box[2], max(left.box[3], right.box[3]))
    return replace(left, text=f"{left.text} {right.text}", words=(*left.words, *right.words), box=box)


def _is_blank(line: Line) -> bool:
    if line.box is None or line.box[3] > _LETTERHEAD_MM:
        return False
    return any(_matches(f"{name}_blank", line) for name in _FIGURES)


def _matches(name: str, line: Line) -> bool:
    return _pattern(name).search(fold(line.text)) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return re.compile(tomllib.load(file)[name])
