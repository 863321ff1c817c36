"""What could not be filed: the untouched bytes, each with a side file that says why."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from archive import disk
from archive.damage import Damage, DamageKind
from archive.ledger import LedgerRow
from archive.ocfl.staging import Source, checked, digest_of
from archive.reader_version import reader_version


@dataclass(frozen=True, slots=True)
class _Readers:
    """Which readers tried last; none is named in what older programs kept."""

    readers: str = ""


class Quarantine:
    """The folder of files set aside. File names are ASCII; the true name is in the side file.

    The same bytes are kept once, with a side file for each time they came.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, row: LedgerRow, data: Source) -> None:
        """Put the bytes of a ledger row aside; harmless when repeated."""
        disk.make_folder(self.folder)
        if not self._is_kept(row):
            disk.write_atomic(self._own_file(row), checked(data, str(row.sha256)))
        self.note(row)

    def note(self, row: LedgerRow) -> None:
        """Write the side file of a row, with the readers that tried."""
        facts = msgspec.to_builtins(row) | {"readers": reader_version()}
        note = msgspec.json.format(msgspec.json.encode(facts), indent=2)
        disk.write_atomic(self._note(row), note + b"\n")

    def file(self, row: LedgerRow) -> Path:
        """Return where the bytes of a row lie, be it that they came with another one first."""
        twins = sorted(self.folder.glob(f"*-{_short(row)}.bin"))
        return next(iter(twins), self._own_file(row))

    def read(self, row: LedgerRow) -> bytes | None:
        """Return the bytes of a row, None when they are gone or altered."""
        try:
            data = self.file(row).read_bytes()
        except FileNotFoundError:
            return None
        return data if hashlib.sha256(data).hexdigest() == row.sha256 else None

    def readers(self, row: LedgerRow) -> str:
        """Return which readers tried a row last, empty when that is not known."""
        try:
            return msgspec.json.decode(self._note(row).read_bytes(), type=_Readers).readers
        except (FileNotFoundError, msgspec.MsgspecError):
            return ""

    def release(self, row: LedgerRow) -> None:
        """Let go of a row that is filed now; the bytes go with the last one that came with them."""
        disk.remove_file(self._note(row))
        if not any(self.folder.glob(f"*-{_short(row)}.json")):
            disk.remove_file(self.file(row))

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

    def _is_kept(self, row: LedgerRow) -> bool:
        file = self.file(row)
        return file.is_file() and digest_of(file) == row.sha256

    def _own_file(self, row: LedgerRow) -> Path:
        return self.folder / f"{row.id:06d}-{_short(row)}.bin"

    def _note(self, row: LedgerRow) -> Path:
        return self._own_file(row).with_suffix(".json")


def _short(row: LedgerRow) -> str:
    return str(row.sha256)[:16]
