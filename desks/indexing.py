"""Lets the search index follow what happens in the archive."""

import errno
import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from archive.archive import Archive
from index.errors import IndexBusyError, IndexDamagedError, SearchError, name_of
from index.search_index import SearchIndex
from model.reason import Reason
from model.record_id import RecordId
from model.search import Searchable

Progress = Callable[[int, int], None]
"""Told which change of how many the index has come to."""

_BATCH: Final = 2000
"""Changes in one commit: it ends within some seconds, and whoever breaks off goes on from there."""

_FEW: Final = 500
"""Changes that whoever searches can wait for: they come in within a second."""
_PAUSE_S: Final = 30
"""Seconds from one failure to the next attempt of somebody who only searches."""

_NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT}
_NOT_ALLOWED: Final = {errno.EROFS, errno.EACCES, errno.EPERM}

_log = logging.getLogger(__name__)


def no_progress(_done: int, _total: int) -> None:
    """Tell nobody."""


class IndexFollower:
    """Applies the register's changes to the index in batches.

    One thread follows at a time: it comes to what changed meanwhile, and no other waits for it.
    """

    def __init__(self, archive: Archive, index: SearchIndex, text: Callable[[RecordId], str]) -> None:
        self._archive, self._index, self._text = archive, index, text
        self._following = threading.Lock()
        self._is_behind = threading.Event()
        self.fault: SearchError | OSError | None = None
        """Why the index could not follow the last time, None where it did."""
        self._failed_at = -float(_PAUSE_S)

    def follow(self, progress: Progress) -> None:
        """Come to the last change; whatever ails the index is told in the log and stops nothing else."""
        self._is_behind.set()
        while self._is_behind.is_set() and self._following.acquire(blocking=False):
            try:
                self._is_behind.clear()
                self._mended(progress)
                self.fault = None
            except (SearchError, OSError) as error:
                # Another process is at it and will come to these changes, or who searches is told.
                self.fault, self._failed_at = error, time.monotonic()
                _log.info("the search index does not follow now: %s", error)
            finally:
                self._following.release()

    def catch_up(self) -> None:
        """Come to the last change for a search, where little is missing and nothing just failed."""
        is_in_peace = time.monotonic() - self._failed_at >= _PAUSE_S
        if is_in_peace and 0 < self._behind() <= _FEW:
            self.follow(no_progress)

    def lag(self) -> tuple[Reason, ...]:
        """Return how many changes the index lacks, with the reason where it is known; nothing where none."""
        behind = self._behind()
        return (_reason(behind, self.fault),) if behind > 0 else ()

    def _behind(self) -> int:
        return self._archive.last_change() - self._index.sequence()

    def _mended(self, progress: Progress) -> None:
        try:
            self._to_the_end(progress)
        except IndexDamagedError:
            self._index.clear()
            self._to_the_end(progress)

    def _to_the_end(self, progress: Progress) -> None:
        sequence = self._index.sequence()
        if sequence > self._archive.last_change():
            self._index.clear()  # it followed another register
            sequence = 0
        while batch := self._batch(sequence):
            sequence, documents = batch
            self._index.apply(sequence, documents, ())
            progress(sequence, self._archive.last_change())

    def _batch(self, sequence: int) -> tuple[int, tuple[Searchable, ...]] | None:
        reached, records = self._archive.changes_since(sequence, limit=_BATCH)
        if reached == sequence:
            return None
        return reached, tuple(Searchable(record=record, text=self._text(record.id)) for record in records)


def _reason(behind: int, fault: SearchError | OSError | None) -> Reason:
    if isinstance(fault, IndexBusyError):
        return Reason("index-busy", (str(behind),))
    if isinstance(fault, OSError) and fault.errno in _NO_ROOM:
        return Reason("index-full", (str(behind),))
    if isinstance(fault, OSError) and fault.errno in _NOT_ALLOWED:
        return Reason("index-read-only", (str(behind),))
    if isinstance(fault, IndexDamagedError):
        return Reason("index-damaged", (str(behind),))
    if fault is not None:
        return Reason("index-failed", (str(behind), name_of(fault)))
    return Reason("index-behind", (str(behind),))
