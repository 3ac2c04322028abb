"""The same answers under another version of a questionnaire: what it has a place for, what it says."""

import pytest

from assessment.choices import ChoiceAnswer
from content.questionnaire import Choice, Question
from scoring.other_pack import BesideChoices, beside_choices
from scoring.result_model import ChoiceInputs
from scoring.rules import answerable, can_be_said
from tests.scoring.question_builders import (
    DEFAULTED,
    judged,
    minimum,
    out,
    risky,
    said,
    scaled,
    unsure,
)

ONE = scaled("q", "s")
MANY = Question(
    id="q", section="s", title="Q", answer="many",
    choices=(
        Choice(id="a", title="A"), Choice(id="b", title="B"),
        Choice(id="none", title="None of these", none_of_these=True),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "answer", "fits"),
    [
        (ONE, said("q", "0.5"), True),
        (ONE, said("q", "0.7"), False),
        (ONE, said("q", "0", "1"), False),
        (MANY, said("q", "a"), True),
        (MANY, said("q", "a", "b"), True),
        (MANY, said("q", "a", "c"), False),
        (MANY, said("q", "a", "a"), False),
        (MANY, said("q", "none"), True),
        (MANY, said("q", "a", "none"), False),
        (ONE, unsure("q"), True),
        (MANY, out("q"), True),
    ],
)
def test_an_answer_fits_where_the_question_offers_all_that_was_ticked_and_as_many(
    question: Question, answer: ChoiceAnswer, fits: bool
) -> None:
    assert can_be_said(question, answer) is fits


def test_what_has_no_place_is_left_out_whole_and_the_rest_stays_in_order() -> None:
    pack = minimum(sections=1, each=2)
    kept = (said("s0-1", "1"), unsure("s0-0"), out("s0-1", by="bo"))
    gone = (said("s9-0", "1"), said("s0-0", "7", by="cy"), said("s0-0", "0", "1", by="di"))
    given = ChoiceInputs(answers=(kept[0], gone[0], kept[1], *gone[1:], kept[2]))
    found = answerable(pack, given)
    assert found.answers == kept
    assert found.model_copy(update={"answers": given.answers}) == given


def test_what_stands_beside_a_result_is_its_total_its_bands_and_its_counts() -> None:
    pack = minimum(sections=1, each=2)
    result = judged(pack, said("s0-0", "1"), said("s0-1", "1"))
    assert result.total is not None
    assert beside_choices(result) == BesideChoices(
        pack=result.pack, rule="minimum-of-sections", total=result.total, most=result.most,
        band=result.band, band_at_best=result.band_at_best, counts=result.counts,
        coverage=1.0, answered=2, silent="", not_scorable="",
    )  # fmt: skip
    assert result.band
    assert result.band_at_best
    quiet = judged(pack, said("s0-0", "1"))
    assert quiet.silent
    assert beside_choices(quiet).silent == quiet.silent
    ruled = judged(risky(*DEFAULTED), said("q0", "a"))
    assert beside_choices(ruled).counts == ruled.counts != {}
    harmless = judged(risky(("", "none")), said("q0", "a"))
    assert harmless.not_scorable
    assert beside_choices(harmless).not_scorable == harmless.not_scorable
