"""Objects of the archive, each compared with itself, with the register and with the ledger."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive import ledger, register
from archive.damage import Damage, DamageKind
from archive.database import Database
from archive.errors import ArchiveError, DamagedError
from archive.ledger import LedgerRow
from archive.ocfl import StorageRoot
from archive.rebuilding import row_of
from archive.record_json import decode
from archive.record_store import RECORD, record_id_of
from model.record import Record


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong, by object, and which rows of the ledger the records account for."""

    damages: dict[str, list[Damage]] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)


class RecordCheck:
    """Reads every byte of the objects that it is asked about. Opened anew by each process that helps."""

    def __init__(self, root: StorageRoot, database: Database, key: bytes) -> None:
        self._root = root
        self._database = database
        self._key = key

    def check(self, object_ids: Sequence[str]) -> Checked:
        """Check objects; somebody may be changing them, so that a damage may be gone at a second look."""
        records: dict[str, Record] = {}
        damages: dict[str, list[Damage]] = {}
        for object_id in object_ids:
            wrong = self._root.validate_object(object_id)
            record, unread = self._record(object_id)
            damages[object_id] = list(dict.fromkeys((*_truly_named(wrong, record), *unread)))
            records |= {} if record is None else {object_id: record}
        numbers = [arrival.ledger_id for record in records.values() for arrival in record.arrivals]
        with self._database.read() as connection:
            rows = ledger.numbered(connection, numbers)
            as_kept = set(register.as_written(connection, records.values()))
        for object_id, record in records.items():
            if record.id not in as_kept:
                entry = Damage(kind=DamageKind.INCONSISTENT, subject="register", path=str(record.id))
                damages[object_id].append(entry)
            damages[object_id] += self._rows(record, rows)
        found = {object_id: of_object for object_id, of_object in damages.items() if of_object}
        return Checked(found, [number for number in numbers if number in rows])

    def _record(self, object_id: str) -> tuple[Record | None, tuple[Damage, ...]]:
        if record_id_of(object_id) is None:
            return None, ()
        try:
            record = decode(self._root.read(object_id, RECORD))
            state = self._root.inventory(object_id).head.state
        except DamagedError as error:
            return None, error.damages
        except ArchiveError:
            return None, (Damage(kind=DamageKind.UNREADABLE, subject=object_id, path=RECORD),)
        return record, tuple(
            Damage(kind=DamageKind.INCONSISTENT, subject=object_id, path=file.path, name=file.name)
            for file in record.files
            if state.get(file.path) != file.sha256
        )

    def _rows(self, record: Record, rows: Mapping[int, LedgerRow]) -> Iterator[Damage]:
        """Compare the ledger with what the record says of how its files came."""
        held = {file.sha256 for file in record.files}
        for arrival in record.arrivals:
            expected, path = row_of(record, arrival, self._key), str(arrival.ledger_id)
            row = rows.get(arrival.ledger_id)
            if row is None:
                yield Damage(kind=DamageKind.MISSING, subject="ledger", path=path, name=arrival.path)
            elif not says_the_same(row, expected):
                yield Damage(kind=DamageKind.INCONSISTENT, subject="ledger", path=path, name=arrival.path)
            elif arrival.sha256 not in held:
                yield Damage(
                    kind=DamageKind.MISSING, subject=f"ledger {path}", path=str(record.id), name=arrival.path
                )


def says_the_same(row: LedgerRow, kept: LedgerRow) -> bool:
    """Compare a row with what is kept of it; the stamp of a file that left the inbox is not kept."""
    if kept.state.leaves_inbox:
        kept = replace(kept, stamp=row.stamp, path_key=row.path_key)
    return row == kept


def _truly_named(damages: Iterable[Damage], record: Record | None) -> Iterator[Damage]:
    """Give the files of a record the names under which they came or were issued."""
    names = {file.path: file.name for file in record.files} if record else {}
    for damage in damages:
        yield replace(damage, name=names.get(damage.name or "", damage.name))
