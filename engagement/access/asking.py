"""May I? For pages that show only what somebody may do; the store holds to it whatever they show."""

from engagement.access.people import ROLES
from engagement.access.table import SERVER, Kind, of_action, permissions
from engagement.store import Store, guarding


def may(store: Store, client_id: str | None, *actions: str) -> bool:
    """Whether the acting person may do every one of ``actions`` at a client (``None``: the server)."""
    with store.reading() as tx:
        limits = guarding.grounds(tx)
        return limits is None or all(limits.may(of_action(name), client_id) for name in actions)


def allowed(store: Store, client_id: str | None) -> frozenset[str]:
    """Every action that the acting person may do at a client; without one, anywhere."""
    every = permissions().actions
    with store.reading() as tx:
        limits = guarding.grounds(tx)
        if limits is None:
            return frozenset(every)
        here = [client_id] if client_id else list(limits.roles())
        may_here = {name for name, row in every.items() if any(limits.may(row, at) for at in here)}
        return frozenset(may_here)


def readable(store: Store, client_id: str | None) -> frozenset[Kind]:
    """The kinds of rows that the acting person may read at a client; without one, anywhere."""
    every = permissions().reads
    with store.reading() as tx:
        limits = guarding.grounds(tx)
        if limits is None:
            return frozenset(every)
        here = [client_id] if client_id else list(limits.roles())
        return frozenset(k for k, row in every.items() if any(limits.may(row, at) for at in here))


def may_read(store: Store, client_id: str, kind: Kind) -> bool:
    """Whether the acting person may read all rows of a kind at a client."""
    with store.reading() as tx:
        limits = guarding.grounds(tx)
        among = limits.scope(kind) if limits else None
        return among is None or client_id in among


def whoever_may(*actions: str) -> str:
    """Who may do every one of ``actions``, in words: *an owner or a consultant*."""
    rows = [of_action(name) for name in actions]
    held = [role for role in ROLES if all(row.to(frozenset({role}), frozenset()) for row in rows)]
    where = ""
    if not held:
        held = [role for role in ROLES if all(SERVER + role in row.roles for row in rows)]
        where = " of the whole server"
    named = [
        f"{'an' if role[0] in 'aeiou' else 'a'} {role}" for role in held if role != "respondent"
    ]
    return _listed(named) + where


def _listed(named: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))
