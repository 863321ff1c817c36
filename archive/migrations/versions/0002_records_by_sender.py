"""An index of the records by sender, for the earlier answers of the same body."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_index("records_by_sender", "records", ["sender_key"])
