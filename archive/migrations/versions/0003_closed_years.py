"""The years whose books are locked."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "closed_years",
        sa.Column("year", sa.Integer, primary_key=True),
        sa.Column("closed_at", sa.String, nullable=False),
    )
