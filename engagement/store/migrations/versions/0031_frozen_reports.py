"""The report that was frozen with a snapshot; the database itself refuses to change either."""

import sqlalchemy as sa
from alembic import op

revision: str = "0031"
down_revision: str | None = "0030"
branch_labels: str | None = None
depends_on: str | None = None

SENTENCE = "'what was frozen is never changed'"
KEYS = {
    "snapshot": ("id", "number"),
    "choice_snapshot": ("id", "number"),
    "frozen_report": ("snapshot",),
}
"""Each table with the columns in which no second row may take the place of a first."""


def upgrade() -> None:
    op.create_table(
        "frozen_report",
        sa.Column("snapshot", sa.String(), primary_key=True),
        sa.Column("assessment_id", sa.String(), sa.ForeignKey("assessment.id"), nullable=False),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.Column("program", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_frozen_report_assessment_id", "frozen_report", ["assessment_id"])
    if op.get_bind().dialect.name == "sqlite":
        _guard_the_file()
    else:
        _guard_the_server()


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in KEYS:
            op.execute(f"DROP TRIGGER {table}_unchanged")
            op.execute(f"DROP TRIGGER {table}_once")
    else:
        op.execute("DROP FUNCTION frozen_refused() CASCADE")
    op.drop_table("frozen_report")


def _guard_the_file() -> None:
    for table, keys in KEYS.items():
        taken = " OR ".join(f"{key} = NEW.{key}" for key in keys)
        op.execute(
            f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, {SENTENCE}); END"
        )
        # Without this an INSERT OR REPLACE would take the place of a row.
        there = f"SELECT 1 FROM {table} WHERE {taken}"  # noqa: S608  names of ours alone
        op.execute(
            f"CREATE TRIGGER {table}_once BEFORE INSERT ON {table} "
            f"WHEN EXISTS ({there}) BEGIN SELECT RAISE(ABORT, {SENTENCE}); END"
        )


def _guard_the_server() -> None:
    op.execute(
        "CREATE FUNCTION frozen_refused() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION {SENTENCE}; END $$"
    )
    for table in KEYS:
        op.execute(
            f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION frozen_refused()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION frozen_refused()"
        )
