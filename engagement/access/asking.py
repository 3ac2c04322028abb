"""May I? For pages that show only what somebody may do; the store holds to it whatever they show."""

from engagement.access.table import Kind, of_action
from engagement.store import Store, guarding


def may(store: Store, client_id: str | None, *actions: str) -> bool:
    """Whether the acting person may do every one of ``actions`` at a client (``None``: the server)."""
    with store.reading() as tx:
        limits = guarding.grounds(tx)
        return limits is None or all(limits.may(of_action(name), client_id) for name in actions)


def may_read(store: Store, client_id: str, kind: Kind) -> bool:
    """Whether the acting person may read all rows of a kind at a client."""
    with store.reading() as tx:
        limits = guarding.grounds(tx)
        among = limits.scope(kind) if limits else None
        return among is None or client_id in among
