"""What holds exactly at a limit: the moment an exception ends, the level that is just enough."""

import math
from datetime import timedelta

import pytest

from assessment.consensus import Position
from assessment.model import Finding, Grade
from content.judgement import ProbeJudgement, Thresholds
from scoring.areas import is_scored
from scoring.capability import Case, as_chosen, trace, used_grade
from scoring.comparison import compare, probability_risen
from scoring.coverage import coverage, evidence_strength, not_applicable_share
from scoring.model import PackStamp
from scoring.readiness import judge
from scoring.state import is_disputed, is_waived, observed, over_claim, to_discuss
from scoring.witnesses import Witness, heard, in_force, standing, witnesses
from tests.scoring.builders import NOW, answer, finding, inputs, judgements, overrule, pack, waiver
from tests.scoring.test_gate_reasons import score

LIMITS = Thresholds(reasons={})
INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("at", "until", "holds"),
    [
        (NOW, NOW, True),
        (NOW, None, True),
        (NOW + INSTANT, None, False),
        (NOW - INSTANT, NOW - INSTANT, False),
    ],
)
def test_an_overrule_holds_from_its_first_to_its_last_moment(
    at: object, until: object, holds: bool
) -> None:
    changes = {"at": at, "until": until}
    assert in_force(overrule(finding("c")).model_copy(update=changes), NOW) is holds


def test_a_waiver_holds_from_its_first_to_its_last_moment() -> None:
    given = (waiver("c").model_copy(update={"at": NOW, "until": NOW}),)
    assert is_waived(given, "c", False, NOW)
    assert not is_waived(given, "c", False, NOW + INSTANT)
    assert not is_waived(given, "c", False, NOW - INSTANT)


def position(agreement: float | None, spread: int | None, votes: int = 3) -> Position:
    return Position(claim=3, votes=votes, agreement=agreement, vote_range=spread)


@pytest.mark.parametrize(
    ("agreement", "spread", "disputed"),
    [(0.5, 2, False), (0.49, 2, True), (0.5, 3, True), (0.9, 3, True), (None, 3, False)],
)
def test_either_low_agreement_or_a_wide_range_is_a_dispute(
    agreement: float | None, spread: int, disputed: bool
) -> None:
    assert is_disputed(position(agreement, spread), True, LIMITS) is disputed
    assert not is_disputed(position(agreement, spread), False, LIMITS)


@pytest.mark.parametrize(
    ("agreement", "spread", "votes", "discuss"),
    [(0.5, 1, 3, False), (0.49, 1, 3, True), (0.9, 2, 3, True), (0.9, 2, 2, False)],
)
def test_a_range_of_two_is_discussed_from_three_votes_on(
    agreement: float, spread: int, votes: int, discuss: bool
) -> None:
    assert to_discuss(position(agreement, spread, votes), False, LIMITS) is discuss
    assert to_discuss(position(None, None), True, LIMITS)


def test_a_claim_at_the_edge_of_what_was_seen_is_no_disagreement() -> None:
    assert over_claim(3, (None, 3)) == 0
    assert over_claim(3, (3, None)) == 0
    assert over_claim(3, (4, 3)) == -1
    assert observed(()) == (None, None)


def test_shares_are_of_the_weight_that_applies_and_nothing_without_any() -> None:
    heavy = score(weight=2, covered=True, supported=False)
    light = score("a.two", weight=1, covered=False, supported=True)
    aside = score("a.three", weight=1, applicable=False)
    assert coverage([heavy, light, aside]) == pytest.approx(2 / 3)
    assert evidence_strength([heavy, light, aside]) == pytest.approx(1 / 3)
    assert not_applicable_share([heavy, light, aside]) == pytest.approx(1 / 4)
    assert coverage([]) == evidence_strength([aside]) == not_applicable_share([]) == 0


def test_what_applies_without_an_answer_and_what_is_answered_without_applying_is_not_scored() -> (
    None
):
    assert is_scored(score(), judgements())
    assert not is_scored(score(answered=False), judgements())
    assert not is_scored(score(applicable=False), judgements())


def test_passes_alone_are_scored_from_the_level_that_a_dimension_needs() -> None:
    needed = judgements().thresholds.ready_area_level
    # A belief in levels 2 and 3 alone whose expected logarithm is just above, or just below.
    share = (math.log(needed) - math.log(2)) / (math.log(3) - math.log(2))
    for shift, scored in ((1e-9, True), (-1e-9, False)):
        belief = (0.0, 1 - share - shift, share + shift, 0.0, 0.0)
        seen = score(claim=None, dont_know=0, belief=belief)
        assert is_scored(seen, judgements()) is scored


def witness(**changes: object) -> Witness:
    fields: dict[str, object] = {
        "anchor": 3,
        "present": True,
        "sensitivity": 0.95,
        "false_pass": 0.30,
        "power": 1.0,
        "stale": False,
        "finding": "f",
        "required": False,
    }
    return Witness.model_validate(fields | changes)


def deciding(*findings: Finding) -> str:
    said = heard(standing(findings, (), NOW), "small")
    return witnesses(said["c"], ProbeJudgement(reason=""), NOW)[0].finding


def test_a_stale_strong_pass_yields_to_a_fresh_one_that_moves_more() -> None:
    past = NOW - timedelta(seconds=1)
    stale = finding("c", 3, bearing={"false_pass": 0.25}, valid_until=past)
    fresh = finding("c", 3, bearing={"false_pass": 0.40})
    # 0.95/0.25 to the power ½ is 1.95; 0.95/0.40 is 2.375.
    assert deciding(stale, fresh) == fresh.id


