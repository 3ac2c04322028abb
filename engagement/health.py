"""Whether the database answers: for a container's health check; says nothing of any client."""

from time import perf_counter

from engagement.store import Store
from engagement.store.migrating import HEAD


def health(store: Store) -> dict[str, str | float]:
    """``status`` (``ok`` or ``failing``), the schema's number, and the database's time in ms."""
    began = perf_counter()
    present = store.schema()
    spent = round(1000 * (perf_counter() - began), 1)
    status = "ok" if present == HEAD else "failing"
    return {"status": status, "schema": present or "unknown", "database_ms": spent}
