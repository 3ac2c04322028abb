"""The clients that we work for: entered, changed, listed."""

from typing import Any

from engagement.clients.entering import checked, one_name
from engagement.faults import Refused
from engagement.identity import new_id
from engagement.model import Client
from engagement.outside import clock
from engagement.races import merged
from engagement.store import Store, Transaction, audit, guarding
from engagement.store import clients as rows


def clients(store: Store) -> tuple[Client, ...]:
    """All clients, in the order in which they came."""
    with store.reading() as tx:
        return rows.clients(tx)


def create_client(store: Store, *, name: str, fictional: bool = False, **more: Any) -> Client:
    """A new client; ``more`` are further fields of :class:`Client`."""
    made = checked(Client, id=new_id(), name=name.strip(), fictional=fictional, **more)
    with store.writing() as tx:
        one_name(made, rows.clients(tx))
        audit.record(tx, "client created", client_id=made.id)
        rows.add_client(tx, made, clock.now())
    return made


def update_client(
    store: Store, client: Client, *, instead_of: Client | None = None, over: bool = False
) -> Client:
    """Replace what is known of a client.

    With ``instead_of``, the value that a form was filled from, only what differs from it is changed;
    :class:`engagement.races.Overtaken` where somebody else changed the same, but for ``over``.
    """
    wanted = checked(Client, **client.model_dump())
    with store.writing() as tx:
        now = client_in(tx, wanted.id)
        kept = checked(Client, **merged(instead_of or now, wanted, now, over=over).model_dump())
        one_name(kept, rows.clients(tx))
        rows.change_client(tx, kept)
        audit.record(tx, "client changed", client_id=kept.id)
    return kept


def client_in(tx: Transaction, client_id: str) -> Client:
    """The client with this id, inside a transaction that is open."""
    found = rows.client(tx, client_id)
    if found is None:
        raise Refused("There is no such client; go back to Clients and choose one.")
    guarding.concern(tx, found.id)
    return found
