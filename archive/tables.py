"""The tables of ``register.db``; all of it can be made again from the archive."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

metadata = MetaData()

series = Table(
    "series",
    metadata,
    Column("book", String, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("opening", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("last_on", Date),
)
"""One row per book and year; ``opening`` is the last number of the paper book the office goes on from."""

closed_years = Table(
    "closed_years",
    metadata,
    Column("year", Integer, primary_key=True),
    Column("closed_at", String, nullable=False),
)
"""The years whose books are locked; each has its object in the archive."""

records = Table(
    "records",
    metadata,
    Column("id", String, primary_key=True),
    Column("direction", String, nullable=False),
    Column("book", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("code_key", String),
    Column("folded_code_key", String),
    Column("sender_key", String),
    Column("dated", String),
    Column("entered_on", Date, nullable=False),
    Column("needs_review", Boolean, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("asks", Boolean, nullable=False, server_default=text("0")),
    UniqueConstraint("book", "year", "serial"),
    Index("records_by_code", "code_key"),
    Index("records_by_folded_code", "folded_code_key"),
    Index("records_by_document", "sender_key", "code_key", "dated"),
    # For listings alone: an index of all records by direction would be taken in place of the one by code.
    Index(
        "records_listed",
        *("direction", "year", "book", "serial", "state"),
        sqlite_where=text("state != 'pending'"),
    ),
    Index("records_unfinished", "state", sqlite_where=text("state != 'stored'")),
    Index("records_waiting", "needs_review", "year", "book", "serial", "state"),
    Index("records_asking", "year", "asks", "state", sqlite_where=text("asks = 1 AND state != 'pending'")),
)
"""One row per record; ``document`` copies its ``record.json``, ``state`` tells if its object is there.

``asks`` tells whether somebody is asked to answer.
"""

links = Table(
    "links",
    metadata,
    Column("record_id", String, primary_key=True),
    Column("dispatch_id", String, primary_key=True),
    Column("state", String, nullable=False),
    Index("links_by_dispatch", "dispatch_id"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("channel", String, nullable=False),
    Column("path_key", String, nullable=False),
    Column("path", String),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("inode", BigInteger, nullable=False),
    Column("state", String, nullable=False),
    Column("sha256", String),
    Column("reason_code", String),
    Column("reason_facts", String),
    Column("record_id", String),
    Column("seen_at", String, nullable=False),
    Column("settled_at", String),
    Column("gone_at", String),
    Column("acknowledged_by", String),
    Column("acknowledged_at", String),
    Index("ledger_by_path", "path_key"),
    Index("ledger_by_digest", "sha256"),
    Index("ledger_by_state", "state"),
    sqlite_autoincrement=True,
)
"""One row per file ever seen in the inbox. A row has no path before the look for a secrecy mark has ended."""

changes = Table(
    "changes",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("record_id", String, nullable=False),
    sqlite_autoincrement=True,
)
"""The order in which records changed; the index follows it."""
