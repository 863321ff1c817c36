"""Signing in with the ticket from the terminal, and signing out."""

from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from model.actor import Actor
from model.vietnamese import collapse, nfc
from web.access import OpenSessions, Sender, Tickets, cookie, cookie_name
from web.errors import NotSignedInError
from web.page_texts import NAME_FAULT
from web.rendering import page
from web.sessions import SESSION_HOURS

LONGEST_NAME: Final = 100

router = APIRouter()


@router.get("/vao")
def ask_name(request: Request, tickets: Tickets, ma: str = "") -> HTMLResponse:
    """Ask who comes in; the ticket is used up only when she answers, so that a preview costs nothing."""
    if not tickets.is_good(ma):
        raise NotSignedInError
    return page(request, "login", ticket=ma, longest=LONGEST_NAME, fault=None)


@router.post("/vao")
def sign_in(
    request: Request,
    tickets: Tickets,
    sessions: OpenSessions,
    ma: Annotated[str, Form()] = "",
    ten: Annotated[str, Form()] = "",
) -> Response:
    """Let a person in under the name she gives; every decision of hers will carry it."""
    name = _name(ten)
    if not name and tickets.is_good(ma):
        return page(
            request,
            "login",
            status=400,
            ticket=ma,
            longest=LONGEST_NAME,
            fault=NAME_FAULT.format(longest=LONGEST_NAME),
        )
    if not tickets.redeem(ma):
        raise NotSignedInError
    response = RedirectResponse("/", status_code=303)
    response.set_cookie(
        cookie_name(request),
        sessions.open(Actor(name=name)),
        max_age=SESSION_HOURS * 3600,
        httponly=True,
        samesite="strict",
    )
    return response


@router.post("/ra")
def sign_out(request: Request, sessions: OpenSessions, _sender: Sender) -> HTMLResponse:
    """End the session."""
    sessions.close(cookie(request))
    response = page(request, "signed_out")
    response.delete_cookie(cookie_name(request), httponly=True, samesite="strict")
    return response


def _name(typed: str) -> str:
    """Return a typed name on one line, empty when it is none."""
    name = collapse("".join(letter if letter.isprintable() else " " for letter in nfc(typed)))
    return name if len(name) <= LONGEST_NAME else ""
