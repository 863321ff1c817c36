"""Builders of documents and of an index that holds them."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.search_index import SearchIndex
from model.actor import SYSTEM
from model.record import Direction, Record
from model.record_id import RecordId
from model.search import Searchable

REGISTERED_AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def document() -> Callable[..., Searchable]:
    """Give the builder of an incoming document: its serial, its text, and fields of the record."""

    def build(serial: int, text: str = "", **fields: object) -> Searchable:
        given: dict[str, object] = {
            "id": RecordId(2026, "den", serial),
            "direction": Direction.INCOMING,
            "registered_at": REGISTERED_AT,
            "registered_by": SYSTEM,
        }
        return Searchable(record=Record(**(given | fields)), text=text)  # type: ignore[arg-type]  # fields vary

    return build


@pytest.fixture
def index_of(tmp_path: Path) -> Iterator[Callable[..., SearchIndex]]:
    """Give the builder of an index that holds some documents, at sequence 1."""
    with ExitStack() as opened:

        def build(*documents: Searchable) -> SearchIndex:
            texts = {document.record.id: document.text for document in documents}
            index = opened.enter_context(SearchIndex(tmp_path / "search", lambda of: texts.get(of, "")))
            index.apply(1, documents)
            return index

        yield build


@pytest.fixture
def find(index_of: Callable[..., SearchIndex]) -> Callable[[Sequence[Searchable], str], list[int]]:
    """Give the search that returns the serials found among some documents, best first."""

    def search(documents: Sequence[Searchable], query: str) -> list[int]:
        return [RecordId.parse(hit.id).serial for hit in index_of(*documents).search(query).hits]

    return search


@pytest.fixture
def files_left_open() -> Iterator[None]:
    """Collect the files that Whoosh leaves open when it fails to read one, while their warning is ignored."""
    yield
    gc.collect()
