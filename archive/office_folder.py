"""Where everything of an office lies on disk (design, section 3)."""

from dataclasses import dataclass
from pathlib import Path

from archive import disk


@dataclass(frozen=True, slots=True)
class OfficeFolder:
    """The paths of one office; creates nothing."""

    root: Path

    @property
    def is_read_only(self) -> bool:
        """Whether we may write nothing here (see disk.is_writable)."""
        return not disk.is_writable(self.root)

    @property
    def settings(self) -> Path:
        """The agency's own data."""
        return self.root / "office.toml"

    @property
    def inbox(self) -> Path:
        """The watched folder."""
        return self.root / "inbox"

    @property
    def outbox(self) -> Path:
        """Issued files, ready to be signed and sent."""
        return self.root / "outbox"

    @property
    def archive(self) -> Path:
        """The OCFL storage root: the truth."""
        return self.root / "archive"

    @property
    def staging(self) -> Path:
        """Half-done work, on the archive's file system so that a rename finishes it."""
        return self.root / "staging"

    @property
    def quarantine(self) -> Path:
        """What could not be filed, each with a side file that says why."""
        return self.root / "quarantine"

    @property
    def register(self) -> Path:
        """Registers, ledger and links in SQLite: made again from the archive by a rebuild."""
        return self.root / "register.db"

    @property
    def own_data(self) -> Path:
        """What people keep for themselves, in SQLite: backed up, never rebuilt."""
        return self.root / "office.db"

    @property
    def search(self) -> Path:
        """The search index: derived."""
        return self.root / "search"

    @property
    def templates(self) -> Path:
        """The office's own Word templates, which win over the shipped ones."""
        return self.root / "templates"

    @property
    def audit(self) -> Path:
        """The hash-chained log of every change."""
        return self.root / "audit.log"

    @property
    def key(self) -> Path:
        """The secret that keys the hashes of inbox paths."""
        return self.root / "office.key"

    @property
    def pending_act(self) -> Path:
        """What is being done to an issued document and is not in the audit yet."""
        return self.root / "act.pending"

    @property
    def intake_lock(self) -> Path:
        """Held by whoever files from the inbox."""
        return self.root / "intake.lock"

    @property
    def issue_lock(self) -> Path:
        """Held by whoever issues."""
        return self.root / "issue.lock"

    @property
    def records_lock(self) -> Path:
        """Held while a record is read, changed and written back."""
        return self.root / "records.lock"
