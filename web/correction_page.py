"""Where a person corrects what was read wrongly, beside what the machine read and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from model.correction import Correction
from model.document_kind import DocumentKind
from model.identification import Evidence, Identification, Reading
from model.partial_date import PartialDate
from model.record import Record
from model.record_id import RecordId
from model.vietnamese import collapse, nfc
from web.access import Office, Sender
from web.rendering import page
from web.review_texts import FIELDS
from web.texts import day

router = APIRouter()

_READ_AS: Final = {"dated": "date"}
"""Fields that recognition calls otherwise than the record."""
_SUGGESTED_AS: Final = {"code": "full_code", "dated": "date"}
_SHOWN: Final = "truoc_"
"""Before the name of a field: what the page showed there, as somebody may correct it at the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One reading of a field, with how sure the machine is of it in percent."""

    value: str
    percent: int
    evidence: Evidence
    is_suggested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field that can be corrected: what the office holds, and what was read."""

    name: str
    label: str
    value: str
    seen: tuple[Seen, ...]


async def _typed(request: Request) -> Mapping[str, str]:
    """Return the fields of a form by name; files have no place in it."""
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}


Typed = Annotated[Mapping[str, str], Depends(_typed)]


@router.get("/van-ban/{record_id}/sua")
def show_fields(request: Request, office: Office, record_id: str) -> HTMLResponse:
    """Show the fields of a record, to be corrected."""
    [view] = office.show(str(RecordId.parse(record_id)))
    return page(
        request,
        "correction",
        record=view.record,
        fields=tuple(_fields(view.record)),
        shown=_SHOWN,
        kinds=tuple(kind.label for kind in DocumentKind),
        has_picture=office.completing.has_picture(view.record),
    )


@router.post("/van-ban/{record_id}/sua")
def correct(office: Office, sender: Sender, record_id: str, typed: Typed) -> RedirectResponse:
    """Take what a person typed; a field that she left as it was stays."""
    [view] = office.show(str(RecordId.parse(record_id)))
    said = dict(filter(None, (_said(field, typed) for field in _fields(view.record))))
    remember = "ghi_nho" in typed
    correction = Correction(**said)
    actor = sender.actor
    record, hint = office.completing.correct(view.record.id, correction, remember=remember, actor=actor)
    # Nobody is taught without seeing it: what was learnt is shown first, with the button that removes it.
    place = f"/van-ban/{record.id}" if hint is None else "/goi-y"
    return RedirectResponse(place, status_code=303)


def _said(field: Field, typed: Mapping[str, str]) -> tuple[str, str] | None:
    """Return what was typed into a field, None where it is what the page showed: not what it is by now."""
    shown = _plain(typed.get(f"{_SHOWN}{field.name}", field.value))
    text = _plain(typed.get(field.name, shown))
    return None if text == shown else (field.name, text)


def _fields(record: Record) -> Iterator[Field]:
    found = record.identification
    for name, label in FIELDS.items():
        seen = () if found is None else tuple(_seen(found, name))
        yield Field(name=name, label=label, value=_printed(getattr(record, name)), seen=seen)


def _seen(found: Identification, name: str) -> Iterator[Seen]:
    reading: Reading[Any] | None = getattr(found, _READ_AS.get(name, name))
    if reading is not None:
        yield _shown(reading)
    for one in found.suggestions.get(_SUGGESTED_AS.get(name, name), ()):
        yield _shown(one, is_suggested=True)


def _shown(reading: Reading[Any], *, is_suggested: bool = False) -> Seen:
    return Seen(
        value=_printed(reading.value),
        percent=round(reading.confidence * 100),
        evidence=reading.evidence,
        is_suggested=is_suggested,
    )


def _printed(value: object) -> str:
    if isinstance(value, PartialDate):
        return day(value)
    if isinstance(value, DocumentKind):
        return value.label
    return "" if value is None else str(value)


def _plain(text: str) -> str:
    return collapse(nfc(text))
