"""Check a document: the one function that the rest of the program calls."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from generator.checks.errors import DocumentUnreadableError
from generator.checks.finding import Report
from generator.checks.judging import judge
from generator.checks.observed import Observed
from generator.checks.office_facts import OfficeFacts, SignatureFact

_LARGEST: Final = 100 * 2**20
_ZIP: Final = b"PK\x03\x04"
_PDF: Final = b"%PDF-"
_OLD_WORD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD: Final = 1024
"""A PDF may have other bytes before its mark."""


def check_document(
    document: bytes | Path,
    *,
    today: date,
    on: date | None = None,
    office: OfficeFacts | None = None,
    name: str = "",
) -> Report:
    """Check a Word file, old or new, a PDF or a text; ``name`` is what errors call bytes.

    ``on`` is the date of a document that bears none; ``office`` gives the rules that need an office its data.

    Raises:
        DocumentUnreadableError: when the file is damaged, larger than 100 MiB, or none of these.
        ConverterMissingError: when it is an old Word file and LibreOffice is absent or fails.
    """
    called = name or (str(document) if isinstance(document, Path) else "document")
    data = read_bounded(document) if isinstance(document, Path) else document
    return judge(observe(data, called), on=on, office=office, today=today)


def observe(data: bytes, name: str) -> Observed:
    """Read a document by its first bytes, whatever it is called.

    Raises:
        DocumentUnreadableError: when the file is damaged or none that is checked.
        ConverterMissingError: when it is an old Word file and LibreOffice is absent or fails.
    """
    from generator.checks.old_word import as_docx  # noqa: PLC0415 - each reader loads its own library
    from generator.checks.read_pdf import read_pdf  # noqa: PLC0415 - as above
    from generator.checks.read_text import read_text  # noqa: PLC0415 - as above
    from generator.checks.read_word import read_word  # noqa: PLC0415 - as above

    if not data.strip():
        raise DocumentUnreadableError(name, detail="empty")
    if data.startswith(_ZIP):
        return read_word(data, name)
    if _PDF in data[:_HEAD]:
        seen = read_pdf(data, name)
        return replace(seen, signatures=_signatures(data)) if seen.is_signed else seen
    if data.startswith(_OLD_WORD):
        return read_word(as_docx(data, name), name)
    return read_text(data, name)


def _signatures(pdf: bytes) -> tuple[SignatureFact, ...]:
    """Return what the signatures show; damaged ones are told by ``vanthu signature``, not here."""
    from generator.signing.errors import SigningError  # noqa: PLC0415 - loaded only for signed files
    from generator.signing.facts import signature_facts  # noqa: PLC0415 - as above

    try:
        return signature_facts(pdf)
    except SigningError:
        return ()


def as_new_word(data: bytes, name: str) -> bytes:
    """Return a Word file in its new form, converted where it is old.

    Raises:
        ConverterMissingError: when it is an old Word file and LibreOffice is absent or fails.
    """
    from generator.checks.old_word import as_docx  # noqa: PLC0415 - loaded only for old files

    return as_docx(data, name) if data.startswith(_OLD_WORD) else data


def read_bounded(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        DocumentUnreadableError: when it is larger than 100 MiB, or no plain file.
    """
    if not path.is_file() and path.exists():
        raise DocumentUnreadableError(str(path), detail="no plain file")
    if path.stat().st_size > _LARGEST:
        raise DocumentUnreadableError(str(path), detail="too large")
    return path.read_bytes()
