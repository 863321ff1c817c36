"""The engines that are compared, each as its own pages show it, all without diacritics and with places."""

import sqlite3
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any, Final, Protocol

import tantivy
from whoosh import index as whoosh_index
from whoosh.analysis import CharsetFilter, LowercaseFilter, RegexTokenizer
from whoosh.fields import ID, TEXT, Schema
from whoosh.qparser import MultifieldParser
from whoosh.support.charset import accent_map

from bench.searching.texts import Texts
from index.engines.whoosh_engine import WhooshEngine
from index.entry import describe
from index.query_parser import parse_query
from index.snippet import snippet
from model.search import Searchable

HITS: Final = 10
_BATCH: Final = 2000
"""Documents in one change of ours."""


class Compared(Protocol):
    """An engine over a folder, opened by its making; a query is one or more words, or a phrase in quotes."""

    def add(self, documents: Iterable[Searchable]) -> None:
        """Add new documents, and commit as often as suits."""

    def put(self, document: Searchable) -> None:
        """Add one document in the place of an older one, and commit."""

    def search(self, query: str) -> int:
        """Look the best hits up, and return how many came."""

    def count(self, query: str) -> int:
        """Count the hits by province, and return how many provinces there are."""

    def show(self, query: str) -> int:
        """Look the best hits up, and cut a snippet out of each."""


class Ours:
    """This program's index, with exact forms and titles ranked above."""

    def __init__(self, folder: Path, texts: Texts) -> None:
        self._engine = WhooshEngine(folder)
        self._texts = texts
        if not any(folder.iterdir()):
            with self._engine.exclusive():
                self._engine.make()
        self._engine.open()

    def add(self, documents: Iterable[Searchable]) -> None:
        """Describe and apply batches, and merge what is due after each."""
        coming = iter(documents)
        while batch := list(islice(coming, _BATCH)):
            self._engine.apply(self._engine.sequence() + 1, map(describe, batch), [])
            while self._engine.merge():
                pass

    def put(self, document: Searchable) -> None:
        """Apply one change."""
        self.add([document])

    def search(self, query: str) -> int:
        """Find the best hits with what they show."""
        return len(self._engine.find(parse_query(query), limit=HITS, offset=0, facets=False).hits)

    def count(self, query: str) -> int:
        """Find with all facets: there is no way to have fewer."""
        return len(self._engine.find(parse_query(query), limit=0, offset=0, facets=True).facets["province"])

    def show(self, query: str) -> int:
        """Cut snippets in the original spelling."""
        asked = parse_query(query)
        hits = self._engine.find(asked, limit=HITS, offset=0, facets=False).hits
        return len([snippet(asked, self._texts.of(hit.id), hit.card.subject) for hit in hits])


class StockWhoosh:
    """Whoosh as it comes; the text is stored, as it needs for snippets."""

    def __init__(self, folder: Path, _texts: Texts) -> None:
        folded = RegexTokenizer() | LowercaseFilter() | CharsetFilter(accent_map)
        schema = Schema(
            id=ID(stored=True, unique=True),
            province=ID(stored=True, sortable=True),
            subject=TEXT(analyzer=folded),
            content=TEXT(analyzer=folded, stored=True),
        )
        self._index = (
            whoosh_index.open_dir(folder)
            if whoosh_index.exists_in(folder)
            else whoosh_index.create_in(folder, schema)
        )
        self._parser = MultifieldParser(["subject", "content"], self._index.schema)
        self._opened: Any = None

    def add(self, documents: Iterable[Searchable]) -> None:
        """Add with the one option that its pages recommend for many."""
        writer = self._index.writer(limitmb=512)
        for one in documents:
            writer.add_document(**self._fields(one))
        writer.commit()
        self._opened = None

    def put(self, document: Searchable) -> None:
        """Replace what has the same id."""
        writer = self._index.writer()
        writer.update_document(**self._fields(document))
        writer.commit()
        self._opened = None

    def search(self, query: str) -> int:
        """Find the best hits."""
        return int(self._searcher().search(self._parser.parse(query), limit=HITS).scored_length())

    def count(self, query: str) -> int:
        """Group all hits."""
        found = self._searcher().search(self._parser.parse(query), limit=HITS, groupedby="province")
        return len(found.groups("province"))

    def show(self, query: str) -> int:
        """Highlight in the stored text."""
        found = self._searcher().search(self._parser.parse(query), limit=HITS)
        return len([hit.highlights("content") for hit in found])

    def _searcher(self) -> Any:  # noqa: ANN401  # Whoosh publishes no types
        """Return the searcher since the last commit; its own refresh brings back what was merged away."""
        if self._opened is None:
            self._opened = self._index.searcher()
        return self._opened

    def _fields(self, document: Searchable) -> dict[str, Any]:
        record = document.record
        return {
            "id": str(record.id),
            "province": record.province_id,
            "subject": record.subject,
            "content": document.text,
        }


