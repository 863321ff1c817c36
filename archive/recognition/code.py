"""The document's own number and symbol, from the line ``Số: ...`` of its letterhead."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from archive.recognition.code_tail import whole_code
from archive.recognition.letterhead import Letterhead
from archive.recognition.passage import Passage, fold_in_place
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
_SURE = 0.85
"""Confidence in the least sure word of the line from which on a number is print."""
_HARDLY_READ = 0.7
"""The same below which a number with a blank before its slash was filled in, though all looks agree on it."""
_STANDS_APART = re.compile(r"\d\s+/")
_SLIPS = str.maketrans({"⁄": "/", "∕": "/", "∣": "|", "§": "S", "_": " "})
_APART = re.compile(r"\d(?: \d)+")
_PARTY = re.compile(
    rf"(?P<number>\d{{1,7}}|[.…\s]*)\s?[-–]\s?(?P<rest>{_ABBREVIATION}\s?/\s?{_ABBREVIATION}(?:\s?[-–]\s?{_ABBREVIATION})*)"
)


@dataclass(frozen=True, slots=True)
class FoundCode:
    """The code, the index of its passage in the left column, and readings that a person should confirm."""

    reading: Reading[DocumentCode]
    index: int
    suggestions: tuple[Reading[str], ...] = ()


def read_code(letterhead: Letterhead) -> FoundCode | None:
    """Return the code of the document.

    A number that is blank, not read cleanly or written by hand is left out: the code then has the number "".
    """
    for index, passage in enumerate(letterhead.left):
        if pattern("header", "web_label").search(passage.folded) or _is_cited(
            letterhead.left[:index], passage
        ):
            continue
        texts = (passage.text, *passage.again)
        seen = (_look(text) or _look_without_slash(text, letterhead.kind) for text in texts)
        looks = [look.named(letterhead.kind) for look in seen if look is not None]
        if looks:
            return _found(passage, index, looks)
    return None


def _is_cited(above: Sequence[Passage], passage: Passage) -> bool:
    """Whether a line goes on from the subject above: ``V/v sửa đổi Nghị định`` / ``số 123/2020/NĐ-CP``."""
    if not passage.text.lstrip()[:1].islower():
        return False
    return any(pattern("header", "subject_mark").search(line.folded) for line in above)


@dataclass(frozen=True, slots=True)
class _Look:
    """One reading of the line ``Số: ...``; ``number`` is what stands there, clean or not."""

    number: str
    code: DocumentCode
    behind: str = ""
    """What is printed behind the code in its line."""

    @property
    def is_clean(self) -> bool:
        return self.code.has_number

    def named(self, kind: DocumentKind | None) -> "_Look":
        """Return the look with the abbreviation that the title asks for, where one letter is misread."""
        wanted = None if kind is None else kind.abbreviation(LayoutProfile.ND30_2020)
        first, dash, rest = self.code.symbol.partition("-")
        if not wanted or not dash or kind_by_abbreviation(first) is not None or not _is_near(first, wanted):
            return self
        return replace(self, code=replace(self.code, symbol=f"{wanted}-{rest}"))


def code_end(passage: Passage) -> int:
    """Return the offset behind the code of a passage that ``read_code`` accepted."""
    label = pattern("header", "number_line").search(passage.folded)
    match = None if label is None else _match(passage.text, label.end())
    return len(passage.text) if match is None else match.end()


def _match(text: str, start: int) -> re.Match[str] | None:
    return _PARTY.match(text, start) or _longest(text, start)


def _longest(text: str, start: int) -> re.Match[str] | None:
    """Return the code with the longest symbol: a stroke of a pen may look like a slash too."""
    first = _CODE.match(text, start)
    if first is None:
        return None
    later = _CODE.match(text, first.start("rest"))
    return later if later and len(later["rest"]) > len(first["rest"]) else first


def _look(text: str) -> _Look | None:
    printed, text = text, text.translate(_SLIPS)
    label = pattern("header", "number_line").search(fold_in_place(text))
    match = None if label is None else _match(text, label.end())
    if match is None:
        return None
    number = _without_blanks(match["number"].strip(" \t.…_"))
    is_clean = re.fullmatch(_NUMBER, number) is not None
    code = (_parsed(match, number) if is_clean else None) or _parsed(match, "")
    return None if code is None else _Look(number, code, printed[match.end() :])


def _without_blanks(number: str) -> str:
    """Return figures typed apart as one number: ``1 1 2 4``."""
    return number.replace(" ", "") if _APART.fullmatch(number) else number


def _parsed(match: re.Match[str], number: str) -> DocumentCode | None:
    separator = "-" if match.re is _PARTY else "/"
    try:
        return _repaired(DocumentCode.parse(f"{number}{separator}{match['rest']}"))
    except DocumentCodeError:
        return None


def _look_without_slash(text: str, kind: DocumentKind | None) -> _Look | None:
    """Return the symbol that begins as the title asks for, where a pen made the slash unreadable."""
    wanted = None if kind is None else kind.abbreviation(LayoutProfile.ND30_2020)
    if not wanted or pattern("header", "number_line_without_slash").search(fold_in_place(text)) is None:
        return None
    symbol = re.search(rf"{re.escape(wanted)}\s?-\s?{_ABBREVIATION}", text)
    return None if symbol is None else _Look("?", DocumentCode.parse(f"/{symbol[0]}"))


def _found(passage: Passage, index: int, looks: list[_Look]) -> FoundCode:
    if passage.sure is None and passage.again and not looks[0].number:
        return _drawn(passage, index, looks[0])
    if passage.sure is None:
        return _as_given(passage, index, looks[0])
    code = _most_frequent(looks)
    if _is_print(passage, looks):
        return _printed(passage, index, code, looks)
    symbol = replace(code, number="")
    evidence = passage.evidence("number-line-by-hand")
    agree = sum(look.code.symbol == symbol.symbol for look in looks)
    confidence = 0.9 if agree > 1 else 0.8 if len(looks) == 1 else 0.6
    return FoundCode(
        Reading(value=symbol, confidence=confidence, evidence=evidence),
        index,
        tuple(_suggestions(symbol, looks, passage)),
    )


def _printed(passage: Passage, index: int, code: DocumentCode, looks: list[_Look]) -> FoundCode:
    """Return the printed code, less sure and with the others beside it where looks at its symbol differ."""
    evidence = passage.evidence("number-line-printed")
    others = {str(look.code) for look in looks if fold(look.code.key) != fold(code.key)}
    suggestions = (Reading(value=other, confidence=0.3, evidence=evidence) for other in sorted(others))
    return FoundCode(
        Reading(value=code, confidence=0.7 if others else 0.95, evidence=evidence), index, tuple(suggestions)
    )


def _drawn(passage: Passage, index: int, given: _Look) -> FoundCode:
    """Return the code of text without its number, as the picture has it: signing software draws it there."""
    before_symbol = re.compile(rf"(?<!\d)({_NUMBER})\W{{1,4}}{re.escape(given.code.symbol)}")
    seen = [match[1] for match in map(before_symbol.search, passage.again) if match]
    looks = [replace(given, number=number, code=replace(given.code, number=number)) for number in seen]
    if len(looks) == len(passage.again) and len(set(seen)) == 1:
        evidence = passage.evidence("number-line-drawn")
        return FoundCode(Reading(value=looks[0].code, confidence=0.9, evidence=evidence), index)
    return FoundCode(_given(given, passage), index, tuple(_suggestions(given.code, looks, passage)))


def _as_given(passage: Passage, index: int, look: _Look) -> FoundCode:
    """Return a code whose letters were given: whole, or as a suggestion where it seems cut."""
    code, is_whole = whole_code(look.code, look.behind)
    if is_whole:
        return FoundCode(_given(replace(look, code=code), passage), index)
    evidence = passage.evidence("number-line-cut")
    suggestion = Reading(value=str(code), confidence=0.4, evidence=evidence)
    unread = Reading(value=replace(code, number=""), confidence=0.6, evidence=evidence)
    return FoundCode(unread, index, (suggestion,))


def _given(look: _Look, passage: Passage) -> Reading[DocumentCode]:
    """Return the code of a document whose letters were given."""
    if look.is_clean:
        return Reading(value=look.code, confidence=0.97, evidence=passage.evidence("number-line"))
    rule = "number-line-unread" if look.number else "number-line-blank"
    return Reading(value=look.code, confidence=0.6, evidence=passage.evidence(rule))


def _is_print(passage: Passage, looks: list[_Look]) -> bool:
    """Whether the number is printed: print is read the same each time, or without a doubt at once."""
    first, *_ = looks
    if not first.is_clean:
        return False
    if any(look.code.number != first.code.number for look in looks):
        return False  # also where black ink alone has no number: a pen or a stamp put it there in colour
    sure = passage.sure or 0.0
    if sure < _HARDLY_READ and _STANDS_APART.search(passage.text):
        return False
    return sure >= _SURE or len(looks) > len(passage.again) > 0


def _most_frequent(looks: list[_Look]) -> DocumentCode:
    """Return the code with the symbol that most looks saw; of equals the first.

    A hyphen is sooner taken for a stop than a stop for a hyphen.
    """
    symbols = Counter(look.code.symbol.replace(".", "-") for look in looks)
    [(symbol, _)] = symbols.most_common(1)
    same = [look.code for look in looks if look.code.symbol.replace(".", "-") == symbol]
    return max(same, key=lambda code: code.symbol.count("-"))


def _is_near(read: str, wanted: str) -> bool:
    """Whether one letter too much or too little was read."""
    longer, shorter = (read, wanted) if len(read) > len(wanted) else (wanted, read)
    return shorter in {longer[:at] + longer[at + 1 :] for at in range(len(longer))}


def _suggestions(symbol: DocumentCode, looks: list[_Look], passage: Passage) -> Iterator[Reading[str]]:
    """Yield whole codes that the hand may have written, the most frequent reading first."""
    numbers = Counter(look.code.number for look in looks if look.is_clean)
    for number, count in numbers.most_common():
        code = replace(symbol, number=number)
        evidence = passage.evidence("number-line-by-hand")
        yield Reading(value=str(code), confidence=0.2 * count, evidence=evidence)


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
