"""The answers: ``replies``, ``collect``, ``remind``, ``review``."""

from pathlib import Path

import click

from model.record_id import RecordId
from web import console, json_lines, terminal
from web.command_line import PATH, RECORD_ID, TABLE, Group, argument, option
from web.command_texts import COMMANDS, SAYINGS
from web.commands.root import command, vanthu
from web.texts import board_head, day


@command("replies", argument("code"))
def _replies(code: str) -> None:
    with console.office() as office:
        board = office.replies(code)
    rows = map(json_lines.board_row, board.rows)
    console.show(terminal.replies(board, width=console.width()), (*rows, json_lines.board_end(board)))


@command("collect", argument("code"), option("table", "-o", of=TABLE))
def _collect(code: str, table: tuple[Path, str] | None) -> None:
    from web import collected, collected_json
    from web.collected_file import WRITERS

    with console.office() as office:
        collection = office.desk.collect(code, on=office.clock.now().date())
        if table is None:
            console.show(collected.lines(collection), collected_json.lines(collection))
            return
        path, format_ = table
        office.desk.save(path, WRITERS[format_](collection))
    console.show([board_head(collection.board), SAYINGS["written"].format(path)], [{"path": str(path)}])


@command("remind", argument("code"), option("out", "-o", of=PATH, default=Path()))
def _remind(code: str, out: Path) -> None:
    with console.office() as office:
        path = office.desk.remind(code, on=office.clock.now().date(), out=out)
    line = SAYINGS["remind.nobody"] if path is None else SAYINGS["written"].format(path)
    console.show([line], [{"path": None if path is None else str(path)}])


@vanthu.group("review", cls=Group, invoke_without_command=True, help=COMMANDS["review"])
@click.pass_context
def _review(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        with console.office() as office:
            records = office.review()
        console.show(terminal.review(records, width=console.width()), map(json_lines.record, records))


@command("accept", argument("record_id", of=RECORD_ID), argument("code"), of=_review, by=True)
def _accept(record_id: RecordId, code: str, by: str | None) -> None:
    with console.office() as office:
        record = office.accept(record_id, code, actor=console.actor(by))
    console.show([SAYINGS["accepted"].format(record.id, code)], [json_lines.record(record)])


@command(
    "complete",
    argument("record_id", of=RECORD_ID),
    option("number"),
    option("date"),
    of=_review,
    by=True,
)
def _complete(record_id: RecordId, number: str | None, date: str | None, by: str | None) -> None:
    with console.office() as office:
        actor = console.actor(by)
        record = office.completing.complete(record_id, number=number or "", day=date or "", actor=actor)
    said = SAYINGS["completed"].format(record.id, record.code or "", day(record.dated))
    console.show([said], [json_lines.record(record)])


@command("close", argument("record_id", of=RECORD_ID), of=_review, by=True)
def _close(record_id: RecordId, by: str | None) -> None:
    with console.office() as office:
        record = office.close_review(record_id, actor=console.actor(by))
    console.show([SAYINGS["closed"].format(record.id)], [json_lines.record(record)])
