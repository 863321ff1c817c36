"""The answers: ``replies``, ``collect``, ``remind``."""

from pathlib import Path

from web import console, json_lines, terminal
from web.command_line import PATH, TABLE, argument, option
from web.command_texts import SAYINGS
from web.commands.root import command
from web.texts import board_head


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
