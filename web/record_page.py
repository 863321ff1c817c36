"""One record: what it says, why the reader thinks so, what belongs to it, and its pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from model.document_kind import DocumentKind
from model.identification import Evidence, Identification, Reading
from model.partial_date import PartialDate
from model.province import province
from model.record import Record
from model.record_id import RecordId
from office import RecordsOffice
from web.access import Office
from web.file_page import SHOWN_TYPES
from web.legal_register import standing_notes
from web.outgoing_texts import STANDINGS
from web.page_texts import FIELDS
from web.rendering import page
from web.texts import day

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One recognised value as the page shows it; ``percent`` is the reader's confidence."""

    field: str
    value: str
    percent: int
    evidence: Evidence
    is_suggested: bool = False


@router.get("/van-ban/{record_id}")
def show_record(request: Request, office: Office, record_id: str) -> HTMLResponse:
    """Show everything about one record."""
    view, *_ = office.show(str(RecordId.parse(record_id)))
    record = view.record
    standing = STANDINGS[record.standing] if record.standing else None
    return page(
        request,
        "record",
        record=record,
        province=province(record.province_id).name if record.province_id else None,
        standing=standing,
        notes=tuple(note for note in standing_notes(record) if note.casefold() != standing),
        items=_items(office, record),
        findings=tuple(_findings(record.identification)) if record.identification else (),
        history=view.history,
        answers=view.answers,
        shown_file=_shown_file(record),
    )


def _items(office: RecordsOffice, record: Record) -> dict[str, str]:
    """Return what the items are called of the form that a record answers, by their codes."""
    asked = (link.dispatch for link in record.links if record.answers and link.state.counts)
    forms = (office.archive.find(str(dispatch))[0].form for dispatch in asked)
    return {item.code: item.label for form in forms if form is not None for item in form.fields}


def _shown_file(record: Record) -> int | None:
    """Return the number of the file that the page shows: the first PDF, else the first text."""
    types = [file.media_type for file in record.files]
    return next((types.index(shown) + 1 for shown in SHOWN_TYPES if shown in types), None)


def _findings(found: Identification) -> Iterator[Finding]:
    for name, label in FIELDS.items():
        read = getattr(found, name)
        for reading in read if isinstance(read, tuple) else (read,):
            if reading is not None:
                yield _finding(label, name, reading)
        for reading in found.suggestions.get(name, ()):
            yield _finding(label, name, reading, is_suggested=True)


def _finding(label: str, name: str, reading: Reading[Any], *, is_suggested: bool = False) -> Finding:
    return Finding(
        field=label,
        value=_printed(name, reading.value),
        percent=round(reading.confidence * 100),
        evidence=reading.evidence,
        is_suggested=is_suggested,
    )


def _printed(name: str, value: object) -> str:
    if isinstance(value, PartialDate):
        return day(value)
    if isinstance(value, DocumentKind):
        return value.label
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return province(str(value)).name if name == "province_id" else str(value)
