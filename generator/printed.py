"""The words of a dispatch as they stand on paper: what Word, PDF and the search index have in common."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from generator.annex import Annex
from generator.template import Wording
from model.dispatch import Dispatch, Drafter, Filing, Paragraph, Run, Table
from model.vietnamese import collapse, nfc

_ZERO_PADDED_MONTHS = 2
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Every line of the document, punctuated and in its final case; the names are not yet broken."""

    national_name: str
    motto: str
    parent_agency: str | None
    issuer: tuple[str, ...]
    code: str
    place_date: str
    subject: str
    addressee_label: str
    addressees: tuple[str, ...]
    body: tuple[Paragraph | Table, ...]
    recipients_label: str
    recipients: tuple[str, ...]
    signatory: tuple[str, ...]
    """Capacity and title, one line each."""
    signer: str
    annex: Annex | None = None

    @property
    def title(self) -> str:
        """Code and subject, as file properties show them."""
        return f"{self.code} {self.subject}"

    @property
    def author(self) -> str:
        """The issuer on one line."""
        return " ".join(self.issuer)

    @property
    def text(self) -> str:
        """The whole document as plain text, in reading order."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        if self.parent_agency:
            yield self.parent_agency
        yield from (*self.issuer, self.national_name, self.motto, self.code, self.place_date, self.subject)
        if len(self.addressees) == 1:
            yield f"{self.addressee_label} {self.addressees[0]}"
        else:
            yield from (self.addressee_label, *self.addressees)
        yield from (part.text for part in self.body)
        yield from (self.recipients_label, *self.recipients, *self.signatory, self.signer)
        if self.annex is not None:
            yield self.annex.text


def print_dispatch(dispatch: Dispatch, wording: Wording) -> Printed:
    """Return the words of a dispatch; clauses are those of Phụ lục I of the decree."""
    issuer = dispatch.issuer
    signatory = dispatch.signatory
    return Printed(
        national_name=wording.national_name,
        motto=wording.motto,
        parent_agency=_clean(issuer.parent_name).upper() if issuer.parent_name else None,
        issuer=tuple(_clean(line).upper() for line in issuer.name_lines),
        code=wording.code_label + cited_code(dispatch, wording.open_number),
        place_date=_place_date(dispatch, wording),
        subject=wording.subject_label + _clean(dispatch.subject),
        addressee_label=wording.addressee_label,
        addressees=_addressees(dispatch.addressee_lines),
        body=_ended(tuple(_clean_part(part) for part in dispatch.body), wording.body_end),
        recipients_label=wording.recipients_label,
        recipients=tuple(_recipients(dispatch, wording)),
        signatory=tuple(_clean(line).upper() for line in (*signatory.capacity_lines, signatory.title)),
        signer=_clean(signatory.name),
    )


def _clean(text: str) -> str:
    return collapse(nfc(text))


def cited_code(dispatch: Dispatch, gap: str) -> str:
    """Return number and symbol; ``gap`` stands for a number not yet taken."""
    number = gap if dispatch.number is None else f"{dispatch.number:02d}"
    return f"{number}/{_clean(dispatch.symbol)}"


def day_and_month(day: date) -> tuple[str, str]:
    """Return both with a zero before days below 10 and before months 1 and 2 only (II-4b)."""
    month = f"{day.month:02d}" if day.month <= _ZERO_PADDED_MONTHS else str(day.month)
    return f"{day.day:02d}", month


def _place_date(dispatch: Dispatch, wording: Wording) -> str:
    day, month = wording.open_day, wording.open_month
    if dispatch.issued_on is not None:
        day, month = day_and_month(dispatch.issued_on)
    return wording.place_date.format(place=_clean(dispatch.place), day=day, month=month, year=dispatch.year)


def _item(text: str) -> str:
    """Return a list item without the dash and the stop that the clerk may have typed."""
    bare = _clean(text).removeprefix("- ")
    return bare.removesuffix(";").removesuffix(".").rstrip()


def _addressees(lines: tuple[str, ...]) -> tuple[str, ...]:
    """One addressee stands beside the label; several each on a line with dash and stop (II-9d)."""
    items = tuple(_item(line) for line in lines)
    if len(items) == 1:
        return (f"{items[0]}.",)
    return (*(f"- {item};" for item in items[:-1]), f"- {items[-1]}.")


def _recipients(dispatch: Dispatch, wording: Wording) -> Iterator[str]:
    items = [_item(line) for line in dispatch.recipients]
    if wording.as_above not in items:
        items.insert(0, wording.as_above)
    yield from (f"- {item};" for item in items)
    yield f"- {wording.filing_label}{_filing(dispatch.filing)}{_drafter(dispatch.drafter)}"


def _filing(filing: Filing) -> str:
    units = ", ".join(_clean(unit) for unit in filing.units)
    return f"{units} ({filing.copies})." if filing.copies else f"{units}."


def _drafter(drafter: Drafter | None) -> str:
    if drafter is None:
        return ""
    copies = f"({drafter.copies})" if drafter.copies else ""
    return f" {_clean(drafter.initials)}.{copies}"


def _clean_part(part: Paragraph | Table) -> Paragraph | Table:
    if isinstance(part, Paragraph):
        return _clean_paragraph(part)
    return replace(
        part,
        heading=tuple(_clean_paragraph(cell) for cell in part.heading),
        rows=tuple(tuple(_clean_paragraph(cell) for cell in row) for row in part.rows),
    )


def _clean_paragraph(paragraph: Paragraph) -> Paragraph:
    """Collapse blanks, also across the borders of the runs; runs that become empty disappear."""
    runs: list[Run] = []
    for run in paragraph.runs:
        text = _BLANKS.sub(" ", nfc(run.text))
        if not runs or runs[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if text:
            runs.append(replace(run, text=text))
    if runs:
        runs[-1] = replace(runs[-1], text=runs[-1].text.removesuffix(" "))
    return Paragraph(tuple(run for run in runs if run.text))


def _ended(body: tuple[Paragraph | Table, ...], end: str) -> tuple[Paragraph | Table, ...]:
    """Close the last paragraph with the mark of every model document of Phụ lục III."""
    if not body or not isinstance(body[-1], Paragraph) or not body[-1].runs:
        return body
    *runs, last = body[-1].runs
    if last.text.endswith(end):
        return body
    return (*body[:-1], Paragraph((*runs, replace(last, text=last.text.removesuffix(".") + end))))
