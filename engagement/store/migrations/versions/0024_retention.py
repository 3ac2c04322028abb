"""How long a client is kept."""

import sqlalchemy as sa
from alembic import op

revision: str = "0024"
down_revision: str | None = "0023"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column("client", sa.Column("retention_months", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.execute("ALTER TABLE client DROP COLUMN retention_months")
