"""What stands around a questionnaire's result, held to exact values: counts, silence, advice, movement."""

from datetime import date, timedelta

import pytest

from content.questionnaire import Advice, Choice, Question, Questionnaire, RiskRule, Section
from scoring.advised import AdviceItem, AdviceStatus, advice_plan
from scoring.coverage_of_choices import coverage, silence
from scoring.people_choices import Reading, middle_of_roles
from scoring.points import Part, added, band_at, question_result, reach, worth_of
from scoring.result_comparison import compare_results
from scoring.result_model import QuestionResult, Span, Told
from scoring.rules.risk_rules import MOST_TRIED, can_be_at_risk, rule_that_decided
from tests.scoring.question_builders import (
    DEFAULTED,
    NOW,
    judged,
    minimum,
    out,
    risky,
    said,
    scaled,
    unsure,
)

TODAY = date(2026, 11, 26)


def question(state: Told, weight: float = 1.0, people: int = 1) -> QuestionResult:
    return QuestionResult(id="q", section="s", state=state, weight=weight, people=people)


# Coverage and silence


def test_coverage_is_the_judged_share_of_what_applies_and_can_be_judged() -> None:
    items = (
        question(Told.JUDGED, 3), question(Told.UNDECIDED), question(Told.DONT_KNOW),
        question(Told.NOT_ANSWERED), question(Told.NOT_APPLICABLE, 50), question(Told.UNSCORED, 50),
    )  # fmt: skip
    assert coverage(items) == 0.5
    assert coverage(items[4:]) == 0.0
    assert coverage(()) == 0.0


@pytest.mark.parametrize(("judged_of_ten", "silent"), [(7, False), (6, True)])
def test_seven_of_ten_is_enough(judged_of_ten: int, silent: bool) -> None:
    items = tuple(
        question(Told.JUDGED if n < judged_of_ten else Told.NOT_ANSWERED) for n in range(10)
    )
    assert bool(silence(minimum(), items)) is silent


def test_silence_says_how_much_and_what_no_rule_fits() -> None:
    items = (question(Told.JUDGED), question(Told.UNDECIDED), question(Told.UNDECIDED))
    told = silence(minimum(), items)
    assert told == (
        "33 % of the weight is judged; nothing is said of the whole below 70 %. "
        "2 of the answers cannot be judged by the rules of the pack."
    )
    assert (
        silence(minimum(), (question(Told.NOT_ANSWERED, people=0),)) == "Nothing is answered yet."
    )


def test_a_pack_sets_its_own_share() -> None:
    strict = minimum(sections=1).model_copy(update={"least_coverage": 1.0})
    result = judged(strict, *(said(f"s0-{n}", "1") for n in range(6)))
    assert result.total is None
    assert "below 100 %" in result.silent
    assert judged(strict, *(said(f"s0-{n}", "1") for n in range(7))).total is not None


# Points


def test_a_sum_shares_the_points_of_what_is_out_and_a_mean_leaves_it() -> None:
    parts = [Part(2, 3, Span(low=1, high=2)), Part(1, 3, None)]
    summed, mean = added(parts, "sum"), added(parts, "mean")
    assert (summed.span, summed.most, summed.share) == (Span(low=3, high=6), 9, 1.5)
    assert (mean.span, mean.share) == (Span(low=1, high=2), 0.5)
    assert mean.most == pytest.approx(3.0)


def test_where_nothing_applies_there_is_no_number() -> None:
    assert added([Part(1, 1, None)], "sum").span is None
    assert added([Part(1, 1, None)], "mean").span is None
    assert added([], "mean").most == 0


def test_what_an_answer_can_reach() -> None:
    many = Question(
        id="q", section="s", title="Q", answer="many",
        choices=tuple(Choice(id=i, title=i, points=p) for i, p in (("a", 2), ("b", 3), ("c", -1))),
    )  # fmt: skip
    assert reach(many) == Span(low=-1, high=5)
    assert reach(many.model_copy(update={"answer": "one"})) == Span(low=-1, high=3)
    assert worth_of(many, frozenset({"a", "c"})) == 1
    assert worth_of(many, frozenset()) == 0


def test_a_question_without_points_is_told_and_has_none() -> None:
    bare = scaled("q", "s")
    bare = bare.model_copy(
        update={"choices": tuple(c.model_copy(update={"points": None}) for c in bare.choices)}
    )
    assert worth_of(bare, frozenset({"1"})) is None
    for state in (Told.JUDGED, Told.UNDECIDED, Told.NOT_ANSWERED, Told.DONT_KNOW):
        found = question_result(bare, Reading(state=state, people=1))
        assert (found.state, found.points, found.most) == (Told.UNSCORED, None, None)
    assert question_result(bare, Reading(state=Told.NOT_APPLICABLE)).state is Told.NOT_APPLICABLE


def test_a_pack_without_bands_has_no_band() -> None:
    assert band_at(minimum().model_copy(update={"bands": ()}), 3) == ""


