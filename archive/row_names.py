"""The names of what waits: the ledger keeps none of a file that nobody has looked into."""

import dataclasses
from collections.abc import Iterable, Iterator

from archive.inbox import Found, path_key
from archive.ledger import LedgerRow
from model.ledger import LedgerState


def with_names(rows: Iterable[LedgerRow], present: Iterable[Found], *, key: bytes) -> Iterator[LedgerRow]:
    """Yield the rows, those that wait with the name that their file bears in the inbox now."""
    names = {path_key(key, found.channel, found.raw): found.name for found in present}
    for row in rows:
        if row.state is LedgerState.WAITING:
            yield dataclasses.replace(row, path=names.get(row.path_key))
        else:
            yield row
