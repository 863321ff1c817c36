"""Look again, larger, at the lines of a letterhead where clerks write by hand: number and date."""

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image

from archive.read_document import Box, Line
from archive.readers.dark_ink import in_dark_ink, is_pale
from archive.readers.ocr import OcrFailedError, line_text
from archive.readers.page_image import PageImage
from archive.readers.turned_picture import Croppable
from model.vietnamese import fold

_SCALES: Final = (2, 3)
_LETTERHEAD: Final = 0.5
"""Share of the page from its top within which letterheads end."""
_LONGEST: Final = 90
_ROUND_MM: Final = 3.0
"""What is looked at left and right of a line; above and below it is most of the line's height."""
_TALL: Final = 0.8


def looked_at_again(lines: tuple[Line, ...], page: PageImage, *, dots_per_inch: int) -> tuple[Line, ...]:
    """Return the lines of a page, those of number and date with what further looks made of them.

    The last look is at black ink alone: what a pen or a stamp put there in colour is not in it. A pale line
    of date that is not read the same each time is looked at with its ink made dark.
    """
    lowest = page.printed.height / dots_per_inch * 25.4 * _LETTERHEAD
    filled_in = {index for index, line in enumerate(lines) if _is_filled_in(line, lowest)}
    images = (page.printed, page.in_black) if filled_in else (page.printed, page.printed)
    return tuple(
        _again(line, images, dots_per_inch) if index in filled_in else line
        for index, line in enumerate(lines)
    )


def looks_at(line: Line, images: tuple[Croppable, Croppable], *, dots_per_inch: int) -> Line:
    """Return the line with what was seen of it on two pictures of its page, each larger than the one before.

    Raises:
        OcrFailedError: when recognition fails or takes too long.
    """
    if line.box is None:
        return line
    box = line.box
    looks = zip(images, _SCALES, strict=True)
    again = (_look(_part(image, box, dots_per_inch), scale, dots_per_inch) for image, scale in looks)
    return replace(line, again=tuple(again))


def _is_filled_in(line: Line, lowest: float) -> bool:
    if line.box is None or line.box[3] > lowest or len(line.text) > _LONGEST:
        return False
    return any(_is_line_of(name, line) for name in ("number", "date"))


def _is_line_of(name: str, line: Line) -> bool:
    folded = fold(line.text)
    return any(pattern.search(folded) for pattern in _patterns(name))


def _again(line: Line, images: tuple[Croppable, Croppable], dots_per_inch: int) -> Line:
    try:
        seen = looks_at(line, images, dots_per_inch=dots_per_inch)
        return _in_dark_ink(seen, images[0], dots_per_inch) if _is_doubtful_date(seen) else seen
    except OcrFailedError:
        return line


def _is_doubtful_date(line: Line) -> bool:
    return _is_line_of("date", line) and len(set(map(fold, (line.text, *line.again)))) > 1


def _in_dark_ink(line: Line, image: Croppable, dots_per_inch: int) -> Line:
    """Return the line with looks at its ink made dark; where it is dark they would see the same once more."""
    if line.box is None or not is_pale(part := _part(image, line.box, dots_per_inch)):
        return line
    return replace(line, darkened=tuple(_look(dark, 1, dots_per_inch) for dark in in_dark_ink(part)))


def _part(image: Croppable, box: Box, dots_per_inch: int) -> Image.Image:
    left, top, right, bottom = box
    above = (bottom - top) * _TALL
    dots = dots_per_inch / 25.4
    return image.crop(
        (
            (left - _ROUND_MM) * dots,
            (top - above) * dots,
            (right + _ROUND_MM) * dots,
            (bottom + above) * dots,
        )
    )


def _look(part: Image.Image, scale: int, dots_per_inch: int) -> str:
    larger = part.resize((part.width * scale, part.height * scale), Image.Resampling.LANCZOS)
    return line_text(larger, dots_per_inch=dots_per_inch * scale)


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tuple(map(re.compile, tomllib.load(file)[name]))
