"""What the ``template.toml`` of a kind and that of all kinds hold, key by key."""

from enum import StrEnum
from typing import Any

import msgspec

from generator.layout import KindLayout
from model.document_kind import DocumentKind


class Fields(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The keys that a draft must and may have; those of all kinds are in ``chung/template.toml``."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


class FixedLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paragraph that the kind always words the same, or the place of a field; exactly one is given.

    A text is left out when the draft lacks a field that it names. A field of several lines stands last in
    its text and becomes a list under it.
    """

    text: str = ""
    """Words with places: fields of the draft, and co_quan for the issuer's name."""
    body: str = ""
    """The field whose paragraphs and tables stand here."""


class Side(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of two signatories: its key under ``nguoi_ky``, and the title unless the draft gives one."""

    key: str
    title: str = ""


class Authority(StrEnum):
    """Who decides, as the line above the legal grounds names it."""

    HEAD = "head"
    """The head of the body, or the body where it signs as a collective (TM.)."""
    BODY = "body"
    NONE = "none"


class Description(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What ``template.toml`` holds."""

    kind: DocumentKind
    fields: Fields = Fields()
    layout: KindLayout = KindLayout()
    wording: dict[str, str] = {}
    lines: tuple[FixedLine, ...] = (FixedLine(body="noi_dung"),)
    defaults: dict[str, str] = {}
    """What places of the words say where the draft lacks the field."""
    sides: tuple[Side, ...] = ()
    """The two who sign, left then right; empty where one does."""
    authority: Authority = Authority.NONE
    subject: str = ""
    """What the register says of a kind that prints no subject: words with places, as in the lines."""
    expects_answers: bool = False
    """Whether the addressees are expected to answer, also when the draft does not say who is."""


class Contact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of the address at the foot: ``words`` by field, those given joined by ``joint``."""

    words: dict[str, str]
    joint: str = ", "


class Refused(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Documents that other rules than the decree lay out, so that they are not drafted here."""

    normative: tuple[DocumentKind, ...]
    party_issuers: tuple[str, ...]
    """How the names of Party bodies begin."""


class Common(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What ``chung/template.toml`` holds: fields and words of all kinds."""

    fields: Fields
    wording: dict[str, Any]
    contact: tuple[Contact, ...]
    refused: Refused
