"""The code of a document (số, ký hiệu): number, symbol and, in normative documents, the year."""

import html
import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Self

from model.data_file import read_data
from model.document_kind import DocumentKind, is_kind_token, kind_abbreviations, kind_by_abbreviation
from model.vietnamese import collapse, fold, nfc, plain_dashes

_ENTITY = re.compile(r"&#?\w{1,8};")
_BLANKS_AROUND_SIGNS = re.compile(r"\s*([-/&.])\s*")
_SIGNS_IN_SYMBOL = re.compile(r"[-./]")
_DIGITS = re.compile(r"[0-9]+")
_NUMBER: Final = r"[0-9]{1,8}(?:\.[0-9]{1,2})?[A-Za-z]?"
_YEAR: Final = r"(?:19|20)[0-9]{2}"
_LEAD_LENGTH: Final = 24
"""How far before a code the words are looked for that tell what it numbers."""


class DocumentCodeError(ValueError):
    """The text is not the code of a document."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a document code: {text!r}")
        self.text = text


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCode:
    """``1616/BGDĐT-KHTC``, ``33/2015/QĐ-UBND`` or, of a Party body, ``12-CV/TU``.

    ``number`` is as written, with its letter or part (``1234a``, ``66.15``), and empty on a draft. ``symbol``
    is in normal form: plain dashes, no blanks, one spelling per organ. ``year`` is the one inside the code.
    """

    number: str
    symbol: str
    year: int | None = None
    party: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a code as it was written, with or without ``Số:`` before it (records.md 6.7).

        Raises:
            DocumentCodeError: when the text as a whole is no code.
        """
        match = _grammar().fullmatch(_normalised(text))
        if match is None:
            raise DocumentCodeError(text)
        if match["party_symbol"] is not None:
            return cls(number=match["party_number"] or "", symbol=match["party_symbol"], party=True)
        year = int(match["year"]) if match["year"] else None
        return cls(number=match["number"] or "", symbol=match["symbol"], year=year)

    @classmethod
    def of(cls, *, number: int, symbol: str, year: int | None = None) -> Self:
        """Return the code that we give to a document: a number below ten gets one leading zero.

        Raises:
            DocumentCodeError: when the symbol is none.
        """
        parts = (f"{number:02d}", *([str(year)] if year else []), symbol)
        return cls.parse("/".join(parts))

    @property
    def kind(self) -> DocumentKind | None:
        """The kind that the symbol names; without one an official dispatch.

        None where the symbol does not tell: laws and resolutions of the National Assembly (``33/2024/QH15``)
        and symbols that lost their diacritics (``QD-UBND``).
        """
        named = self._kind_token
        if named is not None:
            return kind_by_abbreviation(named)
        is_told = self.year is None and not _is_damaged_kind(self._tokens[0])
        return DocumentKind.OFFICIAL_DISPATCH if is_told else None

    @property
    def organ(self) -> str:
        """The issuer's abbreviation, empty where the symbol is a kind alone (``123/TB``)."""
        return next(iter(self._issuing), "")

    @property
    def units(self) -> tuple[str, ...]:
        """The tokens after the issuer: drafting units, fields, joint issuers."""
        return self._issuing[1:]

    @property
    def digits(self) -> int | None:
        """The number without letter or part, None on a draft."""
        match = _DIGITS.match(self.number)
        return int(match[0]) if match else None

    @property
    def suffix(self) -> str:
        """What follows the digits: ``a`` of ``1234a``, ``.15`` of ``66.15``."""
        return _DIGITS.sub("", self.number, count=1)

    @property
    def has_number(self) -> bool:
        """Whether the number is there; a draft has none."""
        return self.number != ""

    @property
    def key(self) -> str:
        """The code as it is compared: no leading zeros, one separator, case kept (``TTr``)."""
        number = "" if self.digits is None else f"{self.digits}{self.suffix.lower()}"
        return self._print(number, self.symbol.replace(".", "-"))

    @property
    def folded_key(self) -> str:
        """The key without diacritics, in lower case: for damaged text and for codes typed without đ."""
        return fold(self.key)

    @property
    def _tokens(self) -> tuple[str, ...]:
        return tuple(_SIGNS_IN_SYMBOL.split(self.symbol))

    @property
    def _kind_token(self) -> str | None:
        first, following = self._tokens[0], next(iter(self._tokens[1:]), "")
        return first if is_kind_token(first, following) else None

    @property
    def _issuing(self) -> tuple[str, ...]:
        return self._tokens if self._kind_token is None else self._tokens[1:]

    def _print(self, number: str, symbol: str) -> str:
        if self.party:
            return f"{number}-{symbol}"
        if not symbol:
            return number
        return f"{number}/{self.year}/{symbol}" if self.year else f"{number}/{symbol}"

    def __str__(self) -> str:
        return self._print(self.number, self.symbol)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCode:
    """A code in a running text: ``written`` is ``text[start:end]``."""

    code: DocumentCode
    start: int
    end: int
    written: str


