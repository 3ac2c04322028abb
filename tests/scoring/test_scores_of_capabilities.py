"""What a score tells of one capability: its target, its reason, who said what, what supports it."""

import pytest

from content.model import Profile
from scoring.model import CapabilityScore, GroupMedians
from scoring.readiness import is_below_target, judge
from tests.scoring.builders import NOW, answer, finding, inputs, pack
from tests.scoring.test_good_enough import accepted

PACK = pack(per_area=2, draws=20)
PLACE, OTHER = "data.c0", "data.c1"


def scored(profile: Profile | None = None, **given: object) -> CapabilityScore:
    used = PACK if profile is None else PACK.model_copy(update={"profiles": (profile,)})
    return judge(used, inputs(depth="full", **given), NOW).capability(PLACE)


def test_a_target_of_its_own_counts_for_that_capability_alone() -> None:
    profile = PACK.profile("service").model_copy(update={"targets": {PLACE: 4}})
    answers = [answer(PLACE, 3, "E3"), answer(OTHER, 3, "E3")]
    high = scored(profile, answers=answers)
    assert (high.target, high.wanted) == (4, 4)
    assert is_below_target(high)
    used = PACK.model_copy(update={"profiles": (profile,)})
    other = judge(used, inputs(answers=answers, depth="full"), NOW).capability(OTHER)
    assert (other.target, is_below_target(other)) == (3, False)
    # Level 3 lies under this target, so that it can be accepted.
    settled = scored(profile, answers=answers, good_enough=[accepted(3)])
    assert (settled.accepted_level, is_below_target(settled)) == (3, False)


def test_what_applies_has_no_reason_why_not() -> None:
    assert scored(answers=[answer(PLACE, 3)]).reason == ""


@pytest.mark.parametrize(
    ("grade", "seen", "supported"),
    [("E1", False, False), ("E2", False, True), ("E1", True, True), ("E3", True, True)],
)
def test_an_artefact_or_a_finding_supports_a_claim(grade: str, seen: bool, supported: bool) -> None:
    findings = [finding(PLACE, 2)] if seen else []
    assert scored(answers=[answer(PLACE, 3, grade)], findings=findings).supported is supported


def test_leaders_and_practitioners_are_told_apart_by_the_packs_roles() -> None:
    told = [("engineer", 2), ("operator", 3), ("operator", 3), *[("sponsor", 5)] * 3]
    said = [
        answer(PLACE, level, who=f"person {place}", role=role)
        for place, (role, level) in enumerate(told)
    ]
    found = scored(answers=said)
    assert found.group_medians == GroupMedians(leaders=5, practitioners=3)
    assert found.role_medians == {"engineer": 2, "operator": 3, "sponsor": 5}
    assert (found.votes, found.dont_know, found.vote_range) == (6, 0, 3)
    # Of too few a median would say who said what.
    assert scored(answers=said[:3]).group_medians is None


def test_a_dont_know_is_counted_beside_the_votes() -> None:
    found = scored(answers=[answer(PLACE, 2), answer(PLACE, None, who="bob")])
    assert (found.votes, found.dont_know, found.claim) == (1, 1, 2)


def test_every_finding_that_speaks_of_it_is_named_once_and_in_order() -> None:
    first, second = finding(PLACE, 2), finding(PLACE, 3)
    other = finding(OTHER, 2)
    found = scored(findings=[second, first, other])
    assert found.findings == tuple(sorted([first.id, second.id]))


def test_an_assessment_that_asks_a_few_marks_them_alone_as_asked() -> None:
    assert scored(asked=(PLACE,)).asked
    assert not scored(asked=(OTHER,)).asked
    assert scored().asked


def test_the_levels_between_which_it_lies_in_four_of_five_cases_are_told() -> None:
    found = scored(answers=[answer(PLACE, 4, "E3")])
    assert (found.low, found.high) == (3, 4)
    sums = [sum(found.belief[:level]) for level in range(6)]
    assert sums[found.low - 1] < 0.1 <= sums[found.low]
    assert sums[found.high - 1] < 0.9 <= sums[found.high]
    unknown = scored()
    assert (unknown.low, unknown.high) == (1, 4)
