"""A copy as it is printed: the block under the copied text, and an extract under its original's head."""

from generator.printed import CopyBlock, Printed, Title
from generator.printing import cited_code, day_and_month, list_recipients, place_and_date, print_signature
from generator.printing_parts import clean, print_parts
from generator.template import Wording
from model.document_copy import CopiedDocument, DocumentCopy
from model.document_kind import DocumentKind
from model.layout_profile import LayoutProfile


def print_copy(copy: DocumentCopy, wording: Wording, layout: LayoutProfile) -> CopyBlock:
    """Return the words of the block (PL1-P2-II)."""
    return CopyBlock(
        form=copy.form.heading(layout),
        issuer=tuple(clean(line).upper() for line in copy.issuer.name_lines),
        code=wording.code_label + cited_code(copy, wording.open_number),
        place_date=place_and_date(copy, wording),
        recipients_label=wording.recipients_label,
        recipients=list_recipients(copy.recipients, copy.filing, wording),
        signature=print_signature(copy.signatory),
    )


def print_extract(copy: DocumentCopy, wording: Wording) -> Printed:
    """Return the copied part under what names its original, in the words of a công văn; nobody signs it."""
    original = copy.original
    is_dispatch = original.kind is DocumentKind.OFFICIAL_DISPATCH
    subject = clean(original.subject)
    return Printed(
        national_name=wording.national_name,
        motto=wording.motto,
        parent_agency=None,
        issuer=(clean(original.organ).upper(),),
        code=f"{wording.code_label}{original.code}" if original.code else None,
        place_date=_date(original, wording),
        subject=wording.subject_label + subject if is_dispatch else None,
        heading=None if is_dispatch else Title(name=original.kind.label.upper(), subject=subject),
        addressee_label="",
        addressees=(),
        body=print_parts(copy.body, ""),
        recipients_label="",
        recipients=(),
        signatures=(),
        caption=subject,
    )


def _date(original: CopiedDocument, wording: Wording) -> str | None:
    """Return place and date of the original; the date alone where the draft does not tell the place."""
    if original.issued_on is None:
        return None
    day, month = day_and_month(original.issued_on)
    place = clean(original.place or "")
    line = wording.place_date.format(place=place, day=day, month=month, year=original.issued_on.year)
    if place:
        return line
    bare = line.lstrip(" ,")
    return bare[:1].upper() + bare[1:]
