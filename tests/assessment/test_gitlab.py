"""The GitLab connector against a stand-in over real HTTP that answers as GitLab documents it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assessment.connectors import gitlab
from assessment.connectors.forge import addresses
from assessment.connectors.forge.evidence import ForgeEvidence
from assessment.connectors.forge.gitlab_rules import matches
from assessment.model import Finding, Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable
from tests.forge_api import TOKEN, Forge, serving

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
PROJECT = "/projects/northwind%2Fteam%2Freturns"
ADA, BO, BOT = (
    {"id": 1, "username": "ada"}, {"id": 2, "username": "bo"},
    {"id": 3, "username": "project_17_bot_9f"},
)  # fmt: skip


def stamp(days: float, hours: float = 0) -> str:
    """So long before now, as GitLab writes it."""
    at = NOW - timedelta(days=days, hours=hours)
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def level(role: int, **more: int) -> dict[str, Any]:
    return {"access_level": role, "access_level_description": "", "user_id": None} | more


@pytest.fixture
def project() -> Iterator[Forge]:
    """A group's project as GitLab makes it: protected by default, free plan."""
    with serving("/api/v4") as forge:
        forge.answers = {
            "/personal_access_tokens/self": {"scopes": ["read_api"], "active": True},
            PROJECT: {"default_branch": "main", "namespace": {"kind": "group"},
                      "only_allow_merge_if_pipeline_succeeds": False},
            f"{PROJECT}/repository/branches/main": {
                "name": "main", "protected": True, "developers_can_push": False},
            f"{PROJECT}/protected_branches": [
                {"name": "main", "push_access_levels": [level(40)], "allow_force_push": False}],
            f"{PROJECT}/environments": [{"name": "production", "tier": "production"}],
            f"{PROJECT}/members/all": [
                ADA | {"access_level": 50}, BO | {"access_level": 40},
                {"id": 5, "username": "cy", "access_level": 30}, BOT | {"access_level": 40}],
            f"{PROJECT}/merge_requests": [], f"{PROJECT}/repository/commits": [],
            f"{PROJECT}/issues": [], f"{PROJECT}/deployments": [], f"{PROJECT}/releases": [],
            f"{PROJECT}/jobs": [], f"{PROJECT}/repository/tags": [],
        }  # fmt: skip
        yield forge


def merge(
    forge: Forge, days: float, work_days: float = 2, notes: tuple[Any, ...] = (),
    approvals: tuple[Any, ...] = (), author: Any = ADA, by: Any = BO, title: str = "",
) -> str:  # fmt: skip
    """Squash a request into main; returns the merge commit."""
    requests = forge.answers[f"{PROJECT}/merge_requests"]
    commits = forge.answers[f"{PROJECT}/repository/commits"]
    number = len(requests) + 1
    sha = f"{number:040x}"
    one = {
        "iid": number, "title": title or f"Change {number}", "author": author, "merge_user": by,
        "created_at": stamp(days + 1), "updated_at": stamp(days), "merged_at": stamp(days),
        "sha": f"{number:039x}h", "merge_commit_sha": None, "squash_commit_sha": sha,
        "labels": [], "source_branch": "work",
    }  # fmt: skip
    requests.insert(0, one)
    path = f"{PROJECT}/merge_requests/{number}"
    forge.answers[path] = one
    forge.answers[f"{path}/approvals"] = {"approved_by": [{"user": user} for user in approvals]}
    forge.answers[f"{path}/notes"] = list(notes)
    forge.answers[f"{path}/commits"] = [_commit("w2", days + 0.5), _commit("w1", days + work_days)]
    parents = [commits[0]["id"]] if commits else []
    commits.insert(0, _commit(sha, days, one["title"], parents))
    return sha


def _commit(sha: str, days: float, message: str = "", parents: Any = ()) -> dict[str, Any]:
    return {"id": sha, "parent_ids": list(parents), "message": message,
            "authored_date": stamp(days), "committed_date": stamp(days)}  # fmt: skip


def deploy(forge: Forge, days: float, sha: str, status: str = "success", **place: str) -> None:
    found = forge.answers[f"{PROJECT}/deployments"]
    environment = {"name": "production", "tier": "production"} | place
    found.insert(0, {"iid": len(found) + 1, "sha": sha, "status": status,
                     "created_at": stamp(days, 0.2), "updated_at": stamp(0),
                     "environment": environment, "deployable": {"finished_at": stamp(days)}})  # fmt: skip


def note(by: Any, days: float, body: str = "looks right", *, system: bool = False) -> Any:
    return {"author": by, "created_at": stamp(days), "body": body, "system": system}


