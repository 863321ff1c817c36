"""What the office was taught about its correspondents, for everybody to see, to add to and to remove from."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from model.hint import HintKind
from web.access import Office, Sender
from web.rendering import page
from web.review_texts import KINDS

router = APIRouter()


@router.get("/goi-y")
def show_hints(request: Request, office: Office) -> HTMLResponse:
    """Show the hints that recognition goes by, and those that were removed."""
    present = office.hints.with_rivals()
    return page(request, "hints", present=present, removed=office.hints.removed(), kinds=KINDS)


@router.post("/goi-y")
def add(
    office: Office,
    sender: Sender,
    *,
    loai: Annotated[HintKind, Form()],
    chu: Annotated[str, Form(max_length=500)] = "",
    chu_quan: Annotated[str, Form(max_length=500)] = "",
    co_quan: Annotated[str, Form(max_length=500)] = "",
) -> RedirectResponse:
    """Teach the office what a name or a sender stands for."""
    office.hints.add(loai, chu, co_quan, parent=chu_quan or None, actor=sender.actor)
    return RedirectResponse("/goi-y", status_code=303)


@router.post("/goi-y/{number}/bo")
def remove(office: Office, sender: Sender, number: int) -> RedirectResponse:
    """Let recognition go by a hint no more."""
    office.hints.remove(number, actor=sender.actor)
    return RedirectResponse("/goi-y", status_code=303)