def find_codes(text: str) -> tuple[FoundCode, ...]:
    """Return the codes with a number in a running text (NFC), in order.

    Dates, fractions, units of measure and numbers of forms are left out. A symbol of a single token counts
    after ``số`` or the like, with a year, or when it is the whole text.
    """
    cited = ((DocumentCode.parse(match[0]), match) for match in _running_grammar().finditer(text))
    return tuple(
        FoundCode(code=code, start=match.start(), end=match.end(), written=match[0])
        for code, match in cited
        if _is_credible(code, match)
    )


def _is_credible(code: DocumentCode, match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _LEAD_LENGTH) : match.start()]
    if re.search(read_data("codes")["form"], before):
        return False
    if code.party:
        return kind_by_abbreviation(_SIGNS_IN_SYMBOL.split(code.symbol)[0]) is not None
    if code.year is not None or _SIGNS_IN_SYMBOL.search(code.symbol):
        return True
    is_led = re.search(read_data("codes")["lead"], before) is not None
    return len(code.symbol) > 1 and (is_led or match[0] == match.string.strip())


def _normalised(text: str) -> str:
    unescaped = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    tight = _BLANKS_AROUND_SIGNS.sub(r"\1", collapse(plain_dashes(nfc(unescaped))))
    bare = re.sub(rf"\A{read_data('codes')['prefix']}", "", tight)
    for alias in read_data("codes")["alias"]:
        bare = re.sub(alias["pattern"], alias["replacement"], bare)
    return bare


@cache
def _token() -> str:
    capital, letter = read_data("codes")["capital"], read_data("codes")["letter"]
    return rf"{capital}{letter}*+(?:[ \t]?&[ \t]?{capital}{letter}*+)*+[0-9]{{0,3}}+(?!\w)"


@cache
def _grammar() -> re.Pattern[str]:
    """Return the pattern of a normalised code, which may lack its number."""
    symbol = rf"{_token()}(?:[-.]{_token()})*"
    return re.compile(
        rf"(?P<party_number>{_NUMBER})?-(?P<party_symbol>{_token()}/{symbol})"
        rf"|(?P<number>{_NUMBER})?/(?:(?P<year>{_YEAR})/)?(?P<symbol>(?:{_kind_tokens()}/)?{symbol})"
    )


@cache
def _running_grammar() -> re.Pattern[str]:
    """Return the pattern of a code with number in a text as people write it, blanks and long dashes included.

    A line break may follow a sign but not precede it: a dash that begins a line is a bullet.
    """
    slash, sign = r"[ \t\xa0]{0,3}/\s{0,3}", r"(?:[ \t\xa0]?[-\u2010-\u2015\u2212]\s?|\.)"
    symbol = rf"{_token()}(?:{sign}{_token()})*+(?!/\w)"
    rest = _NUMBER.replace("{1,8}", "{0,7}", 1)
    # The first digit stands before all else: at other letters nothing more is tried.
    return re.compile(
        r"[0-9](?<![\w/-].)(?<!\d[.,].)(?:"
        rf"{rest}\s?[-\u2010-\u2015]\s?{_token()}\s?/\s?{symbol}"
        rf"|{rest}{slash}(?:{_YEAR}{slash})?(?:{_kind_tokens()}/)?{symbol})"
    )


@cache
def _kind_tokens() -> str:
    return f"(?:{'|'.join(sorted(kind_abbreviations()))})"


def _is_damaged_kind(token: str) -> bool:
    is_kind_when_folded = fold(token) in {fold(abbreviation) for abbreviation in kind_abbreviations()}
    return is_kind_when_folded and kind_by_abbreviation(token) is None
