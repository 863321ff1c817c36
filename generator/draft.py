"""A clerk's draft (YAML) as a dispatch; the keys and their meaning are those of docs/generator.md."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.draft_addressees import read_expected, refuse_abolished
from generator.draft_annexes import read_annexes, read_attached, refuse_unmentioned
from generator.draft_copy import copy_form
from generator.draft_form import read_form
from generator.draft_header import (
    Header,
    check_symbol,
    name_in_prose,
    own_header,
    read_circulation,
    read_code,
    read_contact,
    read_issuer,
    read_kind,
    read_urgency,
    refuse_foreign,
    with_usual_symbol,
)
from generator.draft_lines import Words, compose_text, last_article
from generator.draft_parts import read_deadline, read_drafter, read_filing, read_reminded
from generator.draft_signatories import read_signatories
from generator.draft_source import Field, Fields, read_source, refuse_secret
from generator.errors import TemplateNotFoundError
from generator.layout import AddresseeBlock, FirstRecipient, HeaderShape, SubjectPlace
from generator.template import ISSUER, KindTemplate, load_common, load_kind
from model.dispatch import Dispatch, Part
from model.document_kind import DocumentKind
from model.layout_profile import LayoutProfile

_SUBJECT_LABEL = re.compile(r"v/v\s*:?\s+", re.IGNORECASE)
_CALL_OF_SUBJECT = re.compile(r"về việc\s+", re.IGNORECASE)


def read_draft(
    path: Path,
    *,
    issuer_defaults: Mapping[str, str] | None,
    today: date,
    overrides: Path | None = None,
) -> Dispatch:
    """Read a draft of any of the 29 kinds.

    ``issuer_defaults`` fills header fields that the draft leaves out (same keys), and gives the office's own
    symbol as ``ky_hieu_co_quan``; ``today`` is the day on which a draft without date is taken to be issued;
    ``overrides`` is the office's own folder of templates.

    Raises:
        DraftInvalidError: with the line and field of the first thing that is wrong; its ``sentence`` is for
            the clerk.
        TemplateInvalidError: when the office's own template cannot be read.
    """
    fields = read_source(path)
    refuse_secret(fields)
    header = own_header(Header(fields, issuer_defaults or {}))
    kind = _kind(fields.need("loai"))
    refuse_foreign(header, kind, load_common(overrides))
    template = _template(fields.need("loai"), kind, overrides)
    issued = fields.get("ngay")
    issued_on = issued.date() if issued else None
    day = issued_on or today
    _refuse_other_times(fields, kind, day)
    header = with_usual_symbol(header, kind, day)
    _refuse_addressees(fields, template)
    fields.allow((*template.fields.required, *template.fields.optional))
    for name in template.fields.required:
        if not header.defaults.get(name):
            fields.need(name)
    return _Draft(header, template, issued_on, day).dispatch()


def _kind(field: Field) -> DocumentKind:
    if copy_form(field.text()) is not None:
        raise field.error("copy-no-document", field.text())
    return read_kind(field)


def _template(field: Field, kind: DocumentKind, overrides: Path | None) -> KindTemplate:
    try:
        return load_kind(kind, overrides)
    except TemplateNotFoundError as error:
        raise field.error("kind-not-generated", kind.label) from error


def _refuse_other_times(fields: Fields, kind: DocumentKind, day: date) -> None:
    """Refuse a day whose layout is not generated, and a kind that there was not on the day."""
    profile = LayoutProfile.on(day)
    if profile is LayoutProfile.TTLT55_2005:
        raise fields.need("ngay").error("date-of-other-layout", f"{day:%d/%m/%Y}")
    short = kind.abbreviation(profile)
    if short is None and kind.abbreviation(LayoutProfile.ND30_2020) is not None:
        raise fields.need("loai").error("kind-not-then", kind.label, f"{day:%d/%m/%Y}")


def _refuse_addressees(fields: Fields, template: KindTemplate) -> None:
    """Refuse the block of addressees on a kind that has none (II-9b)."""
    field = fields.found.get("kinh_gui")
    if field is not None and template.layout.addressee is AddresseeBlock.NONE:
        raise field.error("addressees-not-of-kind", template.description.kind.label)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A draft with everything by which its fields are read."""

    header: Header
    template: KindTemplate
    issued_on: date | None
    day: date

    def dispatch(self) -> Dispatch:
        fields, template, day = self.header.fields, self.template, self.day
        code = read_code(self.header)
        issuer = read_issuer(self.header, code.organ, day)
        kind = template.description.kind
        check_symbol(self.header, kind, code, issuer, day)
        body = name_in_prose(issuer, day)
        words = Words(fields, {**template.description.defaults, ISSUER: body})
        *left, signatory = read_signatories(fields.need("nguoi_ky"), template.description.sides)
        parts = compose_text(template, words, signatory, body, day)
        refuse_unmentioned(fields.get("phu_luc"), parts)
        drafter = read_drafter(fields)
        addressees = self._addressees()
        return Dispatch(
            kind=kind,
            issuer=issuer,
            symbol=code.symbol,
            place=self._place(),
            issued_on=self.issued_on,
            year=day.year,
            subject=self._subject(words),
            addressee_label=words.said(template.wording.addressee_label) if addressees else None,
            addressee_lines=addressees,
            expected=read_expected(fields, day, also_unnamed=template.description.expects_answers),
            body=parts,
            annexes=read_annexes(fields.get("phu_luc")),
            attached=read_attached(fields.get("van_ban_kem_theo")),
            recipients=self._recipients(parts),
            filing=read_filing(fields.get("luu")),
            drafter=drafter,
            signatory=signatory,
            left_signatory=next(iter(left), None),
            urgency=read_urgency(fields.get("do_khan")),
            circulation=read_circulation(fields.get("luu_hanh")),
            contact=read_contact(fields.get("dia_chi"), template.common.contact),
            deadline=read_deadline(fields.get("han_tra_loi"), day.year),
            form=read_form(fields),
            reminds=read_reminded(fields.get("don_doc")),
            corrects=read_reminded(fields.get("dinh_chinh")),
        )

    def _place(self) -> str:
        """Return the place, which a kind without date line may leave out."""
        has_date = self.template.layout.header is not HeaderShape.NO_DATE
        return self.header.need("dia_danh") if has_date else self.header.text("dia_danh") or ""

    def _addressees(self) -> tuple[str, ...]:
        field = self.header.fields.get("kinh_gui")
        if field is None:
            return ()
        refuse_abolished(field, self.day)
        return field.lines()

    def _subject(self, words: Words) -> str:
        """Return the subject without the label that its kind prints, or what the register says instead."""
        field = self.header.fields.get("trich_yeu")
        if field is None:
            return words.said(self.template.description.subject)
        bare = _SUBJECT_LABEL.sub("", field.text(), count=1)
        is_labelled = self.template.layout.subject is SubjectPlace.UNDER_CODE
        return _CALL_OF_SUBJECT.sub("", bare, count=1) if is_labelled else bare

    def _recipients(self, parts: tuple[Part, ...]) -> tuple[str, ...]:
        """Return the recipients, those that a decision names in its last article first."""
        field = self.header.fields.get("noi_nhan")
        lines = field.lines() if field else ()
        article = last_article(parts)
        if self.template.layout.first_recipient is not FirstRecipient.AS_IN_ARTICLE or article is None:
            return lines
        words = self.template.wording.as_in_article
        is_there = any(line.removeprefix("- ").startswith(words.format(article="")) for line in lines)
        return lines if is_there else (words.format(article=article), *lines)
