"""What a person said of a withheld file that is not secret; it stays in the row until the file is filed."""

from dataclasses import replace
from typing import Final

from archive.ledger import LedgerRow
from model.ledger import LedgerState
from model.reason import Reason

_CODE: Final = "cleared"


def cleared(row: LedgerRow) -> LedgerRow:
    """Return the row of a withheld file as one that is to be looked at, its mark being a false alarm."""
    return replace(row, state=LedgerState.SEEN, reason=Reason(_CODE, ()), settled_at=None)


def is_cleared(row: LedgerRow) -> bool:
    """Whether a person said that the file is not secret: its marks count no more, also after a stop."""
    return row.reason is not None and row.reason.code == _CODE
