"""How Alembic runs here: on the connection that the store gives it, in the store's transaction."""

from typing import Any, Literal

from alembic import context

from engagement.store.tables import METADATA


def render(kind: str, item: Any, autogenerate: Any) -> str | Literal[False]:  # noqa: ARG001
    """Our column type by its own name, and SQLModel's text as plain text."""
    if kind == "type" and type(item).__name__ == "UtcDateTime":
        return "UtcDateTime(timezone=True)"
    return "sa.String()" if kind == "type" and type(item).__name__ == "AutoString" else False


def of_this_product(name: str | None, kind: str, parents: Any) -> bool:  # noqa: ARG001
    """Whether a thing in the database is the store's own: the queue of jobs keeps its tables beside them."""
    return kind != "table" or not (name or "").startswith("procrastinate_")


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # SQLite cannot alter a column in place: batch mode rebuilds the table instead.
    render_as_batch=True,
    compare_type=True,
    render_item=render,
    include_name=of_this_product,
)

with context.begin_transaction():
    context.run_migrations()
