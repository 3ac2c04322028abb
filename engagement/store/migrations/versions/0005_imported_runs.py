"""A look that came with a findings file is told from one of our own."""

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    with op.batch_alter_table("probe_run", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("imported", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    # Until now only the message told the two apart.
    op.execute("UPDATE probe_run SET imported = true WHERE message LIKE 'Imported by %'")


def downgrade() -> None:
    with op.batch_alter_table("probe_run", schema=None) as batch_op:
        batch_op.drop_column("imported")
