"""A source that came with a findings file is imported, and no longer stored as removed."""

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None

# Until now an imported source was told by its id alone: twenty digits of a digest, where those
# that somebody added here have sixteen.
_WAS_IMPORTED = "removed_at IS NOT NULL AND length(id) = 20"


def upgrade() -> None:
    with op.batch_alter_table("source") as table:
        table.add_column(
            sa.Column("imported", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.execute(f"UPDATE source SET imported = true, removed_at = NULL WHERE {_WAS_IMPORTED}")  # noqa: S608


def downgrade() -> None:
    op.execute("UPDATE source SET removed_at = added_at WHERE imported AND removed_at IS NULL")
    with op.batch_alter_table("source") as table:
        table.drop_column("imported")
