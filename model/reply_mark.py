"""The mark printed on a reply form: which dispatch it answers and for whom, opaque to others.

``VT-8HQK-3F7M2C-1-00H-B``: office, dispatch, form, addressee and a check character, in the 32 letters and
digits that are not mistaken for one another. A QR code of version 2-M holds its 22 characters.

The check character makes the sum of all characters, each times another power of a generator of GF(32), zero.
One wrong character never passes, nor do two that changed places, neighbours or not.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Final, Self

from model.reason import Reason
from model.vietnamese import plain_dashes

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LONGEST: Final = 24
PREFIX: Final = "VT"
OFFICE_LETTERS: Final = 4
DISPATCH_LETTERS: Final = 6
_GROUPS: Final = (OFFICE_LETTERS, DISPATCH_LETTERS, 1, 3, 1)
_VALUES: Final = {letter: value for value, letter in enumerate(ALPHABET)}
_BITS: Final = 5
_FIELD: Final = 0b100101
"""The primitive polynomial x^5 + x^2 + 1."""
_LOOKALIKES: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BLANKS_AND_DASHES = re.compile(r"[\s-]+")
_SHAPE = re.compile(rf"[{ALPHABET}]{{{sum(_GROUPS)}}}")
_IN_TEXT = re.compile(
    r"(?<![0-9A-Z])V ?T"
    + "".join(rf"\s{{0,2}}-\s{{0,2}}(?:[0-9A-Z] ?){{{size}}}" for size in _GROUPS)
    + r"(?![0-9A-Z])",
    re.ASCII | re.IGNORECASE,
)


class ReplyMarkError(ValueError):
    """A text is no reply mark: it has another shape (``mark-shape``), or its check fails (``mark-check``)."""

    def __init__(self, text: str, reason: Reason) -> None:
        super().__init__(f"{text!r}: {reason.code}")
        self.text = text
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyMark:
    """What a mark says; ``office`` and ``dispatch`` are the opaque ids that the office gave them."""

    office: str
    """Four characters."""
    dispatch: str
    """Six characters."""
    form: int
    """Number of the form, 0 to 31."""
    addressee: int
    """Place in the frozen list of addressees, counted from 0, up to 32767."""

    def encode(self) -> str:
        """Return the mark as printed.

        Raises:
            ReplyMarkError: when a part does not fit its group.
        """
        groups = (self.office, self.dispatch, _written(self.form, 1), _written(self.addressee, 3))
        letters = "".join(groups)
        fitting = 0 <= self.form < len(ALPHABET) and 0 <= self.addressee < len(ALPHABET) ** _GROUPS[3]
        if not fitting or tuple(map(len, groups)) != _GROUPS[:-1] or not set(letters) <= _VALUES.keys():
            raise ReplyMarkError(repr(self), Reason("mark-shape"))
        return "-".join((PREFIX, *groups, ALPHABET[_check(letters)]))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the mark that a text is; case, blanks and dashes do not matter, nor O for 0, I or L for 1.

        Raises:
            ReplyMarkError: when it is none.
        """
        plain = _BLANKS_AND_DASHES.sub("", plain_dashes(text)).upper()
        letters = plain.removeprefix(PREFIX).translate(_LOOKALIKES)
        if not plain.startswith(PREFIX) or not _SHAPE.fullmatch(letters):
            raise ReplyMarkError(text, Reason("mark-shape"))
        if ALPHABET[_check(letters[:-1])] != letters[-1]:
            raise ReplyMarkError(text, Reason("mark-check"))
        office, dispatch, form, addressee, _ = _grouped(letters)
        return cls(office=office, dispatch=dispatch, form=_read(form), addressee=_read(addressee))


def find_marks(text: str) -> tuple[ReplyMark | ReplyMarkError, ...]:
    """Return what looks like a mark in running text, in order: each as a mark, or as the error it gives."""
    return tuple(_parsed(match[0]) for match in _IN_TEXT.finditer(plain_dashes(text)))


def opaque(key: bytes, text: str, length: int) -> str:
    """Return an id that only the holder of the key can make from a text, ``length`` characters of a mark."""
    digest = int.from_bytes(hmac.digest(key, text.encode(), hashlib.sha256))
    return _written(digest, length)


def _parsed(text: str) -> ReplyMark | ReplyMarkError:
    try:
        return ReplyMark.parse(text)
    except ReplyMarkError as error:
        return error


def _check(letters: str) -> int:
    """Return the value that makes the weighted sum of all letters and itself zero."""
    total = 0
    for letter in letters:
        total = _times_generator(total ^ _VALUES[letter])
    return total


def _times_generator(value: int) -> int:
    doubled = value << 1
    return doubled ^ _FIELD if doubled >> _BITS else doubled


def _written(value: int, length: int) -> str:
    """Return the last ``length`` digits of a number."""
    places = reversed(range(length))
    return "".join(ALPHABET[(value >> _BITS * place) % len(ALPHABET)] for place in places)


def _read(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value << _BITS | _VALUES[letter]
    return value


def _grouped(letters: str) -> tuple[str, ...]:
    ends = [sum(_GROUPS[: count + 1]) for count in range(len(_GROUPS))]
    return tuple(letters[end - size : end] for end, size in zip(ends, _GROUPS, strict=True))