def source(forge: Forge, **options: Any) -> Source:
    return Source(
        id="g", kind="gitlab", name="Forge", address=f"{forge.address}/northwind/team/returns",
        secret="forge", options=options,
    )  # fmt: skip


def circumstances() -> Circumstances:
    allowed = Permission(secrets={"forge": f"bearer:{TOKEN}"})
    return Circumstances(now=lambda: NOW, permission=allowed)


def look(forge: Forge, **options: Any) -> tuple[ForgeEvidence, dict[str, Finding]]:
    """What was read, and what each probe says of it."""
    asked = source(forge, **options)
    seen = gitlab.read(asked, circumstances())
    return seen, {item.probe: item for item in examine(discover(), asked, seen, NOW)}


def test_a_protected_branch_says_that_maintainers_may_still_push(project: Forge) -> None:
    _, found = look(project)
    finding = found["default_branch_is_protected"]
    assert finding.outcome is Outcome.PRESENT
    assert "maintainers are exempt" in finding.observed
    assert found["merges_wait_for_passing_checks"].outcome is Outcome.ABSENT


def test_a_branch_that_developers_push_to_is_open(project: Forge) -> None:
    project.answers[f"{PROJECT}/repository/branches/main"]["developers_can_push"] = True
    _, found = look(project)
    assert found["default_branch_is_protected"].outcome is Outcome.ABSENT


@pytest.mark.parametrize("status", [403, 404])
def test_rules_that_are_hidden_leave_rewriting_undecided(project: Forge, status: int) -> None:
    project.refuse(f"{PROJECT}/protected_branches", status)
    _, found = look(project)
    assert found["default_branch_is_protected"].outcome is Outcome.UNAVAILABLE


def test_an_unprotected_branch_is_absent_though_its_rules_are_hidden(project: Forge) -> None:
    project.answers[f"{PROJECT}/repository/branches/main"]["protected"] = False
    project.refuse(f"{PROJECT}/protected_branches", 403)
    _, found = look(project)
    assert found["default_branch_is_protected"].outcome is Outcome.ABSENT


def test_approval_rules_count_where_they_mean_the_main_branch(project: Forge) -> None:
    project.answers[f"{PROJECT}/approval_rules"] = [
        {"rule_type": "any_approver", "approvals_required": 1, "protected_branches": []},
        {
            "rule_type": "regular",
            "approvals_required": 3,
            "protected_branches": [{"name": "lts/*"}],
        },
        {"rule_type": "code_owner", "approvals_required": 9},
    ]
    seen, _ = look(project)
    assert seen.protection.approvals == 1


def test_without_the_plan_for_protected_environments_nothing_is_said_of_them(
    project: Forge,
) -> None:
    _, found = look(project)
    finding = found["production_environment_needs_approval"]
    assert finding.outcome is Outcome.UNAVAILABLE
    assert "is not shown" in finding.observed


@pytest.mark.parametrize(
    ("guard", "outcome"),
    [
        (
            {"required_approval_count": 0, "approval_rules": [{"required_approvals": 1}]},
            Outcome.PRESENT,
        ),
        ({"required_approval_count": 0}, Outcome.ABSENT),
    ],
)
def test_approvals_of_a_protected_environment_are_read(
    project: Forge, guard: dict[str, Any], outcome: Outcome
) -> None:
    project.answers[f"{PROJECT}/protected_environments"] = [{"name": "production"} | guard]
    _, found = look(project)
    assert found["production_environment_needs_approval"].outcome is outcome


def test_members_are_counted_without_bots_and_names(project: Forge) -> None:
    seen, found = look(project)
    assert (seen.access.people, seen.access.administrators) == (3, 2)
    assert found["own_people_administer_the_repository"].outcome is Outcome.PRESENT
    assert not [name for name in ("ada", "_bot_", TOKEN) if name in seen.model_dump_json()]


@pytest.mark.parametrize(
    ("scopes", "outcome"),
    [(["api"], Outcome.ABSENT), (["read_api", "read_repository"], Outcome.PRESENT),
     (["read_api", "write_repository"], Outcome.ABSENT), (None, Outcome.UNAVAILABLE)],
)  # fmt: skip
def test_a_token_that_may_write_is_told(
    project: Forge, scopes: list[str] | None, outcome: Outcome
) -> None:
    if scopes is None:
        project.refuse("/personal_access_tokens/self", 404)
    else:
        project.answers["/personal_access_tokens/self"] = {"scopes": scopes}
    _, found = look(project)
    assert found["given_token_can_only_read"].outcome is outcome