class Fts5:
    """The full text of SQLite over a table that holds the texts; it knows no Đ, which is taken out before."""

    def __init__(self, folder: Path, _texts: Texts) -> None:
        self._file = sqlite3.connect(folder / "fts5.db")
        self._file.executescript(
            """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
            CREATE TABLE IF NOT EXISTS document
                (number INTEGER PRIMARY KEY, id TEXT UNIQUE, province TEXT, subject TEXT, content TEXT);
            CREATE VIRTUAL TABLE IF NOT EXISTS found USING fts5
                (subject, content, content=document, content_rowid=number,
                 tokenize="unicode61 remove_diacritics 2");
            """
        )

    def add(self, documents: Iterable[Searchable]) -> None:
        """Add to table and index in one transaction."""
        with self._file:
            for one in documents:
                self._insert(one)

    def put(self, document: Searchable) -> None:
        """Replace what has the same id."""
        asked = "SELECT number, subject, content FROM document WHERE id = ?"
        with self._file:
            for row in self._file.execute(asked, (str(document.record.id),)).fetchall():
                self._file.execute(
                    "INSERT INTO found (found, rowid, subject, content) VALUES ('delete', ?, ?, ?)", row
                )
                self._file.execute("DELETE FROM document WHERE number = ?", row[:1])
            self._insert(document)

    def search(self, query: str) -> int:
        """Find the best hits."""
        return len(self._all("SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank LIMIT 10", query))

    def count(self, query: str) -> int:
        """Group all hits."""
        joined = "FROM found JOIN document ON number = found.rowid WHERE found MATCH ? GROUP BY province"
        return len(self._all(f"SELECT province, count(*) {joined}", query))

    def show(self, query: str) -> int:
        """Let it cut snippets."""
        cut = "SELECT snippet(found, 1, '[', ']', '...', 40) FROM found WHERE found MATCH ?"
        return len(self._all(f"{cut} ORDER BY rank LIMIT 10", query))

    def _insert(self, document: Searchable) -> None:
        record = document.record
        values = (
            str(record.id),
            record.province_id,
            _without_d(record.subject or ""),
            _without_d(document.text),
        )
        number = self._file.execute(
            "INSERT INTO document (id, province, subject, content) VALUES (?, ?, ?, ?)", values
        ).lastrowid
        self._file.execute(
            "INSERT INTO found (rowid, subject, content) VALUES (?, ?, ?)", (number, *values[2:])
        )

    def _all(self, sql: str, query: str) -> list[Any]:
        asked = query if query.startswith('"') else " ".join(f'"{word}"' for word in query.split())
        return self._file.execute(sql, (_without_d(asked),)).fetchall()


class Tantivy:
    """tantivy with its own folding; the text is stored."""

    def __init__(self, folder: Path, _texts: Texts) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("province", stored=True, fast=True, tokenizer_name="raw")
        builder.add_text_field("subject", tokenizer_name="folded")
        builder.add_text_field("content", stored=True, tokenizer_name="folded")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(folder))
        lower = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
        self._index.register_tokenizer("folded", lower.filter(tantivy.Filter.ascii_fold()).build())
        self._searcher = self._index.searcher()

    def add(self, documents: Iterable[Searchable]) -> None:
        """Add with one thread, as all others have."""
        writer = self._index.writer(num_threads=1)
        for one in documents:
            writer.add_document(self._document(one))
        self._commit(writer)

    def put(self, document: Searchable) -> None:
        """Replace what has the same id."""
        writer = self._index.writer(num_threads=1)
        writer.delete_documents("id", str(document.record.id))
        writer.add_document(self._document(document))
        self._commit(writer)

    def search(self, query: str) -> int:
        """Find the best hits."""
        return len(self._searcher.search(self._parsed(query), HITS, count=False).hits)

    def count(self, query: str) -> int:
        """Aggregate all hits."""
        asked = {"provinces": {"terms": {"field": "province", "size": 70}}}
        return len(self._searcher.aggregate(self._parsed(query), asked)["provinces"]["buckets"])

    def show(self, query: str) -> int:
        """Generate snippets from the stored text."""
        parsed = self._parsed(query)
        generator = tantivy.SnippetGenerator.create(self._searcher, parsed, self._schema, "content")
        hits = self._searcher.search(parsed, HITS, count=False).hits
        return len([generator.snippet_from_doc(self._searcher.doc(address)).to_html() for _, address in hits])

    def _parsed(self, query: str) -> Any:  # noqa: ANN401  # tantivy publishes no types
        return self._index.parse_query(query, ["subject", "content"], conjunction_by_default=True)

    def _document(self, document: Searchable) -> Any:  # noqa: ANN401  # as above
        record = document.record
        return tantivy.Document(
            id=str(record.id),
            province=record.province_id or "",
            subject=record.subject or "",
            content=document.text,
        )

    def _commit(self, writer: Any) -> None:  # noqa: ANN401  # as above
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()


ENGINES: Final[dict[str, Callable[[Path, Texts], Compared]]] = {
    "ours": Ours,
    "FTS5": Fts5,
    "tantivy": Tantivy,
    "Whoosh": StockWhoosh,
}


def _without_d(text: str) -> str:
    return text.replace("đ", "d").replace("Đ", "D")
