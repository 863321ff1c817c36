"""The list of what a search found."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from model.vietnamese import nfc
from web.access import Office
from web.paging import PageNumber, Paging
from web.rendering import page

_HITS_PER_PAGE: Final = 20
_LONGEST_QUERY: Final = 1000

router = APIRouter()


@router.get("/tim")
def show_hits(
    request: Request,
    office: Office,
    q: Annotated[str, Query(max_length=_LONGEST_QUERY)] = "",
    trang: PageNumber = 1,
) -> HTMLResponse:
    """Search everything that was issued or filed."""
    query = nfc(q).strip()
    offset = (trang - 1) * _HITS_PER_PAGE
    found = office.search(query, limit=_HITS_PER_PAGE, offset=offset)
    paging = Paging(number=trang, length=_HITS_PER_PAGE, total=found.total)
    return page(request, "search", query=query, found=found, paging=paging, took=_milliseconds(found.took_ms))


def _milliseconds(took: float) -> str:
    return f"{took:.0f}" if took >= 1 else f"{took:.1f}".replace(".", ",")
