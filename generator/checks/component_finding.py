"""Find the components of a document: where each stands, what kind it is, whose rules it follows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from generator.checks.columns import Line, lines_in_columns
from generator.checks.components import Components, Letterhead, Paragraphs
from generator.checks.letterhead_finding import find_letterhead
from generator.checks.observed import Area, Observed, SeenParagraph
from generator.checks.patterns import folded, is_like, pattern
from generator.checks.signature_finding import SignatureBlock, find_signature
from generator.checks.text_finding import body_between, find_annexes, find_copies, find_opening
from model.check_finding import Regime
from model.document_code import DocumentCode, DocumentCodeError
from model.document_kind import DocumentKind, kind_by_name

_DAY = re.compile(r"ngay[\s.…_]*(\d{1,2})?[\s.…_]*thang[\s.…_]*(\d{1,2})[\s.…_]*nam[\s.…_]*(\d{4})")
_CITED_DAY = re.compile(r"ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})|\b(\d{1,2})/(\d{1,2})/(\d{4})")
_CITING: Final = 5
_SHORT_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_LOCAL_KINDS: Final = frozenset({DocumentKind.DECISION, DocumentKind.RESOLUTION})
"""Kinds that are normative or not by what they regulate; only the căn cứ tell which."""
_NATIONAL: Final = frozenset({"TTg", "HĐTP", "UBTVQH", "QH", "CTN", "KTNN"})
"""Bodies whose documents bear a year only when they are normative."""
_OF_2011: Final = frozenset(
    {
        DocumentKind.COMMITMENT,
        DocumentKind.CERTIFICATE,
        DocumentKind.TRAVEL_PERMIT,
        DocumentKind.FILE_RECEIPT,
        DocumentKind.CONCLUSION,
        DocumentKind.CHARTER,
        DocumentKind.INVITATION_LETTER,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDay:
    """The day in the line of place and date; ``day`` is None where it is left blank."""

    year: int
    month: int
    day: int | None

    @property
    def calendar_day(self) -> date | None:
        """The calendar day, None where there is none such."""
        try:
            return None if self.day is None else date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def earliest(self) -> date | None:
        """The day, or the first one of its month."""
        try:
            return self.calendar_day or date(self.year, self.month, 1)
        except ValueError:
            return None


def find_components(observed: Observed) -> Components:
    """Return what was found in a document."""
    lines = list(lines_in_columns(observed.paragraphs, observed))
    head = find_letterhead(lines)
    start = _end_of_head(lines, head)
    block = find_signature(lines, start)
    annexes_from = start if block is None else block.end
    annexes = find_annexes(lines, annexes_from)
    text_end = _text_end(lines, block, annexes[0].label if annexes else None)
    opening = find_opening(lines, start, text_end)
    body, tables = body_between(lines, opening.end, text_end)
    found = Components(
        letterhead=replace(head, closed=bool(body)),
        addressees=opening.addressees,
        authority=opening.authority,
        bases=opening.bases,
        operative=opening.operative,
        body=body,
        tables=tables,
        annexes=annexes,
        copies=find_copies(lines, len(lines) if block is None else block.end),
        contact=_contact(observed, lines, block),
        code=_code(head.code),
    )
    found = _with_signature(found, block)
    written = None if head.place_date is None else written_day(head.place_date.text)
    found = replace(
        found,
        kind=_kind(found),
        dated=None if written is None else written.calendar_day,
        earliest=_last_cited(found) if written is None else written.earliest,
    )
    return replace(found, regime=_regime(found, lines))


def _end_of_head(lines: list[Line], head: Letterhead) -> int:
    last = (
        head.subject[-1:]
        or head.kind_title
        or (*head.dispatch_subject[-1:], *((head.place_date,) if head.place_date else ()))
        or head.motto
    )
    identities = {id(paragraph) for paragraph in last}
    positions = [count for count, line in enumerate(lines) if id(line.paragraph) in identities]
    if head.code is not None:
        positions += [count for count, line in enumerate(lines) if line.paragraph is head.code]
    return max(positions, default=-1) + 1


def _text_end(lines: list[Line], block: SignatureBlock | None, annex: SeenParagraph | None) -> int:
    if block is not None:
        return block.start
    found = (count for count, line in enumerate(lines) if line.paragraph is annex)
    return next(found, len(lines))


def _with_signature(found: Components, block: SignatureBlock | None) -> Components:
    if block is None:
        return found
    return replace(
        found,
        recipients_label=block.label,
        recipients=block.recipients,
        capacity=block.capacity,
        second_capacity=block.second_capacity,
        signers=block.signers,
    )


def _contact(observed: Observed, lines: list[Line], block: SignatureBlock | None) -> Paragraphs:
    below = [] if block is None else [line.paragraph for line in lines[block.end : block.end + 10]]
    footers = [band for band in observed.bands if band.place.area is Area.FOOTER]
    return tuple(one for one in (*below, *footers) if is_like(one, "signature", "contact"))


def _code(line: SeenParagraph | None) -> DocumentCode | None:
    if line is None:
        return None
    try:
        return DocumentCode.parse(line.text)
    except DocumentCodeError:
        return None


def _kind(found: Components) -> DocumentKind | None:
    titled = next((kind_by_name(line.text) for line in found.letterhead.kind_title), None)
    if titled is not None:
        return titled
    named = None if found.code is None else found.code.kind
    is_dispatch = named is None and bool(found.letterhead.dispatch_subject)
    return DocumentKind.OFFICIAL_DISPATCH if is_dispatch else named


def _last_cited(found: Components) -> date | None:
    """Return the last day cited in the first lines of a numbered document whose own is unreadable."""
    if found.letterhead.code is None or not any(letter.isdigit() for letter in found.letterhead.code.text):
        return None
    opening = (*found.bases, *found.body[:_CITING])
    return max((day for line in opening for day in days_in(line.text)), default=None)


def days_in(text: str) -> Iterator[date]:
    """Yield the days that a running text names, long or short."""
    for match in _CITED_DAY.finditer(folded(text)):
        day, month, year = (int(part) for part in match.groups() if part is not None)
        found = WrittenDay(year=year, month=month, day=day).calendar_day
        if found is not None:
            yield found


def written_day(text: str) -> WrittenDay | None:
    """Return the day that a line of place and date names."""
    long, short = _DAY.search(folded(text)), _SHORT_DAY.search(text)
    match = long or short
    if match is None:
        return None
    day, month, year = match.groups()
    return WrittenDay(year=int(year), month=int(month), day=None if day is None else int(day))


def _regime(found: Components, lines: list[Line]) -> Regime:
    head = found.letterhead
    if _is_party(found, lines):
        return Regime.PARTY
    if _is_normative(found):
        return Regime.NORMATIVE
    has_head = head.motto or head.national_name or head.code is not None
    return Regime.ADMINISTRATIVE if has_head else Regime.UNKNOWN


def _is_party(found: Components, lines: list[Line]) -> bool:
    named = any(is_like(line.paragraph, "letterhead", "party") for line in lines[:40])
    return named or (found.code is not None and found.code.party)


def _is_normative(found: Components) -> bool:
    kind, code = found.kind, found.code
    if kind is not None and not kind.is_generated and kind not in _OF_2011:
        return True
    if code is None or code.year is None or kind is DocumentKind.OFFICIAL_DISPATCH:
        return False
    if code.kind is None or code.organ in _NATIONAL:
        return True
    return kind in _LOCAL_KINDS and (not found.bases or cites_promulgation_law(found))


def cites_promulgation_law(found: Components) -> bool:
    """Whether a căn cứ is the law on normative documents."""
    joined = " ".join(folded(basis.text) for basis in found.bases)
    return pattern("text", "promulgation_law").search(joined) is not None
