"""Checks of digital signatures, on facts that the signing part of the program read: DS-01 to DS-04."""

from collections.abc import Iterator
from typing import Final

from generator.checks.finding import Breach
from generator.checks.observed import Observed
from generator.checks.office_facts import SignatureFact
from generator.checks.registry import Context, check
from generator.checks.text_words import text_word
from model.document_code import DocumentCode, DocumentCodeError

_TRANSPARENT: Final = "png"


def _known(context: Context) -> tuple[SignatureFact, ...]:
    """Return the signatures whose signers the office knows; of others a file only lets one guess."""
    return (context.office.signatures if context.office else None) or ()


@check("DS-01")
def _agency_signs_last(_: Observed, context: Context) -> Iterator[Breach]:
    persons = [fact.order for fact in _known(context) if not fact.by_agency]
    if any(fact.by_agency and fact.order < max(persons, default=0) for fact in _known(context)):
        yield Breach(at=None, found=text_word("agency_first"), expected=text_word("agency_last"))


@check("DS-02")
def _images_are_transparent(seen: Observed, context: Context) -> Iterator[Breach]:
    faults = (_image_fault(fact) for fact in _known(context) or seen.signatures)
    for found in dict.fromkeys(fault for fault in faults if fault is not None):
        yield Breach(at=None, found=found, expected=text_word("image_wanted"))


def _image_fault(fact: SignatureFact) -> str | None:
    if fact.image_format is None:
        return None
    name = fact.image_format.upper()
    if fact.image_format.lower() != _TRANSPARENT:
        return name
    return text_word("image_opaque", format=name) if fact.image_has_alpha is False else None


@check("DS-03")
def _attachments_are_signed(_: Observed, context: Context) -> Iterator[Breach]:
    for name in (context.office.unsigned_attachments if context.office else None) or ():
        yield Breach(at=None, found=name, expected=text_word("attachment_signature"))


@check("DS-04")
def _one_number_in_both_forms(_: Observed, context: Context) -> Iterator[Breach]:
    electronic = context.office.electronic_code if context.office else None
    printed = context.components.code
    if electronic is None or printed is None:
        return
    if not _is_same(printed, electronic):
        yield Breach(at=context.components.letterhead.code, found=str(printed), expected=electronic)


def _is_same(printed: DocumentCode, electronic: str) -> bool:
    try:
        return DocumentCode.parse(electronic).key == printed.key
    except DocumentCodeError:
        return False
