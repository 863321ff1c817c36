"""An index of the records by what tells documents apart: without it a book was read from end to end."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.drop_index("records_by_sender", "records", if_exists=True)
    op.create_index("records_by_document", "records", ["sender_key", "code_key", "dated"], if_not_exists=True)
