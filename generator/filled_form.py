"""A reply form as an addressee's own software sends it back: numbered, dated, signed, its table filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.annex import AnswerTable
from generator.render import RenderedDispatch
from generator.render_pdf import render_pdf
from generator.reply_form import FormPrinter
from model.dispatch import Dispatch, Filing, Paragraph, Run
from model.record import Addressee
from model.reply_form import ReplyForm, answer_heading
from model.reply_mark import ReplyMark

Answers = Mapping[str, str | tuple[tuple[str, ...], ...]]
"""What is written into the table, by code: a text, or the cells of the rows of an own table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What an addressee adds to the form that it was sent; ``unit`` is the one that drafted the answer."""

    number: int
    unit: str
    on: date
    signer: str
    answers: Answers


def render_filled(
    dispatch: Dispatch, form: ReplyForm, addressee: Addressee, reply: Reply, *, mark: ReplyMark
) -> RenderedDispatch:
    """Render the answer of an addressee to a dispatch with a form."""
    printer = FormPrinter.of(dispatch, form)
    printed = printer.print(_completed(printer.letter(addressee), reply), mark)
    if printed.annex is not None:
        tables = tuple(_filled(table, reply.answers) for table in printed.annex.tables)
        printed = replace(printed, annexes=(replace(printed.annex, tables=tables),))
    return RenderedDispatch(
        docx=printer.docx(printed),
        pdf=render_pdf(printed, printer.profile),
        text=printed.text,
        template_version=printer.template.version,
    )


def _completed(letter: Dispatch, reply: Reply) -> Dispatch:
    return replace(
        letter.numbered(reply.number, reply.on),
        symbol=f"{letter.issuer.symbol}-{reply.unit}",
        filing=Filing(units=("VT", reply.unit)),
        signatory=replace(letter.signatory, name=reply.signer),
    )


def _filled(part: AnswerTable, answers: Answers) -> AnswerTable:
    """Write the answers into a table; what is written is plain text, no content control is left."""
    code = part.table.heading[0].text
    if code == answer_heading()[0]:
        rows = tuple((*row[:-1], _written(answers.get(row[0].text, ""))) for row in part.table.rows)
    else:
        given = answers.get(code, ())
        cells = given if isinstance(given, tuple) else ()
        rows = tuple(
            (row[0], *(_written(text) for text in texts))
            for row, texts in zip(part.table.rows, cells, strict=True)
        )
    empty = (None,) * len(part.table.heading)
    return replace(part, table=replace(part.table, rows=rows), answers=(empty,) * len(rows))


def _written(text: object) -> Paragraph:
    return Paragraph((Run(str(text)),) if text else ())
