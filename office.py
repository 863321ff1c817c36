"""The records office: the one object that the command line and the web pages talk to. It only connects."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from desks.errors import HintsUnreadableError
from desks.without_office import checking, identify_file, known_hints, restore, signatures_of, templates
from model.actor import SYSTEM, Actor
from model.clock import Clock, SystemClock
from model.ledger import FilingOutcome, LedgerState
from model.record import Direction, Record, StoredFile
from model.record_id import RecordId
from model.search import SearchHit, SearchPage, SearchRequest
from model.views import Event, RecordView

if TYPE_CHECKING:
    # Imported where they are used: the command answers a search without loading the rest.
    from archive.archive import Archive
    from archive.backup.copying import BackupReport
    from archive.ledger import LedgerRow
    from archive.saved_searches import SavedSearches
    from archive.verification import VerifyReport
    from desks.after_issue import AfterIssueDesk
    from desks.completing import CompletingDesk
    from desks.dispatch import DispatchDesk
    from desks.hints import HintDesk
    from desks.searching import SearchDesk
    from desks.signing import SigningDesk
    from index.search_index import SearchIndex
    from model.board import ReplyBoard

__all__ = [
    "HintsUnreadableError",
    "RecordsOffice",
    "build_demo",
    "checking",
    "identify_file",
    "known_hints",
    "restore",
    "signatures_of",
    "templates",
]

_log = logging.getLogger(__name__)

_INDEX_TRIES: Final = 60
_INDEX_WAIT_S: Final = 0.5

Progress = Callable[[int, int], None]
"""Told how many of how many steps are done."""


class OfficeNotFoundError(Exception):
    """The folder holds no office."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} holds no office.toml")
        self.folder = folder


def _no_progress(_done: int, _total: int) -> None:
    """Tell nobody."""


