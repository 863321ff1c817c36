"""The name of a person at the end of a line, or alone in it."""

import re
from functools import cache
from itertools import chain

from archive.recognition.patterns import mapping, pattern, words
from model.province import BOTH_SIDES_OF_THE_MERGER, provinces_on
from model.vietnamese import collapse, fold

_FEWEST, _MOST = 2, 5
"""Syllables of a person's name."""
_WHOLE = 3
"""Syllables that make a name also with a family name that is not listed."""
_SYLLABLE = re.compile(r"[^\W\d_]+")
_FEMALE = re.compile(r"^[HK]['’](?=[^\W\d_]{2})")
"""Before the names of women of the central highlands: H'Yéo."""
_ALONE = frozenset({"A", "Y"})
"""Letters that are a syllable of a name: Giàng A Tủa, Y Khăm."""
_VOWEL = re.compile("[aeiouy]")
"""What every syllable has, and no abbreviation such as ``XNK``."""
_SIGNED = re.compile(r"[\s(–—-]*(?:đã|Đã|ĐÃ) (?:ký|KÝ)\W*$")
"""What a copy says in place of the signature."""
_VIETNAMESE = re.compile(
    r"(?:[bcdghklmnpqrstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?(?!ii|aa|ee|yy)[aeiouy]{1,3}(?:[cmnpt]|ch|ng|nh)?"
)
"""A folded syllable; one that is not so was misread."""


def person(text: str) -> str | None:
    """Return the person whose name ends the line: capitalised syllables, the first a family name.

    A rank or a degree may stand before it. Syllables misread by a machine without Vietnamese are mended.
    """
    syllables = collapse(_SIGNED.sub("", text)).split(" ")
    for count in range(min(_MOST, len(syllables)), _FEWEST - 1, -1):
        name = [_mended(syllable) for syllable in syllables[-count:]]
        if _is_surname(name[0]) and _is_name(name):
            if _is_misread(name) or _is_body(name):
                return None
            return " ".join(name) if _may_precede(" ".join(syllables[:-count])) else None
    return None


def person_alone(text: str) -> str | None:
    """Return the person that a line names and nothing else; capitals come back as names are written."""
    syllables = collapse(_SIGNED.sub("", text)).split(" ")
    name = [syllable.capitalize() if syllable.isupper() else syllable for syllable in syllables]
    if not _FEWEST <= len(name) <= _MOST or not _is_name(name) or _is_misread(name):
        return None
    if len(name) < _WHOLE or _is_body(name):
        return None
    in_capitals = all(map(str.isupper, syllables))
    is_credible = _is_surname(name[0]) and len(name) < _MOST if in_capitals else True
    return " ".join(name) if is_credible else None


def _is_surname(syllable: str) -> bool:
    return fold(syllable) in words("people", "surnames")


def _is_body(name: list[str]) -> bool:
    """Whether the words begin like a body or an office: ``Văn Phòng Quốc Hội``."""
    if name[0].lower() in words("people", "no_first"):
        return True
    return pattern("people", "no_person").search(fold(" ".join(name))) is not None


def _may_precede(before: str) -> bool:
    """Whether a name may follow these words in its line: a sign, a rank, a degree, or nothing."""
    is_apart = not before or not before[-1].isalpha()
    return is_apart or pattern("people", "honorific").search(fold(before)) is not None


def _is_name(syllables: list[str]) -> bool:
    """Whether the syllables are written as a name's; one inside may be a letter alone (``Giàng A Tủa``)."""
    return all(
        _is_name_syllable(syllable)
        or (syllable in _ALONE and (index == 0 or (index == 1 and len(syllables) > _FEWEST)))
        for index, syllable in enumerate(syllables)
    )


def _is_name_syllable(text: str) -> bool:
    text = _FEMALE.sub("", text)
    is_cased = _SYLLABLE.fullmatch(text) is not None and text[0].isupper() and text[1:].islower()
    return is_cased and _VOWEL.search(fold(text)) is not None


def _mended(syllable: str) -> str:
    """Return a syllable that is none of Vietnamese with the letters that its strokes were taken for."""
    if _VIETNAMESE.fullmatch(fold(syllable)) is not None:
        return syllable
    for strokes, letters in mapping("people", "strokes").items():
        whole = syllable.replace(strokes, letters)
        if whole != syllable and _VIETNAMESE.fullmatch(fold(whole)) is not None:
            return whole
    return syllable


def _is_misread(name: list[str]) -> bool:
    text = " ".join(name)
    if fold(text) in _places():
        return True
    return text.isascii() and not all(_VIETNAMESE.fullmatch(fold(syllable)) for syllable in name)


@cache
def _places() -> frozenset[str]:
    """Return names that stand in documents as those of places, persons or not."""
    return frozenset(
        fold(unit.name) for unit in chain.from_iterable(map(provinces_on, BOTH_SIDES_OF_THE_MERGER))
    )
