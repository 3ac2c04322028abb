"""GitHub: merged pull requests, who approved them as counts, and the history of the main branch."""

from collections.abc import Iterable
from datetime import datetime

from assessment.connectors.forge.answers import INCIDENT, is_bot, is_emergency, is_repair, reverted
from assessment.connectors.forge.api import Look
from assessment.connectors.forge.evidence import Change
from assessment.connectors.forge.github_answers import (
    Account,
    CommitAnswer,
    Issue,
    Label,
    PullRequest,
    Review,
)
from assessment.connectors.forge.joining import Commit


def merged(look: Look) -> tuple[Change, ...]:
    """Requests merged since then, newest first, at most 300 looked through."""
    why = "which changes were merged, and when"
    asked = {"state": "closed", "base": look.branch, "sort": "updated", "direction": "desc"}
    found = look.api.pages(
        PullRequest, f"{look.base}/pulls", why, asked, 3, lambda item: item.updated_at < look.since
    )
    made = [
        _change(item, item.merged_at)
        for item in found
        if item.merged_at and item.merged_at >= look.since
    ]
    return tuple(sorted(made, key=lambda item: item.merged_at, reverse=True))


def _change(item: PullRequest, merged_at: datetime) -> Change:
    labels = tuple(label.name for label in item.labels)
    return Change(
        number=item.number, opened_at=item.created_at, merged_at=merged_at,
        sha=item.merge_commit_sha or "", bot=_bot(item.user),
        repair=is_repair(item.title, item.head.ref, labels),
        emergency=is_emergency(item.title, item.head.ref, labels),
    )  # fmt: skip


def with_reviews(look: Look, item: Change) -> Change:
    """The same, with approvals by others, who merged it, and its first commit."""
    api, path = look.api, f"{look.base}/pulls/{item.number}"
    whole = api.read(PullRequest, path, "who merged it: the author, or somebody else")
    reviews = api.pages(Review, f"{path}/reviews", "whether another person approved it", {}, 2)
    commits = api.pages(CommitAnswer, f"{path}/commits", "when its first commit was made", {}, 1)
    others = [review for review in reviews if _of_another(review.user, whole.user)]
    words = [review.submitted_at for review in others if review.submitted_at]
    return item.model_copy(update={
        "approvals": _approvals(others, item.merged_at), "self_merged": _same(whole.merged_by, whole.user),
        "first_review_at": min(words, default=None),
        "first_commit_at": min((one.authored_at for one in commits if one.authored_at), default=None),
    })  # fmt: skip


def _approvals(reviews: Iterable[Review], merged_at: datetime) -> int:
    """How many persons' last verdict before the merge was an approval; a comment is no verdict."""
    last: dict[int, tuple[datetime, str]] = {}
    for review in reviews:
        at, state = review.submitted_at, review.state.upper()
        if review.user and at and at <= merged_at and state not in ("COMMENTED", "PENDING"):
            last[review.user.id] = max(last.get(review.user.id, (at, state)), (at, state))
    return sum(state == "APPROVED" for _, state in last.values())


def _bot(account: Account | None) -> bool:
    return account is not None and is_bot(account.login, account.type)


def _same(one: Account | None, other: Account | None) -> bool | None:
    return one.id == other.id if one and other else None


def _of_another(one: Account | None, author: Account | None) -> bool:
    return one is not None and not _bot(one) and _same(one, author) is not True


def history(look: Look) -> tuple[Commit, ...]:
    """The main branch's commits since then, at most 400."""
    asked = {"sha": look.branch, "since": _stamp(look.since)}
    why = "which deployment holds which change"
    found = look.api.pages(CommitAnswer, f"{look.base}/commits", why, asked, 4)
    return tuple(made for item in found if (made := _commit(item)))


def _commit(item: CommitAnswer) -> Commit | None:
    """The commit; ``None`` for one that carries no time at all."""
    authored, committed = item.authored_at, item.committed_at
    if authored is None or committed is None:
        return None
    return Commit(
        sha=item.sha, parents=tuple(parent.sha for parent in item.parents),
        authored_at=authored, committed_at=committed, repair=is_repair(item.commit.message),
        reverts=reverted(item.commit.message),
    )  # fmt: skip


def incidents(look: Look) -> tuple[datetime, ...] | None:
    """When issues with an incident's label were opened; ``None`` where no label means one."""
    api, base, since = look.api, look.base, look.since
    labels = api.pages(Label, f"{base}/labels", "whether incidents are written down here", {}, 2)
    names = [label.name for label in labels if INCIDENT.search(label.name)][:3]
    if not names:
        return None
    times: set[datetime] = set()
    for name in names:
        asked = {"state": "all", "labels": name, "since": _stamp(since)}
        found = api.pages(Issue, f"{base}/issues", "when incidents began", asked, 1)
        times |= {item.created_at for item in found if item.pull_request is None}
    return tuple(sorted(at for at in times if at >= since))


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
