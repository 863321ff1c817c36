"""The first page: the search box, what needs a person now, and how the dispatches stand."""

from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
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
        taken_count=len(office.archive.set_aside.taken_away()),
        stuck=stuck[:_STUCK],
        stuck_count=len(stuck),
        review_count=office.archive.listings.count_waiting(),
        boards=[office.replies(str(record.id)) for record in dispatches],
        arrivals=office.arrivals(most=_ARRIVALS),
    )


@router.post("/canh-bao/{row_id}/khong-mat")
def clear(
    office: Office,
    sender: Sender,
    row_id: int,
    *,
    ly_do: Annotated[str, Form(pattern=r"\S")],
    da_xem: Annotated[bool, Form()] = False,
) -> RedirectResponse:
    """Take in a withheld file that a person opened and calls not secret."""
    alarms = office.archive.set_aside.false_alarms
    outcomes = alarms.clear(row_id, inspected=da_xem, why=ly_do, actor=sender.actor)
    office.sync_index()
    filed = next((one.id for one in outcomes if one.id is not None), None)
    return RedirectResponse("/" if filed is None else f"/van-ban/{filed}", status_code=303)


@router.post("/canh-bao/{row_id}")
def acknowledge(office: Office, sender: Sender, row_id: int) -> RedirectResponse:
    """Note that a person has seen the alert about a withheld file."""
    office.acknowledge(row_id, actor=sender.actor)
    return RedirectResponse("/", status_code=303)
