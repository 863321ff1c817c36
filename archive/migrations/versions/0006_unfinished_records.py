"""What was under way when the program stopped: each opening looked at every record for it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    unfinished = sa.text("state != 'stored'")
    op.create_index("records_unfinished", "records", ["state"], if_not_exists=True, sqlite_where=unfinished)
