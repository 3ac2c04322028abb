"""What moved between two scorecards."""

import pytest

from assessment.model import Answer, AnswerKind, Finding
from scoring.comparison import SURE, compare
from scoring.model import PackStamp, Scorecard
from scoring.readiness import judge
from tests.scoring.builders import NOW, answer, inputs, pack

PACK = pack(per_area=3, draws=20)
ONE, OTHER = "data.c1", "data.c2"


def card(*answers: Answer, findings: tuple[Finding, ...] = ()) -> Scorecard:
    return judge(PACK, inputs(answers=answers, findings=findings), NOW)


def test_a_scorecard_compared_with_itself_has_no_movement() -> None:
    found = compare(card(answer(ONE, 3)), card(answer(ONE, 3)))
    assert (found.movements, found.note, found.comparable) == ((), "", True)
    assert found.index_before == found.index_after


def test_only_what_moved_is_listed_with_its_chance_of_having_risen() -> None:
    before = card(answer(ONE, 2, "E3"), answer(OTHER, 3))
    found = compare(before, card(answer(ONE, 4, "E3"), answer(OTHER, 3)))
    (movement,) = found.movements
    assert movement.capability == ONE
    assert movement.before < movement.after
    assert movement.probability_risen > 0.9


def test_the_chance_of_having_risen_is_that_of_two_independent_levels() -> None:
    before, after = card(answer(ONE, 2)), card(answer(ONE, 4, "E2"))
    old, new = before.capability(ONE).belief, after.capability(ONE).belief
    expected = sum(old[i] * new[j] for i in range(5) for j in range(5) if j > i)
    assert compare(before, after).movements[0].probability_risen == pytest.approx(expected)
    [back] = compare(after, before).movements
    assert back.probability_fallen == back.probability == pytest.approx(expected)


def test_a_level_that_hardly_rose_is_not_said_to_have_fallen() -> None:
    [movement] = compare(card(answer(ONE, 3, "E2")), card(answer(ONE, 2, "E2"))).movements
    assert movement.probability_risen < 1 - SURE
    assert movement.after < movement.before
    assert not movement.fell


def test_first_and_last_answers_are_counted_and_not_compared() -> None:
    found = compare(card(answer(ONE, 3)), card(answer(OTHER, 3)))
    assert found.movements == ()
    assert found.note.startswith("One capability is answered for the first time")
    assert "One capability is no longer answered" in found.note


def test_several_first_answers_are_counted() -> None:
    note = compare(card(), card(answer(ONE, 3), answer(OTHER, 3))).note
    assert note.startswith("2 capabilities are answered for the first time")
    assert compare(card(), card()).index_before is None


def test_what_no_longer_applies_is_not_compared() -> None:
    out = answer(ONE, None, kind=AnswerKind.NOT_APPLICABLE, reason="No.")
    assert compare(card(answer(ONE, 3)), card(out)).movements == ()


@pytest.mark.parametrize(
    ("stamp", "told"),
    [
        (PackStamp(id="small", version="2", digest="0" * 64), "small 1 and small 2"),
        (PackStamp(id="small", version="1", digest="1" * 64), "two contents of small 1"),
    ],
)
def test_results_of_other_questions_are_not_compared(stamp: PackStamp, told: str) -> None:
    before = card(answer(ONE, 1))
    found = compare(before, card(answer(ONE, 5)).model_copy(update={"pack": stamp}))
    assert (found.comparable, found.movements) == (False, ())
    assert told in found.note
