"""What the pages list: the registers, what waits for a person, the dispatches that ask for an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_FILL = """
UPDATE records SET asks = coalesce(json_array_length(CAST(document AS TEXT), '$.record.addressees'), 0) > 0
WHERE direction = 'out' AND json_valid(CAST(document AS TEXT))
"""


def upgrade() -> None:
    if "asks" not in {column["name"] for column in sa.inspect(op.get_bind()).get_columns("records")}:
        op.add_column("records", sa.Column("asks", sa.Boolean, nullable=False, server_default=sa.text("0")))
        op.execute(_FILL)
    op.drop_index("records_by_review", "records", if_exists=True)
    place = ["year", "book", "serial", "state"]
    op.create_index("records_waiting", "records", ["needs_review", *place], if_not_exists=True)
    for name, columns, condition in (
        ("records_listed", ["direction", *place], "state != 'pending'"),
        ("records_asking", ["year", "asks", "state"], "asks = 1 AND state != 'pending'"),
    ):
        op.create_index(name, "records", columns, if_not_exists=True, sqlite_where=sa.text(condition))
