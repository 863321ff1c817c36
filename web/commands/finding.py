"""Finding again: ``search``, ``similar``, ``searches``, ``show``, ``register``."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from model.record import Direction
from model.search import Places, SearchRequest, Sort
from office import RecordsOffice
from web import console, json_lines, terminal
from web.command_line import BOOK, PLACES, PRINTED_BOOK, SHEET, SORT, argument, flag, option, whole_number
from web.command_texts import SAYINGS
from web.commands.outgoing import save_book
from web.commands.root import command


@command(
    "search",
    argument("words", many=True),
    option("limit", of=whole_number(0, 10_000), default=20),
    option("offset", of=whole_number(0, 10_000_000), default=0),
    option("sort", of=SORT, default=Sort.RELEVANCE),
    option("places", of=PLACES, default=Places.HEIRS),
    flag("facets"),
    option("export", of=SHEET),
    option("save"),
    option("by"),
)
def _search(
    words: Sequence[str],
    export: Path | None,
    save: str | None,
    by: str | None,
    **asked: Any,  # noqa: ANN401 - the other fields of the request, as click read them
) -> None:
    request = SearchRequest(text=" ".join(words), **asked)
    with console.office() as office:
        if save:
            office.saved_searches.save(save, request, actor=console.actor(by))
        if export is not None:
            _export(office, request, export)
            return
        page = office.answer(request)
    console.show(
        terminal.search(page, offset=request.offset, width=console.width()),
        (*map(json_lines.hit, page.hits), json_lines.search_end(page)),
    )


def _export(office: RecordsOffice, request: SearchRequest, path: Path) -> None:
    """Write the whole list of a search, from its offset on, into a workbook."""
    from web.search_texts import asked
    from web.search_xlsx import MOST_ROWS, search_xlsx

    page = office.answer(replace(request, limit=MOST_ROWS, facets=False, snippets=False))
    office.desk.save(path, search_xlsx(page, asked(request), at=office.clock.now()))
    console.show([SAYINGS["written"].format(path)], [{"path": str(path)}])


@command("similar", argument("record"), option("limit", of=whole_number(0, 10_000), default=10))
def _similar(record: str, limit: int) -> None:
    with console.office() as office:
        view, *_ = office.show(record)
        hits = office.similar(view.record, limit=limit)
    console.show(terminal.similar(hits), map(json_lines.hit, hits))


@command("searches")
def _searches() -> None:
    with console.office() as office:
        searches = office.saved_searches.all()
    console.show(
        terminal.saved_searches(searches, width=console.width()), map(json_lines.saved_search, searches)
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
