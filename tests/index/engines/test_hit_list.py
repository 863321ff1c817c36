from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from index.engine import FoundPage
from index.engines.whoosh_engine import WhooshEngine
from index.entry import Entry, describe
from index.query import Query
from index.query_parser import parse_query
from model.actor import SYSTEM
from model.partial_date import PartialDate
from model.record import Direction, Record
from model.record_id import RecordId
from model.search import Searchable, Sort

DOCUMENTS = 400


def an_entry(serial: int) -> Entry:
    record = Record(
        id=RecordId(2026, "den", serial),
        direction=Direction.INCOMING,
        registered_at=datetime(2026, 1, 1, tzinfo=UTC),
        registered_by=SYSTEM,
        dated=PartialDate(2020, 1 + serial % 12, 1 + serial % 7),
        subject="Báo cáo" if serial % 50 == 0 else None,
    )
    text = "báo cáo " * (serial * 37 % 5) + "khác " * (serial * 11 % 3) + ("hiếm" if serial % 40 == 0 else "")
    return describe(Searchable(record=record, text=text))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    """Give an engine with entries of many scores and days in two segments, some of them deleted."""
    folder: Path = tmp_path_factory.mktemp("search")
    with closing(WhooshEngine(folder)) as made:
        with made.exclusive():
            made.make()
        made.apply(1, map(an_entry, range(1, DOCUMENTS - 100)), [])
        made.apply(
            2, map(an_entry, range(DOCUMENTS - 100, DOCUMENTS)), [f"2026-den-{at:06d}" for at in (50, 77)]
        )
        yield made


def found(engine: WhooshEngine, query: Query, limit: int, offset: int = 0) -> FoundPage:
    return engine.find(query, limit=limit, offset=offset, facets=True)


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("text", ["báo cáo", "bao cao", "hiếm", "bao hiem", "chiều:đến"])
def test_pages_put_together_are_the_whole_list(engine: WhooshEngine, text: str, sort: Sort) -> None:
    query = Query(clauses=parse_query(text).clauses, sort=sort)
    whole = found(engine, query, DOCUMENTS)
    paged = [hit for at in range(0, DOCUMENTS, 7) for hit in found(engine, query, 7, at).hits]
    assert paged == list(whole.hits)
    assert len(paged) == whole.total == sum(count for _, count in whole.facets["year"])


@pytest.mark.parametrize("text", ["báo cáo", "bao cao", "hiem"])
def test_hits_stand_by_score_then_by_id(engine: WhooshEngine, text: str) -> None:
    hits = found(engine, parse_query(text), DOCUMENTS).hits
    assert list(hits) == sorted(hits, key=lambda hit: (-hit.score, hit.id))
    assert len({hit.score for hit in hits}) > 1


@pytest.mark.parametrize(("sort", "sign"), [(Sort.NEWEST, -1), (Sort.OLDEST, 1)])
def test_hits_stand_by_day_where_that_is_asked(engine: WhooshEngine, sort: Sort, sign: int) -> None:
    query = Query(clauses=parse_query("bao cao").clauses, sort=sort)
    days = [date.fromisoformat(hit.card.date or "") for hit in found(engine, query, DOCUMENTS).hits]
    assert days == sorted(days, key=lambda day: sign * day.toordinal())


def test_what_is_only_counted_is_counted_alike(engine: WhooshEngine) -> None:
    query = parse_query("bao cao")
    page, counted = found(engine, query, 5), found(engine, query, 0)
    assert (counted.hits, counted.total, counted.facets) == ((), page.total, page.facets)
