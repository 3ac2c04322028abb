"""DORA's five delivery metrics from what a forge showed; hand-checked arithmetic, nothing else.

Definitions: dora.dev, "DORA's software delivery metrics" (change lead time, deployment frequency,
failed deployment recovery time; change fail rate, deployment rework rate).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from assessment.connectors.forge.evidence import Change, Delivery, Deployment
from assessment.connectors.medians import Measure, middle
from assessment.connectors.runtime.arithmetic import wilson

DAY, HOUR = 86_400.0, 3_600.0


def deployed(delivery: Delivery) -> tuple[Deployment, ...]:
    """The deployments that reached production, oldest first."""
    return tuple(item for item in delivery.deployments if item.succeeded)


def lead_time_days(changes: Sequence[Change], now: datetime, limit: float) -> Measure | None:
    """Median days from a change's first commit to the deployment that holds it.

    The first commit of the request, not the one that squashing made. A change of the main branch
    that is not deployed yet counts with its age so far once that is over ``limit`` days: it cannot
    end below. Changes by bots and those not looked into are left out; ``None`` where none is deployed.
    """
    looked = [item for item in changes if item.first_commit_at and not item.bot]
    waits = [_days(item.first_commit_at, item.deployed_at) for item in looked if item.deployed_at]
    if not waits:
        return None
    ages = [
        _days(item.first_commit_at, now) for item in looked if item.known and not item.deployed_at
    ]
    return middle([*waits, *(age for age in ages if age > limit)])


def waiting(changes: Sequence[Change], now: datetime, limit: float) -> int:
    """People's changes of the main branch that are older than ``limit`` days and not deployed."""
    return sum(
        item.known and not item.bot and item.deployed_at is None
        and _days(item.first_commit_at, now) > limit
        for item in changes if item.first_commit_at
    )  # fmt: skip


def _days(start: datetime | None, end: datetime | None) -> float:
    return max(0.0, (end - start).total_seconds() / DAY) if start and end else 0.0


def failures(
    delivery: Delivery, within: timedelta, now: datetime
) -> tuple[tuple[Deployment, bool], ...]:
    """Each deployment old enough to be judged, and whether it failed in production.

    It failed where an incident began after it, or where the next deployment within ``within`` goes
    back to what ran before, or holds a repair. Left out are one younger than ``within`` that nothing
    happened to yet, and one that was soon followed by a deployment whose commit is not known.
    """
    good = deployed(delivery)
    judged = []
    for place, item in enumerate(good):
        after = good[place + 1] if place + 1 < len(good) else None
        soon = after is not None and after.at - item.at <= within
        mended = soon and after is not None and (after.older or after.repairs > 0)
        failed = item.incidents > 0 or mended
        unclear = soon and after is not None and not after.known
        if failed or (now - item.at >= within and not unclear):
            judged.append((item, failed))
    return tuple(judged)


def change_fail_ratio(delivery: Delivery, within: timedelta, now: datetime) -> Measure | None:
    """Share of deployments that failed in production, with Wilson's interval; ``None`` of none."""
    judged = failures(delivery, within, now)
    return _share(sum(failed for _, failed in judged), len(judged))


def recovery_h(delivery: Delivery, within: timedelta, now: datetime) -> tuple[Measure | None, int]:
    """Median hours from a failed deployment to the next that did not fail; and how many have none."""
    judged = failures(delivery, within, now)
    bad = {item.at for item, failed in judged if failed}
    good = deployed(delivery)
    waits, open_ones = [], 0
    for at in sorted(bad):
        after = [item.at for item in good if item.at > at and item.at not in bad]
        if after:
            waits.append((after[0] - at).total_seconds() / HOUR)
        else:
            open_ones += 1
    return middle(waits), open_ones


def rework_ratio(delivery: Delivery) -> Measure | None:
    """Share of deployments that went back or held a repair; the first known one has no before."""
    known = [item for item in deployed(delivery) if item.known][1:]
    return _share(sum(item.older or item.repairs > 0 for item in known), len(known))


def _share(count: int, n: int) -> Measure | None:
    if not n:
        return None
    low, high = wilson(count, n)
    return Measure(value=count / n, low=low, high=high, n=n)
