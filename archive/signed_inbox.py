"""Signed originals dropped into ``inbox/signed/``: each joins its document, or waits with the reason."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from sqlalchemy import Connection, func, select

from archive import disk, ledger, register
from archive.after_issue import AfterIssue
from archive.errors import BusyError, RegisterError
from archive.foundation import Foundation
from archive.inbox import Found, Obstacle, Stillness, path_key, stamp_of
from archive.inbox_file import read_whole
from archive.ledger import Channel, FileStamp, LedgerRow
from archive.outcomes import of_withheld
from archive.outgoing_errors import (
    EndedError,
    SignedFileDiffersError,
    SignedFileEmptyError,
    SignedFileKindError,
    SignedFileSecretError,
    SignedFileTooLargeError,
    SignedFileUnsignedError,
    SignedNumberError,
)
from archive.signed_file import SignedFile, look_at
from archive.tables import ledger as rows
from model.actor import Actor
from model.document_code import DocumentCode, DocumentCodeError
from model.ledger import FilingOutcome, LedgerState
from model.reason import Reason
from model.record import ArrivalOutcome, ArrivedFile, Direction, Record
from model.record_id import RecordId
from model.standing import Signature, Standing
from model.vietnamese import nfc

FOLDER: Final = "signed"

_log = logging.getLogger(__name__)
_ID = re.compile(r"[0-9]{4}-di(?:-[a-z0-9]+)*-[0-9]{6,}")
_CODE = re.compile(r"(?P<number>[0-9]{1,8}[A-Za-z]?)_(?P<symbol>[^\W_]+(?:[-&][^\W_]+)*)")


def is_signed_drop(found: Found) -> bool:
    """Whether an entry of the inbox was dropped there as a signed original."""
    return found.channel is Channel.INBOX and PurePath(found.name).parts[:1] == (FOLDER,)


def parted(entries: Iterable[Found]) -> tuple[list[Found], list[Found]]:
    """Part what arrived from other offices from what was dropped as a signed original of ours."""
    parts: tuple[list[Found], list[Found]] = ([], [])
    for found in entries:
        parts[is_signed_drop(found)].append(found)
    return parts


class SignedInbox:
    """Takes signed originals in.

    ``signatures_of`` judges the digital signatures of a file's bytes.
    """

    def __init__(
        self,
        base: Foundation,
        after_issue: AfterIssue,
        signatures_of: Callable[[bytes], tuple[Signature, ...]],
    ) -> None:
        self._database = base.database
        self._journal = base.journal
        self._clock = base.clock
        self._key = base.key
        self._after_issue = after_issue
        self.signatures_of = signatures_of
        self._looked_at: set[tuple[str, FileStamp]] = set()

    def take_signed(
        self,
        entries: Iterable[Found],
        *,
        actor: Actor,
        hindered: Callable[[Exception], None],
        stillness: Stillness | None = None,
    ) -> Iterator[FilingOutcome]:
        """Take the entries in and yield what became of each that reached a new state.

        ``hindered`` hears what left an entry for a later pass.

        ``entries`` are those of the inbox for which ``is_signed_drop`` holds; the caller holds the inbox.
        """
        for found in entries:
            try:
                outcome = self._take(found, actor, stillness)
            except (BusyError, RegisterError):
                raise
            except Exception as error:  # noqa: BLE001 - the inbox loop: no file may stop the others
                hindered(error)
                _log.info("a signed original was left for a later pass", exc_info=error)
            else:
                if outcome is not None:
                    yield outcome

    def _take(self, found: Found, actor: Actor, stillness: Stillness | None) -> FilingOutcome | None:
        if found.obstacle is None and stillness is not None and not stillness.is_whole(found):
            return None
        key = path_key(self._key, found.channel, found.raw)
        row = self._open(found, key)
        if row is None:
            return None
        self._looked_at.add((key, found.stamp))
        settled = self._settled(row, found, actor)
        if settled is None or (settled.state, settled.reason) == (row.state, row.reason):
            return None
        if settled.state.leaves_inbox:
            with self._database.write() as connection:
                ledger.put(connection, settled)
            _remove(found)
        else:
            self._journal.put((settled,), actor=actor)
        return self._outcome(settled, found)

    def _open(self, found: Found, key: str) -> LedgerRow | None:
        """Return the row to work on, None when this very file has been dealt with."""
        with self._database.read() as connection:
            known = _latest(connection, key)
        if known is None or known.gone_at is not None or known.state.leaves_inbox:
            return self._new_row(found, key)
        if known.stamp != found.stamp:
            return (
                self._new_row(found, key) if known.state is LedgerState.WITHHELD else self._same(known, found)
            )
        is_done = known.state not in {LedgerState.SEEN, LedgerState.WAITING}
        return None if is_done or (key, found.stamp) in self._looked_at else known

    def _new_row(self, found: Found, key: str) -> LedgerRow:
        with self._database.write() as connection:
            return ledger.add_seen(
                connection, channel=found.channel, path_key=key, stamp=found.stamp, at=self._clock.now()
            )

    def _same(self, known: LedgerRow, found: Found) -> LedgerRow:
        row = replace(known, stamp=found.stamp)
        with self._database.write() as connection:
            ledger.put(connection, row)
        return row

    def _settled(self, row: LedgerRow, found: Found, actor: Actor) -> LedgerRow | None:
        """Return the row as it stands after a look at the file; None when the file changed meanwhile."""
        if found.obstacle is not None:
            return self._refused(row, found, found.obstacle)
        try:
            data = read_whole(found)
            if data is None:
                return None
            file = look_at(found.path, data, signatures=self.signatures_of(data))
            return self._attached(row, found, file, actor)
        except SignedFileSecretError as error:
            now = self._clock.now()
            return replace(row, state=LedgerState.WITHHELD, reason=error.problem, settled_at=now)
        except tuple(_REASONS) as error:
            return replace(row, state=LedgerState.WAITING, reason=_reason(error))

    def _refused(self, row: LedgerRow, found: Found, obstacle: Obstacle) -> LedgerRow:
        return replace(
            row,
            state=obstacle.state,
            path=None if obstacle.state is LedgerState.WAITING else found.name,
            reason=Reason(obstacle),
            settled_at=self._clock.now(),
        )

    def _attached(self, row: LedgerRow, found: Found, file: SignedFile, actor: Actor) -> LedgerRow:
        with self._database.read() as connection:
            record = _document_of(connection, file)
        arrived = ArrivedFile(
            ledger_id=row.id,
            channel=row.channel,
            path=found.name,
            sha256=file.sha256,
            size=len(file.data),
            seen_at=row.seen_at,
            settled_at=self._clock.now(),
            outcome=ArrivalOutcome.FILED,
        )
        record = self._after_issue.attach(record, file, actor=actor, arrived=arrived)
        kept = next(one for one in record.arrivals if one.ledger_id == row.id)
        is_first = kept.outcome is ArrivalOutcome.FILED
        return replace(
            row,
            state=LedgerState.FILED if is_first else LedgerState.DUPLICATE,
            path=kept.path,
            sha256=kept.sha256,
            record_id=record.id,
            reason=None,
            settled_at=kept.settled_at,
        )

    def _outcome(self, row: LedgerRow, found: Found) -> FilingOutcome:
        if row.state is LedgerState.WITHHELD:
            return of_withheld(row)
        code = None
        if row.record_id is not None:
            with self._database.read() as connection:
                record = register.find(connection, row.record_id)
                code = record.code if record else None
        return FilingOutcome(
            state=row.state,
            path=found.name,
            sha256=row.sha256,
            id=row.record_id,
            code=code,
            reason=row.reason,
        )


class _UnclearError(Exception):
    """Which document the file is of cannot be told."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


