"""What is disputed after two rounds has somebody who settles it, and a day."""

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    owner = sa.Column("owner", sa.String(), nullable=False, server_default="")
    op.add_column("second_round", owner)
    op.add_column("second_round", sa.Column("due", sa.Date(), nullable=True))


def downgrade() -> None:
    op.execute("ALTER TABLE second_round DROP COLUMN due")
    op.execute("ALTER TABLE second_round DROP COLUMN owner")