def test_a_section_that_is_wholly_out_decides_nothing() -> None:
    pack = minimum(sections=2, each=2)
    result = judged(pack, out("s0-0"), out("s0-1"), said("s1-0", "1"), said("s1-1", "0.5"))
    assert result.total == Span(low=1.5, high=1.5)
    assert result.section("s0").total is None
    assert result.counts == {"not_applicable": 2}


def test_parts_of_a_top_section_are_summed_into_it() -> None:
    pack = minimum(sections=2, each=2)
    inner = pack.sections[1].model_copy(update={"parent": "s0", "weight": 2})
    pack = pack.model_copy(update={"sections": (pack.sections[0], inner)})
    result = judged(pack, *(said(f"s{s}-{n}", "0.5") for s in (0, 1) for n in (0, 1)))
    assert result.total == Span(low=3, high=3)
    assert result.most == 6
    assert {item.id: item.gain for item in result.advice} == {
        "s0-0/1": 0.5, "s0-1/1": 0.5, "s1-0/1": 1.0, "s1-1/1": 1.0,
    }  # fmt: skip
    assert result.section("s0").asked == 4
    assert result.section("s1").asked == 2


def test_advice_that_lifts_nothing_alone_still_begins_with_the_weakest_section() -> None:
    pack = minimum(sections=3, each=1)
    result = judged(pack, said("s0-0", "0.5"), said("s1-0", "0"), said("s2-0", "0"))
    assert [item.id for item in result.advice] == [
        "s1-0/1",
        "s2-0/1",
        "s1-0/0.5",
        "s2-0/0.5",
        "s0-0/1",
    ]
    assert {item.gain for item in result.advice} == {0.0}


# People


@pytest.mark.parametrize(
    ("values", "roles", "middle"),
    [
        ({"a": 1.0, "b": 3.0}, {"a": "x", "b": "x"}, 1.0),
        ({"a": 1.0, "b": 3.0, "c": 3.0}, {"a": "x", "b": "x", "c": "x"}, 3.0),
        ({"a": 1.0, "b": 3.0, "c": 3.0}, {"a": "x", "b": "y", "c": "y"}, 1.0),
        ({"a": 1.0, "b": 2.0, "c": 3.0}, {"a": "x", "b": "y", "c": "z"}, 2.0),
    ],
)
def test_the_middle_of_roles(
    values: dict[str, float], roles: dict[str, str], middle: float
) -> None:
    assert middle_of_roles(values, roles) == middle


def test_what_holds_is_what_most_of_those_say_whose_reading_counts() -> None:
    pack = risky(*DEFAULTED, choices="abc")
    result = judged(
        pack, said("q0", "a", by="x"), said("q0", "a", "c", by="y"), said("q0", "a", "c", by="z")
    ).question("q0")
    assert (result.risk, result.chosen) == ("medium", ("a", "c"))
    assert not result.disagreement


def test_a_reading_that_no_rule_gives_leaves_the_question_undecided() -> None:
    pack = risky(("a", "none"), ("b", "high"))
    result = judged(pack, said("q0", "a", by="x"), said("q0", by="y")).question("q0")
    assert (result.state, result.risk, result.disagreement) == (Told.UNDECIDED, None, True)


def test_not_applicable_beside_an_answer_is_a_disagreement() -> None:
    result = judged(risky(*DEFAULTED), said("q0", "a", by="x"), out("q0", by="y")).question("q0")
    assert (result.state, result.disagreement, result.people) == (Told.JUDGED, True, 2)


def test_only_dont_knows_are_told_as_such() -> None:
    result = judged(risky(*DEFAULTED), unsure("q0")).question("q0")
    assert (result.state, result.people) == (Told.DONT_KNOW, 1)


# Risk


def test_many_choices_are_not_tried_one_by_one() -> None:
    ids = [f"c{n}" for n in range(MOST_TRIED + 1)]
    choices = tuple(Choice(id=name, title=name) for name in ids)

    def with_rules(*rules: tuple[str, str]) -> Question:
        made = tuple(RiskRule.model_validate({"condition": c, "risk": r}) for c, r in rules)
        return Question(id="q", section="s", title="Q", answer="many", choices=choices, rules=made)

    assert can_be_at_risk(with_rules(("c0", "none"), ("", "medium")))
    assert not can_be_at_risk(with_rules(("c0", "none"), ("", "none"), ("c1", "high")))
    assert not can_be_at_risk(with_rules(("c0", "none")))


def test_the_rule_that_decided_is_found_again() -> None:
    pack = risky(*DEFAULTED)
    result = judged(pack, said("q0", "a")).question("q0")
    assert rule_that_decided(pack.questions[0], result) == pack.questions[0].rules[1]
    unknown = judged(pack).question("q0")
    assert rule_that_decided(pack.questions[0], unknown) is None


def advised_question(name: str, *rules: tuple[str, str]) -> Question:
    choices = (
        Choice(id="a", title="A", advice=Advice(text="Do a.")),
        Choice(id="b", title="B", advice=Advice(url="https://example.com/b")),
        Choice(id="c", title="C", advice=Advice()),
        Choice(id="no", title="None", none_of_these=True, advice=Advice(text="Begin.")),
    )
    made = tuple(RiskRule.model_validate({"condition": c, "risk": r}) for c, r in rules)
    return Question(id=name, section="s", title=name, answer="many", choices=choices, rules=made)


