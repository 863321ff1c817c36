"""The legal registers (Nghị định 30/2020, Phụ lục IV), one year at a time."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from model.record import Direction
from web.access import Office
from web.legal_register import columns, entry
from web.paging import PageNumber, Paging
from web.rendering import page

_ROWS_PER_PAGE: Final = 200
_FIRST_YEAR, _LAST_YEAR = 1945, 9998

Year = Annotated[int | None, Query(ge=_FIRST_YEAR, le=_LAST_YEAR)]

router = APIRouter()


@router.get("/so/den")
def show_incoming(request: Request, office: Office, nam: Year = None, trang: PageNumber = 1) -> HTMLResponse:
    """Show the register of incoming documents."""
    return _show(request, office, Direction.INCOMING, nam, trang)


@router.get("/so/di")
def show_outgoing(request: Request, office: Office, nam: Year = None, trang: PageNumber = 1) -> HTMLResponse:
    """Show the register of outgoing documents."""
    return _show(request, office, Direction.OUTGOING, nam, trang)


def _show(
    request: Request, office: Office, direction: Direction, year: int | None, number: int
) -> HTMLResponse:
    shown_year = year or office.clock.now().year
    listings = office.archive.listings
    total = listings.count_registered(direction, year=shown_year)
    paging = Paging(number=number, length=_ROWS_PER_PAGE, total=total)
    shown = listings.registered_part(direction, year=shown_year, start=paging.first - 1, most=_ROWS_PER_PAGE)
    return page(
        request,
        "register",
        is_incoming=direction is Direction.INCOMING,
        year=shown_year,
        columns=columns(direction),
        lines=[(record, entry(record)) for record in shown],
        paging=paging,
    )
