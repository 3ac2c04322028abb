"""A look that came with a findings file is told from one of our own."""

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | None = None
depends_on: str | None = None


# Findings and requests point at runs, so the table is not rebuilt, as SQLite would for any other
# default than a plain text.
def upgrade() -> None:
    op.add_column(
        "probe_run", sa.Column("imported", sa.Boolean(), nullable=False, server_default="0")
    )
    # Until now only the message told the two apart.
    op.execute("UPDATE probe_run SET imported = true WHERE message LIKE 'Imported by %'")


def downgrade() -> None:
    op.execute("ALTER TABLE probe_run DROP COLUMN imported")
