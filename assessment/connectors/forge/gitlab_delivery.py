"""GitLab: what reached production, from deployments, else releases, else jobs; and its own figures."""

import math
from functools import partial
from typing import Any

from assessment.connectors.forge.answers import VERSION, is_production
from assessment.connectors.forge.api import Look
from assessment.connectors.forge.delivering import Nothing, by_name
from assessment.connectors.forge.evidence import Delivery, Deployment, Figure
from assessment.connectors.forge.gitlab_answers import (
    DeploymentAnswer,
    EnvironmentAnswer,
    Job,
    Point,
    Release,
    Tag,
)
from assessment.connectors.rest import several

FIGURES = (
    ("lead_time_for_changes", "lead_time_days", 86_400.0),
    ("change_failure_rate", "change_fail_ratio", 1.0),
    ("time_to_restore_service", "time_to_restore_h", 3_600.0),
)
"""GitLab's metric, ours, and by what its value is divided (seconds to our unit)."""
PAGES = 4


def deployments(look: Look) -> Delivery:
    """Deployments to production with their outcome."""
    asked = {"order_by": "created_at", "sort": "desc"}
    found = look.api.pages(
        DeploymentAnswer, f"{look.base}/deployments", "what was deployed, where and when", asked,
        PAGES, lambda item: item.created_at < look.since,
    )  # fmt: skip
    mine = [
        item for item in found
        if item.created_at >= look.since and _production(item.environment, look)
    ]  # fmt: skip
    if not mine:
        places = ", ".join(sorted({item.environment.name for item in found})[:4])
        raise Nothing(f"deployments to {places or 'nowhere'}, none to production")
    made = [
        Deployment(
            at=item.deployable.finished_at if item.deployable and item.deployable.finished_at
            else item.updated_at or item.created_at,
            sha=item.sha, succeeded=item.status == "success",
            url=f"{look.reader}/-/environments" if look.reader else "",
        )
        for item in mine if item.status in ("success", "failed")
    ]  # fmt: skip
    whole = len(found) < PAGES * 100 or found[-1].created_at < look.since
    return Delivery(
        route="deployments", environment=mine[0].environment.name[:100],
        deployments=tuple(sorted(made, key=lambda item: item.at)),
        since=look.since if whole else found[-1].created_at,
    )  # fmt: skip


def _production(item: EnvironmentAnswer, look: Look) -> bool:
    if look.wanted:
        return item.name == look.wanted
    # A deployment does not tell the tier of its environment; the list of environments does.
    return item.name in look.places or item.tier == "production" or is_production(item.name)


def releases(look: Look) -> Delivery:
    """Releases with their commit, an upcoming one is none yet; without any, tags that are versions."""
    found = look.api.pages(Release, f"{look.base}/releases", "what was released, and when", {}, 1)
    whole = [item for item in found if not item.upcoming_release and item.released_at]
    made = [
        Deployment(at=item.released_at, sha=item.commit.id if item.commit else "",
                   url=f"{look.reader}/-/releases" if look.reader else "")
        for item in whole if item.released_at and item.released_at >= look.since
    ] or ([] if whole else _tagged(look))  # fmt: skip
    if not made:
        raise Nothing("no release or version tag")
    ordered = tuple(sorted(made, key=lambda item: item.at))
    return Delivery(route="releases", deployments=ordered, since=look.since)


def _tagged(look: Look) -> list[Deployment]:
    """Tags that are versions: by when they were set where that is told, else by their commit."""
    path, asked = f"{look.base}/repository/tags", {"order_by": "updated", "sort": "desc"}
    found = look.api.pages(Tag, path, "which versions were tagged", asked, 1)
    url = f"{look.reader}/-/tags" if look.reader else ""
    made = [
        Deployment(at=item.created_at or item.commit.committed_date, sha=item.commit.id, url=url)
        for item in found if VERSION.fullmatch(item.name)
    ]  # fmt: skip
    return [item for item in made if item.at >= look.since]


def runs(look: Look) -> Delivery:
    """Jobs on the main branch whose name or stage says that they deploy."""
    asked: dict[str, str | list[str]] = {"scope[]": ["success", "failed"]}
    found = look.api.pages(
        Job, f"{look.base}/jobs", "which jobs deploy, where nothing else tells", asked, 3,
        lambda item: item.finished_at is not None and item.finished_at < look.since,
    )  # fmt: skip
    return by_name(look, "job", (
        (f"{item.name} {item.stage}", Deployment(
            at=item.finished_at, sha=item.commit.id, succeeded=item.status == "success",
            url=f"{look.reader}/-/jobs/{item.id}" if look.reader else "",
        ))
        for item in found
        if item.finished_at and item.finished_at >= look.since and item.ref == look.branch
    ))  # fmt: skip


def figures(look: Look) -> tuple[Figure, ...]:
    """GitLab's own DORA metrics for production over the window, where its plan has them.

    Deployments are summed by day, because over a whole period some versions give a mean instead.
    """
    path, why = f"{look.base}/dora/metrics", "what the forge itself measured of its deliveries"
    asked: dict[str, str | list[str]] = {
        "start_date": f"{look.since:%Y-%m-%d}", "environment_tiers[]": ["production"],
    }  # fmt: skip

    def values(metric: str, interval: str) -> tuple[float, ...]:
        given = {**asked, "metric": metric, "interval": interval}
        return _values(look, look.api.json(path, why, given), path)

    counts, reach = several(lambda: values("deployment_frequency", "daily"))
    total = sum(counts)
    if not reach.read or not total:
        return ()
    made = [Figure(metric="deployments", value=total, n=total, query="deployment_frequency")]
    for theirs, ours, divided in FIGURES:
        found, _ = several(partial(values, theirs, "all"))
        if len(found) == 1 and found[0] >= 0:
            made.append(Figure(metric=ours, value=found[0] / divided, n=total, query=theirs))
    return tuple(made)


def _values(look: Look, body: Any, path: str) -> tuple[float, ...]:
    """A number by itself, one with its name, or a list of them by day: versions differ."""
    if isinstance(body, (int, float)) and not isinstance(body, bool):
        values = [float(body)]
    else:
        rows = body if isinstance(body, list) else [body]
        points = look.api.shaped(tuple[Point, ...], rows, path)
        values = [item.value for item in points if item.value is not None]
    return tuple(value for value in values if math.isfinite(value))
