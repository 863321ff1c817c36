"""The template of one kind of document: its Word file, its fields, its layout and its fixed words."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from generator.errors import TemplateInvalidError
from generator.kind_description import Common, Description, Fields
from generator.layout import KindLayout
from generator.template_files import template_file
from model.document_kind import DocumentKind

_CURRENT: Final = "template.docx"
_COMMON: Final = "chung/template.toml"
PLACE = re.compile(r"\{(\w+)\}")
"""Where fixed words take up a field of the draft."""
ISSUER: Final = "co_quan"
"""The place of the issuer's name, which is no field."""
_Read = TypeVar("_Read")


class Wording(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Fixed words; ``place_date`` has the places place, day, month and year.

    Those of all kinds are in ``chung/template.toml``; ``[wording]`` of a kind says what it prints otherwise.
    """

    national_name: str
    motto: str
    code_label: str
    open_number: str
    subject_label: str
    place_date: str
    open_day: str
    open_month: str
    addressee_label: str
    """With the place co_quan where the issuer is named in it."""
    recipients_label: str
    as_above: str
    as_in_article: str
    """The first recipient of a decision, with the place article."""
    filing_label: str
    body_end: str
    title: str
    """The kind's name above the text; empty for its usual name in capitals."""
    operative: str
    """The operative word between legal grounds and articles; empty where the kind has none."""
    basis_stop: str
    basis_end: str
    """After the last of the legal grounds (II-6a)."""
    basis_end_before_2020: str
    stamps: dict[str, str]
    """The words of the stamps of urgency and circulation, by the value of their enums."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTemplate:
    """What a kind's description and that of all kinds say together."""

    description: Description
    common: Common
    fields: Fields
    wording: Wording
    digest: str

    @property
    def layout(self) -> KindLayout:
        """What is printed, and where."""
        return self.description.layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template with the digest of its files as version."""

    docx: Path
    fields: Fields
    wording: Wording
    layout: KindLayout
    version: str


def load_template(kind: DocumentKind, overrides: Path | None = None, *, word: str = _CURRENT) -> Template:
    """Return the office's own template of a kind, else the shipped one; each file is looked for by itself.

    ``word`` is the name of its Word file, as the layout profile gives it.

    Raises:
        TemplateNotFoundError: when this kind has no template, or none for the layout.
        TemplateInvalidError: when ``template.toml`` cannot be read.
    """
    docx = template_file(f"{kind}/{word}", overrides)
    described = load_kind(kind, overrides)
    digest = hashlib.sha256(docx.read_bytes() + described.digest.encode()).hexdigest()
    return Template(
        docx=docx,
        fields=described.fields,
        wording=described.wording,
        layout=described.layout,
        version=f"{kind}/{digest[:12]}",
    )


def load_kind(kind: DocumentKind, overrides: Path | None = None) -> KindTemplate:
    """Return what drafts of a kind hold and print, without its Word file.

    Raises:
        TemplateNotFoundError: when this kind has no template.
        TemplateInvalidError: when ``template.toml`` cannot be read.
    """
    path, common_path = (template_file(name, overrides) for name in (f"{kind}/template.toml", _COMMON))
    own, common = read_description(path), _read(common_path, Common)
    template = KindTemplate(
        description=own,
        common=common,
        fields=_together(common.fields, own.fields),
        wording=_convert(path, {**common.wording, **own.wording}, Wording),
        digest=hashlib.sha256(path.read_bytes() + common_path.read_bytes()).hexdigest(),
    )
    _refuse_unknown_places(path, template)
    return template


def places_of(text: str) -> tuple[str, ...]:
    """Return the names of the places of a fixed text, in order."""
    return tuple(PLACE.findall(text))


def load_common(overrides: Path | None = None) -> Common:
    """Return what all kinds have in common.

    Raises:
        TemplateInvalidError: when ``template.toml`` cannot be read.
    """
    return _read(template_file(_COMMON, overrides), Common)


def read_description(path: Path) -> Description:
    """Read a ``template.toml``.

    Raises:
        TemplateInvalidError: for anything but its keys and types, and for a line that says two things.
    """
    description = _read(path, Description)
    for line in description.lines:
        if bool(line.text) is bool(line.body):
            raise TemplateInvalidError(path, "lines: text or body")
    if len(description.sides) not in {0, 2}:
        raise TemplateInvalidError(path, "sides: two or none")
    return description


def _refuse_unknown_places(path: Path, template: KindTemplate) -> None:
    """Refuse words that name a field which drafts of the kind do not have."""
    described = template.description
    known = {*template.fields.required, *template.fields.optional, ISSUER}
    said = (*(line.text for line in described.lines), described.subject, *described.defaults.values())
    named = {name for text in (*said, template.wording.addressee_label) for name in places_of(text)}
    named |= {line.body for line in described.lines if line.body} | described.defaults.keys()
    for name in sorted(named - known):
        raise TemplateInvalidError(path, f"no field {name}")


def _together(common: Fields, own: Fields) -> Fields:
    """Return the keys of both; what a kind requires is no longer optional, and the reverse."""
    return Fields(
        required=tuple(key for key in common.required if key not in own.optional) + own.required,
        optional=tuple(key for key in common.optional if key not in own.required) + own.optional,
    )


def _read(path: Path, type_: type[_Read]) -> _Read:
    try:
        return _convert(path, tomllib.loads(path.read_text(encoding="utf-8")), type_)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateInvalidError(path, str(error)) from error


def _convert(path: Path, document: object, type_: type[_Read]) -> _Read:
    try:
        return msgspec.convert(document, type_)
    except msgspec.ValidationError as error:
        raise TemplateInvalidError(path, str(error)) from error
