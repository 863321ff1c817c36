"""What waits for a person's decision: which dispatch a record answers."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from model.record import LinkState, Record, ReplyLink
from model.record_id import RecordId
from web.access import Office, Sender
from web.rendering import page

router = APIRouter()


@router.get("/cho-duyet")
def show_queue(request: Request, office: Office) -> HTMLResponse:
    """Show every record that waits, with the dispatches it may answer."""
    queue = [(record, _proposed(record)) for record in office.review()]
    return page(request, "review", queue=queue)


@router.post("/cho-duyet/{record_id}")
def accept(
    office: Office, sender: Sender, record_id: str, so_ky_hieu: Annotated[str, Form()] = ""
) -> RedirectResponse:
    """Decide that a record answers the dispatch of a code."""
    accepted = office.accept(RecordId.parse(record_id), so_ky_hieu, actor=sender.actor)
    return RedirectResponse(f"/van-ban/{accepted.id}", status_code=303)


@router.post("/cho-duyet/{record_id}/da-xem")
def close(office: Office, sender: Sender, record_id: str) -> RedirectResponse:
    """Note that a person has looked at a record and it waits no more."""
    closed = office.close_review(RecordId.parse(record_id), actor=sender.actor)
    return RedirectResponse(f"/van-ban/{closed.id}", status_code=303)


def _proposed(record: Record) -> list[ReplyLink]:
    links = (link for link in record.links if link.state is LinkState.PROPOSED)
    return sorted(links, key=lambda link: link.score, reverse=True)
