"""The segments of an index in its folder: which there are now, opened once and kept over commits."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from whoosh.index import TOC, clean_files

from index.engines.segment import Segment, SegmentData, segment_at
from index.engines.whoosh_codec import EXTENSION, ArraySegment, schema
from index.engines.whoosh_storage import DurableStorage
from index.errors import IndexBusyError

NAME: Final = "MAIN"
_OPENINGS: Final = 20
"""How often to read the table of contents again when a commit took files away meanwhile."""


class SegmentStore:
    """One generation after the other; what is read stays as it is while others commit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.storage = DurableStorage(folder)
        self._opened: dict[str, SegmentData] = {}

    def generation(self) -> int:
        """Return the number of the last commit, -1 when there is none."""
        return self.storage.latest_generation(NAME)

    def read(self) -> tuple[list[ArraySegment], int]:
        """Return what the newest table of contents names, to be changed and committed, and its number."""
        toc = TOC.read(self.storage, NAME, schema=schema())
        return list(toc.segments), int(toc.generation)

    def newest(self) -> tuple[tuple[Segment, ...], int]:
        """Return the segments of the newest generation, opened, and its number.

        Raises:
            IndexBusyError: when commits follow each other faster than the index can be opened.
        """
        for _ in range(_OPENINGS):
            generation = self.generation()
            try:
                named, read = self.read()
                segments = self.opened(named)
            except Exception:
                if self.generation() == generation:
                    raise
                continue
            self._forget_all_but(named)
            return segments, read
        raise IndexBusyError(self.folder)

    def opened(self, named: Iterable[ArraySegment]) -> tuple[Segment, ...]:
        """Return segments opened; those opened before are not opened again."""
        return tuple(segment_at(one.segment_id(), self._data(one), one.deleted_docs()) for one in named)

    def path(self, segment: ArraySegment) -> Path:
        """Return the file of a segment."""
        return self.folder / str(segment.make_filename(EXTENSION))

    def commit(self, segments: Sequence[ArraySegment], generation: int) -> None:
        """Put a table of contents in place, then remove the files that it does not name."""
        TOC(schema(), list(segments), generation).write(self.storage, NAME)
        clean_files(self.storage, NAME, generation, segments)

    def close(self) -> None:
        """Let go of all files."""
        self._opened = {}

    def _data(self, segment: ArraySegment) -> SegmentData:
        name = str(segment.segment_id())
        data = self._opened.get(name)
        if data is None:
            data = self._opened[name] = SegmentData(self.path(segment))
        return data

    def _forget_all_but(self, named: Iterable[ArraySegment]) -> None:
        names = {one.segment_id() for one in named}
        self._opened = {name: data for name, data in self._opened.items() if name in names}
