"""The bytes of files that were let in and are not filed yet; a restart goes on from them."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby
from pathlib import Path

from archive import disk, ledger
from archive.cleared import is_cleared
from archive.database import Database
from archive.incoming import IncomingFile
from archive.ledger import LedgerRow
from archive.ocfl.staging import checked
from archive.released import is_released
from model.ledger import LedgerState


class StagingArea:
    """Files named by their rows: ``7-8.bin`` for row 8 that came together with row 7."""

    def __init__(self, folder: Path, database: Database) -> None:
        self._folder = folder
        self._database = database

    def stage(self, arrivals: Sequence[Sequence[IncomingFile]]) -> list[list[IncomingFile]]:
        """Copy the bytes of the arrivals, then let the ledger say so: from now on no inbox file is needed."""
        data = {
            f"{files[0].row.id}-{one.row.id}.bin": checked(one.data, str(one.row.sha256))
            for files in arrivals
            for one in files
        }
        # What lies there is of an attempt that the ledger never heard of.
        disk.remove_files([path for name in data if (path := self._folder / name).exists()])
        disk.write_files(self._folder, data)
        staged = [[replace(one, row=_staged(one.row)) for one in files] for files in arrivals]
        with self._database.write() as connection:
            ledger.put(connection, *(one.row for one in chain.from_iterable(staged)))
        return staged

    def take(self, row: LedgerRow, pieces: Iterable[bytes]) -> IncomingFile:
        """Copy a file that came alone, however large, and that no reader looks into; its row gets its digest.

        Raises:
            SourceChangedError: when the pieces turn out to be those of another file.
        """
        path = self._folder / f"{row.id}-{row.id}.bin"
        digest = hashlib.sha256()

        def digested() -> Iterator[bytes]:
            for piece in pieces:
                digest.update(piece)
                yield piece

        disk.remove_files([path] if path.exists() else [])
        disk.write_files(self._folder, {path.name: digested()})
        staged = _staged(replace(row, sha256=digest.hexdigest()))
        with self._database.write() as connection:
            ledger.put(connection, staged)
        return IncomingFile(row=staged, data=path)

    def release(self, rows: Iterable[LedgerRow]) -> None:
        """Remove the bytes of rows that are settled."""
        ids = {row.id for row in rows}
        disk.remove_files([path for path in self._files() if _row_of(path) in ids])

    def begin(self) -> tuple[tuple[LedgerRow, ...], ...]:
        """Return the rows that were staged when the program was killed, those of one arrival together.

        Bytes that no row waits for any more are removed: their file was settled.
        """
        with self._database.read() as connection:
            rows = {row.id: row for row in ledger.in_state(connection, LedgerState.STAGED)}
        leads = {_row_of(path): _lead_of(path) for path in self._files()}
        settled = [path for path in self._files() if _row_of(path) not in rows]
        if settled:
            disk.remove_files(settled)
        together = sorted(rows.values(), key=lambda row: (leads.get(row.id, row.id), row.id))
        return tuple(
            tuple(group) for _, group in groupby(together, key=lambda row: leads.get(row.id, row.id))
        )

    def holds(self, row: LedgerRow) -> bool:
        """Whether the bytes of a row are here."""
        return any(_row_of(path) == row.id for path in self._files())

    def file(self, row: LedgerRow) -> Path:
        """Return where the bytes of a row lie.

        Raises:
            FileNotFoundError: when somebody took them away.
        """
        for path in self._files():
            if _row_of(path) == row.id:
                return path
        raise FileNotFoundError(self._folder / f"{row.id}.bin")

    def _files(self) -> Iterator[Path]:
        return self._folder.glob("*.bin")


def _staged(row: LedgerRow) -> LedgerRow:
    said = row.reason if is_released(row) or is_cleared(row) else None
    return replace(row, state=LedgerState.STAGED, reason=said)


def _row_of(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])


def _lead_of(path: Path) -> int:
    return int(path.stem.partition("-")[0])
