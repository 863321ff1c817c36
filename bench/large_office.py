"""An office that holds as many records as one likes, made in minutes: one filed document, multiplied.

The objects are laid out as filing lays them out, but written without waiting for the disk; the registers are
made from them by a rebuild.
"""

import hashlib
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from archive.ocfl import NewObject, VersionNote
from archive.ocfl.layout import object_folder
from archive.ocfl.staging import Source, files_of
from archive.record_json import encode
from archive.record_store import RECORD
from archive.record_text import TEXT
from bench import letters
from model.actor import SYSTEM
from model.clock import VIETNAM, FixedClock
from model.document_code import DocumentCode
from model.record import Direction, FileRole, Record
from model.record_id import RecordId
from office import RecordsOffice

AT: Final = datetime(2026, 11, 2, 9, tzinfo=VIETNAM)
_SETTINGS: Final = Path(__file__).with_name("office.toml")
_BYTES_OF_A_DOCUMENT: Final = 40_000


def make(folder: Path, records: int) -> RecordsOffice:
    """Make an office with so many incoming documents, and open it."""
    clock = FixedClock(AT)
    office = RecordsOffice.create(folder, _SETTINGS.read_text(encoding="utf-8"), clock=clock)
    office.drop("mẫu.docx", letters.docx(1))
    list(office.take_in())
    [pattern] = office.register(Direction.INCOMING, year=AT.year)
    document = letters.docx(1).ljust(_BYTES_OF_A_DOCUMENT, b"\0")
    text = office.archive.store.file(pattern.id, TEXT).read_bytes()
    for number in range(2, records + 1):
        data = document + str(number).encode()
        _write(folder, _like(pattern, number, data), data, text)
    office.archive.rebuild(lambda *_: None)
    return office


def _write(folder: Path, record: Record, data: bytes, text: bytes) -> None:
    """Write the object of one more record."""
    paths = {file.role: file.path for file in record.files}
    files: dict[str, Source] = {RECORD: encode(record), paths[FileRole.ORIGINAL]: data, TEXT: text}
    note = VersionNote(message="file", user=SYSTEM, created=AT)
    place = folder / "archive" / object_folder(record.id.urn)
    for name, of in files_of(NewObject(id=record.id.urn, files=files, note=note)).items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(of if isinstance(of, bytes) else b"".join(of))


def _like(pattern: Record, number: int, data: bytes) -> Record:
    digest = hashlib.sha256(data).hexdigest()
    [original] = [file for file in pattern.files if file.role is FileRole.ORIGINAL]
    own = replace(original, sha256=digest, size=len(data), path=f"original/{digest[:16]}.docx")
    [arrival] = pattern.arrivals
    symbol = pattern.code.symbol if pattern.code else ""
    return replace(
        pattern,
        id=RecordId(pattern.id.year, pattern.id.book, number),
        arrival_number=number,
        code=DocumentCode.of(number=number, symbol=symbol),
        files=(own, *(file for file in pattern.files if file is not original)),
        arrivals=(replace(arrival, ledger_id=number, path=f"{number}.docx", sha256=digest, size=len(data)),),
    )


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2])).close()
