"""The list of what a search found: narrowed, ordered, kept, handed out; and what is like a document."""

import logging
from dataclasses import dataclass, replace
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from model.record_id import RecordId
from model.search import Places, SavedSearch, SearchPage, SearchRequest, Sort
from web import search_texts
from web.access import Office, Sender
from web.command_texts import FACETS
from web.paging import PageNumber, Paging
from web.rendering import page
from web.search_address import (
    LIST,
    SHEET,
    address,
    choosing,
    parameters_of,
    request_from,
    request_of,
)
from web.search_texts import PLACES, SORTS, facet_value, note

_HITS_PER_PAGE: Final = 20
_LONGEST_ADDRESS: Final = 40_000
_PLACE_NOTES: Final = {"query-place-heir", "query-place-formers", "query-place-former"}
_KEPT: Final = "luu"
"""Names what became of a search that was to be kept."""
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_log = logging.getLogger(__name__)

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that narrows or orders the list: its words, its address, and how many hits it has."""

    text: str
    address: str
    is_chosen: bool = False
    count: int = 0


@router.get("/tim")
def show_hits(request: Request, office: Office, q: str = "", trang: PageNumber = 1) -> HTMLResponse:
    """Search everything that was issued or filed."""
    asked = request_of({**request.query_params, "q": q})
    offset = (trang - 1) * _HITS_PER_PAGE
    found = office.answer(replace(asked, limit=_HITS_PER_PAGE, offset=offset, facets=True))
    better = None if found.suggestion is None else replace(asked, text=found.suggestion)
    return page(
        request,
        "search",
        query=asked.text,
        request=asked,
        found=found,
        paging=Paging(number=trang, length=_HITS_PER_PAGE, total=found.total),
        took=_milliseconds(found.took_ms),
        here=address(asked),
        parameters=parameters_of(asked),
        sheet=address(asked, of=SHEET),
        kept=search_texts.KEPT.get(request.query_params.get(_KEPT, "")),
        notes=tuple(map(note, found.notes)),
        better=None if better is None else Choice(text=better.text, address=address(better)),
        everywhere=address(replace(asked, chosen=())),
        chosen=[_chosen(asked, facet, value) for facet, value in asked.chosen],
        facets=_facets(asked, found),
        sorts=[_sort(asked, sort) for sort in Sort],
        places=_places(asked, found),
        saved=[_saved(one) for one in office.saved_searches.all()],
    )


@router.get(SHEET)
def send_hits(request: Request, office: Office, q: str = "") -> Response:
    """Hand the whole list out as a workbook."""
    from web.search_xlsx import MOST_ROWS, search_xlsx  # noqa: PLC0415 - large, and few ask for it

    asked = request_of({**request.query_params, "q": q})
    found = office.answer(replace(asked, limit=MOST_ROWS, snippets=False))
    return Response(
        search_xlsx(found, search_texts.asked(asked), at=office.clock.now()),
        media_type=_XLSX,
        headers={"content-disposition": 'attachment; filename="ket-qua-tim.xlsx"'},
    )


@router.post("/tim/luu")
def keep_search(
    office: Office,
    sender: Sender,
    tim: Annotated[str, Form(max_length=_LONGEST_ADDRESS)] = "",
    ten: Annotated[str, Form()] = "",
) -> RedirectResponse:
    """Keep a search under a name, for everybody in the office."""
    asked = request_from(tim)
    has_replaced = office.saved_searches.save(ten, asked, actor=sender.actor)
    kept = search_texts.kept(has_replaced=has_replaced)
    return RedirectResponse(f"{address(asked)}&{_KEPT}={kept}", status_code=303)


@router.post("/tim/bo-luu")
def forget_search(office: Office, sender: Sender, ten: Annotated[str, Form()]) -> RedirectResponse:
    """Forget a search that was kept."""
    _log.info("%s forgets the search %r", sender.actor.name, ten)
    office.saved_searches.remove(ten)
    return RedirectResponse(LIST, status_code=303)


@router.get("/van-ban/{record_id}/tuong-tu")
def show_similar(request: Request, office: Office, record_id: str) -> HTMLResponse:
    """Show the documents that are most like one."""
    view, *_ = office.show(str(RecordId.parse(record_id)))
    return page(request, "similar", record=view.record, hits=office.similar(view.record))


def _chosen(asked: SearchRequest, facet: str, value: str) -> Choice:
    return Choice(
        text=f"{FACETS[facet]}: {facet_value(facet, value)}", address=address(choosing(asked, facet, value))
    )


def _facets(asked: SearchRequest, found: SearchPage) -> list[tuple[str, list[Choice]]]:
    """Return the facets by which the list can be narrowed further."""
    listed = (
        (
            FACETS[facet],
            [
                Choice(
                    text=facet_value(facet, value),
                    address=address(choosing(asked, facet, value)),
                    count=count,
                )
                for value, count in values
                if (facet, value) not in asked.chosen
            ],
        )
        for facet, values in found.facets.items()
    )
    return [(name, choices) for name, choices in listed if choices and _narrows(choices, found.total)]


def _narrows(choices: list[Choice], total: int) -> bool:
    """Tell whether a choice would leave fewer hits."""
    return len(choices) > 1 or choices[0].count < total


def _sort(asked: SearchRequest, sort: Sort) -> Choice:
    return Choice(text=SORTS[sort], address=address(replace(asked, sort=sort)), is_chosen=asked.sort is sort)


def _places(asked: SearchRequest, found: SearchPage) -> list[Choice]:
    """Return the ways to read the names of places, where the query names one that has an heir."""
    is_asked = asked.places is not Places.HEIRS or any(one.code in _PLACE_NOTES for one in found.notes)
    return [
        Choice(
            text=PLACES[places],
            address=address(replace(asked, places=places)),
            is_chosen=asked.places is places,
        )
        for places in Places
        if is_asked
    ]


def _saved(saved: SavedSearch) -> Choice:
    return Choice(text=saved.name, address=address(saved.request))


def _milliseconds(took: float) -> str:
    return f"{took:.0f}" if took >= 1 else f"{took:.1f}".replace(".", ",")
