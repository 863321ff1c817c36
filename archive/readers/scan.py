"""Read pictures of pages: scans, photographs, pages of a PDF without a text layer."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from statistics import median
from typing import Final

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from archive.letterhead import has_letterhead
from archive.read_document import Box, Line, Page, ReadDocument
from archive.readers.errors import BrokenFileError, OversizedFileError, UnsupportedFormatError
from archive.readers.ocr import OcrFailedError, SeenWord, is_available, quarter_turns, seen_words
from archive.readers.page_image import PageImage
from archive.readers.pasted import Pasted, with_stamps
from archive.readers.pdf_lines import lines_of
from archive.readers.pdf_words import POINT, PlacedWord
from archive.readers.second_look import looked_at_again
from archive.readers.signature_look import signature_place, words_of_signature
from archive.readers.stamp_look import stamps
from archive.readers.wanted_pages import wanted_pages
from model.identification import TextSource

DOTS_PER_INCH: Final = 200
"""More costs a third more time and reads no better (A4 at 200 is 1654 x 2339)."""
_MOST_PIXELS: Final = 120_000_000
_PAPER_MM: Final = 210.0
"""Width that a picture without a believable resolution is taken to have."""
_BELIEVABLE: Final = range(70, 1201)
_FEWEST_WORDS: Final = 12
_LONG_WORD: Final = 4
_LEAST_SURE: Final = 0.55
"""Words of a page that lies on its side are guessed at with less confidence."""


def read_image(data: bytes, name: str) -> ReadDocument:
    """Read a JPEG, PNG, TIFF (of several pages too), GIF or BMP.

    Raises:
        BrokenFileError: when it is cut short or no picture.
        OversizedFileError: above 120 million pixels a page.
        UnsupportedFormatError: when this machine cannot recognise print.
    """
    if not is_available():
        raise UnsupportedFormatError(name, "image")
    try:
        with Image.open(BytesIO(data)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise OversizedFileError(name, "image", "pixels")
            format_ = (picture.format or "image").lower()
            pages = tuple(_frames(picture))
    except Image.DecompressionBombError as error:
        raise OversizedFileError(name, "image", "pixels") from error
    except (
        UnidentifiedImageError, OSError, SyntaxError, ValueError, KeyError, TypeError, OcrFailedError,
    ) as error:  # fmt: skip
        raise BrokenFileError(name, "image", "picture") from error
    document = ReadDocument(
        format=format_, media_type=f"image/{format_}", pages=pages, text_source=TextSource.OCR
    )
    is_bare = sum(len(line.words) for line in document.lines) < _FEWEST_WORDS
    return with_stamps(document, [Pasted(data=data)]) if is_bare else document


def recognised(image: Image.Image, *, number: int, width_mm: float) -> Page:
    """Return the page that a picture shows, its lines level and upright.

    Raises:
        OcrFailedError: when recognition fails or takes too long.
    """
    ready = PageImage.of(_at_resolution(image, width_mm)).straightened()
    words = seen_words(ready.printed, dots_per_inch=DOTS_PER_INCH)
    if (_is_doubtful(words) or _is_on_its_side(words)) and (turns := quarter_turns(ready.printed)):
        ready = ready.turned(turns).straightened()
        words = seen_words(ready.printed, dots_per_inch=DOTS_PER_INCH)
    lines = _lines(words)
    if (place := signature_place(lines, ready.printed, dots_per_inch=DOTS_PER_INCH)) is not None:
        lines = _lines(words_of_signature(words, ready, place, dots_per_inch=DOTS_PER_INCH))
    if number == 1:
        lines = looked_at_again(lines, ready, dots_per_inch=DOTS_PER_INCH)
    width, height = (edge * _MM_PER_DOT for edge in ready.printed.size)
    page = Page(number=number, width=width, height=height, lines=lines)
    if number > 1 and not has_letterhead(page):
        return page
    stamped = (line for stamp in stamps(ready, words, dots_per_inch=DOTS_PER_INCH) for line in _lines(stamp))
    return replace(page, lines=(*lines, *stamped))


_MM_PER_DOT: Final = 25.4 / DOTS_PER_INCH


def _lines(words: list[SeenWord]) -> tuple[Line, ...]:
    return tuple(lines_of([_placed(word) for word in levelled(words)]))


def _frames(picture: Image.Image) -> Iterator[Page]:
    count = getattr(picture, "n_frames", 1)
    wanted = wanted_pages(count)
    for index, frame in enumerate(ImageSequence.Iterator(picture)):
        if index not in wanted:
            yield Page(number=index + 1)
            continue
        upright = ImageOps.exif_transpose(frame)
        yield recognised(upright, number=index + 1, width_mm=paper_width(upright))


def paper_width(image: Image.Image) -> float:
    """Return the width on paper: as the file says, where that can be."""
    dots = image.info.get("dpi", (0, 0))[0]
    if round(float(dots)) in _BELIEVABLE:
        return float(image.width / float(dots) * 25.4)
    return _PAPER_MM if image.width <= image.height else _PAPER_MM * image.width / image.height


def _at_resolution(image: Image.Image, width_mm: float) -> Image.Image:
    width = round(width_mm / _MM_PER_DOT)
    if abs(width - image.width) <= width // 20:
        return image
    return image.convert("RGB").resize((width, round(image.height * width / image.width)))


def _is_doubtful(words: list[SeenWord]) -> bool:
    if len(words) < _FEWEST_WORDS:
        return True
    return sum(word.confidence for word in words) < _LEAST_SURE * len(words)


def _is_on_its_side(words: list[SeenWord]) -> bool:
    """Whether most words are higher than wide: some pages on their side are read, line by line mixed up."""
    long = [word.box for word in words if len(word.text) >= _LONG_WORD]
    return 2 * sum(bottom - top > right - left for left, top, right, bottom in long) > len(long)


def levelled(words: list[SeenWord]) -> Iterator[SeenWord]:
    """Give the words of a line one height and level: a dash has neither, a stroke of a pen a wrong one."""
    by_line: dict[tuple[str, ...], list[SeenWord]] = {}
    for word in words:
        by_line.setdefault(word.line, []).append(word)
    for line in by_line.values():
        letters = [word for word in line if any(map(str.isalnum, word.text))] or line
        height = median(word.box[3] - word.box[1] for word in letters)
        middle = median((word.box[1] + word.box[3]) / 2 for word in letters)
        for word in line:
            left, _, right, _ = word.box
            level = (left, middle - height / 2, right, middle + height / 2)
            yield SeenWord(word.text, level, word.confidence, word.line)


def _placed(word: SeenWord) -> PlacedWord:
    left, top, right, bottom = (edge * _MM_PER_DOT for edge in word.box)
    box: Box = (left, top, right, bottom)
    return PlacedWord(word.text, box, size=(bottom - top) / POINT, confidence=word.confidence)
