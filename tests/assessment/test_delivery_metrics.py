"""DORA's metrics and the joining of deployments and changes, by values worked out by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.connectors.forge import dora
from assessment.connectors.forge.answers import delivers, is_emergency, is_repair
from assessment.connectors.forge.evidence import Change, Delivery, Deployment
from assessment.connectors.forge.joining import Commit, Joined, joined
from assessment.connectors.medians import Measure, middle

NOW = datetime(2026, 6, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def at(day: float) -> datetime:
    """Midnight of a day of June, 2026, and fractions of it."""
    return datetime(2026, 6, 1, tzinfo=UTC) + (day - 1) * DAY


def commit(sha: str, day: float, *parents: str, repair: bool = False, reverts: str = "") -> Commit:
    return Commit(sha, parents, at(day), at(day), repair, reverts)


def deploy(day: float, sha: str, **more: bool) -> Deployment:
    return Deployment(at=at(day), sha=sha, **more)


def change(number: int, sha: str, first: float, merged: float, **more: bool) -> Change:
    return Change(
        number=number, opened_at=at(first), merged_at=at(merged), sha=sha,
        first_commit_at=at(first), **more,
    )  # fmt: skip


def follow(
    deployments: tuple[Deployment, ...], commits: tuple[Commit, ...] = (),
    changes: tuple[Change, ...] = (), incidents: tuple[datetime, ...] | None = None,
) -> Joined:  # fmt: skip
    return joined(
        Delivery(route="deployments", deployments=deployments), changes, commits, incidents, DAY
    )


LINE = (commit("a", 1), commit("b", 3, "a"), commit("c", 6, "b"), commit("d", 8, "c"))


def test_a_change_belongs_to_the_first_deployment_that_stands_on_it() -> None:
    changes = (change(1, "b", 2, 3), change(2, "c", 4, 6), change(3, "d", 7, 8))
    seen = follow((deploy(5, "b"), deploy(10, "c"), deploy(11, "c")), LINE, changes).changes
    assert [item.deployed_at for item in seen] == [at(5), at(10), None]


def test_a_change_merged_beside_the_main_line_is_followed_through_the_merge() -> None:
    commits = (commit("a", 1), commit("side", 2, "a"), commit("m", 4, "a", "side"))
    seen = follow((deploy(3, "a"), deploy(5, "m")), commits, (change(1, "side", 2, 4),)).changes
    assert seen[0].deployed_at == at(5)


def test_a_deployment_of_an_older_commit_is_a_way_back() -> None:
    seen = follow((deploy(4, "b"), deploy(7, "c"), deploy(7.5, "b"), deploy(9, "c")), LINE)
    assert [item.older for item in seen.delivery.deployments] == [False, False, True, False]


def test_lead_time_is_the_median_from_the_first_commit_and_leaves_bots_out() -> None:
    # Waits: 3 days (2→5), 6 days (4→10); the bot's 1 day is left out. Median of 3 and 6 is 4.5.
    changes = (
        change(1, "b", 2, 3), change(2, "c", 4, 6), change(3, "d", 9, 9.5, bot=True),
    )  # fmt: skip
    seen = follow((deploy(5, "b"), deploy(10, "d")), LINE, changes).changes
    found = dora.lead_time_days(seen, NOW, 7)
    assert found is not None
    assert (found.value, found.n, found.low) == (4.5, 2, None)


def test_a_change_that_waits_undeployed_counts_with_its_age_once_it_is_late() -> None:
    # Deployed after 3 days; not deployed for 20 (June 10 to 30); not deployed for 2, which is early.
    commits = (*LINE, commit("e", 28, "d"))
    changes = (change(1, "b", 2, 3), change(2, "d", 10, 11), change(3, "e", 28, 28.5))
    seen = follow((deploy(5, "b"),), commits, changes).changes
    found = dora.lead_time_days(seen, NOW, 7)
    assert found is not None
    assert (found.value, found.n) == (11.5, 2)
    assert dora.waiting(seen, NOW, 7) == 1


def test_a_change_whose_merge_was_not_read_waits_for_nothing() -> None:
    changes = (change(1, "b", 2, 3), change(2, "elsewhere", 4, 6))
    seen = follow((deploy(5, "b"),), LINE, changes).changes
    found = dora.lead_time_days(seen, NOW, 7)
    assert found is not None
    assert found.n == 1


def test_squashing_does_not_shorten_the_lead_time() -> None:
    # The squash commit was made on day 6 and deployed on day 7; the work began on day 1.
    seen = follow((deploy(7, "c"),), LINE, (change(1, "c", 1, 6),)).changes
    found = dora.lead_time_days(seen, NOW, 7)
    assert found is not None
    assert found.value == 6.0


@pytest.mark.parametrize(
    ("incidents", "failed"),
    [
        ((), [False, False]),
        ((at(5.2),), [True, False]),
        ((at(10.5), at(4)), [False, True]),
        ((at(8),), [False, False]),
    ],
)
def test_an_incident_belongs_to_the_deployment_before_it(
    incidents: tuple[datetime, ...], failed: list[bool]
) -> None:
    seen = follow((deploy(5, "b"), deploy(10, "c")), LINE, (), incidents)
    assert [bad for _, bad in dora.failures(seen.delivery, DAY, NOW)] == failed


def test_a_revert_deployed_within_a_day_means_that_the_one_before_failed() -> None:
    commits = (*LINE, commit("r", 8.1, "d", repair=True, reverts="d"))
    seen = follow((deploy(4, "b"), deploy(8, "d"), deploy(8.5, "r")), commits, (), ())
    assert [bad for _, bad in dora.failures(seen.delivery, DAY, NOW)] == [False, True, False]
    found = dora.change_fail_ratio(seen.delivery, DAY, NOW)
    assert found is not None
    assert found.value == pytest.approx(1 / 3)
    assert found.n == 3
    recovered, left = dora.recovery_h(seen.delivery, DAY, NOW)
    assert recovered is not None
    assert recovered.value == pytest.approx(12.0)
    assert left == 0


def test_a_revert_of_what_was_never_deployed_repairs_nothing() -> None:
    commits = (*LINE, commit("r", 8.1, "d", repair=True, reverts="d"))
    seen = follow((deploy(4, "b"), deploy(8.5, "r")), commits, (), ())
    assert [item.repairs for item in seen.delivery.deployments] == [0, 0]


def test_a_repair_two_days_later_is_rework_and_no_failure() -> None:
    commits = (*LINE, commit("h", 9.5, "d", repair=True))
    seen = follow((deploy(4, "b"), deploy(8, "d"), deploy(10, "h")), commits, (), ())
    assert not any(bad for _, bad in dora.failures(seen.delivery, DAY, NOW))
    found = dora.rework_ratio(seen.delivery)
    assert found is not None
    assert (found.value, found.n) == (0.5, 2)


def test_an_attempt_that_never_reached_production_is_no_deployment() -> None:
    seen = follow((deploy(5, "b"), deploy(6, "c", succeeded=False), deploy(7, "c")), LINE, (), ())
    assert len(dora.deployed(seen.delivery)) == 2
    found = dora.change_fail_ratio(seen.delivery, DAY, NOW)
    assert found is not None
    assert (found.value, found.n) == (0.0, 2)


def test_the_newest_deployment_is_not_judged_before_its_day_is_over() -> None:
    seen = follow((deploy(5, "b"), deploy(10, "c")), LINE, (), ()).delivery
    early = dora.change_fail_ratio(seen, DAY, at(10.5))
    late = dora.change_fail_ratio(seen, DAY, at(11))
    assert early is not None
    assert late is not None
    assert (early.n, late.n) == (1, 2)


def test_one_soon_followed_by_an_unknown_commit_is_neither_good_nor_bad() -> None:
    seen = follow((deploy(5, "b"), deploy(8, "c"), deploy(8.5, "x"), deploy(12, "d")), LINE, (), ())
    judged = [(item.sha, bad) for item, bad in dora.failures(seen.delivery, DAY, NOW)]
    assert judged == [("b", False), ("x", False), ("d", False)]


def test_a_failure_that_nothing_good_followed_is_counted_as_open() -> None:
    seen = follow((deploy(5, "b"), deploy(10, "c")), LINE, (), (at(10.1),)).delivery
    found, left = dora.recovery_h(seen, DAY, NOW)
    assert (found, left) == (None, 1)


def test_two_failures_in_a_row_recover_at_the_same_good_one() -> None:
    # c fails on 7 (incident), d fails on 8 (incident), the fix of day 9 stands: 48 h and 24 h.
    commits = (*LINE, commit("e", 8.9, "d"))
    deployments = (deploy(4, "b"), deploy(7, "c"), deploy(8, "d"), deploy(9, "e"))
    seen = follow(deployments, commits, (), (at(7.5), at(8.2))).delivery
    found, left = dora.recovery_h(seen, DAY, NOW)
    assert found is not None
    assert (found.value, found.n, left) == (36.0, 2, 0)


def test_a_deployment_from_another_branch_is_not_guessed_at() -> None:
    seen = follow((deploy(5, "x"), deploy(9, "y")), LINE, (change(1, "b", 2, 3),))
    assert not seen.delivery.linked
    assert seen.changes[0].deployed_at is None
    assert dora.rework_ratio(seen.delivery) is None


def test_the_interval_of_a_median_is_made_of_its_order_statistics() -> None:
    # n = 9: 4.5 ± 1.2816 × 3 / 2 = 2.58 … 6.42, so the 3rd and the 8th of the ranked values.
    found = middle([9, 1, 8, 2, 7, 3, 6, 4, 5])
    assert found is not None
    assert (found.low, found.value, found.high) == (3, 5, 8)


def test_three_values_have_a_median_and_no_interval() -> None:
    found = middle([3, 1, 2])
    assert found == Measure(value=2, n=3)
    assert middle([]) is None


def test_a_history_that_turns_in_a_circle_ends() -> None:
    commits = (commit("a", 1, "b"), commit("b", 2, "a"))
    assert follow((deploy(3, "b"), deploy(4, "a")), commits).delivery.linked


@given(
    parents=st.lists(st.lists(st.integers(0, 200), max_size=3), min_size=1, max_size=14),
    order=st.lists(st.integers(0, 13), min_size=1, max_size=6),
)
def test_following_a_history_agrees_with_a_plain_search(
    parents: list[list[int]], order: list[int]
) -> None:
    count = len(parents)
    below = [
        sorted({one % place for one in ones}) if place else [] for place, ones in enumerate(parents)
    ]
    commits = tuple(
        commit(f"c{place}", place / 10, *(f"c{one}" for one in ones))
        for place, ones in enumerate(below)
    )
    ran = [one % count for one in order]
    deployments = tuple(deploy(5 + place, f"c{one}") for place, one in enumerate(ran))
    changes = tuple(
        change(place + 1, f"c{place}", place / 10, place / 10) for place in range(count)
    )
    seen = follow(deployments, commits, changes)
    reach = {place: _reached(place, below) for place in range(count)}
    for place in range(count):
        first = next((5 + at_ for at_, one in enumerate(ran) if place in reach[one]), None)
        assert seen.changes[place].deployed_at == (None if first is None else at(first))
    older = [
        place > 0 and one != ran[place - 1] and one in reach[ran[place - 1]]
        for place, one in enumerate(ran)
    ]
    assert [item.older for item in seen.delivery.deployments] == older


def _reached(start: int, below: list[list[int]]) -> set[int]:
    return {start}.union(*(_reached(one, below) for one in below[start]))


@pytest.mark.parametrize(
    ("title", "branch", "labels", "repair", "emergency"),
    [
        ('Revert "Faster scoring"', "revert-12-faster", (), True, False),
        ("revert: faster scoring", "", (), True, False),
        ("Revert 3f2c9aa1", "", (), True, False),
        ("Revert to the default colour when none is set", "default-colour", (), False, False),
        ("Rollback button for editors", "rollback-button", (), False, False),
        ("Rollback to v1.2", "", (), True, False),
        ("hotfix: scores of zero", "", (), True, True),
        ("[Hotfix] scores of zero", "", (), True, True),
        ("Scores of zero", "hotfix/zero", (), True, True),
        ("Scores of zero", "zero", ("type: hotfix",), True, True),
        ("Scores of zero", "zero", ("rollback",), True, False),
        ("Emergency contact is shown", "contact", (), False, False),
        ("Emergency fix of zero scores", "zero", (), True, True),
        ("Describe how to hotfix", "docs", ("documentation",), False, False),
    ],
)
def test_a_repair_says_so_where_forges_and_people_say_it(
    title: str, branch: str, labels: tuple[str, ...], repair: bool, emergency: bool
) -> None:
    assert is_repair(title, branch, labels) is repair
    assert is_emergency(title, branch, labels) is emergency


@pytest.mark.parametrize(
    ("name", "route"),
    [
        ("Deploy cd.yml", "runs"), ("roll-out deploy", "runs"), ("deploy_production deploy", "runs"),
        ("Publish image publish-image", "publishing"), ("Release release", "publishing"),
        ("pages build and deployment", ""), ("Deploy docs", ""), ("deploy-staging deploy", ""),
        ("release-drafter", ""), ("unit test", ""), ("Deploy to QA", ""),
    ],
)  # fmt: skip
def test_what_a_run_delivers_is_read_from_its_name(name: str, route: str) -> None:
    assert delivers(name) == route
