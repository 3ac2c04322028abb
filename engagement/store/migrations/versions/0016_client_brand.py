"""A client has a logo, a colour and a mark of confidentiality."""

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "client_brand",
        sa.Column("client_id", sa.String(), sa.ForeignKey("client.id"), primary_key=True),
        sa.Column("logo", sa.LargeBinary(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("word_template", sa.LargeBinary(), nullable=False),
        sa.Column("slides_template", sa.LargeBinary(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("client_brand")
