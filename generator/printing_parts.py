"""The parts of a text as they are printed: blanks collapsed, titles in capitals, the mark at the end."""

import re
from dataclasses import replace

from model.dispatch import (
    Banner,
    Basis,
    Heading,
    HeadingLevel,
    Landscape,
    Paragraph,
    Part,
    Run,
    Table,
    UprightPart,
)
from model.vietnamese import collapse, nfc

_BLANKS = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return a text in NFC with single blanks."""
    return collapse(nfc(text))


def capitals(text: str) -> str:
    """Return a title in capitals; a code in it (117/QĐ-TTg) stays as it is written."""
    return " ".join(word if "/" in word else word.upper() for word in clean(text).split(" "))


def print_parts(parts: tuple[Part, ...], end: str) -> tuple[Part, ...]:
    """Return the parts of a text; ``end`` is what closes its last paragraph (6.5)."""
    return _ended(tuple(_clean_part(part) for part in parts), end)


def _clean_part(part: Part) -> Part:
    if isinstance(part, Landscape):
        return Landscape(tuple(_clean_upright(inner) for inner in part.parts))
    return _clean_upright(part)


def _clean_upright(part: UprightPart) -> UprightPart:
    match part:
        case Paragraph() | Basis():
            return replace(part, runs=_clean_runs(part.runs))
        case Heading():
            in_capitals = part.level.stands_alone or part.level is HeadingLevel.ROMAN
            title = capitals(part.title) if in_capitals else clean(part.title)
            return replace(part, number=clean(part.number), title=title)
        case Banner():
            return replace(part, text=clean(part.text))
        case Table():
            return _clean_table(part)


def _clean_table(table: Table) -> Table:
    return replace(
        table,
        heading=tuple(_clean_cell(cell) for cell in table.heading),
        rows=tuple(tuple(_clean_cell(cell) for cell in row) for row in table.rows),
    )


def _clean_cell(cell: Paragraph) -> Paragraph:
    return Paragraph(_clean_runs(cell.runs))


def _clean_runs(typed: tuple[Run, ...]) -> tuple[Run, ...]:
    """Collapse blanks, also across the borders of the runs; runs that become empty disappear."""
    runs: list[Run] = []
    for run in typed:
        text = _BLANKS.sub(" ", nfc(run.text))
        if not runs or runs[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if text:
            runs.append(replace(run, text=text))
    if runs:
        runs[-1] = replace(runs[-1], text=runs[-1].text.removesuffix(" "))
    return tuple(run for run in runs if run.text)


def _ended(parts: tuple[Part, ...], end: str) -> tuple[Part, ...]:
    """Close the last paragraph with the mark of every model document of Phụ lục III."""
    if not parts or not end:
        return parts
    *before, last = parts
    match last:
        case Paragraph(runs=(*runs, final)) if not final.text.endswith(end):
            closed = replace(final, text=final.text.removesuffix(".") + end)
            return (*before, Paragraph((*runs, closed)))
        case Landscape(parts=inner):
            return (*before, Landscape(_ended(inner, end)))  # type: ignore[arg-type]
        case _:
            return parts
