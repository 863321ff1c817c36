"""The answer board of a dispatch."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from model.record_id import RecordId
from web.access import Office
from web.rendering import page

router = APIRouter()


@router.get("/bang/{record_id}")
def show_board(request: Request, office: Office, record_id: str) -> HTMLResponse:
    """Show who answered a dispatch and who is late."""
    return page(request, "board", board=office.replies(str(RecordId.parse(record_id))))
