"""The first register: number series, records, links, ledger, changes."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "series",
        sa.Column("book", sa.String, primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True),
        sa.Column("opening", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("last_on", sa.Date),
    )
    op.create_table(
        "records",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("direction", sa.String, nullable=False),
        sa.Column("book", sa.String, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("serial", sa.Integer, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("code_key", sa.String),
        sa.Column("folded_code_key", sa.String),
        sa.Column("sender_key", sa.String),
        sa.Column("dated", sa.String),
        sa.Column("entered_on", sa.Date, nullable=False),
        sa.Column("needs_review", sa.Boolean, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("book", "year", "serial"),
    )
    op.create_index("records_by_code", "records", ["code_key"])
    op.create_index("records_by_folded_code", "records", ["folded_code_key"])
    op.create_index("records_by_review", "records", ["needs_review"])
    op.create_table(
        "links",
        sa.Column("record_id", sa.String, primary_key=True),
        sa.Column("dispatch_id", sa.String, primary_key=True),
        sa.Column("state", sa.String, nullable=False),
    )
    op.create_index("links_by_dispatch", "links", ["dispatch_id"])
    op.create_table(
        "ledger",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("path_key", sa.String, nullable=False),
        sa.Column("path", sa.String),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("mtime_ns", sa.BigInteger, nullable=False),
        sa.Column("inode", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("sha256", sa.String),
        sa.Column("reason_code", sa.String),
        sa.Column("reason_facts", sa.String),
        sa.Column("record_id", sa.String),
        sa.Column("seen_at", sa.String, nullable=False),
        sa.Column("settled_at", sa.String),
        sa.Column("gone_at", sa.String),
        sa.Column("acknowledged_by", sa.String),
        sa.Column("acknowledged_at", sa.String),
        sqlite_autoincrement=True,
    )
    op.create_index("ledger_by_path", "ledger", ["path_key"])
    op.create_index("ledger_by_digest", "ledger", ["sha256"])
    op.create_index("ledger_by_state", "ledger", ["state"])
    op.create_table(
        "changes",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("record_id", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
