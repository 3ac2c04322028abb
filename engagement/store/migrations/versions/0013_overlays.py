"""A client's changes to a pack, and the moves of running assessments between versions of a pack."""

import sqlalchemy as sa
from alembic import op

from engagement.store.columns import UtcDateTime

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "overlay_version",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("pack_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("base_digest", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("changes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"]),
        sa.ForeignKeyConstraint(["base_digest"], ["pack_version.digest"]),
        sa.ForeignKeyConstraint(["digest"], ["pack_version.digest"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_overlay_version_client_id", "overlay_version", ["client_id"])
    op.create_index("ix_overlay_version_digest", "overlay_version", ["digest"])
    op.create_table(
        "pack_move",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.String(), nullable=False),
        sa.Column("before_digest", sa.String(), nullable=False),
        sa.Column("after_digest", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("undoes", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.ForeignKeyConstraint(["before_digest"], ["pack_version.digest"]),
        sa.ForeignKeyConstraint(["after_digest"], ["pack_version.digest"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_pack_move_assessment_id", "pack_move", ["assessment_id"])


def downgrade() -> None:
    op.drop_table("pack_move")
    op.drop_table("overlay_version")
