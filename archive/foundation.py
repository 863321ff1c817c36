"""What all parts of an archive stand on: the objects on disk, the registers, and what keeps their story."""

from dataclasses import dataclass
from typing import Self

from archive import ledger, register
from archive.audit import AuditLog
from archive.database import Database
from archive.journal import Journal
from archive.ledger_journal import LedgerJournal
from archive.ocfl import StorageRoot
from archive.office_folder import OfficeFolder
from archive.office_key import office_key
from archive.quarantine import Quarantine
from archive.record_store import RecordStore, record_id_of
from archive.settings import Settings
from model.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Foundation:
    """The common ground of one office's parts."""

    folder: OfficeFolder
    settings: Settings
    clock: Clock
    key: bytes
    is_read_only: bool
    database: Database
    store: RecordStore
    journal: LedgerJournal
    quarantine: Quarantine
    audit: AuditLog

    @classmethod
    def lay(cls, folder: OfficeFolder, settings: Settings, clock: Clock) -> Self:
        """Open the registers of an office over its objects, after mending what a crash left of those.

        Where nothing can be written, all of it is opened only to read.
        """
        key = office_key(folder)
        root = StorageRoot(folder.archive)
        is_read_only = folder.is_read_only
        if not is_read_only:
            root.recover()
        database = Database(folder.register, is_read_only=is_read_only)
        store = RecordStore(
            root=root, database=database, staging=folder.staging, lock=folder.records_lock, clock=clock
        )
        journal = Journal(root, clock, folder.staging)
        return cls(
            folder=folder,
            settings=settings,
            clock=clock,
            key=key,
            is_read_only=is_read_only,
            database=database,
            store=store,
            journal=LedgerJournal(journal=journal, database=database, store=store, clock=clock),
            quarantine=Quarantine(folder.quarantine),
            audit=AuditLog(folder.audit),
        )

    def lacks_register(self) -> bool:
        """Whether the registers know nothing of what the archive holds."""
        with self.database.read() as connection:
            if not register.is_empty(connection) or any(ledger.counts(connection).values()):
                return False
        kept = any(record_id_of(object_id) is not None for object_id in self.store.root.ids())
        return kept or any(self.journal.rows()) or any(self.quarantine.rows())
