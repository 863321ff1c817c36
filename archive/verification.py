"""The proof of the invariants (design, section 4): what came is there, unaltered, once, without a gap."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from archive import ledger, number_series, register, year_closing
from archive.audit import AuditLog
from archive.damage import Damage, DamageKind
from archive.database import Database
from archive.errors import ArchiveError, DamagedError
from archive.ledger import LedgerRow
from archive.number_series import SeriesState
from archive.ocfl.validation import validate_layout
from archive.progress import Progress
from archive.quarantine import Quarantine
from archive.rebuilding import Rebuilding
from archive.record_json import decode
from archive.record_store import RECORD, RecordStore, record_id_of
from model.ledger import LedgerState
from model.record import Record
from model.record_id import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """What a check of the whole office counted and found; ``numbers`` counts per book ("den 2026")."""

    ledger: dict[LedgerState, int]
    objects: int
    numbers: dict[str, int]
    damages: tuple[Damage, ...]

    @property
    def is_sound(self) -> bool:
        """Whether all invariants hold."""
        return not self.damages


@dataclass(frozen=True, slots=True, kw_only=True)
class _Books:
    """What the registers say at one moment."""

    rows: tuple[LedgerRow, ...]
    records: dict[RecordId, Record]
    pending: tuple[Record, ...]
    mismatches: tuple[RecordId, ...]
    series: tuple[SeriesState, ...]
    counts: dict[LedgerState, int]


class Verification:
    """Compares the registers with the archive, and the archive with itself."""

    def __init__(
        self,
        *,
        database: Database,
        store: RecordStore,
        quarantine: Quarantine,
        audit: AuditLog,
        rebuilding: Rebuilding,
    ) -> None:
        self._database = database
        self._store = store
        self._quarantine = quarantine
        self._audit = audit
        self._rebuilding = rebuilding

    def run(self, *, indexed: frozenset[str] | None, progress: Progress) -> VerifyReport:
        """Check everything; ``indexed`` are the ids that the search index holds, None when there is no index.

        The caller holds the inbox, issuing and the records, so that nothing changes between two looks.
        """
        books = self._books()
        ids = tuple(self._store.root.ids())
        kept, damages = self._archived(ids, progress)
        return VerifyReport(
            ledger=books.counts,
            objects=len(ids),
            numbers={f"{state.book} {state.year}": state.last - state.opening for state in books.series},
            damages=(
                *damages,
                *validate_layout(self._store.root.folder),
                *_registered(books, kept),
                *_numbered(books.series, kept),
                *self._arrived(books.rows, kept),
                *self._kept_rows(books.rows, kept),
                *_searchable(books.records, indexed),
                *self._closed(),
                *self._audit.verify(),
            ),
        )

    def _books(self) -> _Books:
        with self._database.read() as connection:
            return _Books(
                rows=tuple(ledger.in_state(connection)),
                records={record.id: record for record in register.everything(connection)},
                pending=tuple(register.pending(connection)),
                mismatches=tuple(register.mismatches(connection)),
                series=number_series.all_series(connection),
                counts=ledger.counts(connection),
            )

    def _closed(self) -> tuple[Damage, ...]:
        with self._database.read() as connection:
            return tuple(year_closing.damages(connection, self._store.root))

    def _archived(
        self, ids: tuple[str, ...], progress: Progress
    ) -> tuple[dict[RecordId, Record], tuple[Damage, ...]]:
        """Read every byte of the archive; return its records and what is wrong with its objects."""
        kept: dict[RecordId, Record] = {}
        damages: list[Damage] = []
        for done, object_id in enumerate(ids, start=1):
            wrong = self._store.root.validate_object(object_id)
            record, unread = self._record(object_id)
            damages += (*_truly_named(wrong, record), *unread)
            if record is not None:
                kept[record.id] = record
            progress(done, len(ids))
        return kept, tuple(dict.fromkeys(damages))

    def _record(self, object_id: str) -> tuple[Record | None, tuple[Damage, ...]]:
        if record_id_of(object_id) is None:
            return None, ()
        try:
            record = decode(self._store.root.read(object_id, RECORD))
            state = self._store.root.inventory(object_id).head.state
        except DamagedError as error:
            return None, error.damages
        except ArchiveError:
            return None, (Damage(kind=DamageKind.UNREADABLE, subject=object_id, path=RECORD),)
        return record, tuple(
            Damage(kind=DamageKind.INCONSISTENT, subject=object_id, path=file.path, name=file.name)
            for file in record.files
            if state.get(file.path) != file.sha256
        )

    def _arrived(self, rows: tuple[LedgerRow, ...], kept: Mapping[RecordId, Record]) -> Iterator[Damage]:
        """Check that the bytes of every settled row are where the row says."""
        for row in rows:
            if row.state.is_archived and not _holds(kept.get(row.record_id) if row.record_id else None, row):
                yield Damage(
                    kind=DamageKind.MISSING,
                    subject=f"ledger {row.id}",
                    path=str(row.record_id),
                    name=row.path,
                )
            elif row.state is LedgerState.STAGED:
                yield Damage(
                    kind=DamageKind.INCONSISTENT, subject=f"ledger {row.id}", path="staged", name=row.path
                )
            elif row.state is LedgerState.QUARANTINED and (damage := self._quarantine.damage(row)):
                yield damage

    def _kept_rows(self, rows: tuple[LedgerRow, ...], kept: Mapping[RecordId, Record]) -> Iterator[Damage]:
        """Check that the ledger says of every file what the archive and the quarantine keep of it."""
        here = {row.id: row for row in rows}
        for row in self._rebuilding.rows(kept.values()):
            if row.id not in here:
                yield Damage(kind=DamageKind.MISSING, subject="ledger", path=str(row.id), name=row.path)
            elif not _says_the_same(here[row.id], row):
                yield Damage(kind=DamageKind.INCONSISTENT, subject="ledger", path=str(row.id), name=row.path)


def _truly_named(damages: Iterable[Damage], record: Record | None) -> Iterator[Damage]:
    """Give the files of a record the names under which they came or were issued."""
    names = {file.path: file.name for file in record.files} if record else {}
    for damage in damages:
        yield replace(damage, name=names.get(damage.name or "", damage.name))


def _says_the_same(row: LedgerRow, kept: LedgerRow) -> bool:
    """Compare a row with what is kept of it; the stamp of a file that left the inbox is not kept."""
    if kept.state.leaves_inbox:
        kept = replace(kept, stamp=row.stamp, path_key=row.path_key)
    return row == kept


def _holds(record: Record | None, row: LedgerRow) -> bool:
    if record is None:
        return False
    arrived = any(arrival.ledger_id == row.id and arrival.sha256 == row.sha256 for arrival in record.arrivals)
    return arrived and any(file.sha256 == row.sha256 for file in record.files)


def _registered(books: _Books, kept: Mapping[RecordId, Record]) -> Iterator[Damage]:
    """Check that the register holds exactly the records of the archive, word for word."""
    for record in books.pending:
        yield Damage(kind=DamageKind.INCONSISTENT, subject="register", path=str(record.id), name="pending")
    for record_id in sorted(books.records.keys() | kept.keys()):
        if books.records.get(record_id) != kept.get(record_id) or record_id in books.mismatches:
            yield Damage(kind=DamageKind.INCONSISTENT, subject="register", path=str(record_id))


def _numbered(series: tuple[SeriesState, ...], kept: Mapping[RecordId, Record]) -> Iterator[Damage]:
    """Check that each book runs from its opening value to its last number, each number once."""
    states = {(state.year, state.book): state for state in series}
    books = {
        key: {id_.serial for id_ in ids}
        for key, ids in groupby(sorted(kept), key=lambda id_: (id_.year, id_.book))
    }
    for year, book in sorted(states.keys() | books.keys()):
        state = states.get((year, book))
        expected = set(range(state.opening + 1, state.last + 1)) if state else set()
        for number in sorted(expected ^ books.get((year, book), set())):
            kind = DamageKind.MISSING if number in expected else DamageKind.UNEXPECTED
            yield Damage(kind=kind, subject=f"book {book} {year}", path=str(number))


def _searchable(records: Mapping[RecordId, Record], indexed: frozenset[str] | None) -> Iterator[Damage]:
    """Check that the index holds exactly the registered records."""
    registered = {str(record_id) for record_id in records}
    for record_id in sorted(registered ^ (registered if indexed is None else indexed)):
        kind = DamageKind.MISSING if record_id in registered else DamageKind.UNEXPECTED
        yield Damage(kind=kind, subject="search", path=record_id)