def test_a_stale_pass_that_still_moves_more_decides() -> None:
    past = NOW - timedelta(seconds=1)
    stale = finding("c", 3, bearing={"false_pass": 0.05}, valid_until=past)
    fresh = finding("c", 3, bearing={"false_pass": 0.40})
    # 0.95/0.05 to the power ½ is 4.36, and half of 0.95/0.05 would be 9.5.
    assert deciding(stale, fresh) == stale.id
    weak = finding("c", 3, bearing={"false_pass": 0.30}, valid_until=past)
    better = finding("c", 3, bearing={"false_pass": 0.55})
    # 0.95/0.30 to the power ½ is 1.78, above 0.95/0.55 = 1.73; half of it would be below.
    assert deciding(weak, better) == weak.id


def test_of_equal_absent_findings_the_fresh_one_decides() -> None:
    past = NOW - timedelta(seconds=1)
    fresh = finding("c", 3, "absent", id="f-a")
    stale = finding("c", 3, "absent", id="f-b", valid_until=past)
    assert deciding(fresh, stale) == fresh.id


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        ({"sensitivity": 0.90, "false_pass": 0.10}, {"sensitivity": 0.95, "false_pass": 0.30}),
        ({"sensitivity": 0.95, "false_pass": 0.60}, {"sensitivity": 0.94, "false_pass": 0.30}),
    ],
)
def test_the_absence_that_is_the_stronger_evidence_decides(
    weaker: dict[str, object], stronger: dict[str, object]
) -> None:
    # An absence is worth (1 − false pass) / (1 − sensitivity): 9 against 14, and 8 against 11.7.
    one, other = (finding("c", 3, "absent", bearing=rates) for rates in (weaker, stronger))
    assert deciding(one, other) == other.id


def case(claim: float | None, grade: Grade | None, *seen: Witness) -> Case:
    told = Position(claim=claim, grade=grade, votes=1 if claim else 0)
    return Case(id="c", position=told, witnesses=seen)


CHOICES = as_chosen(judgements())


def test_a_claim_keeps_its_grade_unless_a_witness_differs_and_the_statement_is_lower() -> None:
    against = witness(present=False)
    assert used_grade(case(4, Grade.ARTEFACT), CHOICES) is Grade.ARTEFACT
    assert used_grade(case(4, Grade.ARTEFACT, against), CHOICES) is Grade.STATEMENT
    assert used_grade(case(4, None), CHOICES) is Grade.STATEMENT
    # Level 1 is contradicted by an absence at anchor 1; a better grade then says less, and stays.
    low = witness(anchor=1, present=False)
    assert used_grade(case(1, Grade.ACCEPTED, low), CHOICES) is Grade.ACCEPTED


def test_the_trace_names_the_grade_that_counts_and_what_is_stale() -> None:
    past = witness(anchor=2, stale=True, power=0.5)
    against = witness(present=False)
    labels = [label for label, _ in trace(case(4, Grade.ARTEFACT, past, against), CHOICES)]
    assert labels == [
        "before anything was asked",
        "claim 4 at E2, counted as E0: a probe differs",
        "anchor 2 present (stale)",
        "anchor 3 absent",
    ]
    assert trace(case(3, Grade.ARTEFACT), CHOICES)[1][0] == "claim 3 at E2"


def test_a_stale_pass_moves_the_trace_by_the_root_of_its_likelihood() -> None:
    fresh, stale = (trace(case(None, None, witness(power=power)), CHOICES) for power in (1.0, 0.5))
    ratio = [steps[-1][1][3] / steps[-1][1][1] for steps in (fresh, stale)]
    before = fresh[0][1][3] / fresh[0][1][1]
    assert ratio[1] / before == pytest.approx(math.sqrt(ratio[0] / before))


def test_nothing_rises_below_the_first_level() -> None:
    sure = score(belief=(1.0, 0.0, 0.0, 0.0, 0.0))
    assert probability_risen(sure, sure) == 0
    assert probability_risen(sure, score(belief=(0.0, 1.0, 0.0, 0.0, 0.0))) == 1


def test_a_comparison_tells_both_indexes_and_what_cannot_be_compared() -> None:
    small = pack(per_area=3, draws=20)
    before, after = (
        judge(small, inputs(answers=[answer(name, level) for name, level in given]), NOW)
        for given in ([("data.c1", 2), ("data.c2", 3)], [("data.c1", 4), ("reliable.c1", 3)])
    )
    found = compare(before, after)
    assert before.index is not None
    assert after.index is not None
    assert (found.index_before, found.index_after) == (before.index.level, after.index.level)
    assert found.note == (
        "One capability is answered for the first time, so there is no earlier level to compare. "
        "One capability is no longer answered or applicable, so there is no later level to compare."
    )


def test_results_of_other_content_name_both_packs() -> None:
    small = judge(pack(per_area=2, draws=5), inputs(), NOW)
    stamps = {
        "two contents of small 1": PackStamp(id="small", version="1", digest="f" * 64),
        "small 1 and other 2": PackStamp(id="other", version="2", digest="f" * 64),
    }
    for told, stamp in stamps.items():
        other = small.model_copy(update={"pack": stamp})
        assert told in compare(small, other).note
