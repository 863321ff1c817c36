"""An annex: its words, and in that of a reply form the places where the answers are written."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.printing_parts import capitals
from generator.reply_form_template import AnnexWording
from model.dispatch import Alignment, Paragraph, Part, Run, Table
from model.reply_form import FieldType, FormField, ReplyForm, answer_heading

_EMPTY = Paragraph(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A cell to be filled in; ``key`` is the item's code, in a table with row and column: ``CT05.2.1``."""

    key: str
    type: FieldType
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTable:
    """A table with its title; ``answers`` has a cell for each cell of its rows."""

    title: Paragraph | None = None
    table: Table
    answers: tuple[tuple[Answer | None, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """Every line of the annex, in its final case."""

    label: str
    title: str
    reference: tuple[str, ...]
    """Lines that name the document it belongs to."""
    parts: tuple[Part, ...] = ()
    tables: tuple[AnswerTable, ...] = ()
    """The tables of a form, with the places of its answers."""
    landscape: bool = False
    mark_line: str | None = None
    mark: str | None = None
    """What the QR code says."""

    @property
    def text(self) -> str:
        """The words as plain text, in reading order."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield from (self.label, self.title, *self.reference)
        if self.mark_line:
            yield self.mark_line
        yield from (part.text for part in self.parts)
        for answers in self.tables:
            if answers.title:
                yield answers.title.text
            yield answers.table.text


def print_annex(form: ReplyForm, wording: AnnexWording, *, reference: tuple[str, ...]) -> Annex:
    """Return the words of a form as the annex of a dispatch."""
    rows = (_rows(form.rows, wording),) if form.rows else ()
    return Annex(
        label=wording.label,
        title=capitals(form.title),
        reference=reference,
        tables=(*rows, *(_own_table(field, wording) for field in form.tables)),
    )


def _rows(fields: tuple[FormField, ...], wording: AnnexWording) -> AnswerTable:
    """Return the table of answers: a row for each item, its first cell the code."""
    table = Table(
        heading=tuple(_cell(text) for text in answer_heading()),
        rows=tuple((_cell(field.code), _asked(field, field.label, wording), _EMPTY) for field in fields),
        alignments=(Alignment.CENTRE, Alignment.LEFT, Alignment.LEFT),
        shares=wording.shares,
    )
    answers = (Answer(key=field.code, type=field.type, choices=field.choices) for field in fields)
    return AnswerTable(table=table, answers=tuple((None, None, answer) for answer in answers))


def _own_table(field: FormField, wording: AnnexWording) -> AnswerTable:
    """Return the table of one item: the first cell of its heading is the code."""
    names = field.rows or tuple(str(number) for number in range(1, wording.unnamed_rows + 1))
    columns = range(1, len(field.columns) + 1)
    table = Table(
        heading=(_cell(field.code), *(_cell(column) for column in field.columns)),
        rows=tuple((_cell(name), *(_EMPTY for _ in columns)) for name in names),
        alignments=(Alignment.LEFT if field.rows else Alignment.CENTRE, *(Alignment.LEFT for _ in columns)),
    )
    answers = tuple(
        (None, *(Answer(key=f"{field.code}.{row}.{column}", type=FieldType.TEXT) for column in columns))
        for row in range(1, len(names) + 1)
    )
    title = wording.table_title.format(code=field.code, label=field.label)
    return AnswerTable(title=_asked(field, title, wording), table=table, answers=answers)


def _asked(field: FormField, label: str, wording: AnnexWording) -> Paragraph:
    """Return what is asked, and in brackets how to answer."""
    hints = (
        wording.hints[field.type].format(choices=" / ".join(field.choices)),
        field.note or "",
        wording.hints["required"] if field.required else "",
    )
    written = "; ".join(filter(None, hints))
    return Paragraph((Run(label), *((Run(f" ({written})", italic=True),) if written else ())))


def _cell(text: str) -> Paragraph:
    return Paragraph((Run(text),))
