"""Who was invited to answer what, and the questions that were passed on."""

import sqlalchemy as sa
from alembic import op

from engagement.store.columns import UtcDateTime

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | None = None
depends_on: str | None = None


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, UtcDateTime(timezone=True), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "invitation",
        _text("id"), _text("assessment_id"), _text("respondent"), _text("email"),
        sa.Column("asked", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("may_pass_on", sa.Boolean(), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        _text("made_by"), _moment("made_at"), _moment("until"),
        _moment("revoked_at", nullable=True), _moment("opened_at", nullable=True),
        _moment("sent_at", nullable=True), _moment("reminded_at", nullable=True),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.ForeignKeyConstraint(["respondent"], ["respondent.id"]),
        sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_invitation_assessment_id", "invitation", ["assessment_id"])
    op.create_index("ix_invitation_respondent", "invitation", ["respondent"])
    op.create_table(
        "passed_on",
        _text("id"), _text("assessment_id"), _text("asked"), _text("respondent"),
        _text("to_name"), _text("to_role"), _text("to_email"), _text("note"), _text("state"),
        _text("invitation", nullable=True), _moment("at"), _text("settled_by"),
        _moment("settled_at", nullable=True),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.ForeignKeyConstraint(["respondent"], ["respondent.id"]),
        sa.ForeignKeyConstraint(["invitation"], ["invitation.id"]),
        sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_passed_on_assessment_id", "passed_on", ["assessment_id"])


def downgrade() -> None:
    op.drop_table("passed_on")
    op.drop_table("invitation")
