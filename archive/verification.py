"""The proof of the invariants (design, section 4): what came is there, unaltered, once, without a gap.

Every byte is read while people work. Then, with the office at rest for a moment, what looked wrong or changed
meanwhile is looked at again, and the registers, the ledger and the index are compared with the archive.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import groupby

from archive import ledger, number_series, register, year_closing
from archive.audit import AuditLog
from archive.damage import Damage, DamageKind
from archive.database import Database
from archive.ledger import LedgerRow
from archive.number_series import SeriesState
from archive.ocfl.validation import validate_layout
from archive.office_folder import OfficeFolder
from archive.progress import Progress
from archive.quarantine import Quarantine
from archive.rebuilding import Rebuilding
from archive.record_check import RecordCheck, says_the_same
from archive.record_store import RecordStore, record_id_of
from archive.verify_notes import Start, Step, VerifyNotes
from archive.verify_walk import WORTH_PROCESSES, walk, walk_together
from model.clock import Clock
from model.ledger import LedgerState
from model.record_id import RecordId

Indexed = Callable[[], frozenset[str]]
"""Gives the ids that the search index holds; asked for when nothing changes any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """What a check of the whole office counted and found; ``numbers`` counts per book ("den 2026")."""

    ledger: dict[LedgerState, int]
    objects: int
    numbers: dict[str, int]
    departed: int
    """Of the files that wait: those that are no longer in the inbox under the name they came with."""
    damages: tuple[Damage, ...]

    @property
    def is_sound(self) -> bool:
        """Whether all invariants hold."""
        return not self.damages


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walked:
    """What was seen while people worked: objects to be looked at again, and rows that are explained."""

    since: int
    suspects: frozenset[str]
    rows: frozenset[int]


class Verification:
    """Compares the registers with the archive, and the archive with itself."""

    def __init__(
        self,
        *,
        folder: OfficeFolder,
        database: Database,
        store: RecordStore,
        quarantine: Quarantine,
        audit: AuditLog,
        rebuilding: Rebuilding,
        key: bytes,
        clock: Clock,
    ) -> None:
        self._folder = folder
        self._database = database
        self._root = store.root
        self._quarantine = quarantine
        self._audit = audit
        self._rebuilding = rebuilding
        self._check = RecordCheck(store.root, database, key)
        self._clock = clock

    def run(
        self,
        *,
        indexed: Indexed | frozenset[str] | None,
        progress: Progress,
        at_rest: Callable[[], AbstractContextManager[None]],
    ) -> VerifyReport:
        """Check everything; one that was broken off goes on where it was.

        ``indexed`` gives the ids that the search index holds, None when there is no index; ``at_rest`` holds
        the office so that nothing changes.
        """
        notes = VerifyNotes(self._folder.root / "verify.pending")
        walked = self._walk(notes, progress)
        logged = self._audit.verify()
        with at_rest():
            report = self._prove(walked, indexed() if callable(indexed) else indexed, logged)
        notes.end()
        return report

    def _walk(self, notes: VerifyNotes, progress: Progress) -> _Walked:
        with self._database.read() as connection:
            start = Start(self._clock.now(), register.last_change(connection))
        begun = notes.begin(start)
        ids = sorted(self._root.ids())
        left = [object_id for object_id in ids if object_id > begun.after]
        steps = list(begun.steps)
        done = len(ids) - len(left)
        alone = len(left) < WORTH_PROCESSES
        for portion, checked in walk(self._check, left) if alone else walk_together(self._folder, left):
            steps.append(Step(after=portion[-1], suspects=[*checked.damages], rows=checked.rows))
            notes.add(steps[-1])
            done += len(portion)
            progress(done, len(ids))
        return _Walked(
            since=begun.start.sequence,
            suspects=frozenset(suspect for step in steps for suspect in step.suspects),
            rows=frozenset(row for step in steps for row in step.rows),
        )

    def _prove(
        self, walked: _Walked, indexed: frozenset[str] | None, logged: Iterable[Damage]
    ) -> VerifyReport:
        """Look again where something looked wrong or changed, then compare what is counted."""
        ids = tuple(self._root.ids())
        own = [object_id for object_id in ids if record_id_of(object_id) is None]
        with self._database.read() as connection:
            changed = {record_id.urn for record_id in register.changed_since(connection, walked.since)}
            registered = set(register.ids(connection))
            pending = tuple(register.pending(connection))
            series = number_series.all_series(connection)
            counts = ledger.counts(connection)
            departed = ledger.count_departed(connection)
            closed = tuple(year_closing.damages(connection, self._root))
        again = self._check.check(sorted((walked.suspects | changed | set(own)) & set(ids)))
        kept = {record_id for object_id in ids if (record_id := record_id_of(object_id)) is not None}
        entered = (
            Damage(kind=DamageKind.INCONSISTENT, subject="register", path=str(one.id), name="pending")
            for one in pending
        )
        damages = (
            *(damage for of_object in again.damages.values() for damage in of_object),
            *validate_layout(self._root.folder),
            *entered,
            *_registered(registered, kept),
            *_numbered(series, kept),
            *self._arrived(walked.rows | set(again.rows)),
            *_searchable(registered, indexed),
            *closed,
            *logged,
        )
        return VerifyReport(
            ledger=counts,
            departed=departed,
            objects=len(ids),
            numbers={f"{state.book} {state.year}": state.last - state.opening for state in series},
            damages=tuple(dict.fromkeys(damages)),
        )

    def _arrived(self, explained: frozenset[int]) -> Iterator[Damage]:
        """Check the rows of the ledger that no record explains: what they say must be kept elsewhere."""
        elsewhere = {row.id: row for row in self._rebuilding.rows(()) if row.id not in explained}
        with self._database.read() as connection:
            for row in ledger.in_state(connection):
                if row.id not in explained:
                    yield from self._unexplained(row, elsewhere.pop(row.id, None))
        for row in elsewhere.values():
            yield Damage(kind=DamageKind.MISSING, subject="ledger", path=str(row.id), name=row.path)

    def _unexplained(self, row: LedgerRow, kept: LedgerRow | None) -> Iterator[Damage]:
        wrong = Damage(kind=DamageKind.INCONSISTENT, subject="ledger", path=str(row.id), name=row.path)
        if row.state.is_archived:
            yield Damage(
                kind=DamageKind.MISSING, subject=f"ledger {row.id}", path=str(row.record_id), name=row.path
            )
        elif row.state is LedgerState.STAGED or (kept is not None and not says_the_same(row, kept)):
            yield wrong
        elif row.state is LedgerState.QUARANTINED and (damage := self._quarantine.damage(row)):
            yield damage


def _registered(registered: set[RecordId], kept: set[RecordId]) -> Iterator[Damage]:
    """Check that the register holds exactly the records of the archive; each was compared by itself."""
    for record_id in sorted(registered ^ kept):
        yield Damage(kind=DamageKind.INCONSISTENT, subject="register", path=str(record_id))


def _numbered(series: tuple[SeriesState, ...], kept: set[RecordId]) -> Iterator[Damage]:
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


def _searchable(registered: Iterable[RecordId], indexed: frozenset[str] | None) -> Iterator[Damage]:
    """Check that the index holds exactly the registered records."""
    expected = set(map(str, registered))
    for record_id in sorted(expected ^ (expected if indexed is None else indexed)):
        kind = DamageKind.MISSING if record_id in expected else DamageKind.UNEXPECTED
        yield Damage(kind=kind, subject="search", path=record_id)
