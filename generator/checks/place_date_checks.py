"""Section 16.4: place and date."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from generator.checks.component_finding import WrittenDay, days_in, written_day
from generator.checks.finding import Breach
from generator.checks.observed import Area, Observed, SeenParagraph
from generator.checks.patterns import pattern
from generator.checks.registry import Context, check
from generator.checks.words import word

_WITHOUT_PLACE = re.compile(r"^(.*?)[\s,.]*\bng[àa]y\b", re.IGNORECASE)
_FIRST_LONG_MONTH: Final = 3
_SAME_LINE_MM: Final = 3.0


def _line(context: Context) -> SeenParagraph | None:
    return context.components.letterhead.place_date


def _printed(text: str) -> str:
    """Return the line as it should stand."""
    place = _WITHOUT_PLACE.match(text)
    written = written_day(text)
    day = "..." if written is None or written.day is None else f"{written.day:02d}"
    return word(
        "place_date",
        place=place[1] if place and place[1] else "...",
        day=day,
        month="..." if written is None else _month(written),
        year="..." if written is None else written.year,
    )


def _month(written: WrittenDay) -> str:
    return str(written.month) if written.month >= _FIRST_LONG_MONTH else f"{written.month:02d}"


@check("DD-01")
def place_date_form(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report another form of the line; a draft without number may leave day and month open."""
    line = _line(context)
    if line is None or pattern("place_date", "right").match(line.text):
        return
    code = context.components.letterhead.code
    is_draft = code is not None and pattern("code", "numberless").search(code.text) is not None
    if not (is_draft and pattern("place_date", "blank").search(line.text)):
        yield Breach(at=line, found=line.text, expected=_printed(line.text))


def _matching(context: Context, name: str) -> Iterator[Breach]:
    line = _line(context)
    if line is not None and pattern("place_date", name).search(line.text):
        yield Breach(at=line, found=line.text, expected=_printed(line.text))


@check("DD-02")
def two_digits_of_day(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report a day below ten without its zero."""
    return _matching(context, "short_day")


@check("DD-03")
def two_digits_of_month(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report January and February without their zero."""
    return _matching(context, "short_month")


@check("DD-04")
def one_digit_of_month(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report March to September with a zero."""
    return _matching(context, "long_month")


@check("DD-05")
def comma_after_place(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report a place without a comma."""
    return _matching(context, "no_comma")


@check("DD-06")
def place_date_look(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report a line that is upright or bold."""
    line = _line(context)
    if line is None:
        return
    if not line.is_italic:
        yield Breach(at=line, found=word("upright"), expected=word("italic"))
    elif line.is_bold:
        yield Breach(at=line, found=word("bold"), expected=word("light"))


@check("DD-07")
def beside_code(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report a line that does not stand beside the number."""
    line, code = _line(context), context.components.letterhead.code
    if line is not None and code is not None and _is_apart(line, code):
        yield Breach(at=line, found=word("below_code"), expected=word("beside_code"))


def _is_apart(line: SeenParagraph, code: SeenParagraph) -> bool:
    """Whether the two stand on different lines; within one row of a table nothing tells."""
    own, other = line.place, code.place
    if own.bottom_mm is not None and other.bottom_mm is not None:
        return own.page != other.page or abs(own.bottom_mm - other.bottom_mm) > _SAME_LINE_MM
    if own.cell is not None and other.cell is not None:
        return own.cell.table == other.cell.table and own.cell.row != other.cell.row
    in_text = own.area is Area.BODY and other.area is Area.BODY and own.part == other.part
    return in_text and own.index != other.index


@check("DD-08")
def possible_day(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report a day that is in no calendar, to come, or before a document that is cited as ground."""
    line, dated = _line(context), context.components.dated
    written = None if line is None else written_day(line.text)
    if line is None or written is None:
        return
    if dated is None:
        if written.day is not None:
            yield Breach(at=line, found=word("no_such_day"), expected=word("real_day"))
        return
    cited = (day for basis in context.components.bases for day in days_in(basis.text))
    latest = max(cited, default=dated)
    if dated > context.today:
        found = word("day_to_come", day=_short(dated))
        yield Breach(at=line, found=found, expected=word("not_after_today"))
    elif latest > dated:
        found = word("before_basis", day=_short(dated), basis=_short(latest))
        yield Breach(at=line, found=found, expected=word("not_before_basis"))


def _short(day: date) -> str:
    return f"{day:%d/%m/%Y}"


@check("DD-09")
def class_word(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report places that keep their class word, named after a person or by a number, without it."""
    line = _line(context)
    if line is None:
        return
    city = pattern("place_date", "short_city").match(line.text)
    if city is not None:
        expected = word("city") + line.text[city.end() :]
        yield Breach(at=line, found=line.text, expected=expected)
    elif pattern("place_date", "short_class").match(line.text):
        yield Breach(at=line, found=line.text, expected=word("class_word"))
