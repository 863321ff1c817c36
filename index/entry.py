"""Says what of a record is searched, counted and shown, the same for every engine."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final, Self

from index.analyzer import Form, forms_as_meant, forms_of
from index.code_keys import slipped_keys
from index.entry_keys import record_keys, registered_organ
from index.places import label
from index.query import CodeTerm
from model.document_code import find_codes
from model.province import province
from model.record import FileRole, Record
from model.search import Searchable

VERSION: Final = 2
"""Counts up when an entry holds other things than before: every index is then made anew."""

BREAK: Final = "\n"
"""Stands between two parts of a text, so that no phrase runs over the border; never a term of a query."""

FACETS: Final = ("year", "province", "organ", "type", "direction", "answers")
"""What the hits are counted by."""
COLUMNS: Final = FACETS
"""What entries are filtered by; an entry may have several values in one column, or none."""
_BREAK: Final = Form(BREAK, BREAK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The syllables of a text in order, in both forms."""

    forms: tuple[Form, ...]

    @classmethod
    def of(cls, *, typed: Iterable[str], known: Iterable[str] = ()) -> Self:
        """Return the syllables of several texts, a break after each.

        ``known`` texts come out of registries: a name without diacritics, An Giang, lacks none.
        """
        read = (*map(forms_as_meant, typed), *map(forms_of, known))
        forms: list[Form] = []
        for part in read:
            forms += part
            forms.append(_BREAK)
        return cls(forms=tuple(forms))

    @property
    def exact(self) -> tuple[str, ...]:
        """The syllables as written."""
        return tuple(form.exact for form in self.forms)

    @property
    def folded(self) -> tuple[str, ...]:
        """The syllables without diacritics."""
        return tuple(form.folded for form in self.forms)

    @property
    def pairs(self) -> tuple[str, ...]:
        """Neighbouring syllables, folded."""
        return tuple(f"{one} {two}" for one, two in pairwise(self.folded) if BREAK not in {one, two})


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a hit shows besides its snippet and score; the fields are those of model.search.SearchHit."""

    direction: str
    full_code: str | None
    date: str | None
    organ: str | None
    province: str | None
    type: str | None
    subject: str | None
    standing: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record as an engine takes it in.

    ``title`` and ``heading`` only rank; ``content`` holds everything that is searched. ``columns`` has the
    values per name of COLUMNS, ``keys`` are what clauses of keys ask for. ``days`` are the first and the last
    day that the date of the document may mean, the day of registration where it has none.
    """

    id: str
    title: Terms
    heading: Terms
    content: Terms
    card: Card
    keys: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    days: tuple[date, date]


def describe(document: Searchable) -> Entry:
    """Return the entry of a record with its text."""
    record, card = document.record, _card(document.record)
    title = _present(card.full_code, record.subject)
    organs = _present(record.organ, record.parent_organ)
    known = _present(card.type, card.province, record.place, _organ_not_read(record))
    names = [file.name for file in record.files if file.role is FileRole.ORIGINAL]
    return Entry(
        id=str(record.id),
        title=Terms.of(typed=title),
        heading=Terms.of(typed=_heading(card, organs), known=known),
        content=Terms.of(
            typed=[*title, *organs, *_present(record.signer), *names, document.text], known=known
        ),
        card=card,
        keys=(*record_keys(record, _cited(document)), *slipped_keys(document.text)),
        columns=_columns(record, card),
        days=_days(record),
    )


def _present(*parts: str | None) -> list[str]:
    return [part for part in parts if part]


def _heading(card: Card, organs: list[str]) -> list[str]:
    """Return what stands above the text, kind and subject as one: of *Luật Thanh tra* the subject is half."""
    title = " ".join(_present(card.type, card.subject))
    return [*_present(card.full_code, title), *organs]


def _card(record: Record) -> Card:
    return Card(
        direction=record.direction.value,
        full_code=str(record.code) if record.code else None,
        date=str(record.dated) if record.dated else None,
        organ=record.organ,
        province=province(record.province_id).name if record.province_id else None,
        type=record.kind.label if record.kind else None,
        subject=record.subject,
        standing=str(record.standing) if record.standing and record.standing.is_over else None,
    )


def _columns(record: Record, card: Card) -> tuple[tuple[str, ...], ...]:
    year = record.dated.year if record.dated else record.registered_at.year
    place = label(province(record.province_id)) if record.province_id else None
    registered = registered_organ(record)
    organ = card.organ if registered is None else registered.name
    one_valued = (str(year), place, organ, card.type, card.direction)
    answered = (str(link.code) for link in record.links if link.state.counts)
    return (*(tuple(_present(value)) for value in one_valued), tuple(dict.fromkeys(answered)))


def _organ_not_read(record: Record) -> str | None:
    """Return the registered name of the sender where it was read otherwise: a scan spells *Tong cuc Thue*."""
    registered = registered_organ(record)
    return registered.name if registered and registered.name != record.organ else None


def _days(record: Record) -> tuple[date, date]:
    if record.dated is None:
        registered = record.registered_at.date()
        return registered, registered
    return date(record.dated.year, record.dated.month, record.dated.day or 1), record.dated.latest


def _cited(document: Searchable) -> tuple[CodeTerm, ...]:
    """Return the codes that subject and text name and those of the dispatches it answers, but not its own."""
    record = document.record
    named = (found.code for text in _present(record.subject, document.text) for found in find_codes(text))
    linked = (link.code for link in record.links if link.state.counts)
    codes = {CodeTerm.of(code): None for code in (*named, *linked)}
    return tuple(code for code in codes if code != _own_code(record))


def _own_code(record: Record) -> CodeTerm | None:
    """Return the code of a record, None while it has no number."""
    return CodeTerm.of(record.code) if record.code and record.code.has_number else None
