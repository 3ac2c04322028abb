"""Workshops: their items, who joined, every vote, dots, places, fingers and decisions."""

import sqlalchemy as sa
from alembic import op

from engagement.store.columns import UtcDateTime

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "workshop",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("assessment_id", sa.String(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("use_case", sa.String(), nullable=False),
        sa.Column("fictional", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("screen_key", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("agenda", sa.String(), nullable=False),
        sa.Column("blocks", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("roles", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("candidates", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("opened_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("closed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("revealed", sa.Boolean(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("block_since", UtcDateTime(timezone=True), nullable=False),
        sa.Column("block_extra", sa.Integer(), nullable=False),
        sa.Column("current", sa.Integer(), nullable=True),
        sa.Column("chosen", sa.String(), nullable=False),
        sa.Column("kill_criterion", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["client.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_workshop_assessment_id"), "workshop", ["assessment_id"], unique=False)
    op.create_index(op.f("ix_workshop_client_id"), "workshop", ["client_id"], unique=False)
    op.create_index(op.f("ix_workshop_code"), "workshop", ["code"], unique=False)
    op.create_table(
        "workshop_decision",
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
        ),
        sa.PrimaryKeyConstraint("workshop_id", "number"),
        sa.UniqueConstraint("workshop_id", "key", name="one_decision_a_key"),
    )
    op.create_table(
        "workshop_item",
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("capability", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("anchors", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("why", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("conflict", sa.Boolean(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("left_from", sa.String(), nullable=True),
        sa.Column("since", UtcDateTime(timezone=True), nullable=True),
        sa.Column("extra", sa.Integer(), nullable=False),
        sa.Column("findings", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("reasons", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("agreed", sa.Integer(), nullable=True),
        sa.Column("dissent", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
        ),
        sa.PrimaryKeyConstraint("workshop_id", "position"),
        sa.UniqueConstraint("workshop_id", "capability", name="one_item_a_capability"),
    )
    op.create_table(
        "workshop_participant",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("joined_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("workshop_id", "device", name="one_participant_a_device"),
    )
    op.create_index(
        op.f("ix_workshop_participant_workshop_id"),
        "workshop_participant",
        ["workshop_id"],
        unique=False,
    )
    op.create_table(
        "workshop_round",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("closed_at", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("workshop_id", "position", "number", name="one_round_a_number"),
    )
    op.create_index(
        op.f("ix_workshop_round_workshop_id"), "workshop_round", ["workshop_id"], unique=False
    )
    op.create_table(
        "workshop_dots",
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("participant_id", sa.String(), nullable=False),
        sa.Column("use_case_id", sa.String(), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["workshop_participant.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
        ),
        sa.PrimaryKeyConstraint("workshop_id", "participant_id", "use_case_id"),
    )
    op.create_table(
        "workshop_fingers",
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("participant_id", sa.String(), nullable=False),
        sa.Column("fingers", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["workshop_participant.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
        ),
        sa.PrimaryKeyConstraint("workshop_id", "participant_id"),
    )
    op.create_table(
        "workshop_place",
        sa.Column("workshop_id", sa.String(), nullable=False),
        sa.Column("participant_id", sa.String(), nullable=False),
        sa.Column("use_case_id", sa.String(), nullable=False),
        sa.Column("impact", sa.Integer(), nullable=False),
        sa.Column("feasibility", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["workshop_participant.id"],
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
        ),
        sa.PrimaryKeyConstraint("workshop_id", "participant_id", "use_case_id"),
    )
    op.create_table(
        "workshop_vote",
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("participant_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("vote_key", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["workshop_participant.id"],
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["workshop_round.id"],
        ),
        sa.PrimaryKeyConstraint("round_id", "participant_id"),
    )
    op.create_table(
        "workshop_vote_sent",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("participant_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("vote_key", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["workshop_participant.id"],
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["workshop_round.id"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("round_id", "participant_id", "vote_key", name="one_vote_a_key"),
    )
    op.create_index(
        op.f("ix_workshop_vote_sent_round_id"), "workshop_vote_sent", ["round_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_workshop_vote_sent_round_id"), table_name="workshop_vote_sent")
    op.drop_table("workshop_vote_sent")
    op.drop_table("workshop_vote")
    op.drop_table("workshop_place")
    op.drop_table("workshop_fingers")
    op.drop_table("workshop_dots")
    op.drop_index(op.f("ix_workshop_round_workshop_id"), table_name="workshop_round")
    op.drop_table("workshop_round")
    op.drop_index(op.f("ix_workshop_participant_workshop_id"), table_name="workshop_participant")
    op.drop_table("workshop_participant")
    op.drop_table("workshop_item")
    op.drop_table("workshop_decision")
    op.drop_index(op.f("ix_workshop_code"), table_name="workshop")
    op.drop_index(op.f("ix_workshop_client_id"), table_name="workshop")
    op.drop_index(op.f("ix_workshop_assessment_id"), table_name="workshop")
    op.drop_table("workshop")
