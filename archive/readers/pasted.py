"""Pictures that stand beside the text of a file: those of the size of a stamp are looked at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain, islice
from typing import Final

from archive.read_document import ReadDocument

NARROWEST_MM: Final = 8.0
WIDEST_MM: Final = 160.0
"""Stamps of the rules are 20 to 40 mm wide; people draw pictures of them larger."""
MANY_PICTURES: Final = "many-pictures"
"""Says of a document that it holds more pictures than are looked at."""

_MOST: Final = 100
"""Pictures of the width of a stamp that are opened, some milliseconds each."""
_LARGEST: Final = 8 * 2**20
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SIZE: Final = slice(16, 20)
"""Where such a picture says its width; its height stands behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """A picture inside a file, with the width at which it is shown where that is known."""

    data: bytes
    width_mm: float | None = None


def pasted_in(pictures: Iterable[bytes]) -> Iterator[Pasted]:
    """Yield pictures of which nothing but their bytes is known, without those far larger than a stamp's."""
    return (Pasted(data=data) for data in pictures if len(data) <= _LARGEST)


def with_stamps(document: ReadDocument, pictures: Iterable[Pasted]) -> ReadDocument:
    """Return a document with what those of its pictures say that have the shape of a stamp.

    Where this machine cannot recognise print, or there are too many to look at, that is noted as ``unread``.
    """
    fitting = _fitting(pictures)
    first = next(fitting, None)
    if first is None:
        return document
    from archive.readers.pictured_stamp import stamps_in  # noqa: PLC0415 - slow to load, and few letters have pictures

    stamps = stamps_in(chain([first], islice(fitting, _MOST - 1)))
    if stamps is None:
        return replace(document, unread=document.unread or f"{document.format}-image")
    are_all = stamps.are_all and next(fitting, None) is None
    return replace(
        document, stamps=stamps.lines, unread=document.unread or (None if are_all else MANY_PICTURES)
    )


def _fitting(pictures: Iterable[Pasted]) -> Iterator[bytes]:
    """Yield each picture of the width of a stamp once."""
    seen = set[bytes]()
    for one in pictures:
        digest = sha256(one.data).digest()
        is_of_size = one.width_mm is None or NARROWEST_MM <= one.width_mm <= WIDEST_MM
        if is_of_size and digest not in seen and not _is_square(one.data):
            seen.add(digest)
            yield one.data


def _is_square(data: bytes) -> bool:
    """Whether a picture is a square PNG, told from its head: codes to be scanned are, as on every form."""
    return data.startswith(_PNG) and data[_SIZE] == data[_SIZE.stop : _SIZE.stop + 4]
