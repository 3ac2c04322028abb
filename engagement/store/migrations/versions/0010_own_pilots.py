"""A client says how many pilots it had, and how many of them reached production."""

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | None = None
depends_on: str | None = None

COLUMNS = ("pilots", "pilots_in_production")


# Use cases point at clients, so the table is not rebuilt, as SQLite would for any other default than
# a plain text.
def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("client", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    for name in COLUMNS:
        op.execute(f"ALTER TABLE client DROP COLUMN {name}")
