"""What holds for every test of the archive."""

from collections.abc import Iterator
from sqlite3 import Connection

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool


@pytest.fixture(autouse=True)
def _connections_end_with_the_test() -> Iterator[None]:
    """Close what a test left open, as the end of a program does.

    Tests stop archives in the middle of their work; Python 3.13 warns of every connection left.
    """
    opened: list[Connection] = []

    def remember(connection: Connection, _record: object) -> None:
        opened.append(connection)

    event.listen(Pool, "connect", remember)
    yield
    event.remove(Pool, "connect", remember)
    for connection in opened:
        connection.close()
