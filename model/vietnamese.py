"""Vietnamese text as it is compared: one Unicode form, one dash, and a form without diacritics."""

import re
import unicodedata

_LOOKALIKES = str.maketrans(
    {
        "\u00d0": "\u0110",  # capital eth, typed for the Vietnamese letter
        "\u0189": "\u0110",
        "\u00f0": "\u0111",
        "\u00a0": " ",
        "\u202f": " ",
        "\u200b": "",
        "\ufeff": "",
        "\u00ad": "",
    }
)
_SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of characters, as broken files give them; no text can be kept that holds one."""
_MANY_SIGNS = re.compile(r"[^\w\s\x00-\x7f]{31,}")
_MOST_MARKS = 30
"""On one letter (UAX 15, stream-safe text): to put more in order takes time by the square of their number."""
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_BLANKS = re.compile(r"\s+")
_FOLDED_D = str.maketrans({"đ": "d", "Đ": "D"})


def nfc(text: str) -> str:
    """Return the text as stored everywhere: NFC, Đ instead of its look-alikes, plain blanks.

    Line breaks and runs of blanks stay; what is no character becomes U+FFFD, of marks on one letter 30 stay.
    """
    plain = _SURROGATES.sub("\ufffd", text).translate(_LOOKALIKES)
    return unicodedata.normalize("NFC", _MANY_SIGNS.sub(_with_few_marks, plain))


def _with_few_marks(signs: re.Match[str]) -> str:
    kept, marks = [], 0
    for sign in signs[0]:
        marks = marks + len(unicodedata.normalize("NFD", sign)) if unicodedata.combining(sign) else 0
        if marks <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def collapse(text: str) -> str:
    """Return the text on one line: runs of white space become one blank."""
    return _BLANKS.sub(" ", text).strip()


def plain_dashes(text: str) -> str:
    """Return the text with every kind of dash and minus as U+002D."""
    return _DASHES.sub("-", text)


def fold(text: str) -> str:
    """Return the text in lower case without diacritics (đ becomes d); spacing stays.

    ``Hoà Bình``, ``Hòa Bình`` and decomposed ``hòa bình`` all give ``hoa binh``.
    """
    decomposed = unicodedata.normalize("NFD", nfc(text).translate(_FOLDED_D).casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
