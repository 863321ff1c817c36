"""Answers searches out of the index, and lets the index follow what happens in the archive."""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from archive.archive import Archive
from archive.ocfl import StorageRoot
from archive.record_text import read_text
from desks.indexing import IndexFollower, Progress, no_progress
from index.errors import IndexDamagedError, SearchError
from index.search_index import SearchIndex
from model.reason import Reason
from model.record import Record
from model.record_id import RecordId
from model.search import SearchHit, SearchPage, SearchRequest

_log = logging.getLogger(__name__)

_T = TypeVar("_T")


class SearchDesk:
    """The search of one office. The index is opened when it is first needed, then again until it can be."""

    def __init__(self, archive: Archive, folder: Path, objects: Path) -> None:
        self._archive, self._folder = archive, folder
        self._objects = StorageRoot(objects)
        self._opening = threading.Lock()
        self._opened: SearchIndex | None = None
        self._follows: IndexFollower | None = None

    @property
    def index(self) -> SearchIndex:
        """The search index.

        Raises:
            SearchError: when its folder cannot be used.
        """
        with self._opening:
            if self._opened is None:
                engine = self._archive.settings.search_engine
                self._opened = SearchIndex(self._folder, self._text, engine=engine)
            return self._opened

    def answer(self, request: SearchRequest) -> SearchPage:
        """Search all that was issued or filed.

        An index that lacks some changes follows first; one that is gone or damaged is made again.
        """
        page = self._looked_up(lambda index: index.answer(request))
        return replace(page, notes=(*page.notes, *self.lag()))

    def similar(self, record: Record, *, limit: int) -> tuple[SearchHit, ...]:
        """Return the records that are most like one, best first."""
        return self._looked_up(lambda index: index.similar(record, limit=limit))

    def lag(self) -> tuple[Reason, ...]:
        """Return what of the register is not searchable yet, and why where that is known."""
        return self._follower.lag()

    def prepare(self) -> None:
        """Open the index; where that fails, whoever searches is told."""
        try:
            self.index.sequence()
        except SearchError as error:
            _log.info("the search index cannot be opened: %s", error)

    def sync(self, progress: Progress) -> None:
        """Let the index follow the register's changes; whatever ails it stops nothing else."""
        try:
            self._follower.follow(progress)
        except SearchError as error:
            _log.info("the search index cannot be opened: %s", error)

    def fill_anew(self, progress: Progress) -> None:
        """Empty the index and fill it from the first change on."""
        self.index.clear()
        self.sync(progress)

    def close(self) -> None:
        """Let go of the files."""
        if self._opened is not None:
            self._opened.close()

    @property
    def _follower(self) -> IndexFollower:
        """What follows the register: one for all threads, as two would stand in each other's way."""
        index = self.index
        with self._opening:
            if self._follows is None:
                self._follows = IndexFollower(self._archive, index, self._text)
            return self._follows

    def _looked_up(self, look: Callable[[SearchIndex], _T]) -> _T:
        if self.index.made_anew is not None and self._follower.fault is None:
            self.sync(no_progress)
        try:
            self._follower.catch_up()
            return look(self.index)
        except IndexDamagedError:
            self.fill_anew(no_progress)
            return look(self.index)

    def _text(self, record_id: RecordId) -> str:
        return read_text(self._objects, record_id)
