"""Results of questionnaires in every field: sentences whole, sections, spans, what holds."""

from datetime import date

import pytest

from content.questionnaire import Advice, Choice, Question, Questionnaire, RiskRule, Section
from scoring.advised import AdviceItem, advice_plan
from scoring.points import Part, added, reach
from scoring.result_comparison import compare_results
from scoring.result_model import Span, Told
from scoring.rules.risk_rules import MOST_TRIED, outcomes, rule_that_decided
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


def ruled(name: str, *rules: tuple[str, str], many: bool = True, choices: str = "ab") -> Question:
    made = tuple(RiskRule.model_validate({"condition": c, "risk": r}) for c, r in rules)
    ticks = tuple(Choice(id=one, title=one, advice=Advice(text=f"Do {one}.")) for one in choices)
    return Question(
        id=name, section="s", title=name, answer="many" if many else "one", choices=ticks,
        rules=made,
    )  # fmt: skip


def of_questions(*questions: Question, scoring: str = "risk-rules") -> Questionnaire:
    return Questionnaire.model_validate(
        {
            "id": "x", "version": "1", "title": "X", "scoring": scoring, "combine": "sum",
            "sections": (Section(id="s", title="S", combine="sum"),), "questions": questions,
        }
    )  # fmt: skip


def pointed(name: str, points: dict[str, float | None], many: bool = True) -> Question:
    choices = tuple(
        Choice(
            id=one, title=one, points=worth,
            advice=Advice(text=f"Do {one}.", url=f"https://example.com/{one}"),
        )
        for one, worth in points.items()
    )  # fmt: skip
    answer = "many" if many else "one"
    return Question.model_validate(
        {"id": name, "section": "s", "title": name, "answer": answer, "choices": choices}
    )


# Why there is no score, in whole sentences


@pytest.mark.parametrize(
    ("pack", "sentence"),
    [
        (
            risky(),
            "It has no rules for any question: answers are asked and told, and there is nothing to "
            "score.",
        ),
        (
            risky(("", "high")),
            "Its rules give each question the same risk whatever is answered, so that no answer "
            "could make a difference.",
        ),
        (
            risky(("a", "none")),
            "No answer to this questionnaire can ever be a risk: its rules only say that there is "
            "none. A score would always be perfect, so there is none.",
        ),
        (
            of_questions(ruled("q0", ("a", "none")), ruled("q1", ("a", "high"))),
            "None of the questions answered so far could ever be a risk, whatever the answer; "
            "nothing can be said from them.",
        ),
        (
            of_questions(pointed("q0", {"a": None}), scoring="additive"),
            "This questionnaire gives no points for any answer; it is only told.",
        ),
        (
            of_questions(pointed("q0", {"a": 1, "b": 1}, many=False), scoring="additive"),
            "No answer to this questionnaire can ever change its points; there is nothing to score.",
        ),
    ],
)
def test_why_nothing_is_scored_is_told_whole_and_is_no_silence(
    pack: Questionnaire, sentence: str
) -> None:
    result = judged(pack, said("q0", "a"))
    assert (result.not_scorable, result.silent) == (sentence, "")
    assert (result.total, result.band, result.band_at_best) == (None, "", "")


@pytest.mark.parametrize(("other", "many"), [(0.0, False), (2.0, True)])
def test_two_answers_that_differ_are_enough_for_a_score(other: float, many: bool) -> None:
    pack = of_questions(pointed("q0", {"a": 2.0, "b": other}, many), scoring="additive")
    assert judged(pack, said("q0", "a")).not_scorable == ""


def test_without_undecided_answers_silence_names_none() -> None:
    result = judged(minimum(sections=1), said("s0-0", "1"))
    assert result.silent == "14 % of the weight is judged; nothing is said of the whole below 70 %."


def test_where_nothing_can_be_scored_answers_and_advice_are_told_without_a_risk() -> None:
    pack = of_questions(
        ruled("told", ("a", "none")), ruled("unfit", ("a", "none")), ruled("open", ("a", "none"))
    )
    result = judged(pack, said("told", "a"), said("unfit", "b"))
    assert [(item.id, item.state, item.risk, item.because) for item in result.questions] == [
        ("told", Told.UNSCORED, None, ""),
        ("unfit", Told.UNSCORED, None, ""),
        ("open", Told.NOT_ANSWERED, None, ""),
    ]
    assert {(item.id, item.risk, item.leads_to) for item in result.advice} == {
        ("told/b", None, None), ("unfit/a", None, None),
    }  # fmt: skip
    assert (result.counts, result.undecided) == ({"unscored": 2, "not_answered": 1}, ())


# What answers can come to


def test_of_one_choice_only_single_ticks_are_tried() -> None:
    rules = (("a && b", "high"), ("a", "none"), ("", "medium"))
    assert outcomes(ruled("q", *rules, many=False)) == {"none", "medium"}
    assert outcomes(ruled("q", *rules)) == {"high", "none", "medium"}
    long = "abcdefghijklmnop"
    assert outcomes(ruled("q", *rules, many=False, choices=long)) == {"none", "medium"}


