"""The keys by which codes are found: whole, in parts, as cited, and in spite of the slips of readers."""

import re
from collections.abc import Iterator
from typing import Final

from index.query import CodeTerm, Keys
from model.document_code import DocumentCode
from model.vietnamese import fold

OWN: Final = "ma"
CITED: Final = "dan"
ANSWERED: Final = "tl"
NUMBER: Final = "so="
PART: Final = "kh="
ANSWERED_NUMBER: Final = "tlso="

_OWN_SCORE: Final = 1000.0
"""The document of that code stands first, whatever else the query says; twice that as typed."""
_CITED_SCORE: Final = 100.0
_LIKE_SHARE: Final = 0.5
"""What alone counts where only the skeleton is equal."""

_SIGNS = re.compile(r"[-./&\s]+")
_LONGEST_NUMBER: Final = 9
_CITED_SYMBOL = re.compile(
    r"/(?<=[\dOIl ]/)(?: ?(?:19|20)\d\d ?/)? ?[A-ZĐ][A-ZĐa-z]+(?:[-.][A-ZĐ][A-ZĐa-z]+)+"
)
_SLIPPED_NUMBER = re.compile(r"(?<![\w/.-])(?=\d*[OIl])(?=[OIl]*\d)[\dOIl]+ ?$")
_DIGIT_LOOKALIKES: Final = str.maketrans("oilsbz|", "0115821")
_LETTER_LOOKALIKES: Final = str.maketrans("015l8|", "oisibi")


def own_keys(code: DocumentCode) -> Iterator[str]:
    """Yield the keys of a document with this code: whole and in parts."""
    yield from _whole(OWN, CodeTerm.of(code))
    yield f"{NUMBER}{number_key(code.number)}"
    yield from (f"{PART}{part}" for part in parts(code.symbol))


def cited_keys(term: CodeTerm) -> Iterator[str]:
    """Yield the keys of a document that cites a code."""
    yield from _whole(CITED, term)


def answered_keys(code: DocumentCode) -> Iterator[str]:
    """Yield the keys of a document that answers the one of a code."""
    yield from _whole(ANSWERED, CodeTerm.of(code))
    yield f"{ANSWERED_NUMBER}{number_key(code.number)}"


def asking(code: DocumentCode) -> Keys:
    """Return what finds the document of a code and those that cite it, slips of the pen forgiven."""
    term = CodeTerm.of(code)
    return Keys(scores=(*_scores(OWN, term, _OWN_SCORE), *_scores(CITED, term, _CITED_SCORE)))


def asking_like(written: str) -> Keys:
    """Return what finds the document of a code that was written with slips, and those that cite it."""
    like = skeleton(fold(written))
    return Keys(scores=((f"{OWN}?{like}", _OWN_SCORE), (f"{CITED}?{like}", _CITED_SCORE)))


def skeletons_asked(asked: Keys) -> Iterator[str]:
    """Yield the skeletons of the codes that keys ask for, own or cited."""
    return (key.removeprefix(f"{CITED}?") for key, _ in asked.scores if key.startswith(f"{CITED}?"))


def asking_for(role: str, code: DocumentCode) -> Keys:
    """Return what finds the documents whose own, cited or answered code it is."""
    term = CodeTerm.of(code)
    return Keys(scores=tuple(_scores(role, term, _OWN_SCORE)))


def slipped_keys(text: str) -> Iterator[str]:
    """Yield the keys of cited codes in whose number a letter was read for a digit: ``1I66/BGDĐT-CNTT``."""
    for symbol in _CITED_SYMBOL.finditer(text):
        number = _SLIPPED_NUMBER.search(text, max(0, symbol.start() - _LONGEST_NUMBER), symbol.start())
        if number:
            yield f"{CITED}?{skeleton(fold(f'{number[0].strip()}{symbol[0]}'))}"


def number_key(number: str) -> str:
    """Return a number as it is compared, without leading zeros: ``007A`` is ``7a``."""
    return fold(number).lstrip("0") or "0"


def parts(symbol: str) -> tuple[str, ...]:
    """Return the folded tokens of a symbol."""
    return tuple(part for part in _SIGNS.split(fold(symbol)) if part)


def skeleton(folded: str) -> str:
    """Return a folded code without its signs, in which letters and digits that look alike are one.

    ``1I66/BGDDT CNTT`` and ``1166/BGDĐT-CNTT`` have one skeleton.
    """
    number, *rest = _SIGNS.split(folded, maxsplit=1)
    symbol = "".join(_SIGNS.split("".join(rest)))
    return f"{number.translate(_DIGIT_LOOKALIKES).lstrip('0')}/{symbol.translate(_LETTER_LOOKALIKES)}"


def _whole(role: str, term: CodeTerm) -> Iterator[str]:
    yield f"{role}={term.exact}"
    yield f"{role}~{term.folded}"
    yield f"{role}?{skeleton(term.folded)}"


def _scores(role: str, term: CodeTerm, score: float) -> Iterator[tuple[str, float]]:
    exact, folded, like = _whole(role, term)
    yield exact, score
    yield folded, score * (1 - _LIKE_SHARE)
    yield like, score * _LIKE_SHARE
