"""The search index as the office knows it: it takes in records and answers queries."""

import logging
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Final, Self

from index import entry
from index.engine import engine_named
from index.errors import IndexDamagedError, IndexFolderUnusableError, problem_of
from index.folder import IndexFolder
from index.searcher import Searcher
from index.tidying import Tidying
from model.record import Record
from model.record_id import RecordId
from model.search import Searchable, SearchHit, SearchPage, SearchRequest

_log = logging.getLogger(__name__)


_ENTRY_VERSIONS: Final = 1000
"""Room for the versions of entries below one version of an engine."""


class Fault(StrEnum):
    """Why an index was made anew and must be filled from the first change on."""

    MISSING = "missing"
    OUTDATED = "outdated"
    DAMAGED = "damaged"


_LEVELS: Final = {Fault.MISSING: logging.INFO, Fault.OUTDATED: logging.INFO, Fault.DAMAGED: logging.WARNING}


class SearchIndex:
    """The index in one folder, derived from the archive.

    ``texts`` gives the text of a record, for snippets; the index itself keeps no copy. ``made_anew`` says why
    the index was made anew when it was opened, None when it was sound; a new index is at sequence 0.

    Raises:
        EngineUnknownError: when no engine has the name.
        IndexFolderForeignError: when the folder holds files of somebody else.
        IndexFolderUnusableError: when it cannot be opened or made: read-only, full, no folder.
        IndexBusyError: when the index must be made anew and another process is writing.
    """

    def __init__(self, folder: Path, texts: Callable[[RecordId], str], *, engine: str = "whoosh") -> None:
        self._engine_name = engine
        self._engine = engine_named(engine, folder)
        self._version = self._engine.version * _ENTRY_VERSIONS + entry.VERSION
        self._searcher = Searcher(self._engine, texts)
        self._tidying = Tidying(self._engine.merge)
        self._folder = IndexFolder(folder)
        try:
            self._folder.claim()
            self.made_anew: Fault | None = self._open()
        except OSError as fault:
            raise IndexFolderUnusableError(folder, problem_of(fault)) from fault

    def sequence(self) -> int:
        """Return the number of the last change that the index holds for sure, 0 when it is new."""
        return self._engine.sequence()

    def apply(self, sequence: int, added: Iterable[Searchable], removed: Iterable[RecordId] = ()) -> None:
        """Bring the index to a change sequence; a record replaces the one with the same id.

        What the batch comes to is held in memory and is one commit: some thousands of records at a time. It
        may be applied again, and a lower sequence than the present one is taken as given: the office follows
        on from there.

        Raises:
            IndexBusyError: when another process is writing; apply the batch later.
            IndexDamagedError: when the index cannot be read; ``clear`` it and apply all changes again.
        """
        self._engine.apply(sequence, map(entry.describe, added), [str(record_id) for record_id in removed])
        self._tidying.start()

    def search(self, query: str, *, limit: int = 20, offset: int = 0, facets: bool = False) -> SearchPage:
        """Return the records that answer all of the query, best first, equal ones by id.

        Any text is a query; one without a word finds nothing.

        Raises:
            IndexDamagedError: when the index cannot be read; ``clear`` it and apply all changes again.
        """
        request = SearchRequest(text=query, limit=limit, offset=offset, facets=facets)
        return self._searcher.answer(request)

    def answer(self, request: SearchRequest) -> SearchPage:
        """Return the page of a request; ``search`` is the short form.

        Raises:
            IndexDamagedError: when the index cannot be read; ``clear`` it and apply all changes again.
        """
        return self._searcher.answer(request)

    def similar(self, record: Record, *, limit: int = 5) -> tuple[SearchHit, ...]:
        """Return the records that are most like one, best first; without snippets.

        Raises:
            IndexDamagedError: when the index cannot be read; ``clear`` it and apply all changes again.
        """
        return self._searcher.similar(record.id, record.subject or "", limit=limit)

    def ids(self) -> frozenset[str]:
        """Return the ids of all records in the index."""
        return self._engine.ids()

    def clear(self) -> None:
        """Make the index empty, at sequence 0, whatever state it is in.

        Raises:
            IndexBusyError: when another process is writing.
        """
        with self._engine.exclusive():
            self._make()
        self._engine.open()

    def close(self) -> None:
        """Let go of the files, once what is being merged is in place."""
        self._tidying.stop()
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open(self) -> Fault | None:
        if self._fault() is None:
            return None
        with self._engine.exclusive():
            fault = self._fault()  # another process may have made it meanwhile
            if fault is None:
                return None
            _log.log(_LEVELS[fault], "search index made anew: %s", fault)
            self._make()
        self._engine.open()
        return fault

    def _fault(self) -> Fault | None:
        """Open the index, or tell why that cannot be."""
        engine, version = self._folder.marked()
        if not engine:
            return Fault.MISSING
        if (engine, version) != (self._engine_name, self._version):
            return Fault.OUTDATED
        try:
            self._engine.open()
        except IndexDamagedError as damage:
            _log.info("%s", damage)
            return Fault.DAMAGED
        return None

    def _make(self) -> None:
        if self._folder.marked()[0] not in {"", self._engine_name}:
            self._folder.empty()
        self._engine.make()
        self._folder.mark(self._engine_name, self._version)
