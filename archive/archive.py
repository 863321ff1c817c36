"""The archive of one office: filing, issuing, looking up, proving and rebuilding; the parts put together."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Self

from archive import disk, ledger, register
from archive.after_issue import AfterIssue
from archive.answer_board import answer_board
from archive.audit import AuditLog
from archive.collecting import collect
from archive.database import Database
from archive.decisions import Decisions
from archive.errors import (
    CodeNotFoundError,
    NoFormError,
    NotADispatchError,
    RegisterDamagedError,
    RegisterMissingError,
)
from archive.inbox import Stillness, arrival_key, readable, scan
from archive.journal import Journal
from archive.ledger import LedgerRow
from archive.ledger_journal import LedgerJournal
from archive.listings import Listings
from archive.making_clerk import make_clerk
from archive.making_intake import IntakeParts, make_intake
from archive.named_files import named_files, parts_of_office
from archive.ocfl import StorageRoot
from archive.office_folder import OfficeFolder
from archive.office_key import office_key, office_mark
from archive.outgoing import Issued, Outgoing
from archive.progress import Progress
from archive.quarantine import Quarantine
from archive.reader_pool import readers
from archive.rebuilding import Rebuilding
from archive.record_store import RecordStore, record_id_of
from archive.series_opening import SeriesOpening
from archive.settings import Settings
from archive.signed_inbox import SignedInbox, is_signed_drop, parted
from archive.verification import Verification, VerifyReport
from archive.year_closing import Closing, Print, YearClosing
from model.actor import SYSTEM, Actor
from model.board import ReplyBoard
from model.clock import Clock
from model.collection import Collection
from model.document_code import DocumentCode, DocumentCodeError
from model.ledger import FilingOutcome, LedgerState
from model.reason import Reason
from model.record import Direction, Record
from model.record_id import RecordId, RecordIdError
from model.reply_mark import ReplyMark


class Archive:
    """What an office keeps: the objects on disk, and the registers that say what they are."""

    def __init__(self, folder: OfficeFolder, settings: Settings, clock: Clock) -> None:
        self.folder = folder
        self.settings = settings
        self._clock = clock
        self._key = office_key(folder)
        self._office_mark = office_mark(self._key)
        root = StorageRoot(folder.archive)
        root.recover()
        self._database = Database(folder.register)
        self.listings = Listings(self._database)
        self._audit = AuditLog(folder.audit)
        self.store = RecordStore(
            root=root, database=self._database, staging=folder.staging, lock=folder.records_lock, clock=clock
        )
        self._quarantine = Quarantine(folder.quarantine)
        journal = Journal(root, clock, folder.staging)
        self._journal = LedgerJournal(journal=journal, database=self._database, store=self.store, clock=clock)
        self._intake, self.set_aside = self._make_intake()
        self._outgoing = Outgoing(
            database=self._database,
            store=self.store,
            audit=self._audit,
            outbox=folder.outbox,
            lock=folder.issue_lock,
            key=self._key,
        )
        self.after_issue = AfterIssue(
            folder=folder, database=self._database, store=self.store, audit=self._audit, clock=clock
        )
        self.signed_inbox = self._make_signed_inbox()
        self._closing = YearClosing(
            folder=folder, database=self._database, store=self.store, audit=self._audit, clock=clock
        )
        self.clerk = make_clerk(folder, self._database, self.store, self._audit, clock)
        self._decisions = Decisions(store=self.store, journal=self._journal, audit=self._audit, clock=clock)

    def _make_signed_inbox(self) -> SignedInbox:
        return SignedInbox(
            database=self._database,
            after_issue=self.after_issue,
            journal=self._journal,
            clock=self._clock,
            key=self._key,
        )

    def _make_intake(self) -> IntakeParts:
        return make_intake(
            self.folder,
            self.settings,
            clock=self._clock,
            database=self._database,
            store=self.store,
            quarantine=self._quarantine,
            journal=self._journal,
            audit=self._audit,
        )

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

        Raises:
            RegisterMissingError: when the archive has records and the register has none.
            SettingsError: when an opening value is not the one that its book was opened with.
        """
        archive = cls(folder, settings, clock)
        with archive._closed_on_error():
            if archive._register_is_missing():
                raise RegisterMissingError(folder.register)
            archive._open_series()
            archive.store.mend()
            archive._outgoing.resume(SYSTEM)
            archive.after_issue.resume()
            archive.clerk.splitting.resume()
            archive._closing.resume()
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
        readers().abandon()
        self._database.close()

    # Issuing and filing

    def issue(self, *, book: str, on: date, render: Callable[[RecordId], Issued], actor: Actor) -> Record:
        """Take the next number and issue what ``render`` makes of it (see Outgoing.issue)."""
        return self._outgoing.issue(book=book, on=on, render=render, actor=actor)

    def file(self, paths: Iterable[Path], *, actor: Actor) -> Iterator[FilingOutcome]:
        """File the named files now, those in named folders too; what lies outside the inbox stays there.

        What belongs to the office itself is refused, and nothing is written about it.
        """
        readers().warm()
        named = tuple(paths)
        for part in parts_of_office(named, office=self.folder):
            yield FilingOutcome(
                state=LedgerState.REFUSED, path=readable(part), reason=Reason("part-of-office")
            )
        with self._intake.held() as give_way:
            for _, group in groupby(named_files(named, office=self.folder), key=arrival_key):
                together = tuple(group)
                if is_signed_drop(together[0]):
                    outcomes = tuple(self.signed_inbox.take_signed(together, actor=actor))
                else:
                    outcomes = tuple(self._intake.run(together, actor=actor, give_way=give_way))
                known = filter(None, map(self._intake.present, together))
                yield from outcomes
                yield from (one for one in known if not outcomes or one.state.is_unfinished)
                give_way()

    def take_in(self, *, actor: Actor, stillness: Stillness | None = None) -> Iterator[FilingOutcome]:
        """Make one pass over the whole inbox; with ``stillness`` only whole files are taken."""
        with self._intake.held() as give_way:
            yield from self.set_aside.retry_what_is_new(actor)
            found = scan(self.folder.inbox)
            self._intake.mark_gone(found, actor=actor)
            if stillness is not None:
                stillness.begin({entry.raw for entry in found.entries})
            arrived, signed = parted(found.entries)
            yield from self.signed_inbox.take_signed(signed, actor=actor, stillness=stillness)
            yield from self._intake.run(arrived, actor=actor, stillness=stillness, give_way=give_way)

    def form_mark(self, dispatch: Record, addressee: int) -> ReplyMark:
        """Return the mark of the form that goes to an addressee, by its place among them from 0.

        Raises:
            NoFormError: when the record was not issued with a form.
        """
        if dispatch.form is None or dispatch.mark is None:
            raise NoFormError(dispatch.id)
        return ReplyMark(
            office=self._office_mark,
            dispatch=dispatch.mark,
            form=dispatch.form.number,
            addressee=addressee,
        )

    def close_year(self, year: int, *, print_book: Print, actor: Actor) -> Closing:
        """Print and lock the books of a year that is over (see YearClosing.run)."""
        with self.at_rest():
            return self._closing.run(year, print_book=print_book, actor=actor)

    # Looking up

    def find(self, id_or_code: str) -> tuple[Record, ...]:
        """Return the records of an id or a code, newest first.

        Raises:
            CodeNotFoundError: when there is none.
        """
        with self._database.read() as connection:
            try:
                found = register.find(connection, RecordId.parse(id_or_code.strip()))
                records: tuple[Record, ...] = () if found is None else (found,)
            except RecordIdError:
                code = _code(id_or_code)
                records = () if code is None else tuple(register.find_by_code(connection, code))
        if not records:
            raise CodeNotFoundError(id_or_code)
        return records

    def board(self, id_or_code: str, *, on: date) -> ReplyBoard:
        """Return who answered one of our dispatches.

        Raises:
            CodeNotFoundError: when there is no such record.
            NotADispatchError: when the record was not issued here.
        """
        found = self.find(id_or_code)
        dispatch = next((record for record in found if record.direction is Direction.OUTGOING), None)
        if dispatch is not None and dispatch.reminds is not None:
            [dispatch] = self.find(str(dispatch.reminds))  # the answers are to what it reminds of
        if dispatch is None or dispatch.code is None:
            raise NotADispatchError(found[0].id)
        return answer_board(dispatch, self.answers_to(dispatch), code=dispatch.code, on=on)

    def collect(self, id_or_code: str, *, on: date) -> Collection:
        """Return the answers to one of our dispatches as a table.

        Raises:
            CodeNotFoundError: when there is no such record.
            NotADispatchError: when the record was not issued here.
            NoFormError: when it was issued without a reply form.
        """
        board = self.board(id_or_code, on=on)
        [dispatch] = self.find(str(board.dispatch))
        if dispatch.form is None:
            raise NoFormError(dispatch.id)
        return collect(board, dispatch.form, self.answers_to(dispatch))

    def answers_to(self, record: Record) -> tuple[Record, ...]:
        """Return what was filed as an answer to a record, with proposed links too."""
        with self._database.read() as connection:
            return tuple(register.linked_to(connection, record.id))

    def registered(self, direction: Direction, *, year: int) -> tuple[Record, ...]:
        """Return one year of the legal register in the order of its numbers."""
        with self._database.read() as connection:
            return tuple(register.book_of(connection, direction, year=year))

    def issued(self) -> tuple[Record, ...]:
        """Return everything the office issued, by year, book and number."""
        with self._database.read() as connection:
            return tuple(register.outgoing(connection))

    def changes_since(self, sequence: int, *, limit: int) -> tuple[int, tuple[Record, ...]]:
        """Return the next changed records for the index, and the sequence they lead to."""
        with self._database.read() as connection:
            return register.changes_since(connection, sequence, limit=limit)

    def last_change(self) -> int:
        """Return the newest sequence of the register."""
        with self._database.read() as connection:
            return register.last_change(connection)

    def ledger_rows(self, *states: LedgerState, with_gone: bool = False) -> tuple[LedgerRow, ...]:
        """Return the rows of the ledger in these states, oldest first.

        Those whose file somebody took away are left out, but for alerts that nobody acknowledged.
        """
        with self._database.read() as connection:
            rows = tuple(ledger.in_state(connection, *states))
        kept = (row for row in rows if with_gone or row.gone_at is None or row.is_alert)
        return self._intake.named(kept, scan(self.folder.inbox).entries)

    # Decisions

    def waiting_for_review(self) -> tuple[Record, ...]:
        """Return the records that wait for a person's decision."""
        with self._database.read() as connection:
            return tuple(register.needing_review(connection))

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
    ) -> VerifyReport:
        """Prove the invariants (see Verification.run)."""
        checking = Verification(
            folder=self.folder,
            database=self._database,
            store=self.store,
            quarantine=self._quarantine,
            audit=self._audit,
            rebuilding=self._rebuilding(),
            key=self._key,
            clock=self._clock,
        )
        return checking.run(indexed=indexed, progress=progress, at_rest=self.at_rest)

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Hold the inbox, issuing and the records for the block; what was staged is finished before it."""
        with self._intake.held(), self._outgoing.held():
            tuple(self._intake.run((), actor=SYSTEM))
            with self.store.locked():
                yield

    def rebuild(self, progress: Progress) -> int:
        """Make the register again from the archive, in one transaction; return how many records it has."""
        with self._intake.held(), self._outgoing.held(), self.store.locked():
            return self._rebuilding().run(progress)

    def _rebuilding(self) -> Rebuilding:
        return Rebuilding(
            database=self._database,
            store=self.store,
            quarantine=self._quarantine,
            journal=self._journal,
            key=self._key,
        )

    def _open_series(self) -> None:
        SeriesOpening(
            database=self._database, journal=self._journal, audit=self._audit, clock=self._clock
        ).run(self.settings, self.folder.settings)

    @contextmanager
    def _closed_on_error(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise

    def _register_is_missing(self) -> bool:
        with self._database.read() as connection:
            if not register.is_empty(connection) or any(ledger.counts(connection).values()):
                return False
        kept = any(record_id_of(object_id) is not None for object_id in self.store.root.ids())
        return kept or any(self._journal.rows()) or any(self._quarantine.rows())


def _code(text: str) -> DocumentCode | None:
    """Read a code as people type it, also without diacritics and in small letters."""
    for written in (text, text.upper()):
        try:
            return DocumentCode.parse(written)
        except DocumentCodeError:
            continue
    return None
