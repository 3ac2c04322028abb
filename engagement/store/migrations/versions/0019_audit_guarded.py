"""The audit log is only ever added to: triggers refuse the rest; names and details stand apart."""

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | None = None
depends_on: str | None = None

SENTENCE = "'the audit log is only added to'"
ERASABLE = (
    "OLD.client_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM client WHERE id = OLD.client_id)"
)

SQLITE = (
    """CREATE TRIGGER audit_event_unchanged BEFORE UPDATE ON audit_event
    BEGIN SELECT RAISE(ABORT, $SENTENCE); END""",
    """CREATE TRIGGER audit_event_kept BEFORE DELETE ON audit_event
    BEGIN SELECT RAISE(ABORT, $SENTENCE); END""",
    # Without this an INSERT OR REPLACE would take the place of an entry.
    """CREATE TRIGGER audit_event_once BEFORE INSERT ON audit_event
    WHEN EXISTS (SELECT 1 FROM audit_event WHERE number = NEW.number)
    BEGIN SELECT RAISE(ABORT, $SENTENCE); END""",
    """CREATE TRIGGER audit_words_unchanged BEFORE UPDATE ON audit_words
    BEGIN SELECT RAISE(ABORT, $SENTENCE); END""",
    """CREATE TRIGGER audit_words_kept BEFORE DELETE ON audit_words
    WHEN NOT ($ERASABLE)
    BEGIN SELECT RAISE(ABORT, $SENTENCE); END""",
    """CREATE TRIGGER audit_words_once BEFORE INSERT ON audit_words
    WHEN EXISTS (SELECT 1 FROM audit_words WHERE event = NEW.event)
    BEGIN SELECT RAISE(ABORT, $SENTENCE); END""",
)

POSTGRES = (
    """CREATE FUNCTION audit_refused() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION $SENTENCE; END $$""",
    """CREATE FUNCTION audit_words_erased() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF $ERASABLE THEN RETURN OLD; END IF; RAISE EXCEPTION $SENTENCE; END $$""",
    """CREATE TRIGGER audit_event_kept BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_refused()""",
    """CREATE TRIGGER audit_event_whole BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refused()""",
    """CREATE TRIGGER audit_words_unchanged BEFORE UPDATE ON audit_words
    FOR EACH ROW EXECUTE FUNCTION audit_refused()""",
    """CREATE TRIGGER audit_words_kept BEFORE DELETE ON audit_words
    FOR EACH ROW EXECUTE FUNCTION audit_words_erased()""",
    """CREATE TRIGGER audit_words_whole BEFORE TRUNCATE ON audit_words
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refused()""",
)


def upgrade() -> None:
    op.create_table(
        "audit_words",
        sa.Column("event", sa.Integer(), sa.ForeignKey("audit_event.number"), primary_key=True),
        sa.Column("client_id", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
    )
    op.create_index("ix_audit_words_client_id", "audit_words", ["client_id"])
    op.execute(
        'INSERT INTO audit_words (event, client_id, "by", details) '
        'SELECT number, client_id, "by", details FROM audit_event'
    )
    for name in ("by", "details"):
        op.execute(f'ALTER TABLE audit_event DROP COLUMN "{name}"')
    for statement in _guards():
        op.execute(statement)


def downgrade() -> None:
    _unguard()
    op.add_column("audit_event", sa.Column("by", sa.String(), nullable=False, server_default=""))
    op.add_column(
        "audit_event", sa.Column("details", sa.JSON(), nullable=False, server_default="{}")
    )
    for name in ("by", "details"):
        op.execute(
            f'UPDATE audit_event SET "{name}" = (SELECT "{name}" FROM audit_words '  # noqa: S608
            "WHERE event = number) WHERE number IN (SELECT event FROM audit_words)"
        )
    op.drop_table("audit_words")


def _guards() -> tuple[str, ...]:
    given = SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRES
    return tuple(
        statement.replace("$SENTENCE", SENTENCE).replace("$ERASABLE", ERASABLE)
        for statement in given
    )


def _unguard() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE:
            op.execute(f"DROP TRIGGER {statement.split()[2]}")
        return
    op.execute("DROP FUNCTION audit_refused() CASCADE")
    op.execute("DROP FUNCTION audit_words_erased() CASCADE")
