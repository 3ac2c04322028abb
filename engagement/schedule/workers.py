"""Which processes carry out what is due, and what comes next: for whoever wonders whether any does."""

from engagement.clients.client_list import client_in
from engagement.schedule.model import Unit, Worker
from engagement.store import Store, due_units, the_program


def seen(store: Store, worker: Worker) -> None:
    """Note that a worker is there."""
    with store.bookkeeping() as tx:
        due_units.saw(tx, worker)


def workers(store: Store) -> tuple[Worker, ...]:
    """Who worked in the last days, the one that was seen last first; says nothing of any client."""
    with store.reading() as tx, the_program(tx):
        return due_units.workers(tx)


def units_of(store: Store, client_id: str) -> tuple[Unit, ...]:
    """What was done by itself for a client, the unit that began last first."""
    with store.reading() as tx:
        return due_units.of_client(tx, client_in(tx, client_id).id)
