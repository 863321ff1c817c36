"""What could not be filed: the untouched bytes, each with a side file that says why."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from archive import disk
from archive.damage import Damage, DamageKind
from archive.ledger import LedgerRow
from archive.ocfl.staging import digest_of


class Quarantine:
    """The folder of files set aside. File names are ASCII; the true name is in the side file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, row: LedgerRow, data: bytes) -> None:
        """Put the bytes of a ledger row aside; harmless when repeated."""
        disk.make_folder(self.folder)
        disk.write_atomic(self.file(row), data)
        note = msgspec.json.format(msgspec.json.encode(row), indent=2)
        disk.write_atomic(self.file(row).with_suffix(".json"), note + b"\n")

    def file(self, row: LedgerRow) -> Path:
        """Return where the bytes of a row lie."""
        return self.folder / f"{row.id:06d}-{str(row.sha256)[:16]}.bin"

    def rows(self) -> Iterator[LedgerRow]:
        """Yield the ledger rows that the side files keep, oldest first."""
        for note in sorted(self.folder.glob("*.json")):
            yield msgspec.json.decode(note.read_bytes(), type=LedgerRow)

    def damage(self, row: LedgerRow) -> Damage | None:
        """Return what is wrong with the kept bytes of a row, None when they are as they came."""
        file = self.file(row)
        if not file.is_file():
            return Damage(kind=DamageKind.MISSING, subject="quarantine", path=file.name, name=row.path)
        if digest_of(file) != row.sha256:
            return Damage(kind=DamageKind.ALTERED, subject="quarantine", path=file.name, name=row.path)
        return None
