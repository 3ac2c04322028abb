"""A planner's low, high and done; owners and answers of risks; workbooks that came back."""

import sqlalchemy as sa
from alembic import op

from engagement.store.columns import UtcDateTime

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | None = None
depends_on: str | None = None

NEW = ("effort_low", "effort_high", "done")


def upgrade() -> None:
    for name in NEW:
        op.add_column("plan_item", sa.Column(name, sa.Float(), nullable=True))
    op.create_table(
        "risk_entry",
        sa.Column("assessment_id", sa.String(), nullable=False),
        sa.Column("capability", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("response", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.PrimaryKeyConstraint("assessment_id", "capability"),
    )
    op.create_table(
        "workbook_taken",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_workbook_taken_assessment_id", "workbook_taken", ["assessment_id"])


def downgrade() -> None:
    op.drop_table("workbook_taken")
    op.drop_table("risk_entry")
    for name in NEW:
        op.execute(f"ALTER TABLE plan_item DROP COLUMN {name}")
