"""An artefact has versions, may be a link and may be returned; a level may be good enough here."""

import sqlalchemy as sa
from alembic import op

from engagement.store.columns import UtcDateTime

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    with op.batch_alter_table("artefact") as table:
        table.add_column(sa.Column("link", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("series", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.execute("UPDATE artefact SET series = digest")
    op.create_table(
        "artefact_return",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.String(), nullable=False),
        sa.Column("capability", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_artefact_return_assessment_id", "artefact_return", ["assessment_id"])
    op.create_table(
        "good_enough",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.String(), nullable=False),
        sa.Column("capability", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("until", UtcDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_good_enough_assessment_id", "good_enough", ["assessment_id"])


def downgrade() -> None:
    op.drop_table("good_enough")
    op.drop_table("artefact_return")
    # Attached files point at it, so the table is not rebuilt, as SQLite would in a batch.
    for name in ("version", "series", "link"):
        op.execute(f"ALTER TABLE artefact DROP COLUMN {name}")
