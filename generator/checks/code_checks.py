"""Section 16.3: number and symbol."""

import re
from collections.abc import Iterator
from typing import Final

from generator.checks.component_finding import cites_promulgation_law
from generator.checks.finding import Breach
from generator.checks.observed import Observed, SeenParagraph
from generator.checks.patterns import folded, pattern
from generator.checks.registry import Context, check
from generator.checks.words import word
from model.check_finding import Regime
from model.document_code import DocumentCode
from model.document_kind import DocumentKind, kind_abbreviations
from model.layout_profile import LayoutProfile

_DISPATCH_TOKENS: Final = frozenset({"CV"})
_FIRST_TOKEN = re.compile(r"/\s*(?:(?:19|20)\d{2}\s*/\s*)?([^\W\d_]+)")
_MAY_BE_NORMATIVE: Final = frozenset({DocumentKind.RESOLUTION, DocumentKind.DECISION})


def _line(context: Context) -> SeenParagraph | None:
    """Return the line of number and symbol of an administrative document."""
    is_judged = context.components.regime is Regime.ADMINISTRATIVE
    return context.components.letterhead.code if is_judged else None


def _printed(code: DocumentCode | None, *, symbol: str | None = None) -> str:
    """Return number and symbol as they should stand, without a year; the form itself where unreadable."""
    if code is None:
        return word("code", number="...", symbol="...")
    number = code.number.zfill(2) if code.number.isdigit() else code.number
    return word("code", number=number, symbol=symbol or code.symbol)


@check("SO-01")
def code_form(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report a line that is not ``Số: number/symbol``."""
    line = _line(context)
    if line is not None and pattern("code", "right").match(line.text) is None:
        yield Breach(at=line, found=line.text, expected=_printed(context.components.code))


@check("SO-02")
def two_digits(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report a number below ten without its zero."""
    line = _line(context)
    if line is not None and pattern("code", "one_digit").search(line.text):
        yield Breach(at=line, found=line.text, expected=_printed(context.components.code))


@check("SO-03")
def no_blanks(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report blanks around the signs inside the code."""
    line = _line(context)
    if line is not None and pattern("code", "blanks").search(line.text):
        yield Breach(at=line, found=line.text, expected=_printed(context.components.code))


@check("SO-04")
def no_year(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report a year in the code of an administrative document."""
    line = _line(context)
    if line is not None and pattern("code", "year").search(line.text):
        yield Breach(at=line, found=line.text, expected=_printed(context.components.code))


@check("SO-05")
def year_if_normative(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Note a document that may be normative, and then needs the year."""
    found, line = context.components, _line(context)
    if line is None or found.code is None or found.code.year is not None or found.dated is None:
        return
    if found.kind in _MAY_BE_NORMATIVE and cites_promulgation_law(found):
        expected = word(
            "with_year", number=found.code.number, year=found.dated.year, symbol=found.code.symbol
        )
        yield Breach(at=line, found=line.text, expected=expected)


@check("SO-06")
def kind_abbreviation(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report an abbreviation of the kind that is not the table's, to the letter."""
    line = _line(context)
    token = None if line is None else _FIRST_TOKEN.search(line.text)
    if line is None or token is None:
        return
    expected = _wanted(token[1], context)
    if expected is not None:
        code = context.components.code
        symbol = None if code is None else re.sub(r"^[^\W\d_]+", expected, code.symbol)
        yield Breach(at=line, found=line.text, expected=_printed(code, symbol=symbol))


def _wanted(token: str, context: Context) -> str | None:
    """Return what should stand where a wrong abbreviation does, None where it is right or none is needed."""
    kind = context.components.kind if context.components.letterhead.kind_title else None
    if kind is not None and kind is not DocumentKind.OFFICIAL_DISPATCH:
        allowed = {kind.abbreviation(context.profile), kind.abbreviation(LayoutProfile.ND30_2020)}
        own = kind.abbreviation(context.profile)
        return None if own is None or token in allowed else own
    slips = {folded(known): known for known in sorted(kind_abbreviations()) if known != known.upper()}
    is_known = token in kind_abbreviations()
    return None if is_known else slips.get(folded(token))


@check("SO-07")
def no_kind_in_dispatch(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report ``CV`` in the symbol of a công văn."""
    line = _line(context)
    token = None if line is None else _FIRST_TOKEN.search(line.text)
    if line is not None and token is not None and token[1] in _DISPATCH_TOKENS:
        code = context.components.code
        rest = None if code is None else re.sub(r"^[^\W\d_]+[-.]?", "", code.symbol)
        yield Breach(at=line, found=line.text, expected=_printed(code, symbol=rest))


@check("SO-08")
def number_at_issue(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report an empty number in what is to be issued."""
    line = _line(context)
    is_empty = line is not None and pattern("code", "numberless").search(line.text) is not None
    if is_empty and context.office is not None and context.office.issuing:
        yield Breach(at=line, found=word("number_missing"), expected=word("number_given"))


@check("SO-09")
def unique_code(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report a code that another document of the year has."""
    record = None if context.office is None else context.office.code_taken_by
    if record is not None:
        found = word("code_taken", code=str(context.components.code), record=record)
        yield Breach(at=_line(context), found=found, expected=word("code_free"))
