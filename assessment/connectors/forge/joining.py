"""Which deployment holds which change: through the history, never by the clock alone."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from assessment.connectors.forge.evidence import Change, Delivery, Deployment


class Commit(NamedTuple):
    """A commit of the main branch: what it stands on, when, and what it takes back."""

    sha: str
    parents: tuple[str, ...]
    authored_at: datetime
    committed_at: datetime
    repair: bool = False
    reverts: str = ""


class Joined(NamedTuple):
    """Deployments with what is in them, and changes with when they were deployed."""

    delivery: Delivery
    changes: tuple[Change, ...]


def joined(
    delivery: Delivery, changes: Sequence[Change], commits: Sequence[Commit],
    incidents: Sequence[datetime] | None, within: timedelta,
) -> Joined:  # fmt: skip
    """Follow every deployment's commit through the history; ``incidents`` is ``None`` if unread.

    An incident belongs to the newest deployment before it, where that is no longer ago than ``within``.

    A deployment is *older* where its commit stands below the one that ran before. A change belongs
    to the first deployment that holds the commit by which it was merged.
    """
    known = {commit.sha: commit for commit in commits}
    repairs = {change.sha for change in changes if change.repair and change.sha}
    held: dict[str, datetime] = {}
    made: list[Deployment] = []
    ran, first = "", True
    for item in delivery.deployments:
        if not item.succeeded or item.sha not in known:
            made.append(item)
            continue
        fresh = _fresh(item.sha, known, held)
        older = bool(ran) and item.sha != ran and item.sha in _below(ran, known)
        mending = 0 if first else _mending(fresh, known, repairs)
        held.update(dict.fromkeys(fresh, item.at))
        made.append(item.model_copy(update={"known": True, "older": older, "repairs": mending}))
        ran, first = item.sha, False
    update = {
        "deployments": tuple(_with_incidents(made, incidents or (), within)),
        "linked": any(item.known for item in made), "counted": incidents is not None,
    }  # fmt: skip
    dated = tuple(_dated(change, known, held) for change in changes)
    return Joined(delivery.model_copy(update=update), dated)


def _dated(change: Change, known: Mapping[str, Commit], held: Mapping[str, datetime]) -> Change:
    at = held.get(change.sha)
    deployed = {"deployed_at": at} if at is not None and at >= change.merged_at else {}
    return change.model_copy(update={"known": change.sha in known, **deployed})


def _fresh(start: str, known: Mapping[str, Commit], held: Mapping[str, datetime]) -> set[str]:
    """Commits at and below ``start`` that no earlier deployment held."""
    found: set[str] = set()
    pending = [start]
    while pending:
        sha = pending.pop()
        if sha in known and sha not in held and sha not in found:
            found.add(sha)
            pending.extend(known[sha].parents)
    return found


def _below(start: str, known: Mapping[str, Commit]) -> set[str]:
    return _fresh(start, known, {}) - {start}


def _mending(fresh: set[str], known: Mapping[str, Commit], repairs: set[str]) -> int:
    """Repairs among fresh commits; taking back what was never deployed repairs nothing."""

    def mends(commit: Commit) -> bool:
        inside = commit.reverts and any(sha.startswith(commit.reverts) for sha in fresh)
        return (commit.repair or commit.sha in repairs) and not inside

    return sum(mends(known[sha]) for sha in fresh)


def _with_incidents(
    made: Sequence[Deployment], incidents: Iterable[datetime], within: timedelta
) -> Iterable[Deployment]:
    good = [place for place, item in enumerate(made) if item.succeeded]
    counts = dict.fromkeys(good, 0)
    for at in incidents:
        before = [place for place in good if made[place].at <= at]
        if before and at - made[before[-1]].at <= within:
            counts[before[-1]] += 1
    for place, item in enumerate(made):
        yield item.model_copy(update={"incidents": counts.get(place, 0)})
