"""Put the answers to a dispatch together: per addressee and item the latest word, with what it replaced."""

from collections.abc import Iterable, Iterator, Sequence

from archive.forms.data_files import data_files
from archive.forms.review import differing
from model.board import ReplyBoard
from model.collection import CollectedCell, CollectedRow, Collection, GivenAnswer
from model.record import FileRole, Record
from model.reply_form import FormField, ReplyForm


def collect(board: ReplyBoard, form: ReplyForm, linked: Iterable[Record]) -> Collection:
    """Return the table of a dispatch: what the board counts, and nothing else."""
    records = {record.id: record for record in linked}
    return Collection(
        board=board,
        form=form,
        rows=tuple(
            CollectedRow(
                standing=row,
                cells=tuple(_cells(form, [records[reply.record] for reply in row.replies])),
            )
            for row in board.rows
        ),
    )


def missing_items(form: ReplyForm | None, records: Sequence[Record]) -> tuple[str, ...]:
    """Return the codes of the required items that the answers of one addressee leave open."""
    if form is None or not records:
        return ()
    answered = {answer.code for record in records for answer in record.answers if not answer.is_empty}
    has_data = any(file.role is FileRole.DATA for record in records for file in record.files)
    return tuple(
        item.code
        for item in form.fields
        if item.required and item.code not in answered and not (item.data and has_data)
    )


def _cells(form: ReplyForm, records: Sequence[Record]) -> Iterator[CollectedCell]:
    for item in form.fields:
        current, superseded = _latest(item, records)
        data = tuple(file for record in records for file in data_files(record, item)) if item.data else ()
        yield CollectedCell(item=item.code, current=current, superseded=superseded, data=data)


def _latest(
    item: FormField, records: Sequence[Record]
) -> tuple[tuple[GivenAnswer, ...], tuple[GivenAnswer, ...]]:
    """Return the answers of the last document that answers the item, and the other answers before it."""
    current: tuple[GivenAnswer, ...] = ()
    superseded: tuple[GivenAnswer, ...] = ()
    for record in records:
        given = tuple(_given(record, item))
        if not given:
            continue
        if differing((one.answer for one in given), (one.answer for one in current)):
            superseded = (*superseded, *current)
        current = given
    return current, superseded


def _given(record: Record, item: FormField) -> Iterator[GivenAnswer]:
    names = {file.path: file.name for file in record.files}
    for answer in record.answers:
        if answer.code == item.code and not answer.is_empty:
            file = answer.place.file if answer.place else ""
            yield GivenAnswer(
                record=record.id, code=record.code, file_name=names.get(file, file), answer=answer
            )
