"""Whether a passage names a body: in full, perhaps misread, or by the abbreviation in a code."""

import re
from difflib import SequenceMatcher
from functools import cache

from archive.recognition.patterns import mapping, words
from model.document_code import DocumentCode
from model.province import BOTH_SIDES_OF_THE_MERGER, find_province
from model.vietnamese import fold

_MISREAD = 0.88
"""Likeness of a name misread in a letter or two; ``Cục Thuế Hà Nam`` and ``Hà Nội`` are less alike."""
_BETWEEN_BODIES = re.compile(r"\s+[-–]\s+(?=Bộ |Sở |UBND |Ủy |Cục |Tổng )|[(),]")
_WORD = re.compile(r"\w+")
_FEWEST_OF_A_NAME = 3
"""Words of a body's name that mean it without its area."""


def is_named(name: str, folded: str) -> bool:
    """Whether a folded text names the body, its first word unharmed: a department is not its ministry."""
    said = _words(folded)
    return any(_stands_in(sought, said) or _stands_without_area(sought, said) for sought in _sought(name))


def is_abbreviated(name: str, code: DocumentCode) -> bool:
    """Whether the issuer's abbreviation in a code stands for the body: ``BGDĐT`` for ``Bộ GD&ĐT``."""
    return any(initials(part) == fold(code.organ).replace("&", "") for part in _parts(name))


def begins_name(folded: str) -> bool:
    """Whether folded text begins like the name of a body."""
    return _heads().match(folded) is not None


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, words('organ', 'heads')))})(?![\w:])")


def initials(name: str) -> str:
    """Return the folded initials of a name, capitals of it whole: ``bgddt`` of ``Bộ GD&ĐT``."""
    return fold("".join(_initial(word) for word in _WORD.findall(name) if fold(word) != "va"))


def _parts(name: str) -> list[str]:
    """Return the bodies in a line such as ``Bộ Giáo dục và Đào tạo (Cục Công nghệ thông tin)``."""
    return [part for part in _BETWEEN_BODIES.split(name) if _WORD.search(part)]


def _sought(name: str) -> list[list[str]]:
    """Return the words of each body; a word alone (``các sở, ban, ngành``) names none."""
    return [sought for part in _parts(name) if len(sought := _words(fold(part))) > 1]


def _stands_without_area(sought: list[str], said: list[str]) -> bool:
    """Whether the text names the body and leaves out whose it is: ``Sở Y tế`` for ``Sở Y tế tỉnh Hà Nam``."""
    if sought[0] not in words("organ", "heads_with_area"):
        return False
    ends = (index for index, word in enumerate(sought) if word in words("organ", "area_words"))
    body = sought[: next(ends, 0)]
    if len(body) < _FEWEST_OF_A_NAME:
        return False
    for start, word in enumerate(said):
        behind = said[start + len(body) :]
        if word == body[0] and _is_alike(body, said[start : start + len(body)]):
            return not behind or (behind[0] not in words("organ", "area_words") and not _is_place(behind))
    return False


def _is_place(said: list[str]) -> bool:
    """Whether the words begin with the centre or a province: it is another's body that they belong to."""
    if said[0] == "tw" or said[:2] == ["trung", "uong"]:
        return True
    return any(
        find_province(" ".join(said[:count]), day) for count in (2, 3) for day in BOTH_SIDES_OF_THE_MERGER
    )


def _stands_in(sought: list[str], said: list[str]) -> bool:
    starts = (index for index, word in enumerate(said) if word == sought[0])
    return any(_is_alike(sought, said[start : start + len(sought)]) for start in starts)


def _words(folded: str) -> list[str]:
    spelled_out = mapping("organ", "spelled_out")
    found = _WORD.findall(folded.replace("&", " va "))
    return [part for word in found for part in spelled_out.get(word, word).split()]


def _initial(word: str) -> str:
    return word if word.isupper() else word[0]


def _is_alike(left: list[str], right: list[str]) -> bool:
    return left == right or SequenceMatcher(None, " ".join(left), " ".join(right)).ratio() >= _MISREAD
