"""Worked values of the three rules that judge questions with choices, and what always holds."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.questionnaire import Choice, Question, Questionnaire, ScoreBand, Section
from scoring.result_model import Told
from scoring.rules import rules
from scoring.rules.risk_rules import can_be_at_risk
from tests.scoring.question_builders import (
    BANDS,
    DEFAULTED,
    SCALE,
    judged,
    minimum,
    out,
    risky,
    said,
    scaled,
    unsure,
)


def test_every_scoring_name_has_a_rule_of_its_own() -> None:
    names = set(Questionnaire.model_fields["scoring"].annotation.__args__)  # type: ignore[union-attr]
    assert set(rules()) == names


# The weakest section


@pytest.mark.parametrize(
    ("total", "band"),
    [(0, "0"), (0.5, "1"), (1, "1"), (1.5, "2"), (2, "2"), (2.5, "3"), (3, "3"), (3.5, "5"),
     (5, "5"), (5.5, "more"), (7, "more")],
)  # fmt: skip
def test_bands_are_open_below_and_closed_above(total: float, band: str) -> None:
    pack = minimum(sections=1)
    whole, half = int(total), total % 1 > 0
    points = ["1"] * whole + ["0.5"] * half + ["0"] * (7 - whole - half)
    result = judged(pack, *(said(f"s0-{n}", one) for n, one in enumerate(points)))
    assert result.total is not None
    assert (result.total.low, result.total.high) == (total, total)
    assert result.band == result.band_at_best == band


def test_the_whole_is_its_weakest_section() -> None:
    pack = minimum(sections=4)
    strong = [said(f"s{s}-{n}", "1") for s in range(3) for n in range(7)]
    weak = [said(f"s3-{n}", "0.5" if n < 3 else "0") for n in range(7)]
    result = judged(pack, *strong, *weak)
    assert result.total is not None
    assert result.total.low == 1.5
    assert [item.total.low for item in result.sections if item.total] == [7, 7, 7, 1.5]
    assert result.coverage == 1


def test_an_open_question_is_a_span_and_never_zero() -> None:
    pack = minimum(sections=1)
    result = judged(pack, *(said(f"s0-{n}", "0.5") for n in range(5)), unsure("s0-5"))
    assert result.total is not None
    assert (result.total.low, result.total.high) == (2.5, 4.5)
    assert (result.band, result.band_at_best) == ("3", "5")
    assert result.question("s0-5").state is Told.DONT_KNOW
    assert result.unanswered == ("s0-6",)
    assert result.coverage == pytest.approx(5 / 7)


def test_below_seventy_per_cent_nothing_is_said_of_the_whole() -> None:
    pack = minimum(sections=1)
    result = judged(pack, *(said(f"s0-{n}", "1") for n in range(4)))
    assert result.total is None
    assert result.band == ""
    assert "57 %" in result.silent
    assert result.sections[0].total is not None


def test_what_does_not_apply_has_its_points_shared_out() -> None:
    pack = minimum(sections=1)
    result = judged(pack, out("s0-0"), *(said(f"s0-{n}", "0.5") for n in range(1, 7)))
    assert result.total is not None
    assert result.total.low == pytest.approx(3.5)
    assert result.coverage == 1
    assert result.question("s0-0").reason


def test_advice_that_lifts_the_weakest_section_comes_first() -> None:
    pack = minimum(sections=2, each=2)
    result = judged(
        pack, said("s0-0", "1"), said("s0-1", "0.5"), said("s1-0", "0"), said("s1-1", "0.5")
    )
    first = result.advice[0]
    assert (first.id, first.gain) == ("s1-0/1", 1.0)
    assert {item.id for item in result.advice if not item.gain} == {"s0-1/1"}


# Risks by rule


@pytest.mark.parametrize(
    ("ticked", "risk", "because"),
    [("ab", "none", "a && b"), ("a", "medium", "a"), ("b", "high", "in every other case"),
     ("", "high", "in every other case")],
)  # fmt: skip
def test_the_first_rule_that_holds_decides(ticked: str, risk: str, because: str) -> None:
    result = judged(risky(*DEFAULTED), said("q0", *ticked))
    assert result.question("q0").risk == risk
    assert result.question("q0").because == because
    assert result.counts == {risk: 1}


def test_where_no_rule_holds_the_question_is_undecided_and_named() -> None:
    result = judged(risky(("a && b", "none"), ("a", "high")), said("q0", "b"))
    assert result.undecided == ("q0",)
    assert result.counts == {"undecided": 1}
    assert result.coverage == 0
    assert result.silent


def test_rules_that_only_say_no_risk_cannot_be_scored() -> None:
    result = judged(risky(("a", "none"), ("", "none")), said("q0", "a"))
    assert "only say that there is none" in result.not_scorable
    assert result.silent == ""
    assert (result.counts, result.coverage) == ({"unscored": 1}, 0)
    assert [(item.id, item.risk, item.leads_to) for item in result.advice] == [("q0/b", None, None)]


def test_answers_that_could_never_be_a_risk_say_nothing() -> None:
    pack = risky(*DEFAULTED, questions=2)
    tame = pack.questions[0].model_copy(update={"rules": pack.questions[0].rules[:1]})
    mixed = pack.model_copy(update={"questions": (tame, pack.questions[1])})
    assert judged(mixed, said("q0", "a", "b")).not_scorable
    assert not judged(mixed, said("q0", "a", "b"), said("q1", "a", "b")).not_scorable


@pytest.mark.parametrize(
    ("listed", "risk"),
    [
        ((("", "none"), ("a", "high")), False),
        ((("a && !a", "high"), ("", "none")), False),
        ((("a", "none"), ("", "medium")), True),
        ((), False),
    ],
)
def test_a_rule_that_can_never_hold_is_no_risk_that_could_come(
    listed: tuple[tuple[str, str], ...], risk: bool
) -> None:
    assert can_be_at_risk(risky(*listed).questions[0]) is risk


def test_advice_says_what_ticking_it_alone_would_change() -> None:
    result = judged(risky(*DEFAULTED), said("q0"))
    told = {item.choice: (item.risk, item.leads_to) for item in result.advice}
    assert told == {"a": ("high", "medium"), "b": ("high", "high")}
    assert [item.choice for item in result.advice] == ["a", "b"]


# Points added up


def nested() -> Questionnaire:
    """A mean of a section of weight 3 that sums, and one of weight 1 that is a mean."""
    return Questionnaire(
        id="add", version="1", title="Add", scoring="additive", combine="mean", bands=BANDS,
        sections=(
            Section(id="top", title="Top", combine="sum", weight=3),
            Section(id="part", title="Part", parent="top", combine="mean", weight=2),
            Section(id="side", title="Side", combine="mean"),
        ),
        questions=(
            scaled("q1", "top"), scaled("q2", "part"), scaled("q3", "part", weight=3),
            scaled("q4", "side"),
        ),
    )  # fmt: skip


def test_sections_add_up_by_their_weights() -> None:
    result = judged(nested(), said("q1", "1"), said("q2", "1"), said("q3", "0.5"), said("q4", "0"))
    # part = (1·1 + 3·0.5) / 4 = 0.625; top = 1 + 2·0.625 = 2.25; whole = (3·2.25 + 0) / 4
    assert result.total is not None
    assert result.section("part").total.low == pytest.approx(0.625)  # type: ignore[union-attr]
    assert result.section("top").total.low == pytest.approx(2.25)  # type: ignore[union-attr]
    assert result.total.low == pytest.approx(1.6875)
    assert result.most == pytest.approx((3 * 3 + 1) / 4)


def test_a_gain_is_what_the_whole_really_gains() -> None:
    before = judged(nested(), *(said(f"q{n}", "0") for n in (1, 2, 3, 4)))
    for item in before.advice:
        answers = {f"q{n}": "0" for n in (1, 2, 3, 4)} | {item.question: item.choice}
        after = judged(nested(), *(said(name, one) for name, one in answers.items()))
        assert before.total is not None
        assert after.total is not None
        assert after.total.low - before.total.low == pytest.approx(item.gain)


def test_ticks_of_many_choices_add_up() -> None:
    choices = tuple(Choice(id=c, title=c, points=p) for c, p in (("a", 2), ("b", 3), ("c", -1)))
    pack = Questionnaire(
        id="m", version="1", title="M", scoring="additive", combine="sum",
        sections=(Section(id="s", title="S", combine="sum"),),
        questions=(Question(id="q", section="s", title="Q", answer="many", choices=choices),),
        bands=(ScoreBand(name="all"),),
    )  # fmt: skip
    result = judged(pack, said("q", "a", "c"))
    assert result.total is not None
    assert result.total.low == 1
    assert result.most == 5


def test_a_questionnaire_whose_points_are_all_alike_cannot_be_scored() -> None:
    pack = nested()
    flat = tuple(
        question.model_copy(
            update={
                "choices": tuple(c.model_copy(update={"points": 1.0}) for c in question.choices)
            }
        )
        for question in pack.questions
    )
    assert judged(pack.model_copy(update={"questions": flat}), said("q1", "1")).not_scorable


# People


def test_one_role_does_not_outvote_another_and_the_worse_of_two_counts() -> None:
    pack = minimum(sections=1, each=1)
    engineers = [said("s0-0", "1", by=f"e{n}", role="ml") for n in range(5)]
    operator = said("s0-0", "0.5", by="o", role="operations")
    result = judged(pack, *engineers, operator).question("s0-0")
    assert result.points is not None
    assert result.points.low == 0.5
    assert result.disagreement
    assert result.people == 6


def test_whoever_does_not_know_stands_aside() -> None:
    pack = minimum(sections=1, each=1)
    result = judged(pack, unsure("s0-0", by="x"), said("s0-0", "1")).question("s0-0")
    assert result.state is Told.JUDGED


# What always holds

ANSWERS = st.lists(
    st.tuples(st.integers(0, 13), st.sampled_from(SCALE), st.sampled_from(["ana", "bo", "cy"])),
    max_size=40, unique_by=lambda item: (item[0], item[2]),
)  # fmt: skip


def answers_of(drawn: list[tuple[int, str, str]]) -> list[tuple[str, str, str]]:
    return [(f"s{n // 7}-{n % 7}", choice, who) for n, choice, who in drawn]


@given(ANSWERS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_answers_has_no_part_in_it(
    drawn: list[tuple[int, str, str]], chance: random.Random
) -> None:
    pack = minimum()
    given_ = [said(q, c, by=who, role=who) for q, c, who in answers_of(drawn)]
    mixed = given_[:]
    chance.shuffle(mixed)
    assert judged(pack, *given_) == judged(pack, *mixed)


@given(ANSWERS, st.sampled_from(["minimum-of-sections", "additive"]))
@settings(max_examples=60, deadline=None)
def test_a_better_answer_never_lowers_anything(
    drawn: list[tuple[int, str, str]], scoring: str
) -> None:
    pack = minimum().model_copy(update={"scoring": scoring})
    before = [said(q, c, by=who) for q, c, who in answers_of(drawn)]
    for place, item in enumerate(before):
        better = SCALE[min(2, SCALE.index(item.choices[0]) + 1)]
        raised = [
            *before[:place],
            said(item.question, better, by=item.respondent),
            *before[place + 1 :],
        ]
        low, high = judged(pack, *before), judged(pack, *raised)
        for one, other in zip(low.sections, high.sections, strict=True):
            assert one.total is not None
            assert other.total is not None
            assert other.total.low >= one.total.low - 1e-9
            assert other.total.high >= one.total.high - 1e-9


@given(ANSWERS, st.integers(0, 13), st.sampled_from(SCALE))
@settings(max_examples=60, deadline=None)
def test_answering_an_open_question_only_narrows_the_span(
    drawn: list[tuple[int, str, str]], number: int, choice: str
) -> None:
    pack = minimum()
    name = f"s{number // 7}-{number % 7}"
    before = [said(q, c, by=who) for q, c, who in answers_of(drawn) if q != name]
    wide, narrow = judged(pack, *before), judged(pack, *before, said(name, choice))
    for one, other in zip(wide.sections, narrow.sections, strict=True):
        assert one.total is not None
        assert other.total is not None
        assert one.total.low - 1e-9 <= other.total.low <= other.total.high <= one.total.high + 1e-9
    assert narrow.coverage >= wide.coverage


@given(st.lists(st.sets(st.sampled_from("ab")), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_every_question_is_counted_once(ticked: list[set[str]]) -> None:
    pack = risky(("a && b", "none"), ("a", "medium"), questions=6)
    result = judged(pack, *(said(f"q{n}", *sorted(one)) for n, one in enumerate(ticked)))
    assert sum(result.counts.values()) == 6
    assert result.sections[0].counts == result.counts
    assert result.counts.get("none", 0) == sum(one == {"a", "b"} for one in ticked)


@given(st.lists(st.sets(st.sampled_from("ab")), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_more_people_who_see_a_risk_never_take_it_away(ticked: list[set[str]]) -> None:
    pack = risky(*DEFAULTED)
    people = [said("q0", *sorted(one), by=f"p{n}", role=f"r{n}") for n, one in enumerate(ticked)]
    order = ("high", "medium", "none")
    before = judged(pack, *people).question("q0").risk
    after = judged(pack, *people, said("q0", by="new", role="new")).question("q0").risk
    assert order.index(after or "") <= order.index(before or "")
