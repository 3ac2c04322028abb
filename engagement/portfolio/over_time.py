"""Looking back over all clients: results by quarter, and what the first use case built for the next."""

from datetime import datetime

from content.model import Pack
from engagement import workspaces
from engagement.clients import use_cases
from engagement.model import Assessment
from engagement.outside import clock
from engagement.store import Store, Transaction, assessments, clients, packs, snapshots
from scoring.over_time import Course, FrozenLine, OverTime, cells, quarters
from scoring.shared_work import FrozenPlan, SharedWork, shared_work

SEQUENCE = 3
"""The first use case of a client, the second and the third."""


def over_time(store: Store, as_of: datetime | None = None) -> OverTime:
    """The snapshots of every use case by quarter, up to that of ``as_of`` (now if none).

    One row a use case and pack, by client in the order in which they came; only what the reader may
    see is in it. Nothing is judged again: a cell shows what was frozen.
    """
    today = (as_of or clock.now()).date()
    with store.reading() as tx:
        lines = tuple(item for item in snapshots.lines(tx) if item.at.date() <= today)
        wanted = {item.assessment_id for item in lines}
        places = [item for item in assessments.everything(tx) if item.id in wanted]
        named = _names(tx, places)
    shown = quarters(lines, today)
    rows = [
        Course(
            client=client, use_case=use_case, pack=pack,
            cells=tuple(cell for cell in cells(held) if cell.quarter in shown),
        )
        for (client, use_case, pack), held in _rows(lines, named)
    ]  # fmt: skip
    return OverTime(quarters=shown, courses=tuple(row for row in rows if row.cells))


def shared(store: Store, client_id: str) -> tuple[SharedWork, ...]:
    """What the client's first three use cases cost, as their newest snapshots hold their plans.

    In the order in which their first assessment was begun; use cases that were never assessed with
    an evidence grid are in no place of it.
    """
    names = {item.id: item.name for item in use_cases.use_cases(store, client_id)}
    with store.reading() as tx:
        begun = _begun(tx, client_id)
        held = [(names[key], _plan(tx, names[key], ids)) for key, ids in begun[:SEQUENCE]]
    return shared_work(held)


def _begun(tx: Transaction, client_id: str) -> list[tuple[str, tuple[str, ...]]]:
    """Use case -> its assessments with an evidence grid; the use case begun first comes first."""
    found: dict[str, list[str]] = {}
    for item in sorted(assessments.of_client(tx, client_id), key=lambda item: item.started_at):
        if isinstance(packs.either(tx, item.pack.digest), Pack):
            found.setdefault(item.use_case_id, []).append(item.id)
    return [(key, tuple(ids)) for key, ids in found.items()]


def _plan(tx: Transaction, name: str, assessment_ids: tuple[str, ...]) -> FrozenPlan | None:
    found = snapshots.newest_plan(tx, assessment_ids)
    if found is None:
        return None
    at, digest, plan = found
    return FrozenPlan(name=name, at=at, pack=packs.get(tx, digest), plan=plan)


Key = tuple[str, str, str]


def _names(tx: Transaction, places: list[Assessment]) -> dict[str, Key]:
    """Assessment -> client, use case and pack, in the order of the rows."""
    order = {item.id: number for number, item in enumerate(clients.clients(tx))}
    found = {}
    for item in sorted(places, key=lambda item: (order[item.client_id], item.started_at)):
        place = workspaces.workspace_in(tx, item.id)
        found[item.id] = (place.client.name, place.use_case.name, item.pack.id)
    return found


def _rows(
    lines: tuple[FrozenLine, ...], named: dict[str, Key]
) -> list[tuple[Key, list[FrozenLine]]]:
    rows: dict[Key, list[FrozenLine]] = {key: [] for key in named.values()}
    for item in lines:
        if item.assessment_id in named:
            rows[named[item.assessment_id]].append(item)
    return list(rows.items())
