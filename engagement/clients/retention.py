"""How long a client's data is kept: warned of thirty days before, then deleted with a receipt.

The period counts from the last change to anything of the client. Nothing goes without a warning
that stood for thirty days: one that was not yet given is given first.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from pydantic import AwareDatetime

from content.values import Value
from engagement.clients import deleting
from engagement.clients.deleting import Receipt
from engagement.faults import Refused
from engagement.model import Client
from engagement.outside import clock
from engagement.store import Store, Transaction, audit, clients, guarding, scrubbing

WARNED_DAYS = 30
WARNED = "retention warned"
BY = "the retention period"
NO_CHANGE = (WARNED, "client exported", "anonymised results saved")
"""What is done to a client without changing anything of it."""


class Ending(Value):
    """A client whose period ends within thirty days: when it ends and since when that is said."""

    client: Client
    changed_at: AwareDatetime
    ends_at: AwareDatetime
    warned_at: AwareDatetime | None

    def is_over(self, now: datetime) -> bool:
        """Whether it may go: the period is over, and the warning stood long enough."""
        return self.warned_at is not None and now >= self.goes_at(now)

    def goes_at(self, now: datetime) -> datetime:
        """When it is deleted at the earliest; a warning that was not given is given ``now``."""
        return max(self.ends_at, (self.warned_at or now) + timedelta(days=WARNED_DAYS))


def endings(store: Store) -> tuple[Ending, ...]:
    """Clients whose period ends within thirty days, the first one first."""
    with store.reading() as tx:
        return _endings(tx, clock.now())


def _endings(tx: Transaction, now: datetime) -> tuple[Ending, ...]:
    kept = [item for item in clients.clients(tx) if item.retention_months]
    with guarding.the_program(tx):  # when something was changed follows from a log few may read
        found = [_ending(tx, item, item.retention_months or 0) for item in kept]
    near = [item for item in found if item.ends_at - timedelta(days=WARNED_DAYS) <= now]
    return tuple(sorted(near, key=lambda item: item.ends_at))


def _ending(tx: Transaction, client: Client, months: int) -> Ending:
    changed = audit.last(tx, client.id, without=NO_CHANGE) or clients.since(tx, client.id)
    warned = audit.last(tx, client.id, only=(WARNED,))
    stands = warned if warned and warned > changed else None
    return Ending(
        client=client, changed_at=changed, ends_at=after(changed, months), warned_at=stands
    )


def after(moment: datetime, months: int) -> datetime:
    """The same time of day so many calendar months later; the 31st becomes a month's last day."""
    count = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(count, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))


def enforce(store: Store) -> tuple[Receipt, ...]:
    """Warn of what ends soon, delete what is over; the receipts of what went."""
    now = clock.now()
    with store.reading() as tx:
        found = _endings(tx, now)
    _warn(store, [item for item in found if item.warned_at is None])
    receipts = [_gone(store, item) for item in found if item.is_over(now)]
    return tuple(item for item in receipts if item is not None)


def rewritten(store: Store) -> bool:
    """Rewrite the database's files without what was deleted earlier; whether that was possible."""
    return scrubbing.scrub(store)


def _warn(store: Store, found: Sequence[Ending]) -> None:
    if not found:
        return
    with store.writing() as tx:
        for item in found:
            audit.record(tx, WARNED, by=BY, client_id=item.client.id)


def _gone(store: Store, item: Ending) -> Receipt | None:
    try:
        return deleting.delete_client(
            store, client_id=item.client.id, typed_name=item.client.name, by=BY,
            because="retention period over",
        )  # fmt: skip
    except Refused:  # another process was first
        return None


class _Daily:
    """When this process last checked."""

    def __init__(self) -> None:
        self.on: dict[str, date] = {}


_DAILY = _Daily()


def daily(store: Store) -> None:
    """:func:`enforce` once a day and database; any other call costs nothing."""
    today = clock.now().date()
    if _DAILY.on.get(store.address) != today:
        _DAILY.on[store.address] = today
        try:
            enforce(store)
        except Exception:
            del _DAILY.on[store.address]  # a database that was away is not left out for a day
            raise
