"""The searches that people keep under a name: in ``office.db``, which is backed up and never rebuilt."""

import errno
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from archive.database import is_closed
from archive.saved_search_errors import (
    SavedNameEmptyError,
    SavedNameLengthError,
    SavedNameLettersError,
    SavedSearchEmptyError,
)
from model.actor import Actor
from model.clock import Clock
from model.search import Places, SavedSearch, SearchRequest, Sort
from model.vietnamese import collapse, nfc

LONGEST_NAME: Final = 80
_BUSY_SECONDS: Final = 10
_TABLE: Final = """
    CREATE TABLE IF NOT EXISTS saved_searches (
        name TEXT PRIMARY KEY, request TEXT NOT NULL, saved_by TEXT NOT NULL, saved_at TEXT NOT NULL
    ) STRICT
"""


class SavedSearches:
    """The saved searches of one office, for all who work there. Nothing is made before the first is saved."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock

    def all(self) -> tuple[SavedSearch, ...]:
        """Return the saved searches by name."""
        if not self._path.exists():
            return ()
        with self._open() as connection:
            rows = connection.execute("SELECT name, request, saved_by, saved_at FROM saved_searches")
            return tuple(sorted((_read(*row) for row in rows), key=lambda saved: saved.name.casefold()))

    def save(self, name: str, request: SearchRequest, *, actor: Actor) -> bool:
        """Keep a search under a name; return whether it replaced one, whose letters' case may be another.

        Raises:
            SavedSearchError: when the name is none that people can read and type, or the search is empty.
        """
        kept = _checked(name, request)
        former = [(one.name,) for one in self.all() if one.name.casefold() == kept.casefold()]
        row = (kept, _written(request), actor.name, self._clock.now().isoformat())
        with self._open() as connection:
            connection.executemany("DELETE FROM saved_searches WHERE name = ?", former)
            connection.execute("INSERT OR REPLACE INTO saved_searches VALUES (?, ?, ?, ?)", row)
        return bool(former)

    def remove(self, name: str) -> None:
        """Forget a search; a name that nobody has changes nothing."""
        if self._path.exists():
            with self._open() as connection:
                connection.execute("DELETE FROM saved_searches WHERE name = ?", (nfc(name),))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS)) as connection, connection:
                connection.execute(_TABLE)
                yield connection
        except sqlite3.OperationalError as error:
            if is_closed(error):
                raise PermissionError(errno.EACCES, "cannot be written", str(self._path)) from error
            raise


def _checked(name: str, request: SearchRequest) -> str:
    """Return a name as it is kept."""
    kept = collapse(nfc(name))
    if not kept:
        raise SavedNameEmptyError
    if not kept.isprintable():
        raise SavedNameLettersError(kept)
    if len(kept) > LONGEST_NAME:
        raise SavedNameLengthError(len(kept), LONGEST_NAME)
    if not request.text.strip() and not request.chosen:
        raise SavedSearchEmptyError(kept)
    return kept


def _written(request: SearchRequest) -> str:
    kept = {"text": request.text, "chosen": request.chosen, "places": request.places, "sort": request.sort}
    return json.dumps(kept, ensure_ascii=False)


def _read(name: str, request: str, saved_by: str, saved_at: str) -> SavedSearch:
    kept = json.loads(request)
    return SavedSearch(
        name=name,
        request=SearchRequest(
            text=kept["text"],
            chosen=tuple((facet, value) for facet, value in kept["chosen"]),
            places=Places(kept["places"]),
            sort=Sort(kept["sort"]),
        ),
        saved_by=saved_by,
        saved_at=datetime.fromisoformat(saved_at),
    )
