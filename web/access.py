"""What the page functions ask for: the office, who is signed in, and a form that she really sent."""

from typing import Annotated, Final

from fastapi import Depends, Form, Request

from office import RecordsOffice
from web.errors import FormForgedError, NotSignedInError
from web.login import LoginTickets
from web.sessions import Session, Sessions

_COOKIE: Final = "vanthu"


def cookie_name(request: Request) -> str:
    """Return the name of the session's cookie: browsers share cookies between the ports of a host."""
    return f"{_COOKIE}-{request.url.port or 80}"


def cookie(request: Request) -> str:
    """Return the token that the browser keeps, empty when it keeps none."""
    return request.cookies.get(cookie_name(request), "")


def session_of(request: Request) -> Session | None:
    """Return who is signed in, None when nobody is."""
    sessions: Sessions = request.app.state.sessions
    return sessions.find(cookie(request))


def _office(request: Request) -> RecordsOffice:
    office: RecordsOffice = request.app.state.office
    return office


def _tickets(request: Request) -> LoginTickets:
    tickets: LoginTickets = request.app.state.tickets
    return tickets


def _sessions(request: Request) -> Sessions:
    sessions: Sessions = request.app.state.sessions
    return sessions


def signed_in(request: Request) -> Session:
    """Return who is signed in.

    Raises:
        NotSignedInError: when nobody is.
    """
    session = session_of(request)
    if session is None:
        raise NotSignedInError
    return session


def _sender(session: Annotated[Session, Depends(signed_in)], dau: Annotated[str, Form()] = "") -> Session:
    if not session.has_sent(dau):
        raise FormForgedError
    return session


Office = Annotated[RecordsOffice, Depends(_office)]
Tickets = Annotated[LoginTickets, Depends(_tickets)]
OpenSessions = Annotated[Sessions, Depends(_sessions)]
Sender = Annotated[Session, Depends(_sender)]
"""Who sent a form; asking for it refuses forms that did not come from her own pages."""
