"""In whose manner a client's figures and dates are written."""

import sqlalchemy as sa
from alembic import op

revision: str = "0025"
down_revision: str | None = "0024"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column(
        "client_brand", sa.Column("locale", sa.String(), nullable=False, server_default="en-GB")
    )


def downgrade() -> None:
    op.execute("ALTER TABLE client_brand DROP COLUMN locale")
