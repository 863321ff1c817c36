"""Turns a page's template and values into an answer; every value is escaped."""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from model.clock import VIETNAM
from model.partial_date import PartialDate
from model.province import province
from model.record import Record
from model.search import Snippet
from web import collected, packet_texts, page_texts, review_texts, search_texts
from web.access import session_of
from web.rule_texts import rule_words
from web.texts import board_head, day

_PAGES: Final = Path(__file__).with_name("pages")
_KIB: Final = 1024


def page(request: Request, name: str, /, *, status: int = 200, **values: object) -> HTMLResponse:
    """Render ``pages/<name>.html``; each page knows who is signed in and whose office it is."""
    html = (
        _environment()
        .get_template(f"{name}.html")
        .render(session=session_of(request), agency=request.app.state.agency, path=request.url.path, **values)
    )
    # A file name from a damaged file system may hold halves of letters, which UTF-8 has no bytes for.
    return HTMLResponse(html.encode(errors="replace"), status_code=status)


def iso_day(value: str | None) -> str:
    """Print a date that comes in ISO form."""
    return "" if value is None else day(PartialDate.from_iso(value))


def printed(value: object) -> str:
    """Print a value of a register: a date as people write it, nothing for None."""
    if isinstance(value, date | PartialDate):
        return day(value)
    return "" if value is None else str(value)


def sender(record: Record) -> str:
    """Name who issued a record, with the province where the name does not say it."""
    organ = record.organ or ""
    home = province(record.province_id).name if record.province_id else ""
    return organ if home in organ else f"{organ}, {home}".removeprefix(", ")


def instant(value: datetime | str) -> str:
    """Print a point in time in Vietnam's zone: ``14:05, 31/03/2014``."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    local = at.astimezone(VIETNAM)
    return f"{local:%H:%M}, {day(local.date())}"


def size(count: int) -> str:
    """Print a number of bytes with a decimal comma."""
    if count < _KIB:
        return f"{count} B"
    if count < _KIB**2:
        return f"{count / _KIB:.0f} KB"
    return f"{count / _KIB**2:.1f} MB".replace(".", ",")


def number(count: int) -> str:
    """Print a whole number, its thousands parted by points."""
    return f"{count:,}".replace(",", ".")


def highlighted(snippet: Snippet) -> Markup:
    """Return the snippet as HTML with its hits marked."""
    html, at = Markup(), 0
    for start, end in snippet.marks:
        html += snippet.text[at:start]
        html += Markup("<mark>{}</mark>").format(snippet.text[start:end])
        at = end
    return html + snippet.text[at:]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {
        "day": day,
        "iso_day": iso_day,
        "instant": instant,
        "printed": printed,
        "sender": sender,
        "size": size,
        "number": number,
        "highlighted": highlighted,
        "ending": search_texts.ending,
        "label": page_texts.label,
        "reason": page_texts.reason,
        "rule": rule_words,
        "spans": review_texts.spans,
        "event": page_texts.event,
        "where": page_texts.where,
        "board_head": board_head,
        "notice": packet_texts.notice,
        "delivered": packet_texts.delivered,
        "item_heading": collected.item_heading,
        "shown": collected.shown,
        "notes": collected.notes,
    }
    environment.filters.update(filters)
    return environment
