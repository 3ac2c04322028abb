"""What waits for a second person, as that person is asked: once for all that was set aside at once."""

from collections.abc import Iterable

from assessment.model import Pending


def at_once(pending: Iterable[Pending]) -> tuple[tuple[Pending, ...], ...]:
    """Requests in their order; findings that one person sets aside at one moment, for one reason,
    are one request.
    """
    found: dict[object, list[Pending]] = {}
    for item in pending:
        alone = item.kind == "waiver"
        key = item.id if alone else (item.by, item.reason, item.at, item.until)
        found.setdefault(key, []).append(item)
    return tuple(tuple(items) for items in found.values())
