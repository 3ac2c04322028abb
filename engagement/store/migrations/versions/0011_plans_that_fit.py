"""A plan keeps changes of staff, dated duties, a proved order and pinned rows; scenarios by name."""

import sqlalchemy as sa
from alembic import op

from engagement.store.columns import UtcDateTime

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | None = None
depends_on: str | None = None

SETTINGS = ("capacity_changes", "duties", "proved")


def upgrade() -> None:
    with op.batch_alter_table("plan_settings", schema=None) as batch_op:
        for name in SETTINGS:
            batch_op.add_column(sa.Column(name, sa.JSON(none_as_null=True), nullable=True))
    with op.batch_alter_table("plan_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("starts_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("end_by", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("forced", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_table(
        "plan_scenario",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("assessment_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("inputs", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("kept_by", sa.String(), nullable=False),
        sa.Column("kept_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("assessment_id", "name"),
    )
    with op.batch_alter_table("plan_scenario", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_plan_scenario_assessment_id"), ["assessment_id"], unique=False
        )


def downgrade() -> None:
    op.drop_table("plan_scenario")
    with op.batch_alter_table("plan_item", schema=None) as batch_op:
        for name in ("forced", "end_by", "starts_on"):
            batch_op.drop_column(name)
    with op.batch_alter_table("plan_settings", schema=None) as batch_op:
        for name in reversed(SETTINGS):
            batch_op.drop_column(name)
