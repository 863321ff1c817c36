"""From files that were let in to records, in groups and in steps that a crash may interrupt."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from archive import ledger, register
from archive.arrival import NO_DOCUMENT, Described, Expected, describe
from archive.attaching import against_earlier
from archive.audit import AuditLog
from archive.database import Database
from archive.errors import ArchiveError, RecognitionFailedError
from archive.filing_group import FilingGroup
from archive.further_arrivals import FurtherArrivals
from archive.hint_book import KnownHints
from archive.incoming import Bundle, IncomingFile, bundles
from archive.ledger import LedgerRow
from archive.likeness import filed_before, may_be_version_of
from archive.new_records import NewRecord, NewRecords
from archive.open_dispatches import KnownDispatches
from archive.outcomes import of_record
from archive.packet_filing import PacketFiling
from archive.packet_notices import said
from archive.quarantine import Quarantine
from archive.record_store import RecordStore
from archive.staging_area import StagingArea
from archive.to_be_typed import UNREAD
from archive.waiting_packets import WaitingPackets
from model.actor import Actor
from model.clock import Clock
from model.ledger import FilingOutcome, LedgerState
from model.reason import Reason
from model.record import Record
from model.review_code import ReviewCode

Outcomes = dict[int, FilingOutcome]
"""What became of files, by the numbers of their rows."""


class Filing:
    """Files what was let in as new records, further versions, duplicates or quarantined files.

    Each step first looks whether it was done already, so all of it may run again after a crash.
    """

    def __init__(
        self,
        *,
        database: Database,
        store: RecordStore,
        quarantine: Quarantine,
        audit: AuditLog,
        clock: Clock,
        staging: StagingArea,
        office_mark: str = "",
    ) -> None:
        self._database = database
        self._store = store
        self._quarantine = quarantine
        self._audit = audit
        self._clock = clock
        self._staging = staging
        self._new = NewRecords(database=database, store=store, audit=audit, clock=clock)
        self._further = FurtherArrivals(database=database, store=store, audit=audit, clock=clock)
        self._packets = PacketFiling(
            database=database, store=store, audit=audit, clock=clock, further=self._further
        )
        self._waiting = WaitingPackets(database=database, store=store, packets=self._packets)
        self._dispatches = KnownDispatches()
        self._hints = KnownHints(store.root)
        self._expected = Expected(office=office_mark)

    def begin(self) -> None:
        """Begin a pass: look up what may be answered, and what the office was taught of senders."""
        with self._database.read() as connection:
            dispatches = self._dispatches.at(connection)
        self._expected = replace(self._expected, dispatches=dispatches, hints=self._hints.present())

    def file(self, arrivals: Sequence[Sequence[IncomingFile]], actor: Actor) -> Outcomes:
        """Stage the arrivals and file them, all as one group; return what became of each row."""
        return self.settle(self._staging.stage(arrivals), actor)

    def let_in(self, row: LedgerRow, pieces: Iterable[bytes], actor: Actor) -> FilingOutcome:
        """File one that a person lets in unread, however large."""
        return self.settle([[self._staging.take(row, pieces)]], actor)[row.id]

    def settle(self, arrivals: Sequence[Sequence[IncomingFile]], actor: Actor) -> Outcomes:
        """Bring staged arrivals to their end."""
        outcomes: Outcomes = {}
        group = FilingGroup()
        for files in arrivals:
            for bundle in _admitted(files):
                outcomes |= self._settle(bundle, group, actor)
            for file in files:
                if file.problem is not None:
                    outcomes |= self.set_aside([file], file.problem, actor)
        outcomes |= self._close(group, actor)
        self._staging.release(file.row for files in arrivals for file in files)
        for file in (file for files in arrivals for file in files if file.claims):
            outcomes[file.row.id] = _with_told(outcomes[file.row.id], file)
        return outcomes

    def finish(self, numbered: NewRecord, actor: Actor) -> Outcomes:
        """Finish a record that had its number when the program was killed."""
        [finished] = self._new.finish([numbered], actor)
        self._staging.release(numbered.rows)
        return _filed(finished.record, finished.rows)

    def hear_waiting_packets(self, actor: Actor) -> None:
        """Let packets join the records of their documents that came after them."""
        self._waiting.hear(actor)

    def set_aside(self, files: Iterable[IncomingFile], reason: Reason, actor: Actor) -> Outcomes:
        """Put staged files into quarantine."""
        outcomes: Outcomes = {}
        for file in files:
            row = replace(
                file.row,
                state=LedgerState.QUARANTINED,
                reason=reason,
                record_id=None,
                settled_at=self._clock.now(),
            )
            self._quarantine.keep(row, file.data)
            facts = {"reason": reason.code, "sha256": str(row.sha256)}
            self._audit.append(self._clock.now(), actor, "quarantine", f"ledger {row.id}", facts)
            with self._database.write() as connection:
                ledger.put(connection, row)
            outcomes[row.id] = FilingOutcome(state=row.state, path=row.path, sha256=row.sha256, reason=reason)
        return outcomes

    def _settle(self, bundle: Bundle, group: FilingGroup, actor: Actor) -> Outcomes:
        """File a bundle: with a record that is there, or, with others, as a new one."""
        target = bundle.lead.row.record_id
        if target is not None:
            return _filed(self._further.add_twin(target, bundle, self._expected, actor), bundle.rows)
        outcomes = self._close(group, actor) if group.has_bytes_of(bundle) else {}
        with self._database.read() as connection:
            twin = self._further.twin(connection, bundle)
        if twin is not None:
            record = self._further.add_twin(twin, bundle, self._expected, actor)
            return outcomes | _filed(record, bundle.rows)
        if not bundle.claims:
            doubts = (UNREAD,) if bundle.lead.is_said_document else ()
            return outcomes | self._settle_new(bundle, group, doubts, actor)
        outcomes |= self._close(group, actor)
        heard = self._packets.hear(bundle, actor)
        if heard.record is not None:
            return outcomes | _filed(heard.record, bundle.rows)
        return outcomes | self._settle_new(bundle, group, heard.doubts, actor)

    def _settle_new(
        self, bundle: Bundle, group: FilingGroup, doubts: tuple[Reason, ...], actor: Actor
    ) -> Outcomes:
        """File what was not there before: a further version of a document, or a record with these doubts."""
        outcomes: Outcomes = {}
        try:
            described = self._described(bundle, actor)
        except RecognitionFailedError as error:
            problem = Reason("recognition-failed", (error.fault,))
            return self.set_aside(bundle.files, problem, actor)
        if group.may_concern(described.record):
            outcomes |= self._close(group, actor)
        with self._database.read() as connection:
            same = (
                None if bundle.lead.is_notice else register.find_same_document(connection, described.record)
            )
            draft = described.record if same else self._compared(connection, described.record)
            known = filed_before(connection, bundle)
        told = (Reason("same-file-in", tuple(map(str, known))),) if known else ()
        if same is not None:
            self._packets.note_again(same, bundle, actor)
            record = self._further.add_version(same.id, bundle, described, self._expected, actor)
            joined = Reason("further-version", (str(same.id),))
            filed = _filed(record, bundle.rows).items()
            return outcomes | {
                row: replace(one, reason=(*told, one.reason or joined)[0]) for row, one in filed
            }
        draft = self._packets.announced(_doubted(draft, doubts), bundle, actor)
        group.add(bundle, replace(described, record=replace(draft, review=(*draft.review, *told))))
        return outcomes

    def _close(self, group: FilingGroup, actor: Actor) -> Outcomes:
        """File the new records of the group."""
        outcomes: Outcomes = {}
        for one in self._new.file(group.take(), actor):
            outcomes |= _filed(one.record, one.rows)
        return outcomes

    def _described(self, bundle: Bundle, actor: Actor) -> Described:
        try:
            return describe(bundle, expected=self._expected, at=self._clock.now(), actor=actor)
        except ArchiveError:
            raise
        except Exception as error:
            # Whatever a document holds, it must not keep the others from being filed.
            raise RecognitionFailedError(type(error).__name__) from error

    def _compared(self, connection: Connection, draft: Record) -> Record:
        """Compare a new record with what was filed before it."""
        like = may_be_version_of(connection, draft)
        if like:
            doubt = Reason(ReviewCode.MAY_BE_VERSION, tuple(map(str, like)))
            draft = replace(draft, review=(*draft.review, doubt))
        if not draft.answers or draft.organ_id is None:
            return draft
        counting = [link.dispatch for link in draft.links if link.state.counts]
        earlier = [
            record
            for dispatch in counting
            for record in register.answers_from(connection, dispatch, sender=draft.organ_id)
        ]
        return against_earlier(draft, earlier)


def _admitted(files: Sequence[IncomingFile]) -> tuple[Bundle, ...]:
    """Return what makes records; data files that go to a known record stay with each other."""
    late = tuple(file for file in files if file.row.record_id is not None)
    others = [file for file in files if file.row.record_id is None and file.problem is None]
    return (*bundles(others), *([Bundle(files=late)] if late else ()))


def _doubted(draft: Record, doubts: tuple[Reason, ...]) -> Record:
    """Return a new record with what a packet leaves open, which tells more than that it is no document."""
    others = (reason for reason in draft.review if not doubts or reason != NO_DOCUMENT)
    return replace(draft, review=(*doubts, *others))


def _with_told(outcome: FilingOutcome, file: IncomingFile) -> FilingOutcome:
    """Return what became of a file with what the packets in it said; when they came again, that is told."""
    is_again = outcome.state is LedgerState.DUPLICATE
    return outcome if is_again else replace(outcome, told=tuple(map(said, file.claims)))


def _filed(record: Record, rows: Iterable[LedgerRow]) -> Outcomes:
    return dict(_outcomes(record, rows))


def _outcomes(record: Record, rows: Iterable[LedgerRow]) -> Iterator[tuple[int, FilingOutcome]]:
    states = {arrival.ledger_id: LedgerState(arrival.outcome.value) for arrival in record.arrivals}
    yield from ((row.id, of_record(record, row, states[row.id])) for row in rows)
