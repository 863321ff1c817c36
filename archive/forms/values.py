"""What was typed into a cell as the value its item asks for, or why it is none."""

import re
import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from model.reason import Reason
from model.reply_form import FieldType, FormField
from model.vietnamese import collapse, fold, nfc, plain_dashes


class Checked(NamedTuple):
    """A value in the one form that all answers have, or what keeps the typed text from being one."""

    value: str | None
    problem: Reason | None = None


def typed(text: str) -> str:
    """Return what somebody typed into a cell, empty when only the dots to write on are left."""
    lines = (collapse(nfc(line)) for line in text.split("\n"))
    kept = "\n".join(line for line in lines if line)
    return "" if _pattern("empty", "filler").fullmatch(kept) else kept


def check(text: str, field: FormField) -> Checked:
    """Check what was typed for an item; ``text`` is not empty."""
    return _CHECKS[field.type](collapse(text), field)


def _text(text: str, _field: FormField) -> Checked:
    return Checked(text)


def _number(text: str, field: FormField) -> Checked:
    figures = plain_dashes(_without_unit(text, field.note)).strip()
    sign, figures = ("-", figures[1:].strip()) if figures.startswith("-") else ("", figures)
    if _pattern("number", "ambiguous").fullmatch(figures):
        return Checked(None, Reason("answer-number-ambiguous", (text,)))
    for manner in ("vietnamese", "foreign"):
        match = _pattern("number", manner).fullmatch(figures)
        if match is not None:
            return Checked(sign + _plain_number(match))
    return Checked(None, Reason("answer-no-number", (text,)))


def _plain_number(match: re.Match[str]) -> str:
    whole = str(int(re.sub(r"\D", "", match["whole"])))
    part = (match["part"] or "").rstrip("0")
    return f"{whole}.{part}" if part else whole


def _without_unit(text: str, note: str | None) -> str:
    """Return the text without the unit that the form asks for; another unit stays and is a problem."""
    noted = fold(note or "")
    units = {noted, *(unit for unit, words in _table()["number"]["units"].items() if noted in words)}
    folded = fold(text)
    for unit in filter(None, units):
        if folded.endswith(unit):
            return text[: len(text) - len(unit)].rstrip()
    return text


def _date(text: str, _field: FormField) -> Checked:
    folded = fold(plain_dashes(text))
    for manner in ("iso", "numeric", "words"):
        match = _pattern("date", manner).fullmatch(folded)
        if match is not None:
            return _day(text, match)
    return Checked(None, Reason("answer-no-date", (text,)))


def _day(text: str, match: re.Match[str]) -> Checked:
    try:
        return Checked(date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat())
    except ValueError:
        return Checked(None, Reason("answer-no-date", (text,)))


def _choice(text: str, field: FormField) -> Checked:
    chosen = _bare(text)
    for choice in field.choices:
        if _bare(choice) == chosen:
            return Checked(choice)
    return Checked(None, Reason("answer-not-in-list", (text, " / ".join(field.choices))))


def _bare(text: str) -> str:
    return _pattern("choice", "around").sub("", collapse(fold(text)))


_CHECKS: dict[FieldType, Callable[[str, FormField], Checked]] = {
    FieldType.TEXT: _text,
    FieldType.NUMBER: _number,
    FieldType.DATE: _date,
    FieldType.CHOICE: _choice,
    FieldType.TABLE: _text,
}


@cache
def _table() -> dict[str, dict[str, Any]]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _pattern(kind: str, name: str) -> re.Pattern[str]:
    return re.compile(_table()[kind][name])
