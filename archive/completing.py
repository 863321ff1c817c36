"""What a person types in of a scan: number and day join its record, and it waits for them no more."""

from dataclasses import replace

from archive.clerking import Clerking
from archive.errors import NothingToDecideError, TypedDateError
from archive.to_be_typed import TO_BE_TYPED, typed_code, typed_date, waits_for_typing
from model.actor import Actor
from model.record import Record
from model.record_id import RecordId


class Completing:
    """Completes records with what a machine does not read, each by the person who read it."""

    def __init__(self, clerking: Clerking) -> None:
        self._clerking = clerking

    def complete(self, record_id: RecordId, *, number: str, day: str, actor: Actor) -> Record:
        """Give a record the number and the day that were typed; what was recognised stays beside them.

        Raises:
            NothingToDecideError: when it waits for neither.
            RecordNotFoundError: when there is no such record.
            TypedDateError: when the day is none, or is missing where nothing else was to be typed.
            TypedNumberError: when the number is none.
        """
        today = self._clerking.clock.now().date()

        def completed(record: Record) -> Record:
            if not waits_for_typing(record):
                raise NothingToDecideError(str(record.id))
            code, dated = typed_code(record, number), typed_date(record, day, today=today)
            if (code, dated) == (record.code, record.dated):
                raise TypedDateError(day)
            kind = record.kind or (code.kind if code else None)
            left = tuple(reason for reason in record.review if reason.code not in TO_BE_TYPED)
            return replace(record, code=code, kind=kind, dated=dated, review=left)

        return self._clerking.change(record_id, completed, act="complete", actor=actor)
