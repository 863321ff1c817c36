"""What waits for a person: what a record answers, what was written by hand, what was scanned together."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from model.reason import Reason
from model.record import LinkState, Record, ReplyLink
from model.record_id import RecordId
from model.review_code import ReviewCode
from office import RecordsOffice
from web.access import Office, Sender
from web.paging import PageNumber, Paging
from web.rendering import page

router = APIRouter()

_PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """What is to be typed of a record, with what the machine may have seen there, best first."""

    has_picture: bool
    needs_number: bool
    needs_day: bool
    choices: tuple[str, ...]
    is_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A record of the queue with what can be decided about it."""

    record: Record
    proposals: list[ReplyLink]
    typing: Typing | None
    splits: tuple[Reason, ...]
    """The pages that may be another document, each as first page, last page, code and issuer."""


@router.get("/cho-duyet")
def show_queue(
    request: Request, office: Office, trang: PageNumber = 1, tu: str | None = None
) -> HTMLResponse:
    """Show a page of what waits, or that where a record stands: what each may answer, what is to be typed."""
    listings = office.archive.listings
    total = listings.count_waiting()
    number = trang if tu is None else _page_of(office, RecordId.parse(tu), total)
    paging = Paging(number=number, length=_PER_PAGE, total=total)
    shown = listings.waiting_part(start=paging.first - 1, most=_PER_PAGE)
    first = next(filter(office.completing.waits, shown), None)
    queue = [_waiting(office, one, is_first=one is first) for one in shown]
    return page(request, "review", queue=queue, paging=paging)


@router.get("/cho-duyet/{record_id}/hinh")
def show_picture(office: Office, record_id: str) -> Response:
    """Show the lines with number and date as they stand on the page."""
    return Response(office.completing.letterhead(RecordId.parse(record_id)), media_type="image/png")


@router.post("/cho-duyet/{record_id}/so")
def complete(
    office: Office,
    sender: Sender,
    record_id: str,
    *,
    so_doc_duoc: Annotated[str, Form(max_length=100)] = "",
    ngay: Annotated[str, Form(max_length=100)] = "",
    chon: Annotated[str, Form(max_length=100)] = "",
) -> RedirectResponse:
    """Take the number and the day that a person read, then go on with the next record."""
    record = office.completing.complete(
        RecordId.parse(record_id), number=chon or so_doc_duoc, day=ngay, actor=sender.actor
    )
    if office.completing.replaced_symbol(record) is not None:
        # Nobody replaces a printed symbol without seeing it: the page shows both.
        return RedirectResponse(f"/van-ban/{record.id}/sua", status_code=303)
    return RedirectResponse(f"/cho-duyet?tu={record_id}", status_code=303)


@router.post("/cho-duyet/{record_id}")
def accept(
    office: Office, sender: Sender, record_id: str, so_ky_hieu: Annotated[str, Form()] = ""
) -> RedirectResponse:
    """Decide that a record answers the dispatch of a code."""
    accepted = office.accept(RecordId.parse(record_id), so_ky_hieu, actor=sender.actor)
    return RedirectResponse(f"/van-ban/{accepted.id}", status_code=303)


@router.post("/cho-duyet/{record_id}/khong-tra-loi")
def unlink(
    office: Office,
    sender: Sender,
    record_id: str,
    *,
    cong_van: Annotated[str, Form(max_length=40)],
    ve_bang: Annotated[bool, Form()] = False,
) -> RedirectResponse:
    """Decide that a record does not answer a dispatch, then go back to the record or to the board."""
    dispatch = RecordId.parse(cong_van)
    record = office.completing.take_link_back(RecordId.parse(record_id), str(dispatch), actor=sender.actor)
    return RedirectResponse(f"/bang/{dispatch}" if ve_bang else f"/van-ban/{record.id}", status_code=303)


@router.post("/cho-duyet/{record_id}/tach")
def split(
    office: Office,
    sender: Sender,
    record_id: str,
    *,
    tu: Annotated[int, Form(ge=1, le=100_000)],
    den: Annotated[int, Form(ge=1, le=100_000)],
) -> RedirectResponse:
    """Make a record of its own of pages that were scanned together with it."""
    _, part = office.completing.split(RecordId.parse(record_id), first=tu, last=den, actor=sender.actor)
    return RedirectResponse(f"/van-ban/{part.id}", status_code=303)


@router.post("/cho-duyet/{record_id}/phu-luc")
def keep_annex(
    office: Office, sender: Sender, record_id: str, phan: Annotated[int | None, Form()] = None
) -> RedirectResponse:
    """Note that what seems to be another document, from the page ``phan`` on, is sent along."""
    office.completing.annex(RecordId.parse(record_id), first=phan, actor=sender.actor)
    return RedirectResponse(f"/cho-duyet?tu={record_id}", status_code=303)


@router.post("/cho-duyet/{record_id}/da-xem")
def close(office: Office, sender: Sender, record_id: str) -> RedirectResponse:
    """Note that a person has looked at a record and it waits no more."""
    closed = office.close_review(RecordId.parse(record_id), actor=sender.actor)
    return RedirectResponse(f"/van-ban/{closed.id}", status_code=303)


def _page_of(office: RecordsOffice, record: RecordId, total: int) -> int:
    """Return the page where a record of the queue stands or stood, the last one when nothing comes after."""
    before = office.archive.listings.count_waiting_before(record)
    return min(before, max(total - 1, 0)) // _PER_PAGE + 1


def _waiting(office: RecordsOffice, record: Record, *, is_first: bool) -> Waiting:
    return Waiting(
        record=record,
        proposals=_proposed(record),
        typing=_typing(office, record, is_first=is_first),
        splits=tuple(reason for reason in record.review if reason.code == ReviewCode.MAY_BE_SPLIT),
    )


def _proposed(record: Record) -> list[ReplyLink]:
    links = (link for link in record.links if link.state is LinkState.PROPOSED)
    return sorted(links, key=lambda link: link.score, reverse=True)


def _typing(office: RecordsOffice, record: Record, *, is_first: bool) -> Typing | None:
    if not office.completing.waits(record):
        return None
    found = record.identification
    seen = found.suggestions.get("full_code", ()) if found else ()
    needs_number = record.code is None or not record.code.has_number
    return Typing(
        has_picture=office.completing.has_picture(record),
        needs_number=needs_number,
        needs_day=record.dated is None or not record.dated.is_whole,
        choices=tuple(dict.fromkeys(reading.value for reading in seen)) if needs_number else (),
        is_first=is_first,
    )
