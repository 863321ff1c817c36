"""How well titles are found again by a few of their syllables, on real laws."""

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from index.search_index import SearchIndex
from model.actor import SYSTEM
from model.record import Direction, Record
from model.record_id import RecordId
from model.search import Searchable
from model.vietnamese import fold

pytestmark = pytest.mark.corpus

LEAST_MRR: Final = 0.62
QUERIES: Final = 800
BATCH: Final = 5000


@pytest.fixture(scope="module")
def articles(shared: Path) -> list[Searchable]:
    """Give the articles as filed records, each with its title as subject."""
    with gzip.open(shared / "corpus/laws/articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [an_article(serial, **json.loads(line)) for serial, line in enumerate(lines, start=1)]


def an_article(serial: int, title: str, body: str, **_: object) -> Searchable:
    record = Record(
        id=RecordId(2026, "den", serial),
        direction=Direction.INCOMING,
        registered_at=datetime(2026, 11, 2, tzinfo=UTC),
        registered_by=SYSTEM,
        subject=title,
    )
    return Searchable(record=record, text=body)


@pytest.fixture(scope="module")
def index(articles: list[Searchable], tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    """Give an index of them all."""
    with SearchIndex(tmp_path_factory.mktemp("laws") / "search", lambda _: "") as opened:
        for begin in range(0, len(articles), BATCH):
            opened.apply(begin + BATCH, articles[begin : begin + BATCH])
        yield opened


def known_items(articles: list[Searchable]) -> list[tuple[str, str]]:
    """Return ids of articles whose title is theirs alone, each with three to five syllables of it."""
    chance = random.Random(5)  # noqa: S311  # the same queries every time
    often = Counter((one.record.subject or "").lower() for one in articles)
    items = []
    for one in articles:
        title = (one.record.subject or "").lower()
        if often[title] == 1 and 5 <= len(title.split()) <= 14:
            items.append((str(one.record.id), re.findall(r"\w+", title)))
    asked = []
    for record_id, syllables in chance.sample(items, QUERIES):
        length = min(len(syllables), chance.choice([3, 4, 5]))
        begin = chance.randrange(len(syllables) - length + 1)
        asked.append((record_id, " ".join(syllables[begin : begin + length])))
    return asked


@pytest.mark.parametrize("typed", [str, fold], ids=["with diacritics", "without"])
def test_titles_are_found_by_a_few_of_their_syllables(
    typed: Callable[[str], str], articles: list[Searchable], index: SearchIndex
) -> None:
    reciprocal = 0.0
    for record_id, query in known_items(articles):
        found = [hit.id for hit in index.search(typed(query), limit=10).hits]
        reciprocal += 1 / (found.index(record_id) + 1) if record_id in found else 0.0
    assert reciprocal / QUERIES >= LEAST_MRR
