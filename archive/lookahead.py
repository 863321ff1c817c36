"""Look at what comes next while the present is being filed, and gather it into groups."""

import time
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from itertools import chain, groupby, islice
from typing import Final

from archive.cleared import is_cleared
from archive.disk import GiveWay
from archive.entries import Entry, EntryBook
from archive.inbox import Found, Stillness, arrival_key
from archive.inbox_file import read_whole
from archive.judging import TOGETHER, is_withheld, waits
from archive.looking import Looked
from archive.read_document import MOST_BYTES
from archive.reader_pool import readers
from model.actor import Actor
from model.reason import Reason

NO_ACCESS: Final = Reason("no-access")
_TOO_LARGE: Final = Reason("too-large")
_OPENED: Final = 64
"""Arrivals that are looked up in the ledger at a time."""
_AHEAD: Final = 96
"""Files that are looked at ahead, and their bytes; one larger file goes alone."""
_AHEAD_BYTES: Final = 64 * 2**20
MOST_TOGETHER: Final = 200
"""What came in one folder belongs together, but not what is a whole inbox of its own."""
_GROUP: Final = 48
_GROUP_SECONDS: Final = 0.25
"""So many files are filed together, or as many as are looked at in so long."""
PATIENCE: Final = 1.0
"""Seconds that others wait for the inbox while this one waits for a reader."""

Entries = list[Entry]
"""What came together."""


class Lookahead:
    """Feeds the readers with what lies in the inbox; the order of arrivals stays."""

    def __init__(self, book: EntryBook, stillness: Stillness | None, give_way: GiveWay) -> None:
        self._book = book
        self._stillness = stillness
        self._give_way = give_way

    def groups(self, entries: Iterable[Found], actor: Actor) -> Iterator[list[Entries]]:
        """Yield arrivals whose files were looked at, in groups to be filed together."""
        group: list[Entries] = []
        since = time.monotonic()
        for arrival in self._looked_ahead(entries, actor):
            futures = [entry.look for entry in arrival if entry.look is not None]
            left = max(0.0, since + _GROUP_SECONDS - time.monotonic())
            if group and (wait(futures, timeout=left).not_done or sum(map(len, group)) >= _GROUP):
                yield group
                group = []
            self._await(futures)
            if not group:
                since = time.monotonic()
            group.append(arrival)
        if group:
            yield group

    def _await(self, looks: Collection[Future[Looked]]) -> None:
        """Wait until looks are over; who waits for the inbox need not wait for them."""
        while wait(looks, timeout=PATIENCE).not_done:
            self._give_way()

    def _looked_ahead(self, entries: Iterable[Found], actor: Actor) -> Iterator[Entries]:
        window: deque[Entries] = deque()
        try:
            yield from self._through(window, entries, actor)
        finally:
            for entry in chain.from_iterable(window):
                if entry.look is not None:
                    entry.look.cancel()

    def _through(self, window: deque[Entries], entries: Iterable[Found], actor: Actor) -> Iterator[Entries]:
        """Yield the arrivals as the window lets them out."""
        for arrival in self._portions(entries, actor):
            if all([self._begin_look(entry) for entry in arrival]):  # noqa: C419 - all begin before any is waited for
                window.append(arrival)
            while len(window) > 1 and _is_full(window):
                yield window.popleft()
        while window:
            yield window.popleft()

    def _portions(self, entries: Iterable[Found], actor: Actor) -> Iterator[Entries]:
        """Yield what belongs together; a large folder folder by folder, once all of it was looked at."""
        for arrival in self._whole(entries, actor):
            if len(arrival) <= MOST_TOGETHER:
                yield arrival
            elif any(map(is_withheld, arrival)) or self._bears_mark(arrival):
                for entry in arrival:
                    entry.mark = entry.mark or TOGETHER
                yield arrival
            else:
                for _, portion in groupby(arrival, key=lambda entry: entry.found.path.parent):
                    yield from _parted(list(portion))

    def _bears_mark(self, arrival: Entries) -> bool:
        """Look at all files for marks of secrecy, keeping nothing else of them; note which bear one."""
        files = iter(arrival)
        while some := list(islice(files, _OPENED)):
            for entry in some:
                self._begin_look(entry)
            self._await([entry.look for entry in some if entry.look is not None])
            for entry in some:
                entry.mark = entry.rule
                entry.data, entry.look = None, None
        return any(entry.mark for entry in arrival)

    def _whole(self, entries: Iterable[Found], actor: Actor) -> Iterator[Entries]:
        """Yield the arrivals in which nothing is being written any more."""
        self._book.begin()
        together = (tuple(of_one) for _, of_one in groupby(entries, key=arrival_key))
        arrivals = (of_one for of_one in together if not all(map(self._book.is_at_rest, of_one)))
        while chunk := tuple(islice(arrivals, _OPENED)):
            for opened in self._book.open(chunk, actor):
                # Each is asked, so that the time of each begins to run.
                unfinished = [one for one in opened if one.row is not None and not self._is_whole(one.found)]
                if not unfinished and not all(map(self._waits_for_document, opened)):
                    yield opened

    def _waits_for_document(self, entry: Entry) -> bool:
        """Whether a data file waits as before: it is read again only when something else came or is there."""
        return waits(entry) and self._book.is_data(entry.found)

    def _is_whole(self, found: Found) -> bool:
        return self._stillness is None or found.obstacle is not None or self._stillness.is_whole(found)

    def _begin_look(self, entry: Entry) -> bool:
        """Read a file and give it to a reader; False when it changed or vanished: it is not whole."""
        found = entry.found
        if entry.row is None or entry.mark or found.obstacle is not None:
            return True
        if found.stamp.size > MOST_BYTES:
            entry.problem = _TOO_LARGE
            return True
        try:
            entry.data = read_whole(found)
        except PermissionError:
            entry.problem = NO_ACCESS
            return True
        except OSError:
            return False
        if entry.data is None:
            return False
        kept = self._book.kept_types(found)
        entry.look = readers().look(found.name, entry.data, kept, cleared=is_cleared(entry.row))
        return True


def _parted(portion: Entries) -> Iterator[Entries]:
    """Yield the entries of one folder, each for itself when they are too many to belong together."""
    if len(portion) <= MOST_TOGETHER:
        yield portion
    else:
        yield from ([entry] for entry in portion)


def _is_full(window: Sequence[Entries]) -> bool:
    data = [entry.data for entries in window for entry in entries if entry.data is not None]
    return len(data) > _AHEAD or sum(map(len, data)) > _AHEAD_BYTES
