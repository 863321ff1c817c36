"""The first page: the search box, what needs a person now, and how the dispatches stand."""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from model.ledger import LedgerState
from web.access import Office, Sender
from web.rendering import page

_ARRIVALS: Final = 8
_DISPATCHES: Final = 8
_STUCK: Final = 20

router = APIRouter()


@router.get("/")
def show_home(request: Request, office: Office) -> HTMLResponse:
    """Show the office as it stands."""
    stuck = office.ledger(LedgerState.QUARANTINED, LedgerState.REFUSED, LedgerState.WAITING)
    withheld = office.ledger(LedgerState.WITHHELD)
    year = office.clock.now().year
    dispatches = office.archive.listings.asking(year, year - 1, most=_DISPATCHES)
    return page(
        request,
        "home",
        alerts=[row for row in withheld if row.acknowledged_at is None],
        stuck=stuck[:_STUCK],
        stuck_count=len(stuck),
        review_count=office.archive.listings.count_waiting(),
        boards=[office.replies(str(record.id)) for record in dispatches],
        arrivals=office.arrivals(most=_ARRIVALS),
    )


@router.post("/canh-bao/{row_id}")
def acknowledge(office: Office, sender: Sender, row_id: int) -> RedirectResponse:
    """Note that a person has seen the alert about a withheld file."""
    office.acknowledge(row_id, actor=sender.actor)
    return RedirectResponse("/", status_code=303)
