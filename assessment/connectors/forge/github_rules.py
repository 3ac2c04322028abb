"""GitHub: what protects the main branch and the environments, and who may do what."""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote

from assessment.connectors.forge.answers import is_production, rows
from assessment.connectors.forge.api import ForgeApi, NotShown
from assessment.connectors.forge.evidence import Access, Environment, Protection
from assessment.connectors.forge.github_answers import (
    Branch,
    ClassicProtection,
    Collaborator,
    EnvironmentAnswer,
    Rule,
)
from assessment.connectors.rest import Reach, part
from assessment.sources import SourceUnavailable

NO_CLASSIC = ("branch not protected", "upgrade to github")
"""GitHub's own words where there is no classic protection, to those who may know; or no plan for it."""
WRITING = ("repo", "public_repo", "workflow", "delete_repo")


class Asked(NamedTuple):
    """What one kind of rule asks for."""

    requests: bool
    keeps_history: bool
    approvals: int
    checks: bool


def token_writes(headers: dict[str, str]) -> bool | None:
    """From the scopes that GitHub tells of a classic token; of other tokens it tells nothing."""
    said = headers.get("x-oauth-scopes", "")
    if not said.strip():
        return None
    scopes = [item.strip() for item in said.split(",") if item.strip()]
    return any(item in WRITING or item.startswith(("write:", "admin:")) for item in scopes)


def protection(api: ForgeApi, base: str, branch: str) -> tuple[Protection, Reach]:
    """What the two kinds of rule ask for together; what one hides is *not known*, never absent."""
    name = quote(branch, safe="")
    rules, ruled = part(lambda: _rules(api, f"{base}/rules/branches/{name}"), None)
    classic, told = part(lambda: _classic(api, f"{base}/branches/{name}"), None)
    known = [item for item in (rules, classic and classic[0]) if item]
    whole = ruled.read and told.read
    exempt = classic[1] if classic else ""
    kinds = (("ruleset", rules), ("branch protection", classic and classic[0]))
    made = Protection(
        requests_only=_any((item.requests for item in known), whole=whole),
        rewriting_refused=_any((item.keeps_history for item in known), whole=whole),
        checks=_any((item.checks for item in known), whole=whole),
        approvals=_most((item.approvals for item in known), whole=whole),
        exempt=exempt, by=tuple(kind for kind, item in kinds if item and any(item)),
    )  # fmt: skip
    return made, ruled if not ruled.read else told


def _any(found: Iterable[bool], *, whole: bool) -> bool | None:
    return True if any(found) else (False if whole else None)


def _most(found: Iterable[int], *, whole: bool) -> int | None:
    most = max(found, default=0)
    return most if most or whole else None


def _rules(api: ForgeApi, path: str) -> Asked:
    found = api.read(tuple[Rule, ...], path, "which rules hold for the main branch")
    by_type = {rule.type: rule for rule in found}
    reviews = [rule.parameters for rule in found if rule.type == "pull_request" and rule.parameters]
    return Asked(
        requests=bool({"pull_request", "merge_queue", "update"} & by_type.keys()),
        keeps_history="non_fast_forward" in by_type,
        approvals=max((item.required_approving_review_count for item in reviews), default=0),
        checks=any(
            rule.type == "workflows"
            or (rule.type == "required_status_checks" and rule.parameters
                and rule.parameters.required_status_checks)
            for rule in found
        ),
    )  # fmt: skip


def _classic(api: ForgeApi, path: str) -> tuple[Asked, str]:
    """Classic protection and who is exempt. Only an administrator reads it; whether there is any
    stands in the branch itself, which every reader sees.
    """
    nothing = Asked(requests=False, keeps_history=False, approvals=0, checks=False)
    if not api.read(Branch, path, "whether the main branch is protected").protected:
        return nothing, ""
    try:
        found = api.read(ClassicProtection, f"{path}/protection", "how it is protected")
    except NotShown as refused:
        if any(word in refused.message.lower() for word in NO_CLASSIC):
            return nothing, ""  # what protects the branch is a ruleset
        raise SourceUnavailable(
            f"the main branch is protected, but how is not shown to this token: {refused.reason}",
            "Give a token with the right Administration: read.",
        ) from None
    asked = Asked(
        requests=found.required_pull_request_reviews is not None or found.restrictions is not None,
        keeps_history=not found.allow_force_pushes.enabled,
        approvals=(
            found.required_pull_request_reviews.required_approving_review_count
            if found.required_pull_request_reviews else 0
        ),
        checks=bool(
            found.required_status_checks
            and (found.required_status_checks.contexts or found.required_status_checks.checks)
        ),
    )  # fmt: skip
    return asked, "" if found.enforce_admins.enabled else "administrators"


def environments(api: ForgeApi, base: str, wanted: str = "") -> tuple[Environment, ...]:
    """Places that are deployed to, with what guards them; ``wanted`` is production's own name."""
    path = f"{base}/environments"
    body = api.json(path, "which environments there are, and what guards them", {"per_page": "100"})
    found = api.shaped(tuple[EnvironmentAnswer, ...], rows(body, "environments"), path)
    return tuple(_environment(item, wanted) for item in found)


def _environment(item: EnvironmentAnswer, wanted: str) -> Environment:
    reviews = [
        rule
        for rule in item.protection_rules
        if rule.type == "required_reviewers" and rule.reviewers
    ]
    waits = [rule.wait_timer for rule in item.protection_rules if rule.type == "wait_timer"]
    return Environment(
        name=item.name[:200], production=is_production(item.name, wanted),
        approval=bool(reviews), not_oneself=any(rule.prevent_self_review for rule in reviews),
        branches=item.deployment_branch_policy is not None, wait_minutes=max([0.0, *waits]),
    )  # fmt: skip


def access(api: ForgeApi, base: str, *, organisation: bool) -> Access:
    """How many have access, as what; outside collaborators only where an organisation owns it."""
    path, why = f"{base}/collaborators", "how many people have which rights"
    found = api.pages(Collaborator, path, why, {"affiliation": "all"}, 3)
    outside: tuple[Collaborator, ...] = ()
    if organisation:
        outside = api.pages(Collaborator, path, why, {"affiliation": "outside"}, 1)
    return Access(
        people=len(found), administrators=sum(item.permissions.admin for item in found),
        outsiders=len(outside) if organisation else None,
        outside_administrators=(
            sum(item.permissions.admin for item in outside) if organisation else None
        ),
    )  # fmt: skip
