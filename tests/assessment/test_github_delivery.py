"""GitHub's changes and deployments over real HTTP: reviews, squashes, reverts, and what stands in."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assessment.connectors import github
from assessment.connectors.forge.evidence import ForgeEvidence
from assessment.model import Finding, Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source
from tests.forge_api import TOKEN, Forge, serving

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
REPO = "/repos/northwind/returns"
ADA, BO, BOT = (
    {"id": 1, "login": "ada", "type": "User"}, {"id": 2, "login": "bo", "type": "User"},
    {"id": 3, "login": "dependabot[bot]", "type": "Bot"},
)  # fmt: skip


def stamp(days: float, hours: float = 0) -> str:
    """So long before now, as GitHub writes it."""
    return (NOW - timedelta(days=days, hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


class Repository:
    """Builds a history by squash merges and deployments, oldest first."""

    def __init__(self, forge: Forge) -> None:
        self.forge = forge
        self.pulls: list[dict[str, Any]] = []
        self.commits: list[dict[str, Any]] = []
        self.deployments: list[dict[str, Any]] = []
        forge.answers |= {
            REPO: {"default_branch": "main", "owner": {"type": "Organization"}},
            f"{REPO}/pulls": self.pulls, f"{REPO}/commits": self.commits,
            f"{REPO}/deployments": self.deployments, f"{REPO}/labels": [],
            f"{REPO}/releases": [], f"{REPO}/tags": [], f"{REPO}/actions/runs": {"workflow_runs": []},
        }  # fmt: skip

    def merge(
        self, days: float, work_days: float = 2, title: str = "", author: Any = ADA,
        by: Any = BO, reviews: tuple[Any, ...] = (), message: str = "",
    ) -> str:  # fmt: skip
        """Squash a request of ``work_days`` of work into main; returns the squash commit."""
        number = len(self.pulls) + 1
        sha = f"{number:040x}"
        one = {
            "number": number, "title": title or f"Change {number}", "user": author,
            "created_at": stamp(days + 1), "updated_at": stamp(days), "merged_at": stamp(days),
            "merge_commit_sha": sha, "labels": [], "head": {"ref": "work"},
        }  # fmt: skip
        self.pulls.insert(0, one)
        path = f"{REPO}/pulls/{number}"
        self.forge.answers[path] = one | {"merged_by": by}
        self.forge.answers[f"{path}/reviews"] = list(reviews)
        first, last = self._commit("w1", days + work_days), self._commit("w2", days + 0.5)
        self.forge.answers[f"{path}/commits"] = [first, last]
        parents = [{"sha": self.commits[0]["sha"]}] if self.commits else []
        self.commits.insert(0, self._commit(sha, days, message or one["title"], parents))
        return sha

    @staticmethod
    def _commit(sha: str, days: float, message: str = "", parents: Any = ()) -> dict[str, Any]:
        date = {"date": stamp(days), "name": "Ada", "email": "ada@example.org"}
        body = {"message": message, "author": date, "committer": date}
        return {"sha": sha, "parents": list(parents), "commit": body}

    def deploy(self, days: float, sha: str, *states: str, environment: str = "production") -> None:
        """Deploy a commit; ``states`` follow each other by the minute."""
        number = len(self.deployments) + 1
        self.deployments.insert(
            0, {"id": number, "sha": sha, "environment": environment, "created_at": stamp(days)}
        )
        self.forge.answers[f"{REPO}/deployments/{number}/statuses"] = [
            {"state": state, "created_at": stamp(days, -place / 60)}
            for place, state in reversed(list(enumerate(states or ("in_progress", "success"))))
        ]


@pytest.fixture
def repository() -> Iterator[Repository]:
    with serving("/api/v3") as forge:
        yield Repository(forge)


def approved(by: Any = BO, days: float = 0) -> dict[str, Any]:
    return {"user": by, "state": "APPROVED", "submitted_at": stamp(days)}


def look(repository: Repository, **options: Any) -> tuple[ForgeEvidence, dict[str, Finding]]:
    """What was read, and what each probe says of it."""
    asked = Source(
        id="g", kind="github", name="Forge", secret="forge", options=options,
        address=f"{repository.forge.address}/northwind/returns",
    )  # fmt: skip
    allowed = Permission(secrets={"forge": f"bearer:{TOKEN}"})
    seen = github.read(asked, Circumstances(now=lambda: NOW, permission=allowed))
    return seen, {item.probe: item for item in examine(discover(), asked, seen, NOW)}


def test_approvals_are_counted_only_where_another_person_gave_them_in_time(
    repository: Repository,
) -> None:
    asked = [
        (approved(BO, 10.2),), (approved(ADA, 10.2),), (approved(BOT, 10.2),), (approved(BO, 9),),
        ({"user": BO, "state": "COMMENTED", "submitted_at": stamp(10.5)},), (),
    ]  # fmt: skip
    for reviews in asked:
        repository.merge(10, reviews=reviews)
    repository.merge(10, author=BOT)
    seen, _ = look(repository)
    by_number = {item.number: item for item in seen.changes}
    assert [by_number[number].approvals for number in range(1, 7)] == [1, 0, 0, 0, 0, 0]
    assert (by_number[7].bot, by_number[7].approvals) == (True, None)


def test_an_approval_that_was_taken_back_before_the_merge_is_none(repository: Repository) -> None:
    changed = approved(BO, 10.1) | {"state": "CHANGES_REQUESTED"}
    commented = approved(BO, 10.1) | {"state": "COMMENTED"}
    repository.merge(10, reviews=(approved(BO, 10.2), changed))
    repository.merge(10, reviews=(changed, approved(BO, 10.05)))
    repository.merge(10, reviews=(approved(BO, 10.2), commented))
    seen, _ = look(repository)
    assert [item.approvals for item in sorted(seen.changes, key=lambda one: one.number)] == [
        0,
        1,
        1,
    ]


def test_reviewed_changes_are_present_with_share_and_wait(repository: Repository) -> None:
    for day in range(12):
        repository.merge(20 - day, reviews=(approved(BO, 20 - day + 0.5),) if day else ())
    _, found = look(repository)
    finding = found["changes_are_approved_by_another_person"]
    assert finding.outcome is Outcome.PRESENT
    share, wait = finding.readings
    assert share.value == pytest.approx(11 / 12)
    assert share.n == 12
    assert wait.value == 12.0  # opened a day before the merge, reviewed half a day before it
    assert finding.places[0].label == "pull request 1"


def test_merging_ones_own_work_unseen_is_absent(repository: Repository) -> None:
    for day in range(12):
        repository.merge(20 - day, by=ADA)
    _, found = look(repository)
    finding = found["changes_are_approved_by_another_person"]
    assert finding.outcome is Outcome.ABSENT
    assert "12 were merged by their author" in finding.observed


def test_squashed_changes_are_timed_from_their_first_commit(repository: Repository) -> None:
    for day in range(12):
        sha = repository.merge(40 - 3 * day, work_days=4)
        repository.deploy(40 - 3 * day - 1, sha)
    _, found = look(repository)
    lead = found["lead_time_is_within_a_week"]
    assert lead.outcome is Outcome.PRESENT
    assert lead.readings[0].value == pytest.approx(
        5, abs=0.01
    )  # four days of work, one until it ran
    assert lead.readings[0].n == 12
    count = found["deployments_are_recorded"]
    assert (count.outcome, count.readings[0].value) == (Outcome.PRESENT, 12)
    assert "by recorded deployments to production" in count.observed


def test_a_revert_is_seen_as_failure_recovery_and_rework(repository: Repository) -> None:
    for day in range(10):
        repository.deploy(40 - day * 2 - 0.1, repository.merge(40 - day * 2))
    bad = repository.merge(15, title="Faster scoring")
    repository.deploy(14.9, bad)
    mend = repository.merge(
        14.8, title='Revert "Faster scoring"', message=f'Revert "x"\n\nThis reverts commit {bad}.'
    )
    repository.deploy(14.4, mend)
    _, found = look(repository)
    recovery = found["failed_deployments_are_recovered_within_a_day"]
    assert recovery.outcome is Outcome.PRESENT
    assert recovery.readings[0].value == pytest.approx(12, abs=0.1)
    assert found["few_deployments_fail"].readings[0].value == pytest.approx(1 / 12)
    assert found["few_deployments_are_rework"].readings[0].value == pytest.approx(1 / 11)


def test_a_deployment_that_failed_to_arrive_is_an_attempt(repository: Repository) -> None:
    sha = repository.merge(10)
    repository.deploy(9, sha, "in_progress", "failure")
    repository.deploy(8, sha, "queued", "success", "inactive")
    repository.deploy(7, sha, "queued")
    seen, found = look(repository)
    assert [item.succeeded for item in seen.delivery.deployments] == [False, True]
    assert "1 attempts failed" in found["deployments_are_recorded"].observed


def test_incidents_by_their_label_make_the_deployment_before_them_a_failed_one(
    repository: Repository,
) -> None:
    repository.deploy(20, repository.merge(21))
    repository.deploy(10, repository.merge(11))
    repository.forge.answers[f"{REPO}/labels"] = [{"name": "bug"}, {"name": "type: incident"}]
    repository.forge.answers[f"{REPO}/issues"] = lambda given: (
        [{"created_at": stamp(19)}, {"created_at": stamp(5), "pull_request": {}}]
        if given["labels"] == "type: incident" else []
    )  # fmt: skip
    seen, _ = look(repository)
    assert seen.delivery.counted
    assert [item.incidents for item in seen.delivery.deployments] == [1, 0]


def test_only_the_newest_deployments_are_read_and_the_window_says_so(
    repository: Repository,
) -> None:
    sha = repository.merge(60)
    for number in range(130):
        repository.deploy(59 - number * 0.4, sha)
    _, found = look(repository)
    reading = found["deployments_are_recorded"].readings[0]
    assert reading.value == 40
    assert reading.history_seconds == pytest.approx((59 - 90 * 0.4) * 86400)
    assert sum("/statuses" in path for path in repository.forge.asked) == 40


def test_releases_stand_in_and_decide_nothing(repository: Repository) -> None:
    sha = repository.merge(10)
    repository.forge.answers[f"{REPO}/releases"] = [
        {"tag_name": "v2", "published_at": stamp(1), "draft": True},
        {"tag_name": "v1", "published_at": stamp(9)},
    ]
    repository.forge.answers[f"{REPO}/tags"] = [{"name": "v1", "commit": {"sha": sha}}]
    seen, found = look(repository)
    assert (seen.delivery.route, len(seen.delivery.deployments)) == ("releases", 1)
    assert seen.changes[0].deployed_at is not None
    for probe in ("deployments_are_recorded", "lead_time_is_within_a_week", "few_deployments_fail"):
        assert found[probe].outcome is Outcome.UNAVAILABLE
        assert "release" in found[probe].observed


def test_version_tags_stand_in_where_nothing_is_released(repository: Repository) -> None:
    sha, old = repository.merge(10), "f" * 40
    names = {"v1.2.0": sha, "nightly": sha, "v1.2.0-rc1": sha, "0.9.1": old}
    repository.forge.answers[f"{REPO}/tags"] = [
        {"name": name, "commit": {"sha": one}} for name, one in names.items()
    ]
    repository.forge.answers[f"{REPO}/commits/{sha}"] = repository.commits[0]
    repository.forge.answers[f"{REPO}/commits/{old}"] = repository._commit(old, 300)
    seen, _ = look(repository)
    assert seen.delivery.route == "releases"
    assert [item.sha for item in seen.delivery.deployments] == [sha]


def test_runs_that_deploy_stand_in_last(repository: Repository) -> None:
    sha = repository.merge(10)
    run = {
        "id": 7,
        "head_sha": sha,
        "updated_at": stamp(9),
        "conclusion": "success",
        "event": "push",
    }
    repository.forge.answers[f"{REPO}/actions/runs"] = {"workflow_runs": [
        run | {"name": "Deploy", "path": ".github/workflows/cd.yml"},
        run | {"name": "Tests", "path": ".github/workflows/test.yml"},
        run | {"name": None, "path": ".github/workflows/publish-image.yml", "event": "pull_request"},
        run | {"name": None, "path": ".github/workflows/release.yml", "conclusion": "cancelled"},
    ]}  # fmt: skip
    seen, found = look(repository)
    assert (seen.delivery.route, len(seen.delivery.deployments)) == ("runs", 1)
    assert found["deployments_are_recorded"].outcome is Outcome.PRESENT
    assert "by runs whose name says that they deploy" in found["deployments_are_recorded"].observed


def test_changes_without_any_deployment_are_absent_with_what_was_looked_at(
    repository: Repository,
) -> None:
    repository.merge(10)
    repository.deploy(9, repository.merge(9), environment="github-pages")
    _, found = look(repository)
    finding = found["deployments_are_recorded"]
    assert finding.outcome is Outcome.ABSENT
    assert (
        "deployments to github-pages, none to production; no release or version tag"
        in finding.observed
    )


def test_deployments_that_may_not_be_read_are_never_absent(repository: Repository) -> None:
    repository.merge(10)
    repository.forge.refuse(f"{REPO}/deployments", 403)
    _, found = look(repository)
    for probe in ("deployments_are_recorded", "few_deployments_fail", "lead_time_is_within_a_week"):
        assert found[probe].outcome is Outcome.UNAVAILABLE


def test_a_commit_without_an_author_costs_nothing(repository: Repository) -> None:
    repository.deploy(9, repository.merge(10))
    repository.commits[0]["commit"]["author"] = None
    repository.commits.append({"sha": "0" * 40, "parents": [], "commit": {"message": "x"}})
    seen, _ = look(repository)
    assert seen.changes[0].deployed_at is not None


def test_requests_beyond_one_page_are_read(repository: Repository) -> None:
    for number in range(130):
        repository.merge(70 - number * 0.5, author=BOT)
    seen, _ = look(repository)
    assert len(seen.changes) == 130


def test_pages_of_endless_old_requests_are_not_turned(repository: Repository) -> None:
    for number in range(350):
        repository.merge(1000 - number)
    look(repository)
    assert sum(path.startswith(f"/api/v3{REPO}/pulls?") for path in repository.forge.asked) == 1


def test_a_rate_limit_in_the_middle_keeps_what_was_read(repository: Repository) -> None:
    for day in range(20):
        repository.merge(30 - day, reviews=(approved(BO, 30 - day + 0.5),))
    repository.forge.refuse(f"{REPO}/pulls/8/reviews", 429, {}, Retry_After="60")
    seen, found = look(repository)
    assert sum(item.approvals is not None for item in seen.changes) == 12
    assert found["changes_are_approved_by_another_person"].outcome is Outcome.PRESENT
    assert "asks to wait 60 seconds" in seen.reviewing.reason


def test_nobodys_name_or_title_is_kept(repository: Repository) -> None:
    repository.merge(10, title="Ada's secret plan", reviews=(approved(BO, 10.5),))
    seen, found = look(repository)
    kept = seen.model_dump_json() + "".join(item.model_dump_json() for item in found.values())
    assert not [word for word in ("ada", "Ada", "secret plan", '"bo"') if word in kept]


def test_the_number_of_requests_is_bounded(repository: Repository) -> None:
    for day in range(80):
        repository.deploy(85 - day - 0.5, repository.merge(85 - day))
    look(repository)
    assert len(repository.forge.asked) <= 170
