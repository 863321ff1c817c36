"""What holds for every engine."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.engine import SearchEngine, engine_named
from index.entry import Entry, describe
from index.errors import IndexBusyError, IndexDamagedError
from index.query import AnyOf, Query, Word
from index.query_parser import parse_query
from model.actor import SYSTEM
from model.document_code import DocumentCode
from model.partial_date import PartialDate
from model.record import Direction, Record
from model.record_id import RecordId
from model.search import Searchable, Sort

ENGINES = ("whoosh", "tantivy")


@pytest.fixture(params=ENGINES)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], SearchEngine]:
    """Give what opens the engine over one folder once more."""
    if request.param == "tantivy":
        pytest.importorskip("tantivy", reason="the optional engine is not installed")

    def again() -> SearchEngine:
        return engine_named(request.param, tmp_path)

    return again


@pytest.fixture
def engine(opened: Callable[[], SearchEngine]) -> Iterator[SearchEngine]:
    """Give an engine over an empty index."""
    with closing(opened()) as made:
        with made.exclusive():
            made.make()
        made.open()
        yield made


def an_entry(serial: int, text: str, **fields: object) -> Entry:
    given: dict[str, object] = {
        "id": RecordId(2026, "den", serial),
        "direction": Direction.INCOMING,
        "registered_at": datetime(2026, 1, 1, tzinfo=UTC),
        "registered_by": SYSTEM,
    }
    record = Record(**(given | fields))  # type: ignore[arg-type]  # fields vary
    return describe(Searchable(record=record, text=text))


def serials(engine: SearchEngine, query: str | Query, *, limit: int = 20, offset: int = 0) -> list[int]:
    asked = parse_query(query) if isinstance(query, str) else query
    found = engine.find(asked, limit=limit, offset=offset, facets=False)
    return [RecordId.parse(hit.id).serial for hit in found.hits]


TEXTS = {
    1: "Báo cáo số liệu y tế của Sở Y tế",
    2: "Bảo cảo là hai chữ khác",
    3: "Bao cao so lieu y te cua So Y te",
    4: "Cáo báo, chữ đảo; tế y",
    5: "Kế hoạch phòng cháy",
}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("bao cao", {1, 2, 3, 4}),
        ("báo cáo", {1, 3, 4}),
        ('"báo cáo"', {1, 3}),
        ('"bao cao"', {1, 2, 3}),
        ("bảo cảo", {2, 3}),
        ("báo -liệu", {4}),
        ("cháy OR đảo", {4, 5}),
        ("hoạ*", {5}),
        ("khong-co", set()),
    ],
)
def test_every_clause_finds_what_answers_it(query: str, found: set[int], engine: SearchEngine) -> None:
    engine.apply(1, [an_entry(serial, text) for serial, text in TEXTS.items()], [])
    assert set(serials(engine, query)) == found


def test_the_form_as_typed_ranks_first(engine: SearchEngine) -> None:
    engine.apply(1, [an_entry(1, "hoa hồng"), an_entry(2, "hòa hồng"), an_entry(3, "hoa hong")], [])
    assert serials(engine, "hòa")[0] == 2


def test_a_code_finds_its_own_document_first(engine: SearchEngine) -> None:
    code = DocumentCode.parse("1616/BGDĐT-KHTC")
    engine.apply(1, [an_entry(1, "theo Công văn số 1616/BGDĐT-KHTC"), an_entry(2, "x", code=code)], [])
    assert serials(engine, "1616/bgddt-khtc") == [2, 1]


def test_at_least_some_of_several_parts_must_be_answered(engine: SearchEngine) -> None:
    engine.apply(1, [an_entry(1, "một hai"), an_entry(2, "một"), an_entry(3, "hai ba")], [])
    words = tuple(Word(exact=word, folded=word, is_loose=True) for word in ("mot", "hai", "ba"))
    assert set(serials(engine, Query(clauses=(AnyOf(parts=words, least=2),)))) == {1, 3}


def test_hits_are_ordered_by_day_and_found_between_days(engine: SearchEngine) -> None:
    days = {1: PartialDate(2017, 3, 23), 2: PartialDate(2015, 1, 2), 3: PartialDate(2019, 5)}
    engine.apply(1, [an_entry(serial, "báo cáo", dated=day) for serial, day in days.items()], [])
    asked = parse_query("báo cáo")
    ordered = Query(clauses=asked.clauses, sort=Sort.NEWEST), Query(clauses=asked.clauses, sort=Sort.OLDEST)
    assert [serials(engine, query) for query in ordered] == [[3, 1, 2], [2, 1, 3]]
    assert set(serials(engine, "báo cáo từ:2017-01 đến:2017-12")) == {1}


def test_pages_follow_each_other_and_the_total_counts_all(engine: SearchEngine) -> None:
    engine.apply(1, [an_entry(serial, "báo cáo") for serial in range(1, 8)], [])
    pages = [serials(engine, "báo cáo", limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert [number for page in pages for number in page] == [1, 2, 3, 4, 5, 6, 7]
    assert engine.find(parse_query("báo cáo"), limit=0, offset=0, facets=False).total == 7


def test_facets_count_living_entries_most_first(engine: SearchEngine) -> None:
    places = {1: "p34-an-giang", 2: "p34-lang-son", 3: "p34-lang-son", 4: "p34-lang-son"}
    engine.apply(1, [an_entry(serial, "báo cáo", province_id=place) for serial, place in places.items()], [])
    engine.apply(2, [], ["2026-den-000004"])
    facets = engine.find(parse_query("báo cáo"), limit=0, offset=0, facets=True).facets
    assert facets["province"] == (("Lạng Sơn", 2), ("An Giang", 1))
    assert "Lạng Sơn" in engine.values("province")


def test_a_changed_entry_replaces_itself_and_a_batch_may_come_again(engine: SearchEngine) -> None:
    engine.apply(1, [an_entry(1, "nháp"), an_entry(2, "nháp")], [])
    for _ in range(2):
        engine.apply(2, [an_entry(1, "bản chính")], ["2026-den-000002"])
    assert (serials(engine, "nháp"), serials(engine, "bản chính")) == ([], [1])
    assert (engine.sequence(), engine.ids()) == (2, frozenset({"2026-den-000001"}))


def test_words_and_their_likes_are_counted(engine: SearchEngine) -> None:
    engine.apply(1, [an_entry(1, "trường học"), an_entry(2, "Trường"), an_entry(3, "truong")], [])
    assert engine.frequency("folded", "truong") == 3
    assert [word for word, _ in engine.similar_words("truogn")] == ["truong"]


def test_an_index_opened_again_holds_what_was_applied(
    engine: SearchEngine, opened: Callable[[], SearchEngine]
) -> None:
    engine.apply(7, [an_entry(1, "báo cáo")], [])
    with closing(opened()) as again:
        again.open()
        assert (again.sequence(), serials(again, "báo cáo")) == (7, [1])


def test_another_writer_is_told_that_the_index_is_busy(
    engine: SearchEngine, opened: Callable[[], SearchEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.engines.guarded_folder._PATIENCE", 0.0)
    with engine.exclusive(), closing(opened()) as other, pytest.raises(IndexBusyError):
        other.apply(1, [an_entry(1, "x")], [])
    assert engine.sequence() == 0


def test_merging_changes_no_answer(engine: SearchEngine) -> None:
    for serial in range(1, 20):
        engine.apply(serial, [an_entry(serial, "báo cáo y tế " * serial)], [])
    before = serials(engine, "báo cáo")
    while engine.merge():
        pass
    assert serials(engine, "báo cáo") == before
    assert len(engine.ids()) == 19


def test_an_index_that_is_not_there_is_damaged(opened: Callable[[], SearchEngine]) -> None:
    with closing(opened()) as engine, pytest.raises(IndexDamagedError):
        engine.open()
