"""What is told of a file that is part of a record, and of one that is withheld."""

from archive.ledger import LedgerRow
from model.ledger import FilingOutcome, LedgerState
from model.record import Record


def of_record(record: Record, row: LedgerRow, state: LedgerState) -> FilingOutcome:
    """Return what became of a file of a record, with the number and the links that the record has now."""
    return FilingOutcome(
        state=state,
        path=row.path,
        sha256=row.sha256,
        id=record.id,
        arrival_number=record.arrival_number,
        code=record.code,
        replies_to=tuple(link.code for link in record.links if link.state.counts),
        reason=record.review[0] if record.review else None,
    )


def of_withheld(row: LedgerRow) -> FilingOutcome:
    """Return what may be told of a file that bears a mark of secrecy."""
    return FilingOutcome(state=row.state, reason=row.reason, withheld=row.unnamed)
