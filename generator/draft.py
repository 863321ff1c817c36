"""A clerk's draft (YAML) as a dispatch; the keys and their meaning are those of docs/generator.md."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from generator.draft_form import read_form
from generator.draft_parts import (
    Header,
    read_body_field,
    read_code,
    read_deadline,
    read_drafter,
    read_expected,
    read_filing,
    read_issuer,
    read_reminded,
    read_signatory,
)
from generator.draft_source import Field, Fields, read_source
from generator.errors import TemplateNotFoundError
from generator.template import Fields as TemplateFields
from generator.template import load_template
from model.dispatch import Dispatch
from model.document_kind import DocumentKind, kind_by_name

_REFUSED: Final = {"do_mat": "secrecy", "thu_hoi": "recall"}
_SUBJECT_LABEL = re.compile(r"(?:v/v|về việc)\s*:?\s+", re.IGNORECASE)


def read_draft(
    path: Path,
    *,
    issuer_defaults: Mapping[str, str] | None,
    today: date,
    overrides: Path | None = None,
) -> Dispatch:
    """Read a draft.

    ``issuer_defaults`` fills header fields that the draft leaves out (same keys); ``today`` is the day on
    which a draft without date is taken to be issued; ``overrides`` is the office's own folder of templates.

    Raises:
        DraftInvalidError: with the line and field of the first thing that is wrong; its ``sentence`` is for
            the clerk.
        TemplateInvalidError: when the office's own template cannot be read.
    """
    fields = read_source(path)
    _refuse_secret(fields)
    kind = _kind(fields.need("loai"))
    allowed = _template_fields(fields.need("loai"), kind, overrides)
    fields.allow((*allowed.required, *allowed.optional))
    header = Header(fields, issuer_defaults or {})
    for name in allowed.required:
        if not header.defaults.get(name):
            fields.need(name)
    day = fields.get("ngay")
    return _dispatch(header, kind, day.date() if day else None, today)


def _refuse_secret(fields: Fields) -> None:
    """Secret documents are never drafted here, not even with an empty mark."""
    for name, code in _REFUSED.items():
        if name in fields.found:
            raise fields.found[name].error(code)


def _kind(field: Field) -> DocumentKind:
    text = field.text()
    kind = next((known for known in DocumentKind if known == text), None) or kind_by_name(text)
    if kind is None:
        raise field.error("kind-unknown", text)
    return kind


def _template_fields(field: Field, kind: DocumentKind, overrides: Path | None) -> TemplateFields:
    try:
        return load_template(kind, overrides).fields
    except TemplateNotFoundError as error:
        raise field.error("kind-not-generated", kind.label) from error


def _dispatch(header: Header, kind: DocumentKind, issued_on: date | None, today: date) -> Dispatch:
    fields, day = header.fields, issued_on or today
    code = read_code(header)
    recipients = fields.get("noi_nhan")
    return Dispatch(
        kind=kind,
        issuer=read_issuer(header, code, day),
        symbol=code.symbol,
        place=header.need("dia_danh"),
        issued_on=issued_on,
        year=day.year,
        subject=_SUBJECT_LABEL.sub("", fields.need("trich_yeu").text(), count=1),
        addressee_lines=fields.need("kinh_gui").lines(),
        expected=read_expected(fields, day),
        body=read_body_field(fields.need("noi_dung")),
        recipients=recipients.lines() if recipients else (),
        filing=read_filing(fields.need("luu")),
        drafter=read_drafter(fields),
        signatory=read_signatory(fields.need("nguoi_ky")),
        deadline=read_deadline(fields.get("han_tra_loi"), day.year),
        form=read_form(fields),
        reminds=read_reminded(fields.get("don_doc")),
    )
