"""Reading one repository's deliveries: the same steps at either forge."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from assessment.connectors.forge import options
from assessment.connectors.forge.addresses import web
from assessment.connectors.forge.answers import delivers
from assessment.connectors.forge.api import ForgeApi, Look, NotShown
from assessment.connectors.forge.evidence import Change, Delivery, Deployment, Environment, Route
from assessment.connectors.forge.joining import Commit, joined
from assessment.connectors.rest import Reach, part, several
from assessment.objectives import length, stated
from assessment.sources import Source

TOGETHER = timedelta(hours=1)
LOOKED_INTO = 25
"""Requests whose reviews and commits are read, newest first; each costs three or four requests."""


class Nothing(Exception):
    """A route was read and had nothing; the text says what it had instead."""


class Forge(NamedTuple):
    """How a forge is asked for each part; ``routes`` in the order in which they are believed."""

    routes: Sequence[Callable[[Look], Delivery]]
    merged: Callable[[Look], tuple[Change, ...]]
    with_reviews: Callable[[Look, Change], Change]
    history: Callable[[Look], tuple[Commit, ...]]
    incidents: Callable[[Look], tuple[datetime, ...] | None]


def looking(
    api: ForgeApi, base: str, branch: str, source: Source, now: datetime,
    places: Iterable[Environment],
) -> Look:  # fmt: skip
    """The look that a source asks for: since when, and what production is called or known to be."""
    held = stated(source.options)
    return Look(
        api=api, base=base, reader=web(source), branch=branch,
        since=now - length(held, "delivery_days"), wanted=options.environment(source),
        places=frozenset(item.name for item in places if item.production),
        within=timedelta(hours=held.change_fail_hours),
    )  # fmt: skip


def flow(forge: Forge, look: Look, progress: Callable[[str], None]) -> dict[str, Any]:
    """Changes and deployments of the window joined through the history, as fields of the evidence."""
    progress("what was deployed")
    delivery, delivering = part(lambda: _delivery(forge, look), Delivery())
    progress("changes and their reviews")
    changes, changing = several(lambda: forge.merged(look))
    commits, _ = several(lambda: forge.history(look))
    incidents, _ = part(lambda: forge.incidents(look), None)
    changes, reviewing = _looked_into(forge, look, changes)
    whole = joined(delivery, changes, commits, incidents, look.within)
    return {
        "delivery": whole.delivery, "delivering": delivering, "changes": whole.changes,
        "changing": changing, "reviewing": reviewing if changing.read else changing,
    }  # fmt: skip


def _delivery(forge: Forge, look: Look) -> Delivery:
    """The first route that has anything since then; what the others had is told.

    Raises :class:`NotShown` where nothing was found and a route could not be read.
    """
    told: list[str] = []
    refused: NotShown | None = None
    for route in forge.routes:
        try:
            return route(look).model_copy(update={"told": tuple(told)})
        except Nothing as found:
            told.append(str(found))
        except NotShown as fault:
            refused = refused or fault
            told.append(fault.reason)
    if refused:
        raise refused
    return Delivery(since=look.since, told=tuple(told))


def by_name(look: Look, what: str, found: Iterable[tuple[str, Deployment]]) -> Delivery:
    """Runs or jobs by what their name says; those that deploy before those that publish."""
    groups: dict[Route, list[Deployment]] = {"runs": [], "publishing": []}
    for name, item in found:
        if means := delivers(name):
            groups[means].append(item)
    for route, made in groups.items():
        if made:
            return Delivery(route=route, deployments=_as_one(made), since=look.since)
    raise Nothing(f"no {what} whose name says that it deploys")


def _as_one(made: Iterable[Deployment]) -> tuple[Deployment, ...]:
    """Oldest first; several of one commit within an hour are one: it ended with the last of them,
    well if all did.
    """
    kept: list[Deployment] = []
    newest: dict[str, int] = {}
    for item in sorted(made, key=lambda one: one.at):
        place = newest.get(item.sha)
        if place is not None and item.at - kept[place].at <= TOGETHER:
            good = item.succeeded and kept[place].succeeded
            kept[place] = item.model_copy(update={"succeeded": good})
        else:
            newest[item.sha] = len(kept)
            kept.append(item)
    return tuple(sorted(kept, key=lambda one: one.at))


def _looked_into(
    forge: Forge, look: Look, changes: tuple[Change, ...]
) -> tuple[tuple[Change, ...], Reach]:
    """The same, the newest of people's with their reviews and first commit; what stopped it, if so."""
    wanted = [item.number for item in changes if not item.bot][:LOOKED_INTO]
    seen: dict[int, Change] = {}
    reach = Reach()
    for item in changes:
        if item.number in wanted and reach.read:
            one, reach = part(partial(forge.with_reviews, look, item), item)
            seen[item.number] = one
    return tuple(seen.get(item.number, item) for item in changes), reach
