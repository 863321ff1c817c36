"""Says by which keys a record is found: its codes, and what the fields of the query language narrow."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from index.analyzer import Form, forms_of
from index.code_keys import answered_keys, cited_keys, own_keys
from index.organ_names import other_names
from index.places import PROVINCE
from index.query import CodeTerm
from model.organ import Organ, UnknownOrganError, organ
from model.record import Record

IDENTITY: Final = "id="
ARRIVAL: Final = "den="
ORGAN: Final = "cq="
SIGNER: Final = "nk="
NAME: Final = "ten="
"""Begins the keys of the name of who signed, as spelled: whole, and its last words."""
NAME_FOLDED: Final = "ten~"
"""Begins the key of the whole name without diacritics."""
KIND: Final = "loai="
DIRECTION: Final = "chieu="


def record_keys(record: Record, cited: Iterable[CodeTerm]) -> tuple[str, ...]:
    """Return the keys of a record that cites these codes."""
    return tuple(dict.fromkeys(_keys(record, cited)))


def words(*texts: str | None) -> tuple[str, ...]:
    """Return the folded syllables of some texts, each once."""
    return tuple(dict.fromkeys(form.folded for text in texts if text for form in forms_of(text)))


def registered_organ(record: Record) -> Organ | None:
    """Return the sender as the registry knows it, None where it does not."""
    try:
        return organ(record.organ_id) if record.organ_id else None
    except UnknownOrganError:
        return None


def _keys(record: Record, cited: Iterable[CodeTerm]) -> Iterator[str]:
    yield f"{IDENTITY}{record.id}"
    yield f"{DIRECTION}{record.direction}"
    if record.kind:
        yield f"{KIND}{record.kind}"
    if record.province_id:
        yield f"{PROVINCE}{record.province_id}"
    if record.arrival_number:
        yield f"{ARRIVAL}{record.arrival_number}"
    yield from (f"{SIGNER}{word}" for word in words(record.signer))
    yield from _name_keys(forms_of(record.signer or ""))
    yield from (f"{ORGAN}{word}" for word in words(*_organ_names(record)))
    yield from _code_keys(record, cited)


def _name_keys(name: Sequence[Form]) -> Iterator[str]:
    for at in range(len(name) - 1):
        yield f"{NAME}{' '.join(form.exact for form in name[at:])}"
    if len(name) > 1:
        yield f"{NAME_FOLDED}{' '.join(form.folded for form in name)}"


def _code_keys(record: Record, cited: Iterable[CodeTerm]) -> Iterator[str]:
    if record.code and record.code.has_number:
        yield from own_keys(record.code)
    for term in cited:
        yield from cited_keys(term)
    for link in record.links:
        if link.state.counts:
            yield from answered_keys(link.code)


def _organ_names(record: Record) -> Iterator[str | None]:
    """Yield how the sender and the body above it are called, as written and as the registry knows them."""
    yield from (record.organ, record.parent_organ, record.place)
    yield from other_names(tuple(form.folded for form in forms_of(record.organ or "")))
    if record.code:
        yield record.code.organ
    registered = registered_organ(record)
    if registered:
        yield from (registered.full_name, *registered.abbreviations)
