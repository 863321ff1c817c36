"""What ``identify`` prints for people: each field with its value, how sure that is, and where it was read."""

from collections.abc import Iterator
from typing import Final

from model.identification import Identification
from web import json_lines
from web.command_texts import LABELS, SAYINGS
from web.plain_text import printable, table
from web.review_texts import SAID
from web.rule_texts import rule_words
from web.texts import day

_INDENT: Final = "   "


def identified(path: str, found: Identification, *, width: int | None) -> Iterator[str]:
    """Yield what was recognised in a file, and what seems to be another document in it."""
    yield printable(path)
    yield from _fields(found, width)
    for one in found.further:
        yield _INDENT + SAID["identified.part"].format(one.first, one.last)
        yield from _fields(one.found, width)


def _fields(found: Identification, width: int | None) -> Iterator[str]:
    rows = [*_asserted(found), *_suggested(found)]
    if not rows:
        yield _INDENT + SAYINGS["identify.none"]
        return
    heads = (LABELS["field"], LABELS["value"], LABELS["confidence"], LABELS["evidence"])
    yield from table(heads, rows, width=width)
    yield ""


def _asserted(found: Identification) -> Iterator[tuple[str, ...]]:
    line = json_lines.identified("", "", found)
    for name, confidence in line["confidence"].items():
        if name not in LABELS or (name == "symbol" and "full_code" in line):
            continue
        is_date = name in {"date", "deadline"}
        value = _day(found, name) if is_date else _joined(line[name])
        yield LABELS[name], value, f"{confidence:.0%}", _quoted(line["evidence"][name])


def _suggested(found: Identification) -> Iterator[tuple[str, ...]]:
    """Yield what a person should confirm, each value with where it was seen."""
    for name, readings in found.suggestions.items():
        for reading in readings:
            label = SAID["identified.suggested"].format(LABELS.get(name, name))
            yield (
                label,
                reading.value,
                f"{reading.confidence:.0%}",
                _quoted(json_lines.evidence(reading.evidence)),
            )


def _day(found: Identification, name: str) -> str:
    if name == "deadline":
        return "" if found.deadline is None else day(found.deadline.value.due_on)
    return "" if found.date is None else day(found.date.value)


def _joined(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _quoted(evidence: json_lines.Fields | list[json_lines.Fields]) -> str:
    seen = evidence if isinstance(evidence, list) else [evidence]
    return "; ".join(map(_placed, seen))


def _placed(one: json_lines.Fields) -> str:
    if "page" in one:
        return SAID["identified.place"].format(one["text"], one["page"], rule_words(one["rule"]))
    return SAID["identified.paragraph"].format(one["text"], rule_words(one["rule"]))
