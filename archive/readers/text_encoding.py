"""Tell in which encoding Vietnamese text is written, and return its letters."""

import codecs
from collections.abc import Iterator
from typing import Final

from archive.readers.legacy_letters import LegacyLetters, likeness, mended, to_unicode, without_font

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SURE: Final = 0.75
"""Share of the words with diacritics that are Vietnamese."""
_SAMPLE: Final = 20_000
_ASCII_ONLY: Final = frozenset({"us-ascii", "ascii", "iso-8859-1", "latin-1", "windows-1252", "unknown-8bit"})
"""What programs write that do not know what they send."""
_MOST_ZEROS: Final = 0.3
"""Every other byte of Latin letters in UTF-16 is zero, of Vietnamese text more than three in ten."""


def decoded(data: bytes, stated: str | None = None) -> str | None:
    """Return text in Unicode, None when it is in no encoding in which Vietnamese is written.

    ``stated`` is the encoding that a container names; it is believed where the bytes keep it.
    """
    if mark := next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None):
        return _in(data, mark)
    stated = (stated or "").lower()
    if data.isascii() and b"\0" not in data:
        coded = None if stated in _ASCII_ONLY else _in(data, stated)
        return coded or data.decode("ascii")
    for encoding in (*wide_encodings(data), *([] if stated in _ASCII_ONLY else [stated]), "utf-8"):
        text = _in(data, encoding)
        if text is not None:
            return mended(text)
    return _legacy(data)


def _in(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except (UnicodeError, LookupError):
        return None


def wide_encodings(data: bytes) -> Iterator[str]:
    """Yield UTF-16 without its mark, where the zeros stand as in it."""
    sample = data[: _SAMPLE & ~1]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = sample[first::2].count(0)
        if zeros > _MOST_ZEROS * len(sample) / 2 and not sample[1 - first :: 2].count(0):
            yield encoding


def _legacy(data: bytes) -> str | None:
    """Return text of one of the encodings before Unicode: the one in which most words are Vietnamese."""
    if b"\0" in data:
        return None
    plain = data.decode("latin-1")
    sample = plain[:_SAMPLE]
    found = {letters.value: to_unicode(sample, letters) for letters in LegacyLetters}
    windows = sample.encode("latin-1").decode("cp1258", "replace")
    ranked = sorted(
        [*((likeness(text), name) for name, text in found.items()), (likeness(windows), "cp1258")]
    )
    share, best = ranked[-1]
    if share < _SURE:
        return None
    return data.decode("cp1258", "replace") if best == "cp1258" else without_font(plain, LegacyLetters(best))
