"""GitHub: what reached production, from deployments, else releases, else runs of a workflow."""

from urllib.parse import quote

from assessment.connectors.forge.answers import VERSION, is_production, rows
from assessment.connectors.forge.api import Look
from assessment.connectors.forge.delivering import Nothing, by_name
from assessment.connectors.forge.evidence import Delivery, Deployment
from assessment.connectors.forge.github_answers import (
    CommitAnswer,
    DeploymentAnswer,
    Release,
    Run,
    Status,
    Tag,
)

STATUSES, TAGS = 40, 15
"""Deployments whose outcome is read, and tags whose commit is; each costs a request."""
FAILED, DONE = ("failure", "error"), ("success",)


def deployments(look: Look) -> Delivery:
    """Deployments to production with their outcome, the newest 40."""
    found = look.api.pages(
        DeploymentAnswer, f"{look.base}/deployments", "what was deployed, where and when",
        {"environment": look.wanted} if look.wanted else {}, 3, lambda item: item.created_at < look.since,
    )  # fmt: skip
    mine = [item for item in found if is_production(item.environment, look.wanted)]
    mine = sorted(
        (item for item in mine if item.created_at >= look.since), key=lambda it: it.created_at
    )
    if not mine:
        places = ", ".join(sorted({item.environment for item in found})[:4])
        raise Nothing(f"deployments to {places or 'nowhere'}, none to production")
    read = mine[-STATUSES:]
    made = [_with_outcome(look, item) for item in read]
    ended = sorted((item for item in made if item is not None), key=lambda item: item.at)
    return Delivery(
        route="deployments", environment=mine[-1].environment[:100], deployments=tuple(ended),
        since=look.since if len(read) == len(mine) else read[0].created_at,
    )  # fmt: skip


def _with_outcome(look: Look, item: DeploymentAnswer) -> Deployment | None:
    """When it first succeeded, else when it failed; ``None`` for one that came to no end."""
    path = f"{look.base}/deployments/{item.id}/statuses"
    found = look.api.pages(Status, path, "how a deployment ended", {}, 1)
    done = [status.created_at for status in found if status.state in DONE]
    failed = [status.created_at for status in found if status.state in FAILED]
    if not done and not failed:
        return None
    url = f"{look.reader}/deployments" if look.reader else ""
    return Deployment(at=min(done or failed), sha=item.sha, succeeded=bool(done), url=url)


def releases(look: Look) -> Delivery:
    """Published releases with the commit of their tag; without any, tags that are versions."""
    found = look.api.pages(Release, f"{look.base}/releases", "what was released, and when", {}, 1)
    whole = [item for item in found if not item.draft and not item.prerelease]
    lately = [item for item in whole if item.published_at and item.published_at >= look.since]
    tags = look.api.pages(Tag, f"{look.base}/tags", "which commit was released", {}, 1)
    shas = {tag.name: tag.commit.sha for tag in tags}
    made = [
        Deployment(at=item.published_at, sha=shas.get(item.tag_name, ""),
                   url=f"{look.reader}/releases" if look.reader else "")
        for item in lately if item.published_at
    ] or ([] if whole else _tagged(look, tags))  # fmt: skip
    if not made:
        raise Nothing("no release or version tag")
    ordered = tuple(sorted(made, key=lambda item: item.at))
    return Delivery(route="releases", deployments=ordered, since=look.since)


def _tagged(look: Look, tags: tuple[Tag, ...]) -> list[Deployment]:
    """Tags that are versions, by the time of their commit; GitHub does not say when one was set."""
    made = []
    for tag in [tag for tag in tags if VERSION.fullmatch(tag.name)][:TAGS]:
        path = f"{look.base}/commits/{quote(tag.commit.sha, safe='')}"
        commit = look.api.read(CommitAnswer, path, "when a tagged version was made")
        at = commit.committed_at
        if at is not None and at >= look.since:
            url = f"{look.reader}/tags" if look.reader else ""
            made.append(Deployment(at=at, sha=tag.commit.sha, url=url))
    return made


def runs(look: Look) -> Delivery:
    """Runs on the main branch whose name says that they deploy."""
    path, why = f"{look.base}/actions/runs", "which runs deploy, where nothing else tells"
    asked = {"branch": look.branch, "status": "completed", "per_page": "100"}
    asked["created"] = f">={look.since:%Y-%m-%d}"
    found = look.api.shaped(
        tuple[Run, ...], rows(look.api.json(path, why, asked), "workflow_runs"), path
    )
    return by_name(look, "run", (
        (f"{item.name or ''} {item.path.rpartition('/')[2].partition('.')[0]}", Deployment(
            at=item.updated_at, sha=item.head_sha, succeeded=item.conclusion == "success",
            url=f"{look.reader}/actions/runs/{item.id}" if look.reader else "",
        ))
        for item in found
        if item.event != "pull_request" and item.conclusion in ("success", "failure")
    ))  # fmt: skip