def test_up_to_twelve_choices_every_combination_is_tried() -> None:
    rules = (("a && !a", "high"), ("", "none"))
    letters = "abcdefghijklm"
    assert outcomes(ruled("q", *rules, choices=letters[:MOST_TRIED])) == {"none"}
    assert outcomes(ruled("q", *rules, choices=letters)) == {"high", "none"}


def test_a_rule_that_says_another_risk_did_not_decide() -> None:
    pack = risky(*DEFAULTED)
    found = judged(pack, said("q0", "a", "b")).question("q0")
    other = found.model_copy(update={"risk": "high"})
    assert rule_that_decided(pack.questions[0], found) == pack.questions[0].rules[0]
    assert rule_that_decided(pack.questions[0], other) is None


# Questions by rule


def test_each_question_by_rule_is_told_as_it_stands() -> None:
    pack = of_questions(
        ruled("open", *DEFAULTED),
        ruled("bare"),
        ruled("out", *DEFAULTED),
        ruled("held", *DEFAULTED),
    )
    result = judged(pack, said("bare", "a"), out("out"), said("held", "a"))
    told = {
        item.id: (item.state, item.because, item.reason, item.people) for item in result.questions
    }
    assert told == {
        "open": (Told.NOT_ANSWERED, "", "", 0),
        "bare": (Told.UNSCORED, "", "", 1),
        "out": (Told.NOT_APPLICABLE, "", "We train no model.", 1),
        "held": (Told.JUDGED, "a", "", 1),
    }
    assert result.unanswered == ("open",)
    assert [item.id for item in result.advice] == ["held/b"]


def test_advice_on_one_choice_is_what_taking_it_instead_would_come_to() -> None:
    rules = (("a && b", "none"), ("b", "medium"), ("", "high"))
    instead = judged(of_questions(ruled("q", *rules, many=False)), said("q", "a"))
    beside = judged(of_questions(ruled("q", *rules)), said("q", "a"))
    assert [item.leads_to for item in instead.advice] == ["medium"]
    assert [item.leads_to for item in beside.advice] == ["none"]


def test_a_choice_without_advice_does_not_end_the_advice_and_a_known_risk_comes_first() -> None:
    mute = ruled("mute", ("a", "high"), choices="abc")
    silent = mute.choices[0].model_copy(update={"advice": Advice()})
    mute = mute.model_copy(update={"choices": (silent, *mute.choices[1:])})
    pack = of_questions(mute, ruled("known", ("", "medium")))
    result = judged(pack, said("mute", "b"), said("known", "a"))
    assert [item.id for item in result.advice] == ["known/b", "mute/c"]


# Points


def test_what_an_answer_can_reach_counts_small_points_too() -> None:
    assert reach(pointed("q", {"a": 0.5, "b": 1.0, "c": -0.5})) == Span(low=-0.5, high=1.5)


def test_where_nothing_applies_a_sum_keeps_its_points_and_a_mean_has_none() -> None:
    nothing = [Part(1, 1, None)]
    assert (added(nothing, "sum").share, added(nothing, "mean").share) == (1.0, 0.0)


def test_sections_are_told_with_their_parents_most_and_what_holds() -> None:
    pack = of_questions(
        pointed("q0", {"a": 2.0, "b": 3.0}), pointed("q1", {"a": -1.0, "b": 0.0}),
        scoring="additive",
    )  # fmt: skip
    inner = pack.questions[1].model_copy(update={"section": "t"})
    pack = pack.model_copy(
        update={
            "sections": (*pack.sections, Section(id="t", title="T", parent="s", combine="sum")),
            "questions": (pack.questions[0], inner),
        }
    )
    result = judged(pack, said("q0", "b"), said("q1", "a"))
    assert [(one.id, one.parent, one.most, one.asked) for one in result.sections] == [
        ("s", "", 5.0, 2), ("t", "s", 0.0, 1),
    ]  # fmt: skip
    assert (result.total, result.most) == (Span(low=2.0, high=2.0), 5.0)
    assert result.question("q0").chosen == ("b",)
    assert [(one.id, one.url, one.own_gain, one.gain) for one in result.advice] == [
        ("q0/a", "https://example.com/a", 2.0, 2.0)
    ]


def test_a_choice_without_points_among_others_gives_no_advice() -> None:
    pack = of_questions(pointed("q0", {"a": 1.0, "b": None, "c": 2.0}), scoring="additive")
    result = judged(pack, said("q0", "a"))
    assert [item.id for item in result.advice] == ["q0/c"]


def test_an_open_question_before_does_not_end_the_advice() -> None:
    pack = minimum(sections=1, each=2)
    result = judged(pack, unsure("s0-0"), said("s0-1", "0"))
    assert [item.id for item in result.advice] == ["s0-1/1", "s0-1/0.5"]


def test_of_advice_that_lifts_alike_the_section_with_the_lesser_share_comes_first() -> None:
    sections = (Section(id="big", title="B"), Section(id="small", title="S"))
    questions = (*(scaled(f"big-{n}", "big") for n in range(4)), scaled("small-0", "small"))
    pack = minimum().model_copy(
        update={"scoring": "additive", "combine": "sum", "sections": sections, "questions": questions}
    )  # fmt: skip
    answers = [said(f"big-{n}", "0.5") for n in range(4)]
    result = judged(pack, *answers, said("small-0", "0"))
    assert result.advice[0].id == "small-0/1"


