"""Finds codes among the words of a query: whole, in parts, with slips, and numbers with a year or a kind."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Final

from index.analyzer import folded_letters, syllables
from index.code_keys import NUMBER, PART, asking, asking_like, number_key, parts
from index.entry_keys import KIND
from index.places import longest_place, place_of
from index.query import AllOf, AnyOf, Clause, DateRange, Keys
from index.query_dates import read_date
from index.query_terms import has_vowel, together, word_of
from model.data_file import read_data
from model.document_code import DocumentCode, find_codes
from model.document_kind import DocumentKind, kind_abbreviations, kind_by_abbreviation
from model.vietnamese import fold

Span = tuple[int, int, Clause]
"""Where something stands in a text, and what it asks for."""

_MOST_TOKENS: Final = 5
_MEANT_SHARE: Final = 0.5
"""What a kind counts beside the very word."""
_NUMBER_OF_YEAR = re.compile(
    r"(?<!thang )(?<!quy )(?<![\w/.-])(?:so\s+)?(?P<number>\d{1,8}[a-z]?)(?:\s?/\s?|-|\s+nam\s+)"
    r"(?P<year>(?:19|20)\d\d)(?![\w/-])"
)
_PART: Final = r"[^\W_]{1,12}"
_SLIPPED = re.compile(
    r"(?<![\w/.-])(?P<number>(?=[OoIl|SBZ]{0,7}\d)[\dOoIl|SBZ]{1,8}[a-z]?)(?P<sign>\s?[/|]\s?|\s+|-)"
    r"(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?"
    rf"(?P<symbol>{_PART}(?:(?:\s?[-./&]\s?|\s){_PART}){{1,{_MOST_TOKENS}}})"
)
_JOINED_UP = re.compile(
    rf"(?<![\w/.-])(?P<number>\d{{1,8}})(?P<symbol>[^\W\d_]{{2,12}}(?:[-./&]{_PART}){{1,{_MOST_TOKENS}}})(?!\w)"
)
_BEGUN = re.compile(
    r"(?<![\w/.-])(?P<number>\d{1,8}[A-Za-z]?)\s?/\s?(?P<symbol>[^\W\d_][^\W_]{1,24})(?!\w|\s?[-./&]\s?\w)"
)
_UNPARTED = re.compile(r"(?<![\w/.-])(?P<number>\d{1,8})(?P<symbol>[^\W\d_]{2,12})(?![\w/.-])")
_TOKENS = re.compile(_PART)
_FILE_NAME = re.compile(r"(?<![\w/.-])(\d{1,8}[a-z]?)_(?=[^\W\d_]{2})")
_FILE_ENDING = re.compile(
    r"(?<=\w)\.(?:pdf|docx?|xlsx?|odt|rtf|txt|zip|edxml|eml|msg|jpe?g|png|tiff?)(?!\w)", re.IGNORECASE
)


def find_whole_codes(text: str) -> Iterator[Span]:
    """Yield the whole codes: ``1616/BGDĐT-KHTC``."""
    for found in find_codes(upper(text)):
        if is_whole(found.code):
            yield found.start, found.end, asking(found.code)


def find_numbers_of_years(text: str) -> Iterator[Span]:
    """Yield the numbers with a year: ``1616/2014``, ``số 1616 năm 2014``; ``3/2014`` may be a month too."""
    for match in _NUMBER_OF_YEAR.finditer(folded_letters(text)):
        numbered = AllOf(parts=(_numbered(match["number"], 1.0), DateRange.of_year(int(match["year"]))))
        typed, dated = _typed(text, match), read_date(match[0])
        if dated is None:
            yield match.start(), match.end(), AnyOf(parts=(typed, numbered))
        else:
            yield match.start(), match.end(), AnyOf(parts=(*dated.clause(typed).parts, numbered))


def find_begun_codes(text: str) -> Iterator[Span]:
    """Yield codes of which a part is missing or run together: ``1616/KHTC``, ``1616/BGDĐTKHTC``."""
    for match in _BEGUN.finditer(text):
        owned = AllOf(parts=(_numbered(match["number"], 1.0), *map(_part, parts(match["symbol"]))))
        like = asking_like(f"{match['number']}/{match['symbol']}")
        yield match.start(), match.end(), AnyOf(parts=(_typed(text, match), owned, like))


def find_unparted_codes(text: str) -> Iterator[Span]:
    """Yield numbers run together with an organ or a kind: ``1361SGDĐT``."""
    for match in _UNPARTED.finditer(text):
        if fold(match["symbol"]) in _first_tokens():
            owned = AllOf(parts=(_numbered(match["number"], 1.0), _part(fold(match["symbol"]))))
            yield match.start(), match.end(), AnyOf(parts=(_typed(text, match), owned))


def find_slipped_codes(text: str) -> Iterator[Span]:
    """Yield codes with slips: without signs, or a letter for a digit; they may be plain words as well."""
    for match in _SLIPPED.finditer(text):
        tokens = list(_abbreviations(match))
        if len(tokens) > 1 and ("/" in match["sign"] or fold(tokens[0][0]) in _first_tokens()):
            end = tokens[-1].end()
            year = f"{match['year']}/" if match["year"] else ""
            like = asking_like(f"{match['number']}/{year}{''.join(token[0] for token in tokens)}")
            plain = tuple(map(word_of, syllables(text[match.start() : end])))
            yield match.start(), end, AnyOf(parts=(AllOf(parts=plain), like))
    for match in _JOINED_UP.finditer(text):
        like = asking_like(f"{match['number']}/{match['symbol']}")
        yield match.start(), match.end(), AnyOf(parts=(_typed(text, match), like))


def parted(text: str) -> str:
    """Return a query with codes as they are written: not ``CV12/SYT-VP`` nor ``12_SYT-VP.pdf``."""
    pieces, at = [], 0
    bare = _FILE_NAME.sub(r"\1/", _FILE_ENDING.sub(" ", text))
    for match in _kind_before_code().finditer(folded_letters(bare)):
        pieces.append(bare[at : match.end()])
        at = match.end()
    return " ".join((*pieces, bare[at:]))


def find_kinds(text: str) -> Iterator[Span]:
    """Yield the abbreviated kinds before a number, ``cv 1166``, ``QĐ15``, or as the first word."""
    for match in _kind_before_number().finditer(folded_letters(text)):
        asked: Clause = kind_keys(kinds_called(text[match.start("kind") : match.end("kind")]))
        if match["number"]:
            asked = AllOf(parts=(asked, _numbered(match["number"], 1.0)))
        yield match.start(), match.end(), AnyOf(parts=(_typed(text, match), asked), share=_MEANT_SHARE)
    first = _kind_first().match(folded_letters(text))
    if first and not _is_place(text):
        kinds = kinds_called(text[first.start("kind") : first.end("kind")])
        typed = next(together(syllables(first["kind"])))
        yield (
            first.start("kind"),
            first.end("kind"),
            AnyOf(parts=(typed, kind_keys(kinds)), share=_MEANT_SHARE),
        )


def find_code(text: str) -> tuple[DocumentCode, int] | None:
    """Return the whole code that a text begins with and where it ends, None where there is none."""
    found = next(iter(find_codes(upper(text))), None)
    if found is None or text[: found.start].strip() or not is_whole(found.code):
        return None
    return found.code, found.end


def kinds_called(abbreviation: str) -> tuple[DocumentKind, ...]:
    """Return the kinds that an abbreviation stands for; without diacritics it may be several: ``HD``."""
    exact = kind_by_abbreviation(abbreviation) or kind_by_abbreviation(upper(abbreviation))
    return _kinds_by_folded().get(fold(abbreviation), ()) if exact is None else (exact,)


def kind_keys(kinds: tuple[DocumentKind, ...]) -> Keys:
    """Return what finds the documents of some kinds."""
    return Keys(scores=tuple((f"{KIND}{kind}", 0.0) for kind in kinds))


def is_whole(code: DocumentCode) -> bool:
    """Tell a whole code from the beginning of one: ``1616/BGDĐT`` lacks the unit and becomes a phrase."""
    return code.year is not None or code.party or re.search("[-.]", code.symbol) is not None


def upper(text: str) -> str:
    """Return the text in capitals, letter for letter, so that offsets stay: codes are written in capitals."""
    return "".join(capital if len(capital := letter.upper()) == 1 else letter for letter in text)


def _numbered(number: str, score: float) -> Keys:
    return Keys(scores=((f"{NUMBER}{number_key(number)}", score),))


def _part(part: str) -> Keys:
    return Keys(scores=((f"{PART}{part}", 0.0),))


def _typed(text: str, match: re.Match[str]) -> Clause:
    return next(together(syllables(text[match.start() : match.end()])))


def _abbreviations(match: re.Match[str]) -> Iterator[re.Match[str]]:
    """Yield the tokens of a symbol up to the first that is a word."""
    for token in _TOKENS.finditer(match.string, match.start("symbol"), match.end("symbol")):
        folded = fold(token[0])
        if not token[0].isupper() and has_vowel(folded) and folded not in _first_tokens():
            return
        yield token


@cache
def _first_tokens() -> frozenset[str]:
    """Return the folded abbreviations of organs and kinds."""
    tables = (table for table in read_data("organs").values() if "organs" in table)
    organs = (row["abbreviations"][0] for table in tables for row in table["organs"])
    return frozenset(map(fold, (*organs, *kind_abbreviations())))


@cache
def _kinds_by_folded() -> dict[str, tuple[DocumentKind, ...]]:
    found: dict[str, dict[DocumentKind, None]] = {}
    for abbreviation in sorted(kind_abbreviations()):
        kind = kind_by_abbreviation(abbreviation)
        if kind is not None:
            found.setdefault(fold(abbreviation), {})[kind] = None
    return {folded: tuple(kinds) for folded, kinds in found.items()}


def _is_place(text: str) -> bool:
    """Tell whether a text begins with the name of a province: ``TT Huế`` is no circular."""
    words = list(islice(syllables(text), longest_place()))
    return any(
        place_of(tuple(word.folded for word in words[:end]), tuple(word.exact for word in words[:end]))
        for end in range(1, len(words) + 1)
    )


@cache
def _kinds() -> str:
    """Return the choice of abbreviations; one letter alone may be a slip for a digit."""
    return "|".join(sorted((kind for kind in _kinds_by_folded() if len(kind) > 1), key=len, reverse=True))


@cache
def _kind_before_code() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.-])(?:{_kinds()})(?=\d{{1,8}}[a-z]?/)")


@cache
def _kind_first() -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<kind>{_kinds()})(?=\s+[^\W\d])")


@cache
def _kind_before_number() -> re.Pattern[str]:
    """Return the pattern over folded letters; ``CT05`` may be a word, so there the number belongs to it."""
    return re.compile(
        rf"(?<![\w/.-])(?P<kind>{_kinds()})(?:(?P<number>\d{{1,8}}[a-z]?)(?![\w/.-])|(?=\s+(?:so\s+)?\d))"
    )
