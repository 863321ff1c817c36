"""Copy an office into a backup while people work in it: most of it at any time, the rest at one moment."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from archive.audit import AuditLog
from archive.backup.destination import BackupFolder
from archive.backup.errors import BackupFolderError, BackupNotFoundError, BackupOfOtherOfficeError
from archive.backup.format import PART, KeptFile, Manifest, PageEntry, digest_of, encode_page
from archive.backup.walk import TOP, OfficePage, files_of, name_in, office_pages, page_of
from archive.inbox import scan
from archive.office_key import office_key, office_mark
from archive.progress import Progress
from model.clock import Clock

if TYPE_CHECKING:
    from archive.archive import Archive

_MOST_BYTES: Final = 64 * 2**20
_MOST_FILES: Final = 500
"""What is written as one group."""
_BATCH: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReport:
    """What a backup holds (files, bytes), what of it had to be written, and what it does not hold."""

    number: int
    files: int
    size: int
    written: int
    left_in_inbox: int
    """Files in the inbox, which nobody has judged or which are held back: they are in no backup."""


class Backup:
    """Backs one office up; only what is new since its last backup there is read and written."""

    def __init__(self, archive: "Archive", clock: Clock) -> None:
        self._archive = archive
        self._office = archive.folder
        self._mark = office_mark(office_key(archive.folder))
        self._clock = clock

    def run(self, folder: Path, progress: Progress) -> BackupReport:
        """Write one more backup into ``folder``.

        Killed at any moment it leaves the backups before it as they are, and its work to the next one.

        Raises:
            BackupFolderError: when the folder holds something else, or is part of the office.
            BackupOfOtherOfficeError: when it holds the backups of another office.
            BusyError: when a backup is under way there.
        """
        self._refuse_own(folder.resolve())
        to = BackupFolder.made(folder)
        with to.held():
            copy = _Copy(to, self._archive, last=self._last(to))
            seen = self._archive.last_change()
            pages = list(office_pages(self._office))
            for done, page in enumerate(pages, start=1):
                copy.add(page)
                progress(done, len(pages))
            with self._archive.at_rest(), AuditLog(self._office.audit).held():
                made_at = self._clock.now()
                for page in self._changed(seen):
                    copy.add(page)
                waiting = len(scan(self._office.inbox).entries)
            manifest = copy.manifest(made_at=made_at.isoformat(), office=self._mark)
            to.add(manifest)
        return BackupReport(
            number=manifest.number,
            files=manifest.files,
            size=manifest.size,
            written=copy.written,
            left_in_inbox=waiting,
        )

    def _refuse_own(self, folder: Path) -> None:
        root = self._office.root.resolve()
        if folder.is_relative_to(root) or root.is_relative_to(folder):
            raise BackupFolderError(folder)

    def _last(self, to: BackupFolder) -> Manifest | None:
        try:
            last = to.manifest()
        except BackupNotFoundError:
            return None
        if last.office != self._mark:
            raise BackupOfOtherOfficeError(to.folder)
        return last

    def _changed(self, seen: int) -> Iterator[OfficePage]:
        """Yield the pages that may differ from what was copied: of changed records, and all of no records."""
        names: set[str] = set()
        while True:
            reached, records = self._archive.changes_since(seen, limit=_BATCH)
            if reached == seen:
                break
            seen = reached
            names |= {page_of(record.id) for record in records}
        for page in office_pages(self._office):
            if page.name in names or not page.of_records:
                yield page


class _Copy:
    """One backup in the making: its pages so far, the newest of each name."""

    def __init__(self, to: BackupFolder, archive: "Archive", *, last: Manifest | None) -> None:
        self._to = to
        self._office = archive.folder
        self._number = last.number + 1 if last else 1
        self._pages = {page.name: page for page in last.pages} if last else {}
        self._counts: dict[str, tuple[int, int]] = {}
        self._group: dict[str, bytes] = {}
        self._group_size = 0
        self.written = 0

    def add(self, page: OfficePage) -> None:
        """Copy a page: its files that are new, then its lines."""
        before = self._to.page(self._pages[page.name]) if page.name in self._pages else {}
        kept = list(self._keep(files_of(page), before))
        lines = encode_page(kept)
        digest = digest_of(lines)
        self.written += self._to.put({digest: lines})
        self._pages[page.name] = PageEntry(name=page.name, digest=digest)
        self._counts[page.name] = (len(kept), sum(file.size for file in kept))

    def manifest(self, *, made_at: str, office: str) -> Manifest:
        """Return what was copied, in the order in which it is to be restored."""
        return Manifest(
            number=self._number,
            made_at=made_at,
            office=office,
            files=sum(files for files, _ in self._counts.values()),
            size=sum(size for _, size in self._counts.values()),
            pages=tuple(self._pages[name] for name in sorted(self._counts, key=lambda name: name == TOP)),
        )

    def _keep(self, paths: Iterable[Path], before: Mapping[str, KeptFile]) -> Iterator[KeptFile]:
        """Yield each file; its bytes are kept when all are. What vanishes meanwhile is passed over."""
        for path in paths:
            known = before.get(name_in(self._office, path))
            try:
                if known is not None and self._is_unchanged(path, known) and self._to.has(known):
                    yield known
                else:
                    yield self._read(path)
            except FileNotFoundError:
                continue
        self._write_group()

    def _read(self, path: Path) -> KeptFile:
        """Read a file into the group that is written next."""
        changed_at = path.stat().st_mtime_ns
        digests, size = [], 0
        for part in _database_parts(path) if self._is_database(path) else _parts(path):
            digest = digest_of(part)
            digests.append(digest)
            size += len(part)
            self._group_size += len(part) if self._group.setdefault(digest, part) is part else 0
            if self._group_size >= _MOST_BYTES or len(self._group) >= _MOST_FILES:
                self._write_group()
        return KeptFile(name_in(self._office, path), size, changed_at, tuple(digests))

    def _write_group(self) -> None:
        self.written += self._to.put(self._group)
        self._group, self._group_size = {}, 0

    def _is_unchanged(self, path: Path, known: KeptFile) -> bool:
        status = path.stat()
        is_same = (status.st_size, status.st_mtime_ns) == (known.size, known.mtime_ns)
        return is_same and not self._is_database(path)

    def _is_database(self, path: Path) -> bool:
        """Whether a file is one of the office's own databases, which may be written to meanwhile."""
        return path.parent == self._office.root and path.suffix == ".db"


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while part := stream.read(PART):
            yield part


def _database_parts(path: Path) -> Iterator[bytes]:
    """Yield the parts of a database as it is between two changes."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(":memory:")) as copy:
        source.backup(copy)
        data = copy.serialize()
    yield from (data[start : start + PART] for start in range(0, len(data), PART))
