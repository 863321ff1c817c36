"""The template of one kind of document: its Word file, its fields and the words it always prints."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from generator.errors import TemplateInvalidError
from generator.template_files import template_file
from model.document_kind import DocumentKind

_CURRENT: Final = "template.docx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Fixed words; ``place_date`` has the places place, day, month and year."""

    national_name: str
    motto: str
    code_label: str
    open_number: str
    subject_label: str
    place_date: str
    open_day: str
    open_month: str
    addressee_label: str
    recipients_label: str
    as_above: str
    filing_label: str
    body_end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The keys that a draft of this kind must and may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What ``template.toml`` holds."""

    kind: DocumentKind
    fields: Fields
    wording: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template with the digest of both its files as version."""

    docx: Path
    fields: Fields
    wording: Wording
    version: str


def load_template(kind: DocumentKind, overrides: Path | None = None, *, word: str = _CURRENT) -> Template:
    """Return the office's own template of a kind, else the shipped one; each file is looked for by itself.

    ``word`` is the name of its Word file, as the layout profile gives it.

    Raises:
        TemplateNotFoundError: when this kind has no template, or none for the layout.
        TemplateInvalidError: when ``template.toml`` cannot be read.
    """
    docx = template_file(f"{kind}/{word}", overrides)
    described = template_file(f"{kind}/template.toml", overrides)
    description = read_description(described)
    digest = hashlib.sha256(docx.read_bytes() + described.read_bytes()).hexdigest()
    return Template(
        docx=docx, fields=description.fields, wording=description.wording, version=f"{kind}/{digest[:12]}"
    )


def read_description(path: Path) -> Description:
    """Read a ``template.toml``.

    Raises:
        TemplateInvalidError: for anything but its keys and types.
    """
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Description)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise TemplateInvalidError(path, str(error)) from error
