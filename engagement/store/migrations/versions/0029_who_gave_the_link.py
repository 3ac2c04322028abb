"""The account behind a link that only an answer names: a name can be changed, or be another's too."""

import sqlalchemy as sa
from alembic import op

revision: str = "0029"
down_revision: str | None = "0028"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    made = sa.Column("account", sa.String(), nullable=False, server_default="")
    op.add_column("answer", made)


def downgrade() -> None:
    op.execute("ALTER TABLE answer DROP COLUMN account")
