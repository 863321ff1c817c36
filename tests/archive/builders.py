"""Values for the tests of the archive: one builder per value, and a strategy for any record at all."""

from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from hypothesis import strategies as st

from model.actor import Actor
from model.clock import VIETNAM
from model.deadline import Deadline
from model.document_code import DocumentCode
from model.document_kind import DocumentKind
from model.identification import Evidence, Identification, Reading
from model.partial_date import PartialDate
from model.reason import Reason
from model.record import Addressee, ArrivedFile, Direction, Record, ReplyLink, StoredFile
from model.record_id import RecordId

CLERK = Actor(name="Nguyễn Thị Hằng")
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=VIETNAM)

T = TypeVar("T")


def a_record(**changes: Any) -> Record:  # noqa: ANN401 - the fields of Record, each of its own type
    """Return an incoming record with the least that every record has."""
    record = Record(
        id=RecordId(2026, "den", 123), direction=Direction.INCOMING, registered_at=NOON, registered_by=CLERK
    )
    return replace(record, **changes)


_texts = st.text(max_size=12)
_numbers = st.integers(0, 10**9)
_instants = st.datetimes(timezones=st.just(VIETNAM))
_ids = st.builds(RecordId, st.integers(1900, 2100), st.sampled_from(["den", "di", "tep"]), _numbers)
_dates = st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12), st.integers(0, 28))
_codes = st.builds(DocumentCode, number=_texts, symbol=_texts, year=st.none() | _numbers, party=st.booleans())
_actors = st.builds(Actor, name=_texts, role=_texts)
_millimetres = st.floats(0, 500)
_boxes = st.none() | st.tuples(_millimetres, _millimetres, _millimetres, _millimetres)
_evidence = st.builds(Evidence, text=_texts, rule=_texts, page=st.none() | _numbers, box=_boxes)


def _tuples(values: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(values, max_size=2).map(tuple)


def _readings(values: st.SearchStrategy[T]) -> st.SearchStrategy[Reading[T]]:
    return st.builds(Reading, value=values, confidence=st.floats(0, 1), evidence=_evidence)


_identifications = st.builds(
    Identification,
    format=_texts,
    code=st.none() | _readings(_codes),
    organ=st.none() | _readings(_texts),
    date=st.none() | _readings(_dates),
    kind=st.none() | _readings(st.sampled_from(DocumentKind)),
    recipients=st.none() | _readings(_tuples(_texts)),
    replies_to=_tuples(_readings(_codes)),
    suggestions=st.dictionaries(_texts, _tuples(_readings(_texts)), max_size=2),
)

_links = st.builds(
    ReplyLink,
    dispatch=_ids,
    code=_codes,
    score=st.integers(0, 100),
    evidence=_tuples(_evidence),
    decided_by=_actors,
    decided_at=_instants,
)

_arrivals = st.builds(
    ArrivedFile, ledger_id=_numbers, path=_texts, size=_numbers, seen_at=_instants, settled_at=_instants
)

records = st.builds(
    Record,
    id=_ids,
    registered_at=_instants,
    registered_by=_actors,
    code=st.none() | _codes,
    kind=st.none() | st.sampled_from(DocumentKind),
    subject=st.none() | _texts,
    dated=st.none() | _dates,
    recipients=_tuples(_texts),
    arrival_number=st.none() | _numbers,
    arrived_on=st.none() | st.dates(),
    arrivals=_tuples(_arrivals),
    deadline=st.none() | st.builds(Deadline, literal=_texts, due_on=st.dates()),
    addressees=_tuples(st.builds(Addressee, organ_id=_texts, name=_texts, province_id=st.none() | _texts)),
    links=_tuples(_links),
    review=_tuples(st.builds(Reason, _texts, _tuples(_texts))),
    files=_tuples(st.builds(StoredFile, path=_texts, name=_texts, size=_numbers)),
    identification=st.none() | _identifications,
)
"""Any record at all."""