def test_approvals_by_others_before_the_merge_count(project: Forge) -> None:
    said = "approved this merge request"
    merge(project, 10, approvals=(BO,), notes=(note(BO, 10.1, said, system=True),))
    merge(project, 10, approvals=(ADA,), notes=(note(ADA, 10.1, said, system=True),))
    merge(project, 10, approvals=(BO,), notes=(note(BO, 9, said, system=True),))
    merge(project, 10, approvals=(BOT,))
    merge(project, 10, notes=(note(BO, 10.5), note(BO, 10.9, "changed the label", system=True)))
    seen, _ = look(project)
    by_number = {item.number: item for item in seen.changes}
    assert [by_number[number].approvals for number in range(1, 6)] == [1, 0, 0, 0, 0]
    assert by_number[5].first_review_at == NOW - timedelta(days=10.5)
    assert by_number[5].self_merged is False


def test_squashed_changes_are_timed_from_their_first_commit(project: Forge) -> None:
    for day in range(12):
        deploy(project, 40 - 3 * day - 1, merge(project, 40 - 3 * day, work_days=4))
    _, found = look(project)
    lead = found["lead_time_is_within_a_week"]
    assert lead.outcome is Outcome.PRESENT
    assert lead.readings[0].value == pytest.approx(5)
    assert found["deployments_are_recorded"].readings[0].value == 12


def test_only_production_and_only_what_ended_is_counted(project: Forge) -> None:
    sha = merge(project, 20)
    deploy(project, 15, sha, name="staging", tier="staging")
    deploy(project, 14, sha, status="running")
    deploy(project, 13, sha, status="failed")
    deploy(project, 12, sha, name="eu-west", tier="production")
    seen, _ = look(project)
    assert [item.succeeded for item in seen.delivery.deployments] == [False, True]


def test_production_by_its_tier_is_known_from_the_list_of_environments(project: Forge) -> None:
    sha = merge(project, 20)
    deploy(project, 12, sha, name="eu-west")
    del project.answers[f"{PROJECT}/deployments"][0]["environment"]["tier"]
    assert look(project)[0].delivery.deployments == ()
    project.answers[f"{PROJECT}/environments"].append({"name": "eu-west", "tier": "production"})
    assert len(look(project)[0].delivery.deployments) == 1


def test_incidents_of_any_time_show_that_they_are_written_down(project: Forge) -> None:
    deploy(project, 10, merge(project, 11))
    seen, _ = look(project)
    assert not seen.delivery.counted
    project.answers[f"{PROJECT}/issues"] = [{"created_at": stamp(9)}, {"created_at": stamp(300)}]
    seen, _ = look(project)
    assert seen.delivery.counted
    assert seen.delivery.deployments[0].incidents == 1


def test_the_forges_own_figures_are_taken_where_it_gives_them(project: Forge) -> None:
    def figure(given: dict[str, str]) -> Any:
        assert given["environment_tiers[]"] == "production"
        if given["metric"] == "deployment_frequency":
            return [{"date": "2026-05-01", "value": 30}, {"date": "2026-05-02", "value": 30},
                    {"date": "2026-05-03", "value": None}]  # fmt: skip
        values = {"lead_time_for_changes": 777_600, "change_failure_rate": 0.05}
        one = values.get(given["metric"], 7200.0)
        return one if given["metric"] == "change_failure_rate" else [{"date": None, "value": one}]

    project.answers[f"{PROJECT}/dora/metrics"] = figure
    _, found = look(project)
    count = found["deployments_are_recorded"]
    assert (count.outcome, count.readings[0].value) == (Outcome.PRESENT, 60)
    assert "as the forge itself counts" in count.observed
    fail = found["few_deployments_fail"]
    assert (fail.outcome, fail.readings[0].value) == (Outcome.PRESENT, 0.05)
    lead = found["lead_time_is_within_a_week"]
    assert lead.outcome is Outcome.ABSENT
    assert "9.0 days from merge to deployment" in lead.observed
    restored = found["failed_deployments_are_recovered_within_a_day"].readings[-1]
    assert (restored.metric, restored.value) == ("time_to_restore_h", 2.0)


def test_version_tags_stand_in_where_nothing_is_released(project: Forge) -> None:
    sha = merge(project, 10)
    commit = {"id": sha, "committed_date": stamp(10)}
    project.answers[f"{PROJECT}/repository/tags"] = [
        {"name": "v2.0.0", "created_at": stamp(8), "commit": commit},
        {"name": "v1.9.0", "created_at": None, "commit": commit},
        {"name": "latest", "commit": commit},
    ]
    seen, _ = look(project)
    assert seen.delivery.route == "releases"
    days = [(NOW - item.at).days for item in seen.delivery.deployments]
    assert days == [10, 8]


