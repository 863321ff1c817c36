"""The desk that sends dispatches out: drafts, numbers, reply forms, the table of answers, reminders."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from archive import disk
from archive.after_issue import one_of
from archive.archive import Archive
from archive.form_outbox import FormOutbox
from archive.outgoing import Circumstances, Issued, issued
from archive.outgoing_errors import NotIssuedHereError, SignedLaterError
from desks.errors import IssueBlockedError
from desks.issuing import day_of_issue, refuse_placeholders, refuse_undrawable, refuse_unopened, usual_fields
from generator.checks.check import check_document
from generator.checks.office_facts import OfficeFacts
from generator.draft import read_draft
from generator.reminder import reminder_draft
from generator.render import render
from generator.reply_form import render_forms
from model.actor import Actor
from model.clock import Clock
from model.collection import Collection
from model.dispatch import Dispatch
from model.document_code import DocumentCode
from model.record import Direction, FileRole, Record
from model.record_id import RecordId
from model.vietnamese import fold

if TYPE_CHECKING:
    from desks.copies import CopyDesk

_ANY_NUMBER: Final = 1
"""Stands for the number in what is checked before one is drawn."""
Progress = Callable[[int, int], None]
"""Told how many of how many steps are done."""


class DispatchDesk:
    """Puts generator and archive together for what an office sends and asks; it only connects."""

    def __init__(self, archive: Archive, clock: Clock) -> None:
        self._archive = archive
        self._clock = clock
        self._templates = archive.folder.templates
        self._forms = FormOutbox(archive.folder.outbox)

    @cached_property
    def copies(self) -> "CopyDesk":
        """What makes sao y, sao lục and trích sao."""
        from desks.copies import CopyDesk

        return CopyDesk(self._archive, self._clock, self)

    def read_draft(self, path: Path, *, on: date | None = None) -> Dispatch:
        """Read a clerk's draft as a dispatch of this office.

        Raises:
            DraftInvalidError: when it cannot become one.
        """
        return read_draft(
            path,
            issuer_defaults=usual_fields(self._archive.settings.agency),
            today=on or self._clock.now().date(),
            overrides=self._templates,
        )

    def draft(self, path: Path, out: Path) -> tuple[Path, ...]:
        """Render a draft without a number into a folder; return the files written."""
        rendered = render(self.read_draft(path), overrides=self._templates)
        refuse_undrawable(path, rendered.text)
        disk.make_folder(out)
        files = {out / f"{path.stem}{rest}": data for rest, data in rendered.files.items()}
        for file, data in files.items():
            disk.write_atomic(file, data)
        return tuple(files)

    def issue(
        self,
        path: Path,
        *,
        actor: Actor,
        on: date | None,
        progress: Progress,
        signed_on: date | None = None,
    ) -> Record:
        """Issue a draft: take its number, render and archive it, put it into the outbox, make its forms.

        Without ``on`` the date is the draft's own, or today. ``signed_on`` is the day on which the paper was
        signed, when it was signed first (Nghị định 30/2020, Điều 15). ``progress`` hears of the reply forms.

        Raises:
            DraftInvalidError: when the draft cannot become a dispatch.
            SettingsUnfilledError: when ``office.toml`` does not say yet whose office this is.
            DateBeforeLastNumberError: when the date is earlier than that of the last number.
            DateInFutureError: when it is after today.
            SignedLaterError: when the paper would have been signed after it.
            IssueBlockedError: when its layout breaks the decree.
            YearClosedError: when the books of its year are closed.
            YearNotOpenedError: when its year is over and its book was never kept here.
        """
        refuse_placeholders(self._archive)
        dispatch = self.read_draft(path, on=on)
        today = self._clock.now().date()
        day = day_of_issue(on or dispatch.issued_on, today=today)
        book = self._archive.settings.book_of(dispatch.kind)
        refuse_unopened(self._archive, book=book, on=day, today=today)
        known = self._circumstances(dispatch, day, signed_on)
        self._refuse_errors(path, dispatch.numbered(_ANY_NUMBER, day))
        rendered = self._rendered(dispatch, day, path.read_bytes(), known, actor)
        record = self._archive.issue(book=book, on=day, render=rendered, actor=actor)
        self.finish_forms(progress)
        return record

    def _rendered(
        self, dispatch: Dispatch, day: date, draft: bytes, known: Circumstances, actor: Actor
    ) -> Callable[[RecordId], Issued]:
        """Return what renders a dispatch once its number is drawn; ``draft`` is kept beside it."""

        def rendered(record_id: RecordId) -> Issued:
            numbered = dispatch.numbered(record_id.serial, day)
            made = render(numbered, overrides=self._templates)
            return issued(
                numbered,
                rendered=made.files,
                text=made.text,
                draft=draft,
                at=self._clock.now(),
                actor=actor,
                known=known,
            )

        return rendered

    def _circumstances(self, dispatch: Dispatch, day: date, signed_on: date | None) -> Circumstances:
        if signed_on is not None and signed_on > day:
            raise SignedLaterError(signed_on, day)
        reminds = self._archive.board(str(dispatch.reminds), on=day).dispatch if dispatch.reminds else None
        return Circumstances(
            reminds=reminds,
            corrects=self._corrected(dispatch.corrects).id if dispatch.corrects else None,
            signed_on=signed_on,
        )

    def _corrected(self, code: DocumentCode) -> Record:
        found = self._archive.find(str(code))
        ours = tuple(record for record in found if record.direction is Direction.OUTGOING)
        if not ours:
            raise NotIssuedHereError(found[0].id)
        return one_of(ours, str(code))

    def _refuse_errors(self, path: Path, dispatch: Dispatch) -> None:
        """Check what would be issued while that costs no number."""
        made = render(dispatch, overrides=self._templates)
        refuse_undrawable(path, made.text)
        today = self._clock.now().date()
        drafter = dispatch.drafter
        known = OfficeFacts(
            issuing=True,
            # The text may announce what is sent beside it, of which nothing is known here.
            attachments=tuple(file.name for file in made.attachments) or None,
            copies=None if drafter is None else drafter.copies,
        )
        report = check_document(made.docx, today=today, office=known, name=str(path))
        if report.has_errors:
            raise IssueBlockedError(path, tuple(one.sentence for one in report.errors))

    # Reply forms

    def _write_forms(self, dispatch: Record, progress: Progress) -> Path:
        """Put the forms of all addressees into the outbox, as Word and PDF; return their folder."""
        self._archive.form_mark(dispatch, 0)
        asked = len(dispatch.addressees)
        return self._forms.fill(
            dispatch.id,
            lambda first: self._rendered_forms(dispatch, first),
            told=lambda done: progress(done, asked),
        )

    def make_forms(self, id_or_code: str, progress: Progress) -> Path:
        """Make the forms of a dispatch once more.

        Raises:
            CodeNotFoundError: when there is no such record.
            NotADispatchError: when the record was not issued here.
            NoFormError: when it was issued without a form.
        """
        board = self._archive.board(id_or_code, on=self._clock.now().date())
        [dispatch] = self._archive.find(str(board.dispatch))
        return self._write_forms(dispatch, progress)

    def finish_forms(self, progress: Progress) -> None:
        """Make the forms that are still to be made, also since the program was stopped over them."""
        for record_id in self._forms.unfinished():
            [dispatch] = self._archive.find(str(record_id))
            self._write_forms(dispatch, progress)

    def _rendered_forms(self, dispatch: Record, first: int) -> Iterator[Mapping[str, bytes]]:
        forms = render_forms(
            self.as_drafted(dispatch),
            mark=lambda place: self._archive.form_mark(dispatch, place),
            overrides=self._templates,
            first=first,
        )
        for form in forms:
            yield {f"{form.name}.docx": form.docx, f"{form.name}.pdf": form.pdf}

    def as_drafted(self, record: Record) -> Dispatch:
        """Return an issued dispatch as it was drafted, with what was frozen on the day of issue."""
        draft = next(file for file in record.files if file.role is FileRole.DRAFT)
        on = record.dated.latest if record.dated else record.registered_at.date()
        drafted = self.read_draft(self._archive.store.file(record.id, draft.path), on=on)
        return replace(drafted.numbered(record.number or 0, on), expected=record.addressees, form=record.form)

    # Answers

    def collect(self, id_or_code: str, *, on: date) -> Collection:
        """Return the answers to a dispatch as a table (see Archive.collect)."""
        return self._archive.collect(id_or_code, on=on)

    def save(self, path: Path, data: bytes) -> None:
        """Write a table that leaves the office; what was there before is replaced.

        What the system refuses is told of the file, or of the folder where that is missing.
        """
        try:
            disk.write_atomic(path, data)
        except OSError as fault:
            fault.filename = str(path.parent if isinstance(fault, FileNotFoundError) else path)
            raise

    def remind(self, id_or_code: str, *, on: date, out: Path) -> Path | None:
        """Write the draft of a dispatch to exactly those who have not answered; None when all have.

        Raises:
            CodeNotFoundError: when there is no such record.
            NotADispatchError: when the record was not issued here.
        """
        board = self._archive.board(id_or_code, on=on)
        if not board.missing:
            return None
        [dispatch] = self._archive.find(str(board.dispatch))
        text = reminder_draft(self.as_drafted(dispatch), board, overrides=self._templates)
        path = out / f"don-doc-{fold(str(board.code)).replace('/', '-')}-{on:%Y%m%d}.yaml"
        disk.make_folder(out)
        disk.write_atomic(path, text.encode())
        return path
