"""The code that stands at one place of a running text: regular, or of a company with habits of its own."""

import re
from dataclasses import dataclass, replace

from model.document_code import DocumentCode, DocumentCodeError, FoundCode, find_codes
from model.document_kind import kind_by_abbreviation
from model.vietnamese import plain_dashes

_PREFIX = "số "
"""What makes a code of a single token credible to the grammar."""
_LONGEST = 60
_SIGNS = r"[^\W_][\w.&]*"
_PART = rf"{_SIGNS}(?:\s?[-–&]\s?{_SIGNS})*"
_IRREGULAR = re.compile(rf"(?=[^\s,;()“”]*\d){_PART}(?:\s?/\s?{_PART})+")
"""Parts with slashes between, and a figure in the first word."""
_WITHOUT_SLASH = re.compile(
    r"(?P<number>\d{1,8})(?P<symbol>[A-ZĐ]{2,}(?:-[A-ZĐ]{2,})*)?(?=\s*,?\s*(?:đề\s+)?ngày\s*\d)"
)
"""A number of which only the date behind it shows that it is one."""
_FIGURES = re.compile(r"\d{1,4}/(?:\d{1,3}|(?:19|20)\d{3,}[A-Z]+)")
"""What is left of the code of a law that was read badly: ``03/202``, ``22/201477T``."""
_PRIME_MINISTER = re.compile(r"(?<=-)T[Il1][gq]$")
_PARLIAMENT = re.compile(r"(?<![A-ZĐ])((?:UBTV)?)QH[Il](\d)$")
_DOUBLE = re.compile(r"(\w)\1")
_GOES_ON = re.compile(r"[-–/&]\w")


@dataclass(frozen=True, slots=True)
class CitedCode:
    """A code and how many characters it takes as written."""

    code: DocumentCode
    length: int


def code_at(text: str, start: int) -> CitedCode | None:
    """Return the code that begins at an offset."""
    window = text[start : start + _LONGEST]
    regular = next((found for found in find_codes(_PREFIX + window) if found.start == len(_PREFIX)), None)
    irregular = _IRREGULAR.match(window)
    if regular is not None and not _is_cut_short(regular, window):
        return CitedCode(_without_slips(_without_double(regular.code)), len(regular.written))
    if irregular is None or _FIGURES.fullmatch(irregular[0]):
        return None
    return CitedCode(_irregular(irregular[0]), irregular.end())


def code_without_slash_at(text: str, start: int) -> CitedCode | None:
    """Return the code without any slash (``2017042``, ``689BHXH-CĐCS``) that a date follows."""
    match = _WITHOUT_SLASH.match(text, start)
    if match is None:
        return None
    return CitedCode(DocumentCode(number=match["number"], symbol=match["symbol"] or ""), len(match[0]))


def _is_cut_short(regular: FoundCode, window: str) -> bool:
    """Whether the code goes on behind what the grammar took: ``009/VC`` of ``009/VC-2018``."""
    return _GOES_ON.match(window, len(regular.written)) is not None


def _without_double(code: DocumentCode) -> DocumentCode:
    """Return the code of a kind whose abbreviation was read with one letter twice: ``QĐĐ-BYT``."""
    first, dash, rest = code.symbol.partition("-")
    single = _DOUBLE.sub(r"\1", first)
    if not dash or kind_by_abbreviation(first) is not None or kind_by_abbreviation(single) is None:
        return code
    return replace(code, symbol=f"{single}-{rest}")


def _without_slips(code: DocumentCode) -> DocumentCode:
    """Return the code with the letters of the highest bodies that machines misread: ``CT-TIg``, ``QHI5``."""
    symbol = _PRIME_MINISTER.sub("TTg", code.symbol)
    return replace(code, symbol=_PARLIAMENT.sub(r"\1QH1\2", symbol))


def _irregular(text: str) -> DocumentCode:
    written = re.sub(r"\s+", "", plain_dashes(text)).rstrip(".-&")
    try:
        return DocumentCode.parse(written)
    except DocumentCodeError:
        number, _, symbol = written.rpartition("/")
        return DocumentCode(number=number, symbol=symbol)
