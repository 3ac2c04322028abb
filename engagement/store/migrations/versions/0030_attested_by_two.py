"""Which account wrote an attestation: a second person accepts it, told apart by account."""

import sqlalchemy as sa
from alembic import op

revision: str = "0030"
down_revision: str | None = "0029"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column(
        "attestation", sa.Column("account", sa.String(), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.execute("ALTER TABLE attestation DROP COLUMN account")
