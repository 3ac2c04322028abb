"""What must always hold, whatever people answer and probes see."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from assessment.model import Answer, Finding, Grade, Outcome
from scoring.comparison import compare
from scoring.model import CapabilityScore, Scorecard, Verdict
from scoring.readiness import judge
from tests.scoring.builders import NOW, answer, artefact, finding, inputs, pack

PACK = pack(per_area=2, draws=60)
IDS = tuple(item.id for item in PACK.capabilities)
CRITICAL = PACK.profile("service").critical
ONE = "data.c1"
GRADES = ("E0", "E1", "E2", "E3")
SLOW = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)

levels = st.sampled_from([1, 2, 3, 4, 5])
grades = st.sampled_from(GRADES)
roles = st.sampled_from(["engineer", "operator", "sponsor"])
outcomes = st.sampled_from(["present", "absent"])
seen = st.lists(st.tuples(st.sampled_from([2, 3, 4, 5]), outcomes, st.booleans()), max_size=5)
spoken = st.lists(st.tuples(levels, grades, roles), min_size=1, max_size=5)
Spoken = list[tuple[int, str, str]]
Seen = list[tuple[int, str, bool]]


def said(people: Spoken, capability: str = ONE) -> list[Answer]:
    return [
        answer(capability, level, grade, who=str(number), role=role)
        for number, (level, grade, role) in enumerate(people)
    ]


def probed(found: Seen, capability: str = ONE) -> list[Finding]:
    return [
        finding(capability, anchor, outcome, bearing={"required": required})
        for anchor, outcome, required in found
    ]


def card(answers: Sequence[Answer], findings: Sequence[Finding] = ()) -> Scorecard:
    given_inputs = inputs(answers=tuple(answers), findings=tuple(findings), depth="full")
    return judge(PACK, given_inputs, NOW)


def score(answers: Sequence[Answer], findings: Sequence[Finding] = ()) -> CapabilityScore:
    return card(answers, findings).capability(ONE)


def rank(verdict: Verdict) -> int:
    return list(Verdict).index(verdict)


@SLOW
@given(spoken, seen)
def test_raising_all_answers_never_lowers_a_mean_unless_it_runs_into_a_witness(
    people: Spoken, found: Seen
) -> None:
    raised = [(min(5, level + 1), grade, role) for level, grade, role in people]
    before, after = score(said(people), probed(found)), score(said(raised), probed(found))
    assume(not newly_contradicted(before, after))
    assert after.mean >= before.mean - 1e-9


def newly_contradicted(before: CapabilityScore, after: CapabilityScore) -> bool:
    """Whether the raise passes an absent finding that the claim did not reach before."""
    lowest = before.observed_high
    if lowest is None or before.claim is None or after.claim is None:
        return False
    return before.claim < lowest + 1 <= after.claim


@SLOW
@given(levels, levels, seen)
def test_raising_a_lone_statement_never_lowers_a_mean_whatever_probes_saw(
    one: int, other: int, found: Seen
) -> None:
    low, high = sorted((one, other))
    before = score([answer(ONE, low)], probed(found))
    after = score([answer(ONE, high)], probed(found))
    assert after.mean >= before.mean - 1e-9


@SLOW
@given(spoken, seen, st.integers(0, 4))
def test_turning_a_finding_from_absent_to_present_never_lowers_a_mean(
    people: Spoken, found: Seen, place: int
) -> None:
    assume(place < len(found))
    anchor, _, required = found[place]
    absent = [*found[:place], (anchor, "absent", required), *found[place + 1 :]]
    present = [*found[:place], (anchor, "present", required), *found[place + 1 :]]
    before, after = score(said(people), probed(absent)), score(said(people), probed(present))
    assert after.mean >= before.mean - 1e-9


@SLOW
@given(st.data(), spoken, seen)
def test_the_order_of_answers_and_findings_is_irrelevant(
    data: st.DataObject, people: Spoken, found: Seen
) -> None:
    answers, findings = said(people), probed(found)
    mixed = card(data.draw(st.permutations(answers)), data.draw(st.permutations(findings)))
    assert mixed == card(answers, findings)


Case = tuple[int, str, tuple[int, ...], tuple[int, ...]]
cases = st.tuples(
    levels,
    grades,
    st.sets(st.sampled_from([2, 3, 4]), max_size=3).map(lambda found: tuple(sorted(found))),
    st.sets(st.sampled_from([3, 4, 5]), max_size=1).map(tuple),
)
organisations = st.fixed_dictionaries(dict.fromkeys(IDS, cases))


def organisation(held: dict[str, Case]) -> tuple[list[Answer], list[Finding]]:
    answers = [answer(name, level, grade) for name, (level, grade, _, _) in held.items()]
    findings = [
        finding(name, anchor, outcome)
        for name, (_, _, present, absent) in held.items()
        for outcome, anchors in (("present", present), ("absent", absent))
        for anchor in anchors
    ]
    return answers, findings


def good(grade: str = "E2") -> dict[str, Case]:
    """An organisation at the edge of ready, so that a small change can turn the verdict."""
    return dict.fromkeys(IDS, (3, grade, (3,), ()))


edges = st.dictionaries(st.sampled_from(IDS), cases, max_size=3).map(lambda few: good() | few)
anything = st.one_of(edges, organisations)


@SLOW
@given(anything, st.integers(0, 200))
@example(good(), 3)
def test_removing_a_present_finding_never_improves_the_verdict(
    held: dict[str, Case], place: int
) -> None:
    answers, findings = organisation(held)
    present = [item for item in findings if item.outcome is Outcome.PRESENT]
    assume(present)
    gone = present[place % len(present)]
    after = card(answers, [item for item in findings if item is not gone])
    assert rank(after.verdict) <= rank(card(answers, findings).verdict)


@SLOW
@given(anything, st.integers(0, len(IDS) - 1), st.sampled_from(GRADES))
def test_lowering_the_grade_of_a_claim_of_three_or_more_never_improves_the_verdict(
    held: dict[str, Case], place: int, lower: str
) -> None:
    level, grade, present, absent = held[IDS[place]]
    assume(level >= 3 and lower < grade)
    lowered = held | {IDS[place]: (level, lower, present, absent)}
    assert rank(card(*organisation(lowered)).verdict) <= rank(card(*organisation(held)).verdict)


@SLOW
@given(anything, st.integers(0, 200))
def test_a_source_that_stops_answering_never_improves_the_verdict(
    held: dict[str, Case], place: int
) -> None:
    answers, findings = organisation(held)
    assume(findings)
    lost = findings[place % len(findings)]
    silent = lost.model_copy(update={"id": "z", "outcome": Outcome.UNAVAILABLE, "observed_at": NOW})
    after = card(answers, [*findings, silent])
    assert rank(after.verdict) <= rank(card(answers, findings).verdict)


@SLOW
@given(anything)
def test_waiting_until_findings_are_stale_never_improves_the_verdict(
    held: dict[str, Case],
) -> None:
    answers, findings = organisation(held)
    later = judge(
        PACK, inputs(answers=answers, findings=findings, depth="full"), NOW + timedelta(days=60)
    )
    assert rank(later.verdict) <= rank(card(answers, findings).verdict)


@SLOW
@given(st.lists(st.sampled_from([None, 1, 2, 3, 4, 5]), min_size=len(IDS), max_size=len(IDS)))
@example([5] * len(IDS))
def test_words_alone_are_never_ready(boasts: list[int | None]) -> None:
    answers = [answer(name, level) for name, level in zip(IDS, boasts, strict=True)]
    assert card(answers).verdict is not Verdict.READY


@SLOW
@given(seen, st.sampled_from([2, 3, 4, 5]))
def test_a_dont_know_is_never_worse_than_an_absent_finding(found: Seen, anchor: int) -> None:
    unknown = [answer(ONE, None)]
    without = score(unknown, probed(found))
    absent = score(unknown, [*probed(found), *probed([(anchor, "absent", True)])])
    assert without.mean >= absent.mean - 1e-9


@SLOW
@given(anything)
def test_a_scorecard_compared_with_itself_has_no_movement(held: dict[str, Case]) -> None:
    found = card(*organisation(held))
    assert compare(found, found).movements == ()


@SLOW
@given(spoken, seen)
def test_a_belief_is_a_distribution_and_its_interval_holds_its_median(
    people: Spoken, found: Seen
) -> None:
    item = score(said(people), probed(found))
    assert abs(sum(item.belief) - 1) < 1e-9
    assert 1 <= item.low <= item.high <= 5
    assert item.p4 <= item.p3 <= 1 + 1e-9


def test_a_better_grade_of_the_same_claim_of_four_is_believed_more() -> None:
    means = [score(said([(4, grade, "engineer")])).mean for grade in GRADES]
    assert all(worse < better for worse, better in pairwise(means))


def test_raising_a_supported_claim_past_a_witness_costs_its_paper() -> None:
    """Where the two rules meet, the witness wins: see docs/decisions."""
    witness = [finding(ONE, 4, "absent"), finding(ONE, 3), finding(ONE, 2)]
    honest = score([answer(ONE, 3, "E3")], witness)
    boast = score([answer(ONE, 4, "E3")], witness)
    assert round(honest.mean, 2) == 2.96
    assert round(boast.mean, 2) == 2.86


def test_an_expired_acceptance_counts_as_an_artefact() -> None:
    old = artefact(accepted_by="grace", valid_until=NOW - timedelta(days=1))
    expired = answer(ONE, 4, "E3", artefacts=(old,))
    assert score([expired]).grade == Grade.ARTEFACT
