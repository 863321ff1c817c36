"""The archive of one office: filing, issuing, looking up, proving and rebuilding; each done by its part."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from archive import disk
from archive.errors import NoFormError, RegisterDamagedError, RegisterMissingError
from archive.foundation import Foundation
from archive.inbox import Stillness
from archive.ledger import LedgerRow
from archive.left_over import left_over
from archive.listings import Listings
from archive.lookup import Lookup
from archive.ocfl import StorageRoot
from archive.office_folder import OfficeFolder
from archive.office_key import office_mark
from archive.progress import Progress
from archive.series_opening import SeriesOpening
from archive.settings import Settings
from model.actor import SYSTEM, Actor
from model.board import ReplyBoard
from model.clock import Clock
from model.ledger import FilingOutcome, LedgerState
from model.record import Direction, Record
from model.record_id import RecordId
from model.reply_mark import ReplyMark
from model.standing import Signature

if TYPE_CHECKING:
    # Imported where they are used: who looks something up waits for none of the parts that change anything.
    from archive.after_issue import AfterIssue
    from archive.boards import Boards
    from archive.decisions import Decisions
    from archive.making_clerk import ClerkParts
    from archive.outgoing import Issued, Outgoing
    from archive.rebuilding import Rebuilding
    from archive.receiving import Receiving
    from archive.set_aside import SetAside
    from archive.signed_inbox import SignedInbox
    from archive.verification import VerifyReport
    from archive.year_closing import Closing, Print, YearClosing
    from model.collection import Collection


def _unjudged(_data: bytes) -> tuple[Signature, ...]:
    """See no signature in a file."""
    return ()


class Archive:
    """What an office keeps: the objects on disk, and the registers that say what they are.

    ``signatures_of`` judges the digital signatures of a file's bytes; as long as it is not replaced it sees
    none, and PDF files that come back signed wait.
    """

    def __init__(self, folder: OfficeFolder, settings: Settings, clock: Clock) -> None:
        self.folder = folder
        self.settings = settings
        self._base = Foundation.lay(folder, settings, clock)
        self.store = self._base.store
        self.listings = Listings(self._base.database)
        self._lookup = Lookup(self._base)
        self.signatures_of: Callable[[bytes], tuple[Signature, ...]] = _unjudged

    # Opening

    @classmethod
    def create(cls, folder: OfficeFolder, settings: Settings, clock: Clock) -> Self:
        """Make the folders of a new office around its ``office.toml``, or finish an interrupted attempt."""
        for path in (folder.inbox, folder.outbox, folder.staging, folder.quarantine, folder.templates):
            disk.make_folder(path)
        StorageRoot.create(folder.archive)
        archive = cls(folder, settings, clock)
        with archive._closed_on_error():
            archive._open_series()
        return archive

    @classmethod
    def open(cls, folder: OfficeFolder, settings: Settings, clock: Clock) -> Self:
        """Open an office and finish what was under way when it last stopped.

        Where nothing can be written it is opened only to read, and what would change it is refused.

        Raises:
            RegisterMissingError: when the archive has records and the register has none.
            SettingsError: when an opening value is not the one that its book was opened with.
        """
        archive = cls(folder, settings, clock)
        with archive._closed_on_error():
            if archive._base.lacks_register():
                raise RegisterMissingError(folder.register)
            if not archive._base.is_read_only:
                archive._open_series()
                archive._finish_left_over()
        return archive

    @classmethod
    def for_rebuild(cls, folder: OfficeFolder, settings: Settings, clock: Clock) -> Self:
        """Open an office whose register is to be made again, be it gone, old or damaged."""
        try:
            return cls(folder, settings, clock)
        except RegisterDamagedError:
            # The database first: without it SQLite throws its write-ahead log away by itself.
            for suffix in ("", "-wal", "-shm"):
                disk.remove_file(folder.register.with_name(folder.register.name + suffix))
            return cls(folder, settings, clock)

    def close(self) -> None:
        """Give back the connections; a pass that was broken off waits for no reader."""
        if "receiving" in self.__dict__:
            self.receiving.close()
        self._base.database.close()

    # Parts

    @cached_property
    def receiving(self) -> "Receiving":
        """What takes files in."""
        from archive.making_receiving import make_receiving

        return make_receiving(self._base, self.signed_inbox)

    @cached_property
    def signed_inbox(self) -> "SignedInbox":
        """What takes in the signed originals of issued documents."""
        from archive.signed_inbox import SignedInbox

        return SignedInbox(self._base, self.after_issue, self.signatures_of)

    @property
    def set_aside(self) -> "SetAside":
        """The files that could not be filed."""
        return self.receiving.set_aside

    @cached_property
    def after_issue(self) -> "AfterIssue":
        """What is done to a document after its number was given."""
        from archive.after_issue import AfterIssue

        return AfterIssue(self._base)

    @cached_property
    def clerk(self) -> "ClerkParts":
        """What people do to records that came in."""
        from archive.making_clerk import make_clerk

        return make_clerk(self._base)

    @cached_property
    def _outgoing(self) -> "Outgoing":
        from archive.outgoing import Outgoing

        return Outgoing(self._base)

    @cached_property
    def _closing(self) -> "YearClosing":
        from archive.year_closing import YearClosing

        return YearClosing(self._base)

    @cached_property
    def _decisions(self) -> "Decisions":
        from archive.decisions import Decisions

        base = self._base
        return Decisions(store=base.store, journal=base.journal, audit=base.audit, clock=base.clock)

    @cached_property
    def _boards(self) -> "Boards":
        from archive.boards import Boards

        return Boards(self._lookup)

    @property
    def _rebuilding(self) -> "Rebuilding":
        from archive.rebuilding import Rebuilding

        base = self._base
        return Rebuilding(
            database=base.database,
            store=base.store,
            quarantine=base.quarantine,
            journal=base.journal,
            key=base.key,
        )

    # Issuing and filing

    def issue(self, *, book: str, on: date, render: "Callable[[RecordId], Issued]", actor: Actor) -> Record:
        """Take the next number and issue what ``render`` makes of it (see Outgoing.issue)."""
        return self._outgoing.issue(book=book, on=on, render=render, actor=actor)

    def file(self, paths: Iterable[Path], *, actor: Actor) -> Iterator[FilingOutcome]:
        """File the named files now (see Receiving.file)."""
        return self.receiving.file(paths, actor=actor)

    def take_in(
        self, *, actor: Actor, stillness: Stillness | None = None, stop: Callable[[], bool] = lambda: False
    ) -> Iterator[FilingOutcome]:
        """Make one pass over the whole inbox; with ``stillness`` only whole files are taken."""
        return self.receiving.take_in(actor=actor, stillness=stillness, stop=stop)

    def form_mark(self, dispatch: Record, addressee: int) -> ReplyMark:
        """Return the mark of the form that goes to an addressee, by its place among them from 0.

        Raises:
            NoFormError: when the record was not issued with a form.
        """
        if dispatch.form is None or dispatch.mark is None:
            raise NoFormError(dispatch.id)
        return ReplyMark(
            office=office_mark(self._base.key),
            dispatch=dispatch.mark,
            form=dispatch.form.number,
            addressee=addressee,
        )

    def close_year(self, year: int, *, print_book: "Print", actor: Actor) -> "Closing":
        """Print and lock the books of a year that is over (see YearClosing.run)."""
        with self.at_rest():
            return self._closing.run(year, print_book=print_book, actor=actor)

    # Looking up

    def find(self, id_or_code: str) -> tuple[Record, ...]:
        """Return the records of an id or a code, newest first.

        Raises:
            CodeNotFoundError: when there is none.
        """
        return self._lookup.find(id_or_code)

    def board(self, id_or_code: str, *, on: date) -> ReplyBoard:
        """Return who answered one of our dispatches (see Boards.board)."""
        return self._boards.board(id_or_code, on=on)

    def collect(self, id_or_code: str, *, on: date) -> "Collection":
        """Return the answers to one of our dispatches as a table (see Boards.collect)."""
        return self._boards.collect(id_or_code, on=on)

    def answers_to(self, record: Record) -> tuple[Record, ...]:
        """Return what was filed as an answer to a record, with proposed links too."""
        return self._lookup.answers_to(record)

    def registered(self, direction: Direction, *, year: int) -> tuple[Record, ...]:
        """Return one year of the legal register in the order of its numbers."""
        return self._lookup.registered(direction, year=year)

    def issued(self) -> tuple[Record, ...]:
        """Return everything the office issued, by year, book and number."""
        return self._lookup.issued()

    def changes_since(self, sequence: int, *, limit: int) -> tuple[int, tuple[Record, ...]]:
        """Return the next changed records for the index, and the sequence they lead to."""
        return self._lookup.changes_since(sequence, limit=limit)

    def last_change(self) -> int:
        """Return the newest sequence of the register."""
        return self._lookup.last_change()

    def ledger_rows(self, *states: LedgerState, with_gone: bool = False) -> tuple[LedgerRow, ...]:
        """Return the rows of the ledger in these states, oldest first (see Lookup.ledger_rows)."""
        return self._lookup.ledger_rows(*states, with_gone=with_gone)

    def waiting_for_review(self) -> tuple[Record, ...]:
        """Return the records that wait for a person's decision."""
        return self._lookup.waiting_for_review()

    # Decisions

    def accept_link(self, record_id: RecordId, dispatch: Record, *, actor: Actor) -> Record:
        """Let a person's word decide which dispatch a record answers."""
        return self._decisions.accept_link(record_id, dispatch, actor=actor)

    def close_review(self, record_id: RecordId, *, actor: Actor) -> Record:
        """Note that a person looked at a record and it waits no more (see Decisions.close)."""
        return self._decisions.close(record_id, actor=actor)

    def acknowledge(self, row_id: int, *, actor: Actor) -> LedgerRow:
        """Note who has seen the alert about a withheld file (records.md R-38).

        Raises:
            NoAlertError: when the row is not a withheld one that nobody acknowledged.
        """
        return self._decisions.acknowledge(row_id, actor=actor)

    # Proof and repair

    def verify(
        self, *, indexed: frozenset[str] | Callable[[], frozenset[str]] | None, progress: Progress
    ) -> "VerifyReport":
        """Prove the invariants (see Verification.run)."""
        from archive.verification import Verification

        base = self._base
        checking = Verification(
            folder=base.folder,
            database=base.database,
            store=base.store,
            quarantine=base.quarantine,
            audit=base.audit,
            rebuilding=self._rebuilding,
            key=base.key,
            clock=base.clock,
        )
        at_rest = nullcontext if base.is_read_only else self.at_rest
        return checking.run(indexed=indexed, progress=progress, at_rest=at_rest)

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Hold the inbox, issuing and the records for the block; what was staged is finished before it."""
        with self.receiving.held(), self._outgoing.held():
            self.receiving.finish_staged()
            with self.store.locked():
                yield

    def rebuild(self, progress: Progress) -> int:
        """Make the register again from the archive, in one transaction; return how many records it has."""
        with self.receiving.held(), self._outgoing.held(), self.store.locked():
            return self._rebuilding.run(progress)

    # Starting

    def _open_series(self) -> None:
        base = self._base
        opening = SeriesOpening(
            database=base.database, journal=base.journal, audit=base.audit, clock=base.clock
        )
        opening.run(self.settings, self.folder.settings)

    def _finish_left_over(self) -> None:
        """Finish what was under way; only then are the parts loaded that can."""
        self.store.mend()
        left = left_over(self._base)
        if left.issuing:
            self._outgoing.resume(SYSTEM)
        if left.after_issue:
            self.after_issue.resume()
        if left.parting:
            self.clerk.splitting.resume()
        if left.closing:
            self._closing.resume()

    @contextmanager
    def _closed_on_error(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise
