"""The document's own number and symbol, from the line ``Số: ...`` of its letterhead."""

import re
from dataclasses import replace
from functools import cache

from archive.recognition.letterhead import Letterhead
from archive.recognition.passage import Passage
from archive.recognition.patterns import pattern
from model.document_code import DocumentCode, DocumentCodeError
from model.document_kind import DocumentKind, kind_by_abbreviation
from model.identification import Reading
from model.layout_profile import LayoutProfile
from model.vietnamese import fold

_NUMBER = r"\d{1,7}(?:\.\d{1,2})?[A-Da-dĐđ]?"
"""A number put in between carries one of the first letters; any other is a misread figure."""
_ABBREVIATION = r"(?:[A-ZĐƯÔƠÂĂÊ]{2,}[A-Za-zĐđ]{0,3}(?:&[A-ZĐ]+[a-z]?)*\d{0,3}|[A-ZĐ]\d{0,2})(?!\w)"
_CODE = re.compile(
    rf"(?P<number>[^\n]{{0,24}}?)\s*/\s*(?P<rest>(?:(?:19|20)\d\d\s*/\s*)?{_ABBREVIATION}"
    rf"(?:\s?[-–—.]\s?{_ABBREVIATION})*(?:\s?/\s?{_ABBREVIATION})?)"
)
_PARTY = re.compile(rf"(?P<number>\d{{1,7}})\s?[-–]\s?(?P<rest>{_ABBREVIATION}\s?/\s?{_ABBREVIATION})")


def read_code(letterhead: Letterhead) -> tuple[Reading[DocumentCode], int] | None:
    """Return the code and the index of its passage in the left column.

    A number that is blank or not read cleanly is left out: the code then has the number "".
    """
    for index, passage in enumerate(letterhead.left):
        label = pattern("header", "number_line").search(passage.folded)
        if label is None:
            continue
        found = _read(passage, passage.text[label.end() :])
        if found is not None:
            return found, index
    return None


def code_end(passage: Passage) -> int:
    """Return the offset behind the code of a passage that ``read_code`` accepted."""
    label = pattern("header", "number_line").search(passage.folded)
    match = None if label is None else _match(passage.text, label.end())
    return len(passage.text) if match is None else match.end()


def _match(text: str, start: int) -> re.Match[str] | None:
    return _PARTY.match(text, start) or _CODE.match(text, start)


def _read(passage: Passage, text: str) -> Reading[DocumentCode] | None:
    match = _match(text, 0)
    if match is None:
        return None
    number = match["number"].strip(" \t.…_")
    is_clean = re.fullmatch(_NUMBER, number) is not None
    separator = "-" if match.re is _PARTY else "/"
    try:
        code = DocumentCode.parse(f"{number if is_clean else ''}{separator}{match['rest']}")
    except DocumentCodeError:
        return None
    rule = "number-line" if is_clean else "number-line-unread" if number else "number-line-blank"
    confidence = 0.97 if is_clean else 0.6
    return Reading(value=_repaired(code), confidence=confidence, evidence=passage.evidence(rule))


def _repaired(code: DocumentCode) -> DocumentCode:
    """Give a kind's abbreviation back its diacritics: ``QD-BTC`` can only be ``QĐ-BTC``."""
    first, dash, rest = code.symbol.partition("-")
    if not dash or kind_by_abbreviation(first) is not None:
        return code
    whole = _kinds_without_diacritics().get(first)
    return code if whole is None else replace(code, symbol=f"{whole}-{rest}")


@cache
def _kinds_without_diacritics() -> dict[str, str]:
    texts = (kind.abbreviation(LayoutProfile.ND30_2020) for kind in DocumentKind)
    return {fold(text).upper(): text for text in texts if text is not None and not text.isascii()}