class RecordsOffice:
    """One office on disk. Parts are opened when they are first needed.

    Raises:
        OfficeNotFoundError: when the folder holds no ``office.toml``.
    """

    def __init__(self, folder: Path, *, clock: Clock | None = None) -> None:
        from archive.office_folder import OfficeFolder

        self.folder = OfficeFolder(folder.resolve())
        self.clock = clock or SystemClock()
        if not self.folder.settings.is_file():
            raise OfficeNotFoundError(folder)

    @classmethod
    def create(cls, folder: Path, settings: str, *, clock: Clock | None = None) -> Self:
        """Make a new office with the given text of ``office.toml``; an existing one is left as it is."""
        from archive import disk
        from archive.archive import Archive
        from archive.office_folder import OfficeFolder
        from archive.settings import read_settings

        home = OfficeFolder(folder.resolve())
        disk.make_folder(home.root)
        if not home.settings.exists():
            disk.write_new(home.settings, settings.encode())
        office = cls(folder, clock=clock)
        Archive.create(home, read_settings(home.settings), office.clock).close()
        return office

    @cached_property
    def archive(self) -> "Archive":
        """The truth on disk, opened once."""
        from desks.opening import open_archive

        return open_archive(self.folder, self.clock)

    @cached_property
    def desk(self) -> "DispatchDesk":
        """What sends dispatches out and follows them: reply forms, the table of answers, reminders."""
        from desks.dispatch import DispatchDesk

        return DispatchDesk(self.archive, self.clock)

    @cached_property
    def signing(self) -> "SigningDesk":
        """What signs PDF files and judges the signatures of others."""
        from desks.signing import SigningDesk

        return SigningDesk(self.folder, self.clock)

    @cached_property
    def after_issue(self) -> "AfterIssueDesk":
        """What follows the number of a document: signed originals, cancelling, recalling, closing a year."""
        from desks.after_issue import AfterIssueDesk

        return AfterIssueDesk(self.archive, self.desk, self.clock)

    @cached_property
    def completing(self) -> "CompletingDesk":
        """What shows the numbers and days written by hand on scans, and takes what a person read there."""
        from desks.completing import CompletingDesk

        return CompletingDesk(self.archive, self.sync_index)

    @cached_property
    def hints(self) -> "HintDesk":
        """What the office was taught about its correspondents."""
        from desks.hints import HintDesk

        return HintDesk(self.archive, self.clock)

    @cached_property
    def searching(self) -> "SearchDesk":
        """What answers searches and keeps the index."""
        from desks.searching import SearchDesk

        return SearchDesk(self.archive, self.folder.search, self.folder.archive)

    @property
    def index(self) -> "SearchIndex":
        """The search index, opened once."""
        return self.searching.index

    def prepare(self) -> None:
        """Open what several threads use, before there are several: each would open its own."""
        _ = self.archive.receiving
        self.searching.prepare()

    # Out

    def draft(self, path: Path, out: Path) -> tuple[Path, ...]:
        """Render a draft without a number; return the files written (see DispatchDesk.draft)."""
        return self.desk.draft(path, out)

    def issue(
        self,
        path: Path,
        *,
        actor: Actor,
        on: date | None = None,
        signed_on: date | None = None,
        progress: Progress = _no_progress,
    ) -> Record:
        """Issue a draft, then open its board (see DispatchDesk.issue)."""
        record = self.desk.issue(path, actor=actor, on=on, signed_on=signed_on, progress=progress)
        self.sync_index()
        return record

    # In

    def drop(self, name: str, data: bytes) -> Path:
        """Put a file into the inbox, as another office's mail would; ``name`` may lie in a folder there."""
        from archive import disk

        path = self.folder.inbox / name
        disk.make_folder(path.parent)
        disk.write_new(path, data)
        return path

    def file(self, paths: Iterable[Path], *, actor: Actor) -> Iterator[FilingOutcome]:
        """File the named files now, then make them searchable."""
        yield from self.archive.file(paths, actor=actor)
        self.sync_index()

    def take_in(self, *, actor: Actor = SYSTEM) -> Iterator[FilingOutcome]:
        """Take in everything that lies whole in the inbox now."""
        yield from self.archive.take_in(actor=actor)
        self.sync_index()

    def watch(
        self,
        stop: threading.Event,
        *,
        actor: Actor = SYSTEM,
        told: Callable[[FilingOutcome], None],
        hindered: Callable[[Sequence[Exception]], None] = lambda _errors: None,
    ) -> None:
        """Keep watching the inbox until ``stop`` is set; ``told`` hears what became of each file.

        ``hindered`` hears after each pass what stood in its way, be it nothing.

        Raises:
            FolderReadOnlyError: when nothing can be written into the office's folder.
        """
        from archive.folder_errors import FolderReadOnlyError
        from archive.form_outbox import FormOutbox
        from desks.watching import watch

        if self.folder.is_read_only:
            raise FolderReadOnlyError(self.folder.root)
        if any(FormOutbox(self.folder.outbox).unfinished()):  # else what makes them is not even loaded
            self.desk.finish_forms(_no_progress)
        watch(self.archive, stop, actor=actor, told=told, filed=self.sync_index, hindered=hindered)

    # Looking up

    def search(self, query: str, *, limit: int = 20, offset: int = 0, facets: bool = False) -> SearchPage:
        """Search all that was issued or filed: the short form of ``answer``."""
        return self.answer(SearchRequest(text=query, limit=limit, offset=offset, facets=facets))

    def answer(self, request: SearchRequest) -> SearchPage:
        """Search all that was issued or filed; an index that is gone or damaged is made again first."""
        return self.searching.answer(request)

    def similar(self, record: Record, *, limit: int = 10) -> tuple[SearchHit, ...]:
        """Return the records that are most like one, best first."""
        return self.searching.similar(record, limit=limit)

    @cached_property
    def saved_searches(self) -> "SavedSearches":
        """The searches that people of the office keep under a name."""
        from archive.saved_searches import SavedSearches

        return SavedSearches(self.folder.own_data, self.clock)

    def show(self, id_or_code: str) -> tuple[RecordView, ...]:
        """Return the records of an id or a code with their history, newest first.

        Raises:
            CodeNotFoundError: when there is none.
        """
        return tuple(self._view(record) for record in self.archive.find(id_or_code))

    def stored_file(self, record: Record, file: StoredFile) -> Path:
        """Return where the bytes of a record's file lie; they are never changed."""
        return self.archive.store.file(record.id, file.path)

    def replies(self, id_or_code: str, *, on: date | None = None) -> "ReplyBoard":
        """Return who answered a dispatch of this office."""
        return self.archive.board(id_or_code, on=on or self.clock.now().date())

    def register(self, direction: Direction, *, year: int) -> tuple[Record, ...]:
        """Return one year of the legal register."""
        return self.archive.registered(direction, year=year)

    def arrivals(self, *, most: int) -> tuple[Record, ...]:
        """Return the incoming documents that were registered last, the newest first."""
        return self.archive.store.newest_incoming(most=most)

    def issued(self) -> tuple[Record, ...]:
        """Return everything the office issued, by year, book and number."""
        return self.archive.issued()

    def ledger(self, *states: LedgerState) -> "tuple[LedgerRow, ...]":
        """Return ledger rows in these states that still concern somebody."""
        return self.archive.ledger_rows(*states)

    # Deciding

    def review(self) -> tuple[Record, ...]:
        """Return the records that wait for a person's decision."""
        return self.archive.waiting_for_review()

    def accept(self, record_id: RecordId, code: str, *, actor: Actor) -> Record:
        """Decide that a record answers the dispatch of a code."""
        issued = [found for found in self.archive.find(code) if found.direction is Direction.OUTGOING]
        record = self.archive.accept_link(record_id, (issued or self.archive.find(code))[0], actor=actor)
        self.sync_index()
        return record

    def close_review(self, record_id: RecordId, *, actor: Actor) -> Record:
        """Note that a person looked at a record and it waits no more."""
        record = self.archive.close_review(record_id, actor=actor)
        self.sync_index()
        return record

    def acknowledge(self, row_id: int, *, actor: Actor) -> "LedgerRow":
        """Note who has seen the alert about a withheld file."""
        return self.archive.acknowledge(row_id, actor=actor)

    # Proof and repair

    def verify(self, progress: Progress = _no_progress) -> "VerifyReport":
        """Prove the invariants of the whole office."""
        return self.archive.verify(indexed=self._indexed, progress=progress)

    def _indexed(self) -> frozenset[str]:
        """Return what the index holds once it has come to the last change, here or in another process."""
        for _ in range(_INDEX_TRIES):
            self.sync_index()
            if self.index.sequence() >= self.archive.last_change():
                break
            time.sleep(_INDEX_WAIT_S)
        return self.index.ids()

    def back_up(self, folder: Path, progress: Progress = _no_progress) -> "BackupReport":
        """Write one more backup of the office into a folder elsewhere (see Backup.run)."""
        from archive.backup.copying import Backup

        return Backup(self.archive, self.clock).run(folder, progress)

    def rebuild(self, progress: Progress = _no_progress) -> int:
        """Make the registers and the index again from the archive; return how many records there are."""
        from archive.archive import Archive
        from archive.settings import read_settings

        archive = Archive.for_rebuild(self.folder, read_settings(self.folder.settings), self.clock)
        records = archive.rebuild(progress)
        archive.close()
        self.searching.fill_anew(progress)
        return records

    def sync_index(self, progress: Progress = _no_progress) -> None:
        """Let the index follow the register's changes; whatever ails it stops nothing else."""
        self.searching.sync(progress)

    def close(self) -> None:
        """Give back files and connections."""
        for part in ("archive", "searching"):
            if part in self.__dict__:
                getattr(self, part).close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _view(self, record: Record) -> RecordView:
        versions = self.archive.store.root.inventory(record.id.urn).versions
        history = (
            Event(
                at=version.note.created.isoformat(),
                message=version.note.message,
                actor=version.note.user.name,
            )
            for version in versions
        )
        return RecordView(record=record, history=tuple(history), answers=self.archive.answers_to(record))


def build_demo(
    folder: Path, *, told: Callable[[FilingOutcome], None], clock: Clock | None = None
) -> RecordsOffice:
    """Make a sample office: dispatches go out, answers come in; ``told`` hears what became of each file."""
    from generator import demo

    clock = clock or SystemClock()
    on = min(demo.ISSUED_ON, clock.now().date())
    office = RecordsOffice.create(folder, demo.settings(on), clock=clock)
    demo.fill(office, on=on, outbox=office.folder.outbox, told=told)
    return office
