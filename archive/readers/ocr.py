"""Words from the picture of a page, through the program tesseract, over pipes: nothing touches the disk."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from subprocess import DEVNULL, PIPE, CalledProcessError, Popen, SubprocessError, TimeoutExpired
from threading import Thread
from typing import IO, Final

from PIL import Image

from archive.read_document import Box
from model.vietnamese import nfc

LANGUAGE: Final = "vie"
_PROGRAM: Final = "tesseract"
_MOST_S: Final = 90
"""One page takes two seconds; one that takes longer than this is no page."""
_WORD_LEVEL: Final = "5"
_COLUMNS_OF_TEXT: Final = "3"
_ORIENTATION: Final = "0"
_ONE_LINE: Final = "7"
_SCATTERED: Final = "11"
_ROTATE = re.compile(r"^Rotate: (\d+)$", re.MULTILINE)


class OcrMissingError(Exception):
    """The machine has no tesseract, or none that reads Vietnamese."""


class OcrFailedError(Exception):
    """The program ended without words, or had to be ended."""


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word with its box in pixels, and how sure the program is of it (0 to 1)."""

    text: str
    box: Box
    confidence: float
    line: tuple[str, ...] = ()
    """Words of one line of one column bear the same mark."""


@cache
def is_available() -> bool:
    """Whether this machine can recognise Vietnamese print."""
    if shutil.which(_PROGRAM) is None:
        return False
    listed = subprocess.run([_PROGRAM, "--list-langs"], capture_output=True, text=True, check=False)
    return LANGUAGE in listed.stdout.split()


def seen_words(image: Image.Image, *, dots_per_inch: int) -> list[SeenWord]:
    """Return the words of a page in the order in which the program reads them.

    Raises:
        OcrMissingError: when there is no program, or none that reads Vietnamese.
        OcrFailedError: when it fails or takes too long.
    """
    if not is_available():
        raise OcrMissingError
    return _read(image, _COLUMNS_OF_TEXT, dots_per_inch)


def scattered_words(image: Image.Image, *, dots_per_inch: int) -> list[SeenWord]:
    """Return whatever words stand in a picture, between other marks and in no order.

    Raises:
        OcrFailedError: when recognition fails or takes too long.
    """
    return _read(image, _SCATTERED, dots_per_inch)


def line_text(image: Image.Image, *, dots_per_inch: int) -> str:
    """Return the text of a picture of one line.

    Raises:
        OcrFailedError: when recognition fails or takes too long.
    """
    return " ".join(word.text for word in words_of_line(image, dots_per_inch=dots_per_inch))


def words_of_line(image: Image.Image, *, dots_per_inch: int) -> list[SeenWord]:
    """Return the words of a picture of one line.

    Raises:
        OcrFailedError: when recognition fails or takes too long.
    """
    return _read(image, _ONE_LINE, dots_per_inch)


def quarter_turns(image: Image.Image) -> int:
    """Return by how many quarters a page has to be turned against the clock to stand upright; 0 if unsure."""
    try:
        found = _ROTATE.search(_run(image, "--psm", _ORIENTATION, "-l", "osd"))
    except OcrFailedError:
        return 0
    return 0 if found is None else -int(found[1]) // 90 % 4


def _read(image: Image.Image, layout: str, dots_per_inch: int) -> list[SeenWord]:
    options = ("--psm", layout, "-l", LANGUAGE, "--dpi", str(dots_per_inch), "tsv")
    return list(_words(_run(image, *options)))


def _run(image: Image.Image, *options: str) -> str:
    picture = BytesIO()
    image.save(picture, "PPM")
    # Its threads cost twice the processor time for little gain; pages are read side by side instead.
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    command = [_PROGRAM, "stdin", "stdout", *options]
    try:
        with Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment) as program:
            return _answer(program, picture.getbuffer())
    except (SubprocessError, OSError) as error:
        raise OcrFailedError(type(error).__name__) from error


def _answer(program: Popen[bytes], picture: memoryview) -> str:
    """Return what a program says of a picture that it is given whole: small pieces cost thrice as much."""
    given, program.stdin = program.stdin, None
    giving = Thread(target=_give, args=(given, picture))
    giving.start()
    try:
        said, _ = program.communicate(timeout=_MOST_S)
    except TimeoutExpired:
        program.kill()
        raise
    finally:
        giving.join()
    if program.returncode:
        raise CalledProcessError(program.returncode, _PROGRAM)
    return said.decode("utf-8", errors="replace")


def _give(to: IO[bytes] | None, picture: memoryview) -> None:
    with suppress(BrokenPipeError):  # it ended early; its exit code says so
        if to is not None:
            with to:
                to.write(picture)


def _words(table: str) -> Iterator[SeenWord]:
    for row in table.splitlines():
        level, *cells = row.split("\t")
        text = nfc(cells[-1]).strip() if level == _WORD_LEVEL else ""
        if text:
            _, block, paragraph, line, _, *edges, confidence, _ = cells
            left, top, width, height = map(float, edges)
            sure = max(float(confidence), 0.0) / 100
            yield SeenWord(text, (left, top, left + width, top + height), sure, (block, paragraph, line))
