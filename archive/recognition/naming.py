"""Whether a passage names a body: in full, perhaps misread, or by the abbreviation in a code."""

import re
from difflib import SequenceMatcher

from archive.recognition.patterns import mapping
from model.document_code import DocumentCode
from model.vietnamese import fold

_MISREAD = 0.88
"""Likeness of a name misread in a letter or two; ``Cục Thuế Hà Nam`` and ``Hà Nội`` are less alike."""
_BETWEEN_BODIES = re.compile(r"\s+[-–]\s+(?=Bộ |Sở |UBND |Ủy |Cục |Tổng )|[(),]")
_WORD = re.compile(r"\w+")


def is_named(name: str, folded: str) -> bool:
    """Whether a folded text names the body, its first word unharmed: a department is not its ministry."""
    said = _words(folded)
    return any(_stands_in(_words(fold(part)), said) for part in _parts(name))


def is_abbreviated(name: str, code: DocumentCode) -> bool:
    """Whether the issuer's abbreviation in a code stands for the body: ``BGDĐT`` for ``Bộ GD&ĐT``."""
    return any(initials(part) == fold(code.organ).replace("&", "") for part in _parts(name))


def initials(name: str) -> str:
    """Return the folded initials of a name, capitals of it whole: ``bgddt`` of ``Bộ GD&ĐT``."""
    return fold("".join(_initial(word) for word in _WORD.findall(name) if fold(word) != "va"))


def _parts(name: str) -> list[str]:
    """Return the bodies in a line such as ``Bộ Giáo dục và Đào tạo (Cục Công nghệ thông tin)``."""
    return [part for part in _BETWEEN_BODIES.split(name) if _WORD.search(part)]


def _stands_in(sought: list[str], said: list[str]) -> bool:
    starts = (index for index, word in enumerate(said) if word == sought[0])
    return any(_is_alike(sought, said[start : start + len(sought)]) for start in starts)


def _words(folded: str) -> list[str]:
    spelled_out = mapping("organ", "spelled_out")
    words = _WORD.findall(folded.replace("&", " va "))
    return [part for word in words for part in spelled_out.get(word, word).split()]


def _initial(word: str) -> str:
    return word if word.isupper() else word[0]


def _is_alike(left: list[str], right: list[str]) -> bool:
    return left == right or SequenceMatcher(None, " ".join(left), " ".join(right)).ratio() >= _MISREAD
