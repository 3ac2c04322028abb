"""Changes laid over a questionnaire: a value goes in, one that keeps its promises comes out."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.differences import differences
from content.digests import sealed
from content.loading import shipped
from content.overlay import Change, Figure, QuestionWhat, Reworded, without
from content.overlaying import overlaid
from content.problems import PackProblems
from content.question_changes import QuestionAdded, QuestionOff, QuestionReworded, RiskOf
from content.question_difference import figures_of, texts_of
from content.question_edits import (
    EditedQuestion,
    NewChoice,
    NewQuestion,
    NotReadable,
    choice_edits,
    new_question,
)
from content.questionnaire import Questionnaire, ScoreBand
from tests.scoring.question_builders import DEFAULTED, minimum, risky


def of_the_score() -> Questionnaire:
    pack = shipped("ml-test-score")
    assert isinstance(pack, Questionnaire)
    return pack


PACK = of_the_score()
LENS = sealed(risky(*DEFAULTED, questions=3))
NAMES = [item.id for item in PACK.questions]

texts = st.text("abcdefgh ", min_size=1, max_size=24).filter(lambda text: bool(text.strip()))
whats: st.SearchStrategy[QuestionWhat] = st.one_of(
    st.builds(
        QuestionReworded, question=st.sampled_from(NAMES),
        field=st.sampled_from(["title", "description", "choice:by-hand", "help:automated"]),
        text=texts,
    ),
    st.builds(QuestionOff, question=st.sampled_from(NAMES)),
    st.builds(
        Figure, value=st.sampled_from([1.5, 2.5]),
        name=st.sampled_from([f"weights.questions.{name}" for name in NAMES[:5]]),
    ),
    st.builds(Figure, name=st.just("thresholds.least_coverage"), value=st.sampled_from([0.5, 0.9])),
    st.builds(
        Figure, name=st.just("thresholds.bands.Strong"), value=st.sampled_from([4.0, 6.0])
    ),
)  # fmt: skip


def signed(what: QuestionWhat) -> Change:
    return Change(what=what, by="Priya", reason="agreed", at=datetime(2026, 3, 1, tzinfo=UTC))


def laid(pack: Questionnaire, *of: QuestionWhat) -> Questionnaire:
    return overlaid(pack, tuple(signed(item) for item in of))


def problems(pack: Questionnaire, *of: QuestionWhat) -> str:
    with pytest.raises(PackProblems) as found:
        laid(pack, *of)
    return str(found.value)


def test_no_change_is_the_very_questionnaire() -> None:
    assert overlaid(PACK, ()) is PACK


@settings(max_examples=25, deadline=None)
@given(st.lists(whats, min_size=1, max_size=5, unique_by=lambda item: item.key))
def test_changes_taken_back_give_the_questionnaire_again_and_their_order_does_not_matter(
    of: list[QuestionWhat],
) -> None:
    changes = tuple(signed(item) for item in of)
    made = overlaid(PACK, changes)
    assert made.version.startswith(f"{PACK.version}+")
    assert overlaid(PACK, changes[::-1]).digest == made.digest
    assert overlaid(PACK, without(changes, [item.key for item in changes])).digest == PACK.digest


@settings(max_examples=25, deadline=None)
@given(whats)
def test_every_change_shows_as_a_difference_at_its_own_place(what: QuestionWhat) -> None:
    told = {item.key.replace("gone:", "switched:") for item in differences(PACK, laid(PACK, what))}
    assert told == {what.key}


def test_only_what_an_answer_was_given_to_asks_otherwise() -> None:
    title = QuestionReworded(question="data-1", field="title", text="Another question?")
    advice = QuestionReworded(question="data-2", field="advice:automated", text="Automate it.")
    weight = Figure(name="weights.questions.data-3", value=3)
    told = differences(PACK, laid(PACK, title, advice, weight))
    assert {item.about: item.asks_otherwise for item in told} == {
        "data-1": True, "data-2": False, "data-3": False,
    }  # fmt: skip


def test_a_risk_is_changed_by_the_condition_of_its_rule() -> None:
    made = laid(LENS, RiskOf(question="q1", condition="a", risk="high"))
    assert [item.risk for item in made.question("q1").rules] == ["none", "high", "high"]
    (told,) = differences(LENS, made)
    assert (told.kind, told.part, told.before, told.after) == (
        "risk", "Where a", "medium risk", "high risk",
    )  # fmt: skip


def test_what_a_questionnaire_has_to_keep_is_refused_in_a_sentence() -> None:
    assert "did you mean 'data-1'" in problems(PACK, QuestionOff(question="data-11"))
    empty = QuestionReworded(question="data-1", field="title", text=" ")
    assert "Question is empty" in problems(PACK, empty)
    assert "no text choice:nothing" in problems(
        PACK, QuestionReworded(question="data-1", field="choice:nothing", text="x")
    )
    assert "bands rise" in problems(PACK, Figure(name="thresholds.bands.Strong", value=2))
    assert "less than or equal to 1" in problems(
        PACK, Figure(name="thresholds.least_coverage", value=3)
    )
    assert "greater than 0" in problems(PACK, Figure(name="weights.questions.data-1", value=0))
    assert "no such weight" in problems(LENS, Figure(name="weights.sections.s", value=2))
    assert "no such rule" in problems(LENS, RiskOf(question="q0", condition="b", risk="high"))
    everything = [QuestionOff(question=item.id) for item in LENS.questions]
    assert "no question would be left" in problems(LENS, *everything)
    level = signed(QuestionOff(question="data-1")).model_copy(
        update={"what": Reworded(capability="data.pipelines", field="name", text="x")}
    )
    with pytest.raises(PackProblems, match="has no such place"):
        overlaid(PACK, (level,))


def test_weights_are_offered_only_where_the_rule_counts_them() -> None:
    nested = minimum(2)
    part = nested.sections[1].model_copy(update={"parent": nested.sections[0].id})
    inner = nested.model_copy(update={"sections": (nested.sections[0], part)})
    assert not [
        name for name in figures_of(LENS) if name.startswith(("weights.sec", "thresholds.b"))
    ]
    assert "weights.sections.s0" not in figures_of(inner)
    assert "weights.sections.s1" in figures_of(inner)
    added = nested.model_copy(update={"scoring": "additive", "bands": (ScoreBand(name="all"),)})
    assert "weights.sections.s0" in figures_of(added)
    assert not [name for name in figures_of(added) if name.startswith("thresholds.b")]


WRITTEN = NewQuestion(
    section="s", title="Who may switch it off?", many=True,
    choices=(NewChoice(title="The operator"), NewChoice(title=""), NewChoice(title="The board")),
    rules="none: a && c\nmedium: a\n\nhigh:",
)  # fmt: skip


def test_a_new_question_keeps_the_letters_that_its_rules_name() -> None:
    made = new_question(LENS, WRITTEN)
    assert [item.id for item in made.question.choices] == ["a", "c"]
    assert [(item.condition, item.risk) for item in made.question.rules] == [
        ("a && c", "none"), ("a", "medium"), ("", "high"),
    ]  # fmt: skip
    again = laid(LENS, made, QuestionOff(question="q0"))
    assert [item.id for item in again.questions] == ["q1", "q2", "own-who-may-switch-it-off"]
    assert new_question(again, WRITTEN).question.id == "own-who-may-switch-it-off-2"


def test_what_cannot_become_a_question_is_told() -> None:
    def written(**fields: object) -> NewQuestion:
        return WRITTEN.model_copy(update=fields)

    with pytest.raises(NotReadable, match="Write the question"):
        new_question(LENS, written(title=" "))
    with pytest.raises(NotReadable, match="at least two choices"):
        new_question(LENS, written(many=False, choices=WRITTEN.choices[:1]))
    with pytest.raises(NotReadable, match="Rule 2 begins with often"):
        new_question(LENS, written(rules="none: a\noften: c"))
    assert "no choice 'b'" in problems(LENS, new_question(LENS, written(rules="none: b")))
    bare = new_question(PACK, written(section="data", rules=""))
    half = bare.question.choices[0].model_copy(update={"points": 1.0})
    mixed = bare.question.model_copy(update={"choices": (half, *bare.question.choices[1:])})
    assert "needs points" in problems(PACK, QuestionAdded(question=mixed))
    assert laid(PACK, bare).question(bare.question.id).rules == ()


def edited(pack: Questionnaire, name: str, **fields: object) -> EditedQuestion:
    plain = {"texts": {}, "asked": True, "weight": pack.question(name).weight}
    return EditedQuestion.model_validate(plain | fields)


def test_the_editor_makes_a_change_only_where_something_differs_and_takes_back_what_does_not() -> (
    None
):
    same = edited(LENS, "q0", texts=texts_of(LENS.question("q0")), risks={"a": "medium"})
    nothing = choice_edits(LENS, LENS, "q0", same)
    assert (nothing.whats, nothing.back) == ((), ())
    other = edited(LENS, "q0", texts={"choice:a": "All"}, weight=3.0, risks={"a": "high"})
    found = choice_edits(LENS, LENS, "q0", other)
    after = laid(LENS, *found.whats)  # type: ignore[arg-type]
    assert {item.key for item in found.whats} == {
        "reworded:q0:choice:a", "figure:weights.questions.q0", "risk:q0:a",
    }  # fmt: skip
    back = choice_edits(
        LENS, after, "q0",
        edited(LENS, "q0", texts={"choice:a": "a"}, risks={"a": "medium"}),
    )  # fmt: skip
    assert set(back.back) == {item.key for item in found.whats}
    off = laid(LENS, QuestionOff(question="q0"))
    on = choice_edits(LENS, off, "q0", edited(LENS, "q0"))
    assert (on.whats, on.back) == ((), ("switched:q0",))


def test_a_question_of_the_clients_own_is_written_anew_as_a_whole() -> None:
    made = new_question(LENS, WRITTEN)
    now, name = laid(LENS, made), made.question.id
    wanted = edited(now, name, texts={"title": "Who stops it?"}, risks={"a": "high"})
    (again,) = choice_edits(LENS, now, name, wanted).whats
    assert again.key == made.key
    assert isinstance(again, QuestionAdded)
    assert again.question.title == "Who stops it?"
    assert [item.risk for item in again.question.rules] == ["none", "high", "high"]