def test_advice_is_ordered_by_risk_then_by_what_it_changes_then_as_the_pack_has_it() -> None:
    pack = Questionnaire(
        id="x", version="1", title="X", scoring="risk-rules", sections=(Section(id="s", title="S"),),
        questions=(
            advised_question("fine", ("", "none")),
            advised_question("middling", ("a && b", "none"), ("", "medium")),
            advised_question("bad", ("b", "none"), ("", "high")),
            advised_question("unknown", ("c", "high")),
        ),
    )  # fmt: skip
    result = judged(
        pack, said("fine", "no"), said("middling", "a"), said("bad", "no"), said("unknown", "a")
    )
    assert [(item.id, item.risk, item.leads_to) for item in result.advice] == [
        ("bad/b", "high", "none"),
        ("bad/a", "high", "high"),
        ("middling/b", "medium", "none"),
        ("unknown/b", None, None),
        ("fine/a", "none", "none"),
        ("fine/b", "none", "none"),
    ]
    assert result.advice[0].text == "B"
    assert result.advice[0].url == "https://example.com/b"


# The plan of the advice


def plan_of(*items: AdviceItem, ticked: str = "a") -> tuple[object, ...]:
    pack = risky(*DEFAULTED)
    result = judged(pack, said("q0", *ticked))
    return advice_plan(pack, result, items, TODAY)


@pytest.mark.parametrize(
    ("days", "status", "late"),
    [(-1, "open", True), (-1, "in_progress", True), (0, "open", False), (-1, "done", False),
     (-1, "dropped", False)],
)  # fmt: skip
def test_work_is_late_from_the_day_after_on_while_it_runs(
    days: int, status: str, late: bool
) -> None:
    due = TODAY + timedelta(days=days)
    (row,) = plan_of(AdviceItem(advice="q0/b", status=AdviceStatus(status), due=due))
    assert row.overdue is late  # type: ignore[attr-defined]


def test_a_row_has_its_words_its_place_and_what_was_decided() -> None:
    (row,) = plan_of(AdviceItem(advice="q0/b", owner="Bo", note="soon"))
    assert row.model_dump(include={"number", "question", "choice", "section", "held"}) == {  # type: ignore[attr-defined]
        "number": 1, "question": "Q", "choice": "b", "section": "S", "held": False,
    }  # fmt: skip
    assert (row.item.owner, row.item.note) == ("Bo", "soon")  # type: ignore[attr-defined]


def test_what_holds_by_now_stays_in_the_plan_and_what_is_not_known_does_not() -> None:
    rows = plan_of(AdviceItem(advice="q0/a", owner="Bo"), AdviceItem(advice="q9/z"), ticked="ab")
    assert [(r.number, r.advised.id, r.held, r.advised.risk) for r in rows] == [  # type: ignore[attr-defined]
        (1, "q0/a", True, "none")
    ]


# Movement


def test_movement_is_told_by_question_and_section() -> None:
    pack = minimum(sections=2, each=2)
    before = judged(pack, said("s0-0", "0"), said("s0-1", "1"), said("s1-0", "1"))
    after = judged(pack, said("s0-0", "1"), said("s0-1", "0.5"), said("s1-1", "0"))
    moved = compare_results(before, after, "why")
    assert {item.id: item.better for item in moved.moved} == {
        "s0-0": True, "s0-1": False, "s1-0": None, "s1-1": None,
    }  # fmt: skip
    assert [(item.id, item.before, item.after) for item in moved.sections] == [
        ("s0", Span(low=1, high=1), Span(low=1.5, high=1.5)),
        ("s1", Span(low=1, high=2), Span(low=0, high=1)),
    ]
    assert (moved.note, moved.comparable, moved.before_at) == ("why", True, NOW)
    assert (moved.coverage_before, moved.coverage_after) == (0.75, 0.75)
    assert (moved.total_before, moved.total_after) == (Span(low=1, high=1), Span(low=0, high=1))
    assert (moved.band_before, moved.band_after) == ("1", "0")


def test_a_result_compared_with_itself_has_no_movement() -> None:
    result = judged(risky(*DEFAULTED), said("q0", "a"))
    moved = compare_results(result, result)
    assert (moved.moved, moved.sections) == ((), ())


@pytest.mark.parametrize(
    ("before", "after", "better"), [("a", "ab", True), ("ab", "a", False), ("", "a", True)]
)
def test_a_lower_risk_is_better(before: str, after: str, better: bool) -> None:
    pack = risky(*DEFAULTED)
    moved = compare_results(judged(pack, said("q0", *before)), judged(pack, said("q0", *after)))
    assert [item.better for item in moved.moved] == [better]


def test_versions_are_not_compared() -> None:
    pack = minimum()
    other = pack.model_copy(update={"digest": "other"})
    moved = compare_results(judged(pack, said("s0-0", "0")), judged(other, said("s0-0", "1")))
    assert (moved.comparable, moved.moved, moved.sections) == (False, (), ())