def test_jobs_that_deploy_stand_in_last(project: Forge) -> None:
    sha = merge(project, 10)
    job = {
        "id": 1,
        "status": "success",
        "finished_at": stamp(9),
        "commit": {"id": sha},
        "ref": "main",
    }
    project.answers[f"{PROJECT}/jobs"] = [
        job | {"name": "roll-out", "stage": "deploy"}, job | {"name": "unit", "stage": "test"},
        job | {"name": "deploy", "ref": "feature"},
        job | {"name": "deploy-workers", "finished_at": stamp(9, 0.2), "status": "failed"},
        job | {"name": "deploy-again", "finished_at": stamp(7)},
        job | {"name": "pages", "stage": "deploy", "finished_at": stamp(3)},
        job | {"name": "publish-image", "finished_at": stamp(2)},
    ]  # fmt: skip
    seen, found = look(project)
    assert seen.delivery.route == "runs"
    assert [item.succeeded for item in seen.delivery.deployments] == [False, True]
    assert found["deployments_are_recorded"].outcome is Outcome.PRESENT
    project.answers[f"{PROJECT}/jobs"] = [job | {"name": "publish-image"}]
    finding = look(project)[1]["deployments_are_recorded"]
    assert finding.outcome is Outcome.UNAVAILABLE
    assert "by runs that release or publish" in finding.observed


def test_deployments_that_may_not_be_read_are_never_absent(project: Forge) -> None:
    merge(project, 10)
    project.refuse(f"{PROJECT}/deployments", 403)
    _, found = look(project)
    assert found["deployments_are_recorded"].outcome is Outcome.UNAVAILABLE


def test_a_project_whose_code_is_hidden_is_told(project: Forge) -> None:
    del project.answers[PROJECT]["default_branch"]
    with pytest.raises(SourceUnavailable, match="may not see its code"):
        look(project)


def test_the_survey_names_the_branch_and_offers_environments(project: Forge) -> None:
    survey = gitlab.survey(source(project), circumstances())
    assert survey.told == "GitLab, main branch main, 1 environments"
    assert [choice.value for choice in survey.choices["environment"]] == ["production"]


def test_every_request_made_was_announced(project: Forge) -> None:
    merge(project, 10)
    made = circumstances()
    gitlab.read(source(project), made)
    announced = {
        item.what.replace("MAIN", "main").replace("NUMBER", "1")
        for item in gitlab.requests(source(project))
    }
    assert {item.request.what.split("?")[0] for item in made.made} <= announced


@pytest.mark.parametrize(
    ("address", "api", "path"),
    [
        ("https://gitlab.com/a/b", "https://gitlab.com/api/v4", "a%2Fb"),
        ("https://git.example.org:8443/a/b/c/d.git", "https://git.example.org:8443/api/v4", "a%2Fb%2Fc%2Fd"),
        ("https://gitlab.com/a/b/-/tree/main", "https://gitlab.com/api/v4", "a%2Fb"),
    ],
)  # fmt: skip
def test_the_api_is_found_from_the_web_address(address: str, api: str, path: str) -> None:
    found = addresses.gitlab(Source(id="g", kind="gitlab", name="", address=address))
    assert (found.api, found.encoded) == (api, path)


def test_a_gitlab_below_a_path_of_its_host_is_read_there(project: Forge) -> None:
    project.prefix = "/tools/gitlab/api/v4"
    below = source(project).model_copy(
        update={
            "address": f"{project.address}/tools/gitlab/northwind/team/returns",
            "options": {"root": "/tools/gitlab/"},
        }
    )
    seen = gitlab.read(below, circumstances())
    assert seen.branch == "main"
    assert seen.reader == below.address
    astray = below.model_copy(update={"options": {"root": "forge"}})
    with pytest.raises(SourceUnavailable, match="does not lie below /forge"):
        gitlab.read(astray, circumstances())


@pytest.mark.parametrize(
    ("pattern", "name", "meant"),
    [("main", "main", True), ("*", "main", True), ("release/*", "release/1", True),
     ("m.in", "main", False), ("*-stable", "main", False), ("*a*a*a*a*a*a*a*", "a" * 50, False)],
)  # fmt: skip
def test_a_rules_star_means_anything_and_nothing_else_does(
    pattern: str, name: str, meant: bool
) -> None:
    assert matches(pattern, name) is meant
