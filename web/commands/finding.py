"""Finding again: ``search``, ``show``, ``register``."""

from collections.abc import Sequence
from pathlib import Path

from model.record import Direction
from web import console, json_lines, terminal
from web.command_line import BOOK, PRINTED_BOOK, argument, flag, option, whole_number
from web.commands.outgoing import save_book
from web.commands.root import command


@command(
    "search",
    argument("words", many=True),
    option("limit", of=whole_number(0, 10_000), default=20),
    option("offset", of=whole_number(0, 10_000_000), default=0),
    flag("facets"),
)
def _search(words: Sequence[str], limit: int, offset: int, facets: bool) -> None:  # noqa: FBT001 - click passes it by name
    with console.office() as office:
        page = office.search(" ".join(words), limit=limit, offset=offset, facets=facets)
    console.show(
        terminal.search(page, offset=offset, width=console.width()),
        (*map(json_lines.hit, page.hits), json_lines.search_end(page)),
    )


@command("show", argument("record"))
def _show(record: str) -> None:
    with console.office() as office:
        for view in office.show(record):
            console.show(terminal.shown(view, width=console.width()), [json_lines.shown(view)])


@command(
    "register",
    argument("direction", of=BOOK),
    option("year", of=whole_number(1900, 9999)),
    option("book", "-o", of=PRINTED_BOOK),
)
def _register(direction: Direction, year: int | None, book: tuple[Path, str] | None) -> None:
    with console.office() as office:
        year = year or office.clock.now().year
        records = office.register(direction, year=year)
        if book is not None:
            save_book(office, direction, records, year, book)
            return
    console.show(
        terminal.register(direction, year, records, width=console.width()),
        map(json_lines.register_entry, records),
    )
