"""The web office: puts the pages, the door and the guards together."""

from pathlib import Path
from typing import Final

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles

from office import RecordsOffice
from web import (
    board_page,
    correction_page,
    file_page,
    hints_page,
    home_page,
    login_page,
    record_page,
    register_page,
    review_page,
    search_page,
    stuck_page,
)
from web.access import signed_in
from web.guard import HeadAsWhole, LoopbackOnly, SafeHeaders
from web.login import LoginTickets
from web.refusals import add_refusals
from web.sessions import Sessions

_STATIC: Final = Path(__file__).with_name("static")
_PAGES: Final = (
    home_page,
    search_page,
    record_page,
    file_page,
    board_page,
    register_page,
    review_page,
    correction_page,
    hints_page,
    stuck_page,
)


def create_app(office: RecordsOffice, *, login: LoginTickets, sessions: Sessions | None = None) -> FastAPI:
    """Return the pages of an office, for one machine only.

    Who holds a ticket of ``login`` (``login_path`` makes it an address) gets in.
    """
    app = FastAPI(title="vanthu", openapi_url=None, redirect_slashes=False)
    app.state.office = office
    app.state.agency = office.archive.settings.agency.name
    app.state.tickets = login
    app.state.sessions = sessions or Sessions()
    app.include_router(login_page.router)
    for pages in _PAGES:
        app.include_router(pages.router, dependencies=[Depends(signed_in)])
    app.mount("/static", StaticFiles(directory=_STATIC))
    add_refusals(app)
    app.add_middleware(HeadAsWhole)
    app.add_middleware(SafeHeaders)
    app.add_middleware(LoopbackOnly)
    return app
