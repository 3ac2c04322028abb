"""The account behind what needs a second person: a name can be changed, or be another's too."""

import sqlalchemy as sa
from alembic import op

revision: str = "0028"
down_revision: str | None = "0027"
branch_labels: str | None = None
depends_on: str | None = None

_TABLES = ("pending", "overrule", "waiver", "artefact", "attachment")


def upgrade() -> None:
    for table in _TABLES:
        op.add_column(table, sa.Column("account", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    for table in _TABLES:
        op.execute(f"ALTER TABLE {table} DROP COLUMN account")