def _remove(found: Found) -> None:
    """Remove a file that is safe in the archive, if it is still the same."""
    try:
        if stamp_of(found.path.lstat()) == found.stamp:
            disk.remove_file(found.path)
    except OSError:
        # A read-only inbox: the ledger knows the file, so it is not taken in again.
        _log.warning("a settled file cannot be removed from the inbox")


def _latest(connection: Connection, key: str) -> LedgerRow | None:
    newest = select(func.max(rows.c.id)).where(rows.c.path_key == key)
    number = connection.execute(newest).scalar_one()
    return None if number is None else ledger.find(connection, number)


def _document_of(connection: Connection, file: SignedFile) -> Record:
    """Return the document that a file is said to be by its name, else by the number that is read in it."""
    found = tuple(_named(connection, nfc(file.path.stem))) or tuple(_numbered(connection, file))
    if not found:
        raise _UnclearError(Reason("signed-of-nothing"))
    for fits in (_has_date_of(file), _awaits):
        if len(found) == 1:
            break
        found = tuple(filter(fits, found)) or found
    if len(found) > 1:
        raise _UnclearError(Reason("signed-of-several", tuple(str(record.id) for record in found)))
    return found[0]


def _named(connection: Connection, name: str) -> Iterator[Record]:
    if (match := _ID.search(name)) is not None:
        record = register.find(connection, RecordId.parse(match[0]))
        if record is not None:
            yield record
    elif (match := _CODE.match(name)) is not None:
        try:
            code = DocumentCode.parse(f"{match['number']}/{match['symbol']}")
        except DocumentCodeError:
            return
        yield from register.find_by_code(connection, code, direction=Direction.OUTGOING)


def _numbered(connection: Connection, file: SignedFile) -> Iterator[Record]:
    code = file.found.code.value if file.found and file.found.code else None
    if code is not None and code.has_number:
        yield from register.find_by_code(connection, code, direction=Direction.OUTGOING)


def _has_date_of(file: SignedFile) -> Callable[[Record], bool]:
    read = file.found.date.value if file.found and file.found.date else None
    return lambda record: record.dated == read


def _awaits(record: Record) -> bool:
    return record.standing is Standing.AWAITING_SIGNATURE


def _reason(error: Exception) -> Reason:
    return next(make(error) for class_, make in _REASONS.items() if isinstance(error, class_))


_REASONS: Final[dict[type[Exception], Callable[..., Reason]]] = {
    SignedFileUnsignedError: lambda error: Reason("signed-as-issued", (error.code,)),
    SignedNumberError: lambda error: Reason("signed-other-number", (error.code, error.found)),
    SignedFileDiffersError: lambda error: error.differences[0],
    SignedFileEmptyError: lambda error: error.problem,
    SignedFileKindError: lambda error: error.problem,
    SignedFileTooLargeError: lambda _error: Reason("too-large"),
    EndedError: lambda error: Reason("signed-ended", (str(error.record_id),)),
    _UnclearError: lambda error: error.reason,
    OSError: lambda _error: Reason("no-access"),
}
"""What the ledger says of a file that is not taken without a person's word."""
