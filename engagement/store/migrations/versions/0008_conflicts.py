"""A conflict has a number, an owner, a day and a history."""

import sqlalchemy as sa
from alembic import op

from engagement.store.columns import UtcDateTime

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "conflict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("capability", sa.String(), nullable=False),
        sa.Column("critical", sa.Boolean(), nullable=False),
        sa.Column("claim", sa.Float(), nullable=False),
        sa.Column("observed_high", sa.Integer(), nullable=False),
        sa.Column("findings", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("eyes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("assessment_id", "number", name="one_number_one_conflict"),
    )
    op.create_index("ix_conflict_assessment_id", "conflict", ["assessment_id"])
    op.create_table(
        "conflict_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conflict", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("second", sa.String(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("until", UtcDateTime(timezone=True), nullable=True),
        sa.Column("claim", sa.Float(), nullable=True),
        sa.Column("observed_high", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["conflict"], ["conflict.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_conflict_event_conflict", "conflict_event", ["conflict"])


def downgrade() -> None:
    op.drop_table("conflict_event")
    op.drop_table("conflict")
