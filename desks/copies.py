"""The desk that copies documents: sao y, sao lục and trích sao, with numbers of their one series."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from archive import disk
from archive.archive import Archive
from archive.issued_copy import issued_copy
from archive.outgoing import Issued
from desks.dispatch import DispatchDesk
from desks.issuing import day_of_issue, refuse_placeholders, refuse_unopened, usual_fields
from generator.citation_of_copy import register_words
from generator.draft_copy import read_copy
from generator.render_copy import render_copy
from generator.render_pdf_copy import render_pdf_copy
from model.actor import Actor
from model.clock import Clock
from model.dispatch import Dispatch
from model.document_copy import DocumentCopy
from model.record import Record
from model.record_id import COPY_BOOK, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """The files of a copy by their endings, and its words."""

    files: Mapping[str, bytes]
    text: str


class CopyDesk:
    """Puts generator and archive together for copies; it only connects."""

    def __init__(self, archive: Archive, clock: Clock, dispatches: DispatchDesk) -> None:
        self._archive = archive
        self._clock = clock
        self._dispatches = dispatches

    def draft(self, path: Path, out: Path) -> tuple[Path, ...]:
        """Render a copy without a number into a folder; return the files written.

        Raises:
            DraftInvalidError: when the draft cannot become a copy.
            CopiedTextMissingError: when it names no file of the whole document that it copies.
        """
        made = self._made(self._read(path, self._clock.now().date()), path.parent)
        disk.make_folder(out)
        files = {out / f"{path.stem}.{ending}": data for ending, data in made.files.items()}
        for file, data in files.items():
            disk.write_atomic(file, data)
        return tuple(files)

    def issue(self, path: Path, *, actor: Actor, on: date | None = None) -> Record:
        """Issue a copy under the next number of their series; without ``on`` on the draft's day, or today.

        Raises:
            DraftInvalidError: when the draft cannot become a copy.
            CopiedTextMissingError: when it names no file of the whole document that it copies.
            PdfNotCopiedError: when the PDF that it copies cannot be read.
            SettingsUnfilledError: when ``office.toml`` does not say yet whose office this is.
            DateBeforeLastNumberError: when the date is earlier than that of the last number.
            DateInFutureError: when it is after today.
        """
        refuse_placeholders(self._archive)
        today = self._clock.now().date()
        copy = self._read(path, on or today)
        day = day_of_issue(on or copy.issued_on, today=today)
        refuse_unopened(self._archive, book=COPY_BOOK, on=day, today=today)
        sources = {path.name: path.read_bytes()}
        if copy.original.file:
            sources[Path(copy.original.file).name] = (path.parent / copy.original.file).read_bytes()

        def rendered(record_id: RecordId) -> Issued:
            numbered = copy.numbered(record_id.serial, day)
            made = self._made(numbered, path.parent)
            return issued_copy(
                numbered,
                subject=register_words(numbered),
                rendered=made.files,
                sources=sources,
                text=made.text,
                at=self._clock.now(),
                actor=actor,
            )

        return self._archive.issue(book=COPY_BOOK, on=day, render=rendered, actor=actor)

    def _read(self, path: Path, today: date) -> DocumentCopy:
        return read_copy(path, issuer_defaults=usual_fields(self._archive.settings.agency), today=today)

    def _made(self, copy: DocumentCopy, folder: Path) -> _Made:
        """Render a copy of a PDF, of a draft, or an extract that is set anew."""
        templates = self._archive.folder.templates
        file = folder / copy.original.file if copy.original.file else None
        if file is not None and file.suffix.lower() == ".pdf" and not copy.body:
            copied = render_pdf_copy(copy, file.read_bytes(), overrides=templates)
            return _Made(files={"pdf": copied.pdf}, text=copied.text)
        original = self._original(copy, file) if file is not None and not copy.body else None
        made = render_copy(copy, original, overrides=templates)
        return _Made(files={"docx": made.docx, "pdf": made.pdf}, text=made.text)

    def _original(self, copy: DocumentCopy, draft: Path) -> Dispatch:
        """Return the copied document as it was issued."""
        code, day = copy.original.code, copy.original.issued_on
        dispatch = self._dispatches.read_draft(draft, on=day)
        number = code.digits if code else None
        return dispatch if number is None or day is None else dispatch.numbered(number, day)
