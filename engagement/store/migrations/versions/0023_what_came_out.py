"""What came out of a talk is kept although nobody changed a level."""

import sqlalchemy as sa
from alembic import op

revision: str = "0023"
down_revision: str | None = "0022"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    note = sa.Column("note", sa.String(), nullable=False, server_default="")
    op.add_column("second_round", note)


def downgrade() -> None:
    op.execute("ALTER TABLE second_round DROP COLUMN note")
