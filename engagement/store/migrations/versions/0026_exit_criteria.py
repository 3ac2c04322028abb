"""What exit criteria were read and attested, and when initiatives were called done."""

import sqlalchemy as sa
from alembic import op

from engagement.store.columns import UtcDateTime

revision: str = "0026"
down_revision: str | None = "0025"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    _table(
        "exit_reading",
        sa.Column("metric", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("valid_until", UtcDateTime(timezone=True), nullable=False),
        sa.Column("could_not", sa.String(), nullable=False),
        sa.Column("reading", sa.JSON(none_as_null=True), nullable=True),
    )
    _table(
        "attestation",
        sa.Column("initiative", sa.String(), nullable=False),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
    )
    _table(
        "status_set",
        sa.Column("initiative", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
    )


def _table(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.String(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(op.f(f"ix_{name}_assessment_id"), name, ["assessment_id"])


def downgrade() -> None:
    for name in ("status_set", "attestation", "exit_reading"):
        op.drop_index(op.f(f"ix_{name}_assessment_id"), table_name=name)
        op.drop_table(name)
