"""How often what comes round is due, who has which unit of it, and who is told."""

import sqlalchemy as sa
from alembic import op

from engagement.store.columns import UtcDateTime

revision: str = "0027"
down_revision: str | None = "0026"
branch_labels: str | None = None
depends_on: str | None = None


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, UtcDateTime(timezone=True), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "schedule",
        _text("client_id"), sa.Column("runs", sa.Boolean(), nullable=False),
        sa.Column("days", sa.JSON(none_as_null=True), nullable=False),
        _text("changed_by"), _moment("changed_at"),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"]),
        sa.PrimaryKeyConstraint("client_id"),
    )  # fmt: skip
    op.create_table(
        "source_cadence",
        _text("source"), _text("assessment_id"), _number("days"),
        sa.ForeignKeyConstraint(["source"], ["source.id"]),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.PrimaryKeyConstraint("source"),
    )  # fmt: skip
    op.create_index("ix_source_cadence_assessment_id", "source_cadence", ["assessment_id"])
    op.create_table(
        "due_unit",
        _text("key"), _text("client_id"), _text("assessment_id", nullable=True), _text("kind"),
        _text("lease_by"), _moment("lease_until"), _moment("started_at"), _moment("ended_at"),
        _moment("done_for"), _moment("done_at"), _text("outcome", nullable=True), _text("told"),
        _number("times"), _number("failures"), _moment("not_before"),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"]),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.PrimaryKeyConstraint("key"),
    )  # fmt: skip
    op.create_index("ix_due_unit_client_id", "due_unit", ["client_id"])
    op.create_index("ix_due_unit_assessment_id", "due_unit", ["assessment_id"])
    op.create_table(
        "due_worker",
        _text("process"), _text("way"), _moment("seen_at", nullable=False), _moment("next_at"),
        sa.PrimaryKeyConstraint("process"),
    )  # fmt: skip
    op.create_table(
        "reminder",
        _text("id"), _text("client_id"), _text("way"), _text("name"), _text("address"),
        _text("secret"), _text("whose"), _number("issue"), _text("added_by"),
        _moment("added_at", nullable=False), _moment("ended_at"),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"]),
        sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_reminder_client_id", "reminder", ["client_id"])


def downgrade() -> None:
    for table in ("reminder", "due_worker", "due_unit", "source_cadence", "schedule"):
        op.drop_table(table)
