"""The answer board of a dispatch: who answered, on the map and in a list, and all answers as a table."""

from typing import Final, Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from model.collection import Collection
from model.record_id import RecordId
from web.access import Office
from web.collected_file import WRITERS
from web.rendering import page
from web.tile_map import tile_map

router = APIRouter()

Ending = Literal[".xlsx", ".csv", ".json"]

_MEDIA_TYPES: Final[dict[Ending, str]] = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
}


@router.get("/bang/{record_id}")
def show_board(request: Request, office: Office, record_id: str) -> HTMLResponse:
    """Show who answered a dispatch and who is late."""
    board = office.replies(str(RecordId.parse(record_id)))
    return page(request, "board", board=board, map=tile_map(board))


@router.get("/bang/{record_id}/tong-hop")
def show_answers(request: Request, office: Office, record_id: str) -> HTMLResponse:
    """Show what everybody answered."""
    return page(request, "collected", collection=_collected(office, record_id))


@router.get("/bang/{record_id}/tong-hop{ending}")
def send_answers(office: Office, record_id: str, ending: Ending) -> Response:
    """Hand the answers out as a file."""
    collection = _collected(office, record_id)
    return Response(
        WRITERS[ending](collection),
        media_type=_MEDIA_TYPES[ending],
        headers={
            "content-disposition": f'attachment; filename="{collection.board.dispatch}-tong-hop{ending}"'
        },
    )


def _collected(office: Office, record_id: str) -> Collection:
    return office.desk.collect(str(RecordId.parse(record_id)), on=office.clock.now().date())
