"""GitLab: what protects the main branch and the environments, and who may do what."""

import re
from collections.abc import Sequence
from urllib.parse import quote

from assessment.connectors.forge.answers import is_bot, is_production
from assessment.connectors.forge.api import ForgeApi
from assessment.connectors.forge.evidence import Access, Environment, Protection
from assessment.connectors.forge.gitlab_answers import (
    ApprovalRule,
    BranchAnswer,
    EnvironmentAnswer,
    Member,
    ProjectAnswer,
    ProtectedBranch,
    ProtectedEnvironment,
    Token,
)
from assessment.connectors.rest import Reach, part, several

MAINTAINER, DEVELOPER = 40, 30
READING = ("read_", "email", "openid", "profile")


def token_writes(api: ForgeApi) -> bool | None:
    """From the scopes that GitLab tells of a token; ``None`` where it tells of none."""
    path = "/personal_access_tokens/self"
    found, reach = part(lambda: api.read(Token, path, "what this token may do"), None)
    if found is None or not reach.read:
        return None
    return any(not item.startswith(READING) for item in found.scopes)


def protection(
    api: ForgeApi, base: str, branch: str, project: ProjectAnswer
) -> tuple[Protection, Reach]:
    """What the branch shows to everyone, with the rules and approvals where they are shown."""
    path = f"{base}/repository/branches/{quote(branch, safe='')}"
    why = "whether the main branch is protected"
    seen, shown = part(lambda: api.read(BranchAnswer, path, why), None)
    if seen is None:
        return Protection(checks=project.only_allow_merge_if_pipeline_succeeds), shown
    rules, ruled = part(lambda: _rules(api, base, branch), None)
    made = Protection(
        requests_only=seen.protected and not seen.developers_can_push,
        rewriting_refused=_keeps_history(seen, rules), approvals=_approvals(api, base, branch),
        checks=project.only_allow_merge_if_pipeline_succeeds, exempt=_exempt(rules or ()),
        by=("a protected branch",) if seen.protected else (),
    )  # fmt: skip
    return made, ruled


def _rules(api: ForgeApi, base: str, branch: str) -> tuple[ProtectedBranch, ...]:
    why = "how it is protected"
    found = api.pages(ProtectedBranch, f"{base}/protected_branches", why, {}, 2)
    return tuple(rule for rule in found if matches(rule.name, branch))


def matches(pattern: str, name: str) -> bool:
    """Whether a rule's name, in which ``*`` stands for anything, means a branch."""
    parts = [re.escape(part) for part in re.split(r"\*+", pattern)]
    return len(parts) < 6 and re.fullmatch(".*".join(parts), name, re.DOTALL) is not None


def _keeps_history(seen: BranchAnswer, rules: Sequence[ProtectedBranch] | None) -> bool | None:
    if not seen.protected:
        return False
    return None if rules is None else not any(rule.allow_force_push for rule in rules)


def _exempt(rules: Sequence[ProtectedBranch]) -> str:
    levels = [level for rule in rules for level in rule.push_access_levels]
    if any((level.access_level or 0) >= DEVELOPER and not level.named for level in levels):
        return "maintainers"
    return "named accounts" if any(level.named for level in levels) else ""


def _approvals(api: ForgeApi, base: str, branch: str) -> int | None:
    """How many a request needs; ``None`` where the rules are not shown (or there is no plan for them)."""
    why = "how many approvals a request needs"
    found, reach = several(lambda: api.pages(ApprovalRule, f"{base}/approval_rules", why, {}, 1))
    if not reach.read:
        return None
    mine = [
        rule.approvals_required for rule in found
        if rule.rule_type in ("any_approver", "regular")
        and (not rule.protected_branches
             or any(matches(item.name, branch) for item in rule.protected_branches))
    ]  # fmt: skip
    return max(mine, default=0)


def environments(api: ForgeApi, base: str, wanted: str = "") -> tuple[Environment, ...]:
    """Places that are deployed to; what guards them where the server shows it."""
    why = "which environments there are"
    found = api.pages(EnvironmentAnswer, f"{base}/environments", why, {"states": "available"}, 1)
    guards, reach = several(lambda: _guards(api, base))
    return tuple(_environment(item, guards if reach.read else None, wanted) for item in found)


def _guards(api: ForgeApi, base: str) -> tuple[ProtectedEnvironment, ...]:
    why = "what guards them"
    return api.pages(ProtectedEnvironment, f"{base}/protected_environments", why, {}, 1)


def _environment(
    item: EnvironmentAnswer, guards: Sequence[ProtectedEnvironment] | None, wanted: str
) -> Environment:
    production = item.name == wanted if wanted else (
        item.tier == "production" or is_production(item.name)
    )  # fmt: skip
    if guards is None:
        return Environment(name=item.name[:200], production=production)
    mine = [guard for guard in guards if guard.name == item.name]
    asked = [
        count for guard in mine
        for count in (guard.required_approval_count,
                      *(rule.required_approvals for rule in guard.approval_rules))
    ]  # fmt: skip
    return Environment(
        name=item.name[:200], production=production, approval=any(asked), branches=bool(mine)
    )


def access(api: ForgeApi, base: str) -> Access:
    """How many people have access, and how many of them may change rules and rights."""
    why = "how many people have which rights"
    found = api.pages(Member, f"{base}/members/all", why, {}, 3)
    people = {item.id: item for item in found if not is_bot(item.username)}
    administrators = sum(item.access_level >= MAINTAINER for item in people.values())
    return Access(people=len(people), administrators=administrators)
