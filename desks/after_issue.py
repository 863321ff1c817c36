"""The desk for what follows the number: signing, cancelling, correcting, recalling, closing."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Final

from archive import disk
from archive.after_issue import one_of
from archive.archive import Archive
from archive.outgoing_errors import EndedError, NotIssuedHereError
from archive.plain_file import read_named
from archive.signed_file import look_at
from archive.year_closing import Closing
from desks.dispatch import DispatchDesk
from generator.follow_up import FollowUp, FollowUpKind, follow_up_draft
from generator.register_pdf import register_pdf
from model.actor import Actor
from model.clock import Clock
from model.dispatch import Dispatch
from model.document_kind import DocumentKind
from model.organ import organ
from model.record import Direction, FileRole, Record
from model.register_sheet import RegisterSheet
from model.vietnamese import fold

_NAME = re.compile(r"[^a-z0-9]+")
_BOOK_NAMES: Final = {Direction.OUTGOING: "van-ban-di", Direction.INCOMING: "van-ban-den"}

MakeSheet = Callable[[Direction, tuple[Record, ...]], RegisterSheet]
"""Puts the words of a book together."""


class AfterIssueDesk:
    """Puts generator and archive together for a document that has its number; it only connects."""

    def __init__(self, archive: Archive, dispatches: DispatchDesk, clock: Clock) -> None:
        self._archive = archive
        self._dispatches = dispatches
        self._clock = clock

    def attach(self, named: str, path: Path, *, because: str | None, actor: Actor) -> Record:
        """Keep a file as the signed original of a dispatch; ``because`` says why it may differ.

        Raises:
            AmbiguousCodeError: when several of our documents bear the code.
            SignedFileError: when the file is not taken.
        """
        record = self._ours(named)
        data = read_named(path)
        file = look_at(path, data, signatures=self._archive.signatures_of(data))
        return self._archive.after_issue.attach(record, file, actor=actor, because=because)

    def cancel(self, named: str, reason: str, *, actor: Actor, is_unsent: bool = False) -> Record:
        """Cancel a document of ours; its number stays taken (see AfterIssue.cancel)."""
        record = self._ours(named)
        return self._archive.after_issue.cancel(record, reason, actor=actor, is_unsent=is_unsent)

    def recall(self, named: str, reason: str, *, out: Path, actor: Actor) -> tuple[Record, Path | None]:
        """Freeze a document and draft the notice of it to whom it concerns.

        The path is None when the office has issued nothing yet whose letterhead the notice could take.

        Raises:
            AmbiguousCodeError: when the code is that of several documents.
            EndedError: when it was cancelled or recalled before.
        """
        record = one_of(self._archive.find(named), named)
        recalled = self._archive.after_issue.recall(record, reason, actor=actor)
        is_ours = record.direction is Direction.OUTGOING
        kind = FollowUpKind.RECALL if is_ours else FollowUpKind.RECALLED_BY_SENDER
        return recalled, self._draft(kind, record, {"reason": reason}, out)

    def correct(self, named: str, facts: Mapping[str, str], *, out: Path) -> Path | None:
        """Write the draft of a correction; ``facts`` may hold where, wrong and right.

        Raises:
            AmbiguousCodeError: when several of our documents bear the code.
            EndedError: when it was cancelled or recalled.
        """
        record = self._ours(named)
        if record.standing is not None and record.standing.is_over:
            raise EndedError(record.id)
        return self._draft(FollowUpKind.CORRECTION, record, dict(facts), out)

    def close_year(
        self, year: int, *, sheet: MakeSheet, xlsx: Callable[[RegisterSheet], bytes], actor: Actor
    ) -> Closing:
        """Print both registers of a year, as PDF and workbook, and lock its books (see YearClosing.run)."""
        today = self._clock.now().date()

        def print_book(direction: Direction, records: tuple[Record, ...]) -> Mapping[str, bytes]:
            made, name = sheet(direction, records), f"so-{_BOOK_NAMES[direction]}-{year}"
            return {f"{name}.pdf": register_pdf(made, dated=today), f"{name}.xlsx": xlsx(made)}

        return self._archive.close_year(year, print_book=print_book, actor=actor)

    def print_register(self, sheet: RegisterSheet) -> bytes:
        """Return a register as PDF."""
        return register_pdf(sheet, dated=self._clock.now().date())

    def _ours(self, named: str) -> Record:
        found = self._archive.find(named)
        ours = tuple(record for record in found if record.direction is Direction.OUTGOING)
        if not ours:
            raise NotIssuedHereError(found[0].id)
        return one_of(ours, named)

    def _draft(self, kind: FollowUpKind, record: Record, facts: dict[str, str], out: Path) -> Path | None:
        head = self._head(record)
        if head is None:
            return None
        today = self._clock.now().date()
        what = FollowUp(
            kind=kind,
            document=record.kind,
            code=record.code,
            dated=record.dated.exact if record.dated else None,
            subject=record.subject or "",
            addressees=_addressees(record),
            on=today,
            facts=facts,
        )
        text = follow_up_draft(
            what, head, symbol=self._symbol(head), overrides=self._archive.folder.templates
        )
        return _written(out, f"{kind}-{record.code or record.id}", text, today)

    def _head(self, record: Record) -> Dispatch | None:
        """Return the dispatch whose letterhead and signatory a follow-up takes: itself, else the last one."""
        records = chain((record,), self._archive.listings.issued())
        known = (one for one in records if any(file.role is FileRole.DRAFT for file in one.files))
        found = next(known, None)
        return None if found is None else self._dispatches.as_drafted(found)

    def _symbol(self, head: Dispatch) -> str:
        """Return the symbol of an official dispatch: the head's own, else that of the last one."""
        if head.kind is DocumentKind.OFFICIAL_DISPATCH:
            return head.symbol
        letters = (
            one.code.symbol
            for one in self._archive.listings.issued()
            if one.kind is DocumentKind.OFFICIAL_DISPATCH and one.code is not None
        )
        agency = self._archive.settings.agency.symbol
        return next(letters, f"{agency}-VT")


def _addressees(record: Record) -> tuple[str, ...]:
    if record.direction is Direction.OUTGOING:
        return record.recipients
    if record.organ_id is None:
        return (record.organ,) if record.organ else ()
    return (organ(record.organ_id, record.dated.latest if record.dated else None).full_name,)


def _written(out: Path, name: str, text: str, on: date) -> Path:
    path = out / f"{_NAME.sub('-', fold(name)).strip('-')}-{on:%Y%m%d}.yaml"
    disk.make_folder(out)
    disk.write_atomic(path, text.encode())
    return path
