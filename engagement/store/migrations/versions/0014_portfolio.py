"""A use case has its sponsor's own estimate of what makes it feasible."""

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | None = None
depends_on: str | None = None


# Assessments point at use cases, so the table is not rebuilt.
def upgrade() -> None:
    op.add_column(
        "use_case", sa.Column("feasibility", sa.JSON(), nullable=False, server_default="{}")
    )


def downgrade() -> None:
    op.execute("ALTER TABLE use_case DROP COLUMN feasibility")
