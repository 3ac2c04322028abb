"""GitLab: merged requests, who approved them as counts, and the history of the main branch."""

from datetime import datetime

from assessment.connectors.forge.answers import is_bot, is_emergency, is_repair, reverted
from assessment.connectors.forge.api import Look
from assessment.connectors.forge.evidence import Change
from assessment.connectors.forge.gitlab_answers import (
    Account,
    Approvals,
    CommitAnswer,
    Incident,
    MergeRequest,
    Note,
)
from assessment.connectors.forge.joining import Commit

APPROVED = "approved this merge request"


def merged(look: Look) -> tuple[Change, ...]:
    """Requests merged since then, newest first, at most 300 looked through."""
    why = "which changes were merged, and when"
    asked = {
        "state": "merged", "target_branch": look.branch, "order_by": "updated_at", "sort": "desc",
        "updated_after": look.since.isoformat(), "scope": "all",
    }  # fmt: skip
    found = look.api.pages(MergeRequest, f"{look.base}/merge_requests", why, asked, 3)
    made = [
        _change(item, item.merged_at)
        for item in found
        if item.merged_at and item.merged_at >= look.since
    ]
    return tuple(sorted(made, key=lambda item: item.merged_at, reverse=True))


def _change(item: MergeRequest, merged_at: datetime) -> Change:
    return Change(
        number=item.iid, opened_at=item.created_at, merged_at=merged_at,
        sha=item.merge_commit_sha or item.squash_commit_sha or item.sha or "",
        bot=_bot(item.author), repair=is_repair(item.title, item.source_branch, item.labels),
        emergency=is_emergency(item.title, item.source_branch, item.labels),
        self_merged=_same(item.merge_user or item.merged_by, item.author),
    )  # fmt: skip


def with_reviews(look: Look, item: Change) -> Change:
    """The same, with approvals by others, their first word, and its first commit."""
    path = f"{look.base}/merge_requests/{item.number}"
    author = look.api.read(MergeRequest, path, "who wrote it, to leave that one out").author
    given = look.api.read(Approvals, f"{path}/approvals", "whether another person approved it")
    asked = {"sort": "asc", "order_by": "created_at"}
    notes = look.api.pages(Note, f"{path}/notes", "when another person first spoke", asked, 1)
    commits = look.api.pages(
        CommitAnswer, f"{path}/commits", "when its first commit was made", {}, 3
    )
    others = [note for note in notes if _of_another(note.author, author)]
    times = {
        note.author.id: note.created_at
        for note in others if note.author and note.system and note.body.startswith(APPROVED)
    }  # fmt: skip
    approved = [
        one for one in given.approved_by
        if _of_another(one.user, author)
        and (one.approved_at or times.get(one.user.id, item.merged_at)) <= item.merged_at
    ]  # fmt: skip
    words = [
        note.created_at for note in others if not note.system or note.body.startswith(APPROVED)
    ]
    return item.model_copy(update={
        "approvals": len(approved), "first_review_at": min(words, default=None),
        "first_commit_at": min((one.authored_date for one in commits), default=None),
    })  # fmt: skip


def _bot(account: Account | None) -> bool:
    return account is not None and is_bot(account.username)


def _same(one: Account | None, other: Account | None) -> bool | None:
    return one.id == other.id if one and other else None


def _of_another(one: Account | None, author: Account | None) -> bool:
    return one is not None and not _bot(one) and _same(one, author) is not True


def history(look: Look) -> tuple[Commit, ...]:
    """The main branch's commits since then, at most 400."""
    asked = {"ref_name": look.branch, "since": look.since.isoformat()}
    path, why = f"{look.base}/repository/commits", "which deployment holds which change"
    return tuple(map(_commit, look.api.pages(CommitAnswer, path, why, asked, 4)))


def _commit(item: CommitAnswer) -> Commit:
    return Commit(
        sha=item.id, parents=item.parent_ids, authored_at=item.authored_date,
        committed_at=item.committed_date, repair=is_repair(item.message),
        reverts=reverted(item.message),
    )  # fmt: skip


def incidents(look: Look) -> tuple[datetime, ...] | None:
    """When incidents were opened since then; ``None`` where none was ever written down here."""
    asked = {"issue_type": "incident", "scope": "all", "order_by": "created_at", "sort": "desc"}
    found = look.api.pages(Incident, f"{look.base}/issues", "when incidents began", asked, 1)
    if not found:
        return None
    return tuple(sorted(item.created_at for item in found if item.created_at >= look.since))
