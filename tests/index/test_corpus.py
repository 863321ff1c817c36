"""Real documents, found again by what a clerk would remember of them."""

import json
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from index.search_index import SearchIndex
from model.actor import SYSTEM
from model.document_code import DocumentCode
from model.record import Direction, Record
from model.record_id import RecordId
from model.search import Searchable
from model.vietnamese import fold

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def filed(shared: Path) -> list[Searchable]:
    """Give the texts of the corpus, with what was read off them by eye, as filed records."""
    manifest = (shared / "corpus/dispatches/manifest.jsonl").read_text(encoding="utf-8")
    rows = [row for row in map(json.loads, manifest.splitlines()) if row["format"] == "txt"]
    return [a_document(serial, shared, row) for serial, row in enumerate(rows, start=1)]


def a_document(serial: int, shared: Path, row: dict[str, Any]) -> Searchable:
    truth, path = row["truth"], shared / "corpus/dispatches" / row["file"]
    lines = path.read_text(encoding="utf-8").splitlines()[row.get("front_matter_lines", 0) :]
    record = Record(
        id=RecordId(2026, "den", serial),
        direction=Direction.INCOMING,
        registered_at=datetime(2026, 11, 2, tzinfo=UTC),
        registered_by=SYSTEM,
        code=DocumentCode.parse(truth["full_code"]) if "full_code" in truth else None,
        subject=truth.get("subject"),
        organ=truth.get("organ"),
    )
    return Searchable(record=record, text="\n".join(lines))


@pytest.fixture(scope="module")
def index(filed: list[Searchable], tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    """Give an index of them all."""
    texts = {one.record.id: one.text for one in filed}
    with SearchIndex(tmp_path_factory.mktemp("corpus") / "search", texts.__getitem__) as opened:
        opened.apply(1, filed)
        yield opened


@pytest.mark.parametrize("spelled", [str, fold, str.upper, lambda text: unicodedata.normalize("NFD", text)])
def test_each_document_is_found_by_its_subject(
    spelled: Callable[[str], str], filed: list[Searchable], index: SearchIndex
) -> None:
    asked = [(str(one.record.id), one.record.subject) for one in filed if one.record.subject]
    missed = [
        subject
        for record_id, subject in asked
        if record_id not in {hit.id for hit in index.search(spelled(subject), limit=60).hits}
    ]
    assert len(asked) > 100
    assert missed == []


@pytest.mark.parametrize("spelled", [str, fold])
def test_each_document_stands_first_by_its_code(
    spelled: Callable[[str], str], filed: list[Searchable], index: SearchIndex
) -> None:
    codes = [one.record.code for one in filed if one.record.code]
    for code in codes:
        first, *_ = index.search(spelled(str(code)), limit=1).hits
        assert first.full_code is not None
        assert DocumentCode.parse(first.full_code).folded_key == code.folded_key


def test_every_snippet_marks_what_was_asked_for(index: SearchIndex) -> None:
    for hit in index.search("thuế giá trị gia tăng", limit=100).hits:
        marked = {fold(hit.snippet.text[start:end]) for start, end in hit.snippet.marks}
        assert marked
        assert marked <= {"thue", "gia", "tri", "tang"}
