"""The page of files that could not be filed: read again, or let in by a person who looked into them."""

from collections.abc import Iterable
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from model.ledger import FilingOutcome, LedgerState
from web.access import Office, Sender
from web.rendering import page

_HERE: Final = "/chua-luu"
_MOST: Final = 200
"""How many files are shown; those that came first have waited longest."""

router = APIRouter()


@router.get(_HERE)
def show_files(request: Request, office: Office) -> HTMLResponse:
    """Show what lies in quarantine, and what waits in the inbox because nobody could look into it."""
    rows = (*office.archive.set_aside.rows(), *office.archive.set_aside.waiting())
    taken = office.archive.set_aside.taken_away()
    return page(
        request, "stuck", rows=rows[:_MOST], count=len(rows), waiting=LedgerState.WAITING, taken=taken[:_MOST]
    )


@router.post(_HERE + "/{number}/doc-lai")
def retry(office: Office, sender: Sender, number: int) -> RedirectResponse:
    """Read a file again."""
    outcomes = tuple(office.archive.set_aside.retry([number], actor=sender.actor))
    office.sync_index()
    return _to_record(number, outcomes)


@router.post(_HERE + "/{number}/nhan")
def release(
    office: Office,
    sender: Sender,
    number: int,
    *,
    da_xem: Annotated[bool, Form()] = False,
    la_van_ban: Annotated[bool, Form()] = False,
) -> RedirectResponse:
    """Let a file in by the word of who is signed in."""
    outcome = office.archive.set_aside.release(
        number, inspected=da_xem, is_document=la_van_ban, actor=sender.actor
    )
    office.sync_index()
    return _to_record(number, [outcome])


def _to_record(number: int, outcomes: Iterable[FilingOutcome]) -> RedirectResponse:
    """Lead to the record that a file became, or back to the file where it became none."""
    filed = next((one.id for one in outcomes if one.id is not None), None)
    return RedirectResponse(f"{_HERE}#{number}" if filed is None else f"/van-ban/{filed}", status_code=303)
