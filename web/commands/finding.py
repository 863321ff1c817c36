"""Finding again: ``search``, ``similar``, ``searches``, ``show``, ``register``."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from model.record import Direction
from model.search import Places, SavedSearch, SearchRequest, Sort
from model.vietnamese import collapse, nfc
from office import RecordsOffice
from web import console, json_lines, search_texts, terminal
from web.command_line import (
    BOOK,
    PLACES,
    PRINTED_BOOK,
    SHEET,
    SORT,
    WordsCommand,
    argument,
    flag,
    option,
    whole_number,
)
from web.command_texts import SAYINGS
from web.commands.outgoing import save_book
from web.commands.root import command
from web.exit_codes import ExitCode
from web.help_texts import METAVARS, USAGE


@command(
    "search",
    argument("words", many=True, required=False),
    option("saved"),
    option("limit", of=whole_number(0, 10_000), default=20),
    option("offset", of=whole_number(0, 10_000_000), default=0),
    option("sort", of=SORT, default=Sort.RELEVANCE),
    option("places", of=PLACES, default=Places.HEIRS),
    flag("facets"),
    option("export", of=SHEET),
    option("save"),
    option("by"),
    cls=WordsCommand,
)
def _search(
    words: Sequence[str],
    saved: str | None,
    export: Path | None,
    save: str | None,
    by: str | None,
    **asked: Any,  # noqa: ANN401 - the other fields of the request, as click read them
) -> ExitCode | None:
    if not words and saved is None:
        raise click.UsageError(USAGE["MissingParameter"].format(hint=METAVARS["words"]))
    request = SearchRequest(text=" ".join(words), **asked)
    with console.office() as office:
        if saved is not None:
            kept = _kept(office, saved)
            if kept is None:
                return _unknown(saved)
            request = _narrowed(kept.request, request)
        if save is not None:
            has_replaced = office.saved_searches.save(save, request, actor=console.actor(by))
            console.tell(search_texts.KEPT[search_texts.kept(has_replaced=has_replaced)])
        if office.index.made_anew is not None:
            office.sync_index(console.progress(SAYINGS["rebuilding"]))
        if export is not None:
            _export(office, request, export)
            return None
        page = office.answer(request)
    console.show(
        terminal.search(page, offset=request.offset, width=console.width()),
        (*map(json_lines.hit, page.hits), json_lines.search_end(page)),
    )
    return None


def _kept(office: RecordsOffice, name: str) -> SavedSearch | None:
    """Return the search that is kept under a name, in any letter case."""
    wanted = collapse(nfc(name)).casefold()
    return next((one for one in office.saved_searches.all() if one.name.casefold() == wanted), None)


def _unknown(name: str) -> ExitCode:
    console.tell(SAYINGS["searches.unknown"].format(name))
    return ExitCode.NOT_FOUND


def _narrowed(kept: SearchRequest, asked: SearchRequest) -> SearchRequest:
    """Return a kept search with the words and the options of this run besides."""
    usual = SearchRequest(text="")
    return replace(
        asked,
        text=f"{kept.text} {asked.text}".strip(),
        chosen=kept.chosen,
        sort=kept.sort if asked.sort is usual.sort else asked.sort,
        places=kept.places if asked.places is usual.places else asked.places,
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


@command("searches", option("remove"))
def _searches(remove: str | None) -> ExitCode | None:
    with console.office() as office:
        if remove is not None:
            kept = _kept(office, remove)
            if kept is None:
                return _unknown(remove)
            office.saved_searches.remove(kept.name)
        searches = office.saved_searches.all()
    console.show(
        terminal.saved_searches(searches, width=console.width()), map(json_lines.saved_search, searches)
    )
    return None


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
        records = office.archive.listings.registered(direction, year=year)
        if book is not None:
            save_book(office, direction, records, year, book)
            return
        console.show(
            terminal.register(direction, year, records, width=console.width()),
            map(json_lines.register_entry, records),
        )
