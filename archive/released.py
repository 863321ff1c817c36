"""What a person said who lets a file in unread; it stays in the row of the file until that is filed."""

from dataclasses import replace
from typing import Final

from archive.ledger import LedgerRow
from model.reason import Reason

_CODE: Final = "released"
_DOCUMENT: Final = "document"


def released(row: LedgerRow, *, is_document: bool) -> LedgerRow:
    """Return the row of a file that is let in unread, as a document if the person says that it is one."""
    return replace(row, reason=Reason(_CODE, (_DOCUMENT,) if is_document else ()))


def is_released(row: LedgerRow) -> bool:
    """Whether a person lets the file in unread: no reader looks at it again, also after a stop."""
    return row.reason is not None and row.reason.code == _CODE


def is_said_document(row: LedgerRow) -> bool:
    """Whether a person who looked into the file says that it is a document that has come."""
    return is_released(row) and row.reason is not None and _DOCUMENT in row.reason.facts
