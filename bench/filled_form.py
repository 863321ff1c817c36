"""A reply form as its office sends it back: cells filled in, numbered and dated."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from itertools import chain
from typing import Any, Final

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Typed = Mapping[str, str | Sequence[Sequence[str]]]
"""What is typed under the code of an item: a line of text, or the cells of its own table row by row."""

_OPEN_NUMBER: Final = re.compile(r"(Số:)\s*/(.+)")
_OPEN_DATE: Final = re.compile(r"(.+, ngày )\D*( tháng )\D*( năm )\d{4}")
_UNIT: Final = "VP"
"""The unit that drafted the answer, where the form leaves it open in the symbol."""

Element = Any
"""An element of the Word file; lxml has no types."""


def filled_form(form: bytes, typed: Typed, *, number: int, on: date) -> bytes:
    """Return the form with the answers in its cells, and with number and date in its letterhead."""
    document = docx.Document(BytesIO(form))
    body: Element = document.element.body
    for table in body.iter(qn("w:tbl")):
        _fill(_rows(table), typed)
    for paragraph in body.iter(qn("w:p")):
        _sign(paragraph, number, on)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _rows(table: Element) -> list[list[Element]]:
    return [row.findall(qn("w:tc")) for row in table.findall(qn("w:tr"))]


def _fill(rows: list[list[Element]], typed: Typed) -> None:
    """Fill in the cells of one table: the answer stands in the last cell of the row of its code."""
    own = typed.get(_text(rows[0][0]))
    if own is not None and not isinstance(own, str):
        texts = chain.from_iterable(own)
        for cell, text in zip(chain.from_iterable(cells[1:] for cells in rows[1:]), texts, strict=True):
            _write(cell, text)
        return
    for cells in rows:
        answer = typed.get(_text(cells[0]))
        if isinstance(answer, str) and len(cells) > 1:
            _write(cells[-1], answer)


def _sign(paragraph: Element, number: int, on: date) -> None:
    text = _text(paragraph)
    if found := _OPEN_NUMBER.fullmatch(text):
        _write(paragraph, f"{found[1]} {number}/{found[2].replace('…', _UNIT)}")
    elif found := _OPEN_DATE.fullmatch(text):
        _write(paragraph, f"{found[1]}{on:%d}{found[2]}{on:%m}{found[3]}{on:%Y}")


def _text(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def _write(element: Element, text: str) -> None:
    """Type a text into a paragraph, or into a cell: inside its content control where it has one."""
    first, *others = _runs(element)
    for run in (first, *others):
        for old in [*run.iter(qn("w:t"))]:
            run.remove(old)
    added = OxmlElement("w:t")
    added.text = text
    first.append(added)


def _runs(element: Element) -> Iterator[Element]:
    """Yield the runs of an element, of which there is one at least."""
    runs = [*element.iter(qn("w:r"))]
    if not runs:
        paragraph = next(element.iter(qn("w:p")))
        runs.append(OxmlElement("w:r"))
        paragraph.append(runs[0])
    yield from runs
