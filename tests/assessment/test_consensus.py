"""Several respondents to one question: medians, agreement, grades, alpha."""

import krippendorff
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.consensus import alpha, effective_grade, position, raw_agreement
from assessment.model import Answer, AnswerKind, Grade, Tally
from tests.scoring.builders import NOW, answer, artefact

GROUPS = {"engineer": "practitioner", "operator": "practitioner", "sponsor": "leader"}


def said(*levels: int | None, role: str = "engineer", grade: str = "E0") -> list[Answer]:
    return [
        answer("c", level, grade, who=f"{role}{number}", role=role)
        for number, level in enumerate(levels)
    ]


def room(*counts: int, dont_know: int = 0, grade: str = "E0") -> Answer:
    votes = Tally.model_validate({"levels": counts, "dont_know": dont_know})
    return answer("c", None, grade, who="room", role="room", kind=AnswerKind.TALLY, tally=votes)


def test_ten_engineers_do_not_outvote_one_operator() -> None:
    answers = said(*[4] * 10) + said(2, role="operator")
    assert position(answers, GROUPS, NOW).claim == 3


def test_medians_are_taken_by_role_and_then_across_roles() -> None:
    answers = said(1, 3, 4) + said(5, role="operator") + said(2, role="sponsor")
    found = position(answers, GROUPS, NOW)
    assert (found.claim, found.role_medians) == (3, {"engineer": 3, "operator": 5, "sponsor": 2})


def test_a_rooms_tally_counts_as_its_votes_in_one_role() -> None:
    found = position([room(0, 1, 3, 1, 0, dont_know=2), *said(5)], GROUPS, NOW)
    assert (found.votes, found.dont_know) == (6, 2)
    assert found.role_medians == {"engineer": 5, "room": 3}


@pytest.mark.parametrize(
    ("levels", "agreement"),
    [((3, 3, 3, 4, 3), 0.90), ((2, 3, 4, 3, 2), 0.65), ((2, 2, 4, 4, 3), 0.50)],
)
def test_agreement_is_one_less_half_the_sample_variance(
    levels: tuple[int, ...], agreement: float
) -> None:
    found = position(said(*levels), GROUPS, NOW)
    assert found.agreement == pytest.approx(agreement)
    assert not found.polarised


def test_agreement_below_nought_is_shown_as_nought_and_polarised() -> None:
    assert raw_agreement([1, 2, 4, 5, 2]) == pytest.approx(-0.35)
    found = position(said(1, 2, 4, 5, 2), GROUPS, NOW)
    assert (found.agreement, found.polarised) == (0, True)


def test_one_vote_has_neither_deviation_nor_agreement() -> None:
    found = position(said(4), GROUPS, NOW)
    assert (found.deviation, found.agreement, found.vote_range) == (0, None, 0)


def test_dont_knows_stay_out_of_the_deviation() -> None:
    assert position(said(3, 3, None, None), GROUPS, NOW).deviation == 0


def test_nobody_with_a_level_leaves_no_claim() -> None:
    found = position(said(None), GROUPS, NOW)
    assert (found.claim, found.grade, found.dont_know) == (None, None, 1)


def test_the_grade_is_the_best_held_within_one_level_of_the_claim() -> None:
    far = said(1, grade="E2") + said(4, 4, grade="E0", role="operator") + said(4, role="sponsor")
    near = said(3, grade="E2") + said(4, 4, grade="E0", role="operator") + said(4, role="sponsor")
    assert position(far, GROUPS, NOW).grade is Grade.STATEMENT
    assert position(near, GROUPS, NOW).grade is Grade.ARTEFACT


def test_a_claim_that_nobody_is_near_has_the_grade_of_a_statement() -> None:
    apart = said(1, grade="E2") + said(5, grade="E2", role="operator")
    assert position(apart, GROUPS, NOW).grade is Grade.STATEMENT


@pytest.mark.parametrize(
    ("artefacts", "grade"),
    [
        ((), "E2"),
        ((artefact(),), "E2"),
        ((artefact(accepted_by="ada"),), "E2"),
        ((artefact(owner="bob", accepted_by="bob"),), "E2"),
        ((artefact(accepted_by="grace", valid_until=NOW.replace(year=2025)),), "E2"),
        ((artefact(accepted_by="grace"),), "E3"),
    ],
)
def test_accepted_needs_a_valid_artefact_and_somebody_else(
    artefacts: tuple[object, ...], grade: str
) -> None:
    claim = answer("c", 4, "E3", who="ada", artefacts=artefacts)
    assert effective_grade(claim, NOW) == grade


def test_an_artefact_past_its_validity_makes_the_position_stale() -> None:
    old = artefact(valid_until=NOW.replace(year=2025))
    assert position([answer("c", 3, "E2", artefacts=(old,))], GROUPS, NOW).stale
    assert not position([answer("c", 3, "E2", artefacts=(old, artefact()))], GROUPS, NOW).stale
    assert not position([answer("c", 3, "E1", artefacts=(old,))], GROUPS, NOW).stale


def test_leaders_and_practitioners_stand_side_by_side_from_three_votes_each() -> None:
    three = said(2, 2, 3) + said(4, 5, 5, role="sponsor")
    assert position(three, GROUPS, NOW).group_medians == {"leader": 5, "practitioner": 2}
    assert not position(three[:-1], GROUPS, NOW).group_medians


def test_the_room_is_neither_leader_nor_practitioner() -> None:
    found = position([room(0, 0, 9, 0, 0), *said(2, 2, 3)], GROUPS, NOW)
    assert not found.group_medians


def test_not_applicable_needs_everyone_who_answered() -> None:
    out = answer("c", None, kind=AnswerKind.NOT_APPLICABLE, reason="No features.", who="bob")
    assert position([out], GROUPS, NOW).does_not_apply
    assert not position([out, *said(2)], GROUPS, NOW).does_not_apply
    assert not position([out, *said(None)], GROUPS, NOW).does_not_apply


def test_alpha_is_that_of_the_reference_with_its_missing_values() -> None:
    """Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, example C: ordinal .815."""
    ratings = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    answers = [
        answer(f"c{item}", level, who=f"r{rater}")
        for rater, row in enumerate(ratings)
        for item, level in enumerate(row)
        if level is not None
    ]
    assert alpha(answers, NOW) == pytest.approx(0.815, abs=0.0005)


def test_alpha_agrees_with_the_library_on_raters_by_name() -> None:
    rows = [[1, 2, 3, 4], [2, 2, 3, 5], [1, 3, 3, 4]]
    answers = [
        answer(f"c{item}", level, who=f"r{rater}")
        for rater, row in enumerate(rows)
        for item, level in enumerate(row)
    ]
    expected = krippendorff.alpha(
        reliability_data=rows, value_domain=[1, 2, 3, 4, 5], level_of_measurement="ordinal"
    )
    assert alpha(answers, NOW) == pytest.approx(expected)


def test_alpha_says_nothing_where_nobody_can_be_compared() -> None:
    assert alpha(said(3), NOW) is None
    assert alpha(said(3, 3, 3), NOW) is None
    assert alpha([], NOW) is None


@given(st.permutations(said(1, 3, 5, None) + said(2, 4, role="operator", grade="E2")))
def test_the_order_of_answers_is_irrelevant(answers: list[Answer]) -> None:
    first = said(1, 3, 5, None) + said(2, 4, role="operator", grade="E2")
    assert position(answers, GROUPS, NOW) == position(first, GROUPS, NOW)