def test_the_weaker_section_is_that_of_the_lesser_share_and_not_of_the_fewer_points() -> None:
    names = ("big", "small")
    questions = (*(scaled(f"big-{n}", "big") for n in range(4)), scaled("small-0", "small"))
    pack = minimum().model_copy(
        update={
            "scoring": "additive", "combine": "sum", "questions": questions,
            "sections": tuple(Section(id=name, title=name, combine="sum") for name in names),
        }
    )  # fmt: skip
    ticked = (*((f"big-{n}", "0.5" if n < 2 else "0") for n in range(4)), ("small-0", "0.5"))
    result = judged(pack, *(said(name, choice) for name, choice in ticked))
    assert [item.id for item in result.advice] == [
        "big-2/1", "big-3/1", "big-0/1", "big-1/1", "big-2/0.5", "big-3/0.5", "small-0/1",
    ]  # fmt: skip


def test_where_every_question_is_out_there_is_no_total_and_no_most() -> None:
    pack = minimum(sections=1, each=2)
    result = judged(pack, out("s0-0"), out("s0-1"))
    assert (result.total, result.most, result.band) == (None, None, "")
    assert [item.people for item in result.questions] == [1, 1]


def test_a_part_within_a_part_lifts_the_whole_by_both_weights_and_what_is_shared_out() -> None:
    pack = minimum(sections=3, each=2)
    top, part, deep = pack.sections
    pack = pack.model_copy(
        update={
            "sections": (
                top,
                part.model_copy(update={"parent": "s0", "weight": 2}),
                deep.model_copy(update={"parent": "s1", "weight": 3}),
            )
        }
    )
    open_ones = [said(f"s{s}-{n}", "0.5") for s in (1, 2) for n in (0, 1)]
    before = judged(pack, out("s0-0"), said("s0-1", "0.5"), *open_ones)
    after = judged(
        pack, out("s0-0"), said("s0-1", "0.5"), *open_ones[:-1], said("s2-1", "1")
    )  # fmt: skip
    gains = {item.id: item.gain for item in before.advice}
    assert before.total is not None
    assert after.total is not None
    assert gains["s2-1/1"] == pytest.approx(after.total.low - before.total.low)
    assert gains["s2-1/1"] == pytest.approx(3 * gains["s1-1/1"])  # type: ignore[operator]


# People


def test_of_two_the_choice_of_the_worse_one_holds() -> None:
    pack = minimum(sections=1, each=1)
    result = judged(pack, said("s0-0", "1", by="a"), said("s0-0", "0.5", by="b")).question("s0-0")
    assert (result.chosen, result.points) == (("0.5",), Span(low=0.5, high=0.5))


def test_of_choices_worth_the_same_the_first_persons_holds() -> None:
    same = of_questions(pointed("q", {"a": 1, "b": 1, "c": 0}, many=False), scoring="additive")
    result = judged(same, said("q", "b", by="x"), said("q", "a", by="y")).question("q")
    assert (result.chosen, result.disagreement) == (("b",), False)


def test_a_tick_of_half_of_them_does_not_hold() -> None:
    pack = risky(("a", "high"), ("", "none"), choices="abc")
    result = judged(pack, said("q0", "a", "b", by="x"), said("q0", "a", by="y")).question("q0")
    assert result.chosen == ("a",)


def test_where_no_rule_fits_what_most_of_them_ticked_is_told() -> None:
    pack = risky(("a && b", "high"))
    answers = (said("q0", "b", by="x"), said("q0", "b", by="y"))
    result = judged(pack, *answers).question("q0")
    assert (result.state, result.chosen) == (Told.UNDECIDED, ("b",))


# The plan, and movement


def test_advice_nobody_decided_on_is_open_and_has_no_owner() -> None:
    pack = risky(*DEFAULTED)
    rows = advice_plan(pack, judged(pack, said("q0", "a")), (), date(2026, 11, 1))
    assert [(row.number, row.item) for row in rows] == [(1, AdviceItem(advice="q0/b"))]


def test_what_holds_keeps_its_owner_and_is_never_late() -> None:
    pack = risky(*DEFAULTED)
    decided = AdviceItem(advice="q0/a", owner="Bo", due=date(2026, 10, 1))
    rows = advice_plan(pack, judged(pack, said("q0", "a")), (decided,), date(2026, 11, 1))
    assert [(row.number, row.held, row.overdue) for row in rows] == [
        (1, False, False), (2, True, False),
    ]  # fmt: skip
    assert rows[1].item == decided


def test_a_higher_risk_is_not_better_and_no_note_is_empty() -> None:
    pack = risky(*DEFAULTED)
    moved = compare_results(judged(pack, said("q0", "a")), judged(pack, said("q0", "b")))
    assert [item.better for item in moved.moved] == [False]
    assert moved.note == ""
