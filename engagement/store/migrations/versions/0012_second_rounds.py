"""What people talked over and voted on a second time is kept."""

import sqlalchemy as sa
from alembic import op

from engagement.store.columns import UtcDateTime

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "second_round",
        sa.Column("assessment_id", sa.String(), nullable=False),
        sa.Column("capability", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.PrimaryKeyConstraint("assessment_id", "capability"),
    )


def downgrade() -> None:
    op.drop_table("second_round")
