"""Read the answers out of a filled form: tables found by their header row, items by their codes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.forms.grid import GridRow, rows_of
from archive.forms.sections import Section, code_in, divide
from archive.forms.values import check, typed
from archive.read_document import ReadDocument
from model.answer import AnswerPlace, FieldAnswer
from model.reason import Reason
from model.reply_form import FormField, ReplyForm, is_field_code
from model.vietnamese import collapse

_UNKNOWN = Reason("answer-unknown-item")
_TWICE = Reason("answer-twice")
_MISSING = Reason("answer-missing")


def read_answers(document: ReadDocument, form: ReplyForm, *, file: str) -> tuple[FieldAnswer, ...]:
    """Return an answer for each item of the form, then those under codes that it does not have.

    ``file`` is the content path under which the document is kept. Nothing when the document holds no row of
    the form.
    """
    found = [*_typed_answers(document, form, file)]
    if not any(form.field(answer.code) for answer in found):
        return ()
    of_form = (answer for item in form.fields for answer in _of_item(item, found))
    others = (answer for answer in found if form.field(answer.code) is None and not answer.is_empty)
    return (*of_form, *(replace(answer, problem=_UNKNOWN) for answer in others))


def _of_item(item: FormField, found: list[FieldAnswer]) -> Iterator[FieldAnswer]:
    """Yield the answer to an item: one, or all of several that differ."""
    own = [answer for answer in found if answer.code == item.code]
    filled = {answer.text: answer for answer in reversed(own) if not answer.is_empty}
    if len(filled) > 1:
        yield from (replace(answer, problem=_TWICE) for answer in own if not answer.is_empty)
    elif filled:
        yield _checked(next(iter(filled.values())), item)
    else:
        empty = own[0] if own else FieldAnswer(code=item.code)
        yield replace(empty, problem=_MISSING) if item.required else empty


def _checked(answer: FieldAnswer, item: FormField) -> FieldAnswer:
    value, problem = check(answer.text, item)
    return replace(answer, value=value, problem=problem)


def _typed_answers(document: ReadDocument, form: ReplyForm, file: str) -> Iterator[FieldAnswer]:
    """Yield what stands under each code, in reading order, not yet checked against the form."""
    sections, loose = divide(rows_of(document), form)
    rows = [(row, section) for section in sections if section.item is None for row in section.rows]
    # A table that lost its header is still known by the codes in it.
    yield from _of_rows(rows or [(row, None) for row in loose], form, file)
    for item in form.tables:
        own = [section for section in sections if section.item is item]
        if own:
            yield _of_table(item, own, file)


def _of_rows(
    rows: Iterable[tuple[GridRow, Section | None]], form: ReplyForm, file: str
) -> Iterator[FieldAnswer]:
    """Yield one answer per row code; rows without code that somebody added go on with the answer above."""
    current: FieldAnswer | None = None
    for row, section in rows:
        code_column = min(row.cells, default=0) if section is None else section.columns[0]
        column = row.width - 1 if section is None else section.columns[-1]
        code, text = code_in(row.text(code_column)), typed(row.text(column))
        known = is_field_code(code) if section else form.field(code) is not None
        if known:
            if current is not None:
                yield current
            current = FieldAnswer(code=code, text=text, place=_place(row, column, file))
        elif current is not None and text and not row.text(code_column).strip():
            current = replace(current, text=f"{current.text}\n{text}".strip())
    if current is not None:
        yield current


def _of_table(item: FormField, sections: list[Section], file: str) -> FieldAnswer:
    """Return the filled rows of the table of one item; it may go on over several pages."""
    read = (
        tuple(collapse(typed(row.text(column))) for column in section.columns)
        for section in sections
        for row in section.rows
    )
    rows = tuple(cells for cells in read if any(cells[1:]))
    return FieldAnswer(
        code=item.code,
        text="; ".join(" | ".join(cells) for cells in rows),
        rows=rows,
        place=_place(sections[0].heading, sections[0].columns[0], file),
    )


def _place(row: GridRow, column: int, file: str) -> AnswerPlace:
    cell = row.cells.get(column)
    return AnswerPlace(
        file=file,
        table=row.table + 1,
        row=row.row + 1,
        column=column + 1,
        page=row.page,
        box=None if cell is None else cell.box,
    )
