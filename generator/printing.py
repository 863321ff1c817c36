"""A document becomes the lines that are printed; clauses are those of Phụ lục I of decree 30/2020."""

from datetime import date

from generator.layout import FirstRecipient, HeaderShape, KindLayout, RuleUnder, SubjectPlace
from generator.printed import CirculationStamp, Printed, Signature, Title, UrgencyStamp
from generator.printing_parts import clean, print_parts
from generator.template import Template, Wording
from model.dispatch import AttachedText, Dispatch, Drafter, Filing, Signatory
from model.document_copy import DocumentCopy

_ZERO_PADDED_MONTHS = 2


def print_dispatch(dispatch: Dispatch, template: Template) -> Printed:
    """Return the words of a document, without what is attached to it."""
    wording, layout = template.wording, template.layout
    issuer = dispatch.issuer
    under_code = layout.subject is SubjectPlace.UNDER_CODE
    return Printed(
        circulation=_circulation(dispatch, wording),
        national_name=wording.national_name,
        motto=wording.motto,
        parent_agency=clean(issuer.parent_name).upper() if issuer.parent_name else None,
        issuer=tuple(clean(line).upper() for line in issuer.name_lines),
        code=wording.code_label + cited_code(dispatch, wording.open_number) if dispatch.symbol else None,
        place_date=None if layout.header is HeaderShape.NO_DATE else place_and_date(dispatch, wording),
        subject=wording.subject_label + clean(dispatch.subject) if under_code else None,
        urgency=_urgency(dispatch, wording),
        heading=_title(dispatch, template),
        addressee_label=clean(dispatch.addressee_label or wording.addressee_label),
        addressees=_addressees(dispatch.addressee_lines),
        body=print_parts(dispatch.body, wording.body_end),
        recipients_label=wording.recipients_label,
        recipients=_recipients(dispatch, wording, layout),
        signatures=tuple(print_signature(signatory) for signatory in dispatch.signatories),
        contact=tuple(clean(line) for line in dispatch.contact),
        caption=wording.subject_label + clean(dispatch.subject),
    )


def print_attached(
    text: AttachedText, decision: Printed, template: Template, reference: tuple[str, ...]
) -> Printed:
    """Return the text that a decision issues: the same letterhead without number and date (Mẫu 1.3)."""
    return Printed(
        national_name=decision.national_name,
        motto=decision.motto,
        parent_agency=decision.parent_agency,
        issuer=decision.issuer,
        code=None,
        place_date=None,
        subject=None,
        heading=Title(name=text.kind.label.upper(), subject=_opening(text.subject), reference=reference),
        addressee_label="",
        addressees=(),
        body=print_parts(text.parts, template.wording.body_end),
        recipients_label="",
        recipients=(),
        signatures=(print_signature(text.signatory),) if text.signatory else (),
        caption=clean(text.subject),
    )


def cited_code(document: Dispatch | DocumentCopy, gap: str) -> str:
    """Return number and symbol; ``gap`` stands for a number not yet taken."""
    number = gap if document.number is None else f"{document.number:02d}"
    return f"{number}/{clean(document.symbol)}"


def day_and_month(day: date) -> tuple[str, str]:
    """Return both with a zero before days below 10 and before months 1 and 2 only (II-4b)."""
    month = f"{day.month:02d}" if day.month <= _ZERO_PADDED_MONTHS else str(day.month)
    return f"{day.day:02d}", month


def _urgency(dispatch: Dispatch, wording: Wording) -> UrgencyStamp | None:
    level = dispatch.urgency
    return UrgencyStamp(level=level, words=wording.stamps[level]) if level else None


def _circulation(dispatch: Dispatch, wording: Wording) -> CirculationStamp | None:
    level = dispatch.circulation
    return CirculationStamp(level=level, words=wording.stamps[level]) if level else None


def place_and_date(document: Dispatch | DocumentCopy, wording: Wording) -> str:
    """Return the line of place and date, open where the date is not known."""
    day, month = wording.open_day, wording.open_month
    if document.issued_on is not None:
        day, month = day_and_month(document.issued_on)
    return wording.place_date.format(place=clean(document.place), day=day, month=month, year=document.year)


def _title(dispatch: Dispatch, template: Template) -> Title | None:
    wording, layout = template.wording, template.layout
    under_title = layout.subject is SubjectPlace.UNDER_TITLE
    name = wording.title or dispatch.kind.label.upper() if layout.title else None
    subject = _opening(wording.subject_label + dispatch.subject) if under_title else None
    if name is None and subject is None:
        return None
    return Title(name=name, subject=subject, has_rule=layout.rule_under is not RuleUnder.NONE)


def _opening(text: str) -> str:
    """Return a subject that stands on lines of its own: it begins with a capital."""
    cleaned = clean(text)
    return cleaned[:1].upper() + cleaned[1:]


def _item(text: str) -> str:
    """Return a list item without the dash and the stop that the clerk may have typed."""
    bare = clean(text).removeprefix("- ")
    return bare.removesuffix(";").removesuffix(".").rstrip()


def _addressees(lines: tuple[str, ...]) -> tuple[str, ...]:
    """One addressee stands beside the label; several each on a line with dash and stop (II-9d)."""
    items = tuple(_item(line) for line in lines)
    return (f"{items[0]}.",) if len(items) == 1 else _listed(items)


def _listed(items: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"- {item}{';' if place < len(items) else '.'}" for place, item in enumerate(items, start=1))


def _recipients(dispatch: Dispatch, wording: Wording, layout: KindLayout) -> tuple[str, ...]:
    if not layout.recipients:
        return ()
    items = [_item(line) for line in dispatch.recipients]
    if _begins_as_above(dispatch, layout.first_recipient) and wording.as_above not in items:
        items.insert(0, wording.as_above)
    filing = dispatch.filing if layout.filing else None
    return list_recipients(tuple(items), filing, wording, dispatch.drafter)


def list_recipients(
    recipients: tuple[str, ...], filing: Filing | None, wording: Wording, drafter: Drafter | None = None
) -> tuple[str, ...]:
    """Return the lines of the list, the last of them who keeps a copy (II-9d)."""
    items = tuple(_item(line) for line in recipients)
    if filing is None:
        return _listed(items)
    kept = f"- {wording.filing_label}{_filing(filing)}{_drafter(drafter)}"
    return (*(f"- {item};" for item in items), kept)


def _begins_as_above(dispatch: Dispatch, first: FirstRecipient) -> bool:
    always = first is FirstRecipient.ALWAYS_AS_ABOVE
    return always or (first is FirstRecipient.AS_ABOVE and bool(dispatch.addressee_lines))


def _filing(filing: Filing) -> str:
    units = ", ".join(clean(unit) for unit in filing.units)
    return f"{units} ({filing.copies})." if filing.copies else f"{units}."


def _drafter(drafter: Drafter | None) -> str:
    if drafter is None:
        return ""
    copies = f"({drafter.copies})" if drafter.copies else ""
    return f" {clean(drafter.initials)}.{copies}"


def print_signature(signatory: Signatory) -> Signature:
    """Return who signs: titles in capitals, the name as it is written."""
    return Signature(
        lines=tuple(clean(line).upper() for line in (*signatory.capacity_lines, signatory.title) if line),
        other_title=clean(signatory.other_title).upper() if signatory.other_title else None,
        name=clean(signatory.name),
    )
