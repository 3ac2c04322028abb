"""What the acting person is, and where: for their own eyes."""

from content.values import Value
from engagement.access.people import Role
from engagement.store import Store, clients, members


class Standing(Value):
    """One role of the person; ``client`` is its name, empty for the whole server."""

    client: str
    role: Role


def standing(store: Store) -> tuple[Standing, ...]:
    """The acting person's roles, those on the whole server first; none for the operator."""
    if store.acting is None or store.acting.seat:
        return ()
    with store.reading() as tx:
        held = members.of_person(tx, store.acting)
        names = {item.id: item.name for item in clients.clients(tx)}
    lines = [Standing(client=names.get(item.client_id or "", ""), role=item.role) for item in held]
    return tuple(sorted(lines, key=lambda line: line.client.casefold()))
