"""Pages of an assessment with a questionnaire: choose, tick, judge, plan, report, track."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assessment.choices import ChoiceKind
from content.digests import sealed
from content.loading import shipped
from content.questionnaire import Questionnaire
from content.traits import Traits
from engagement import workspaces
from engagement.answers import answering
from engagement.choices import choice_judging, choosing
from engagement.clients import client_list, opening, use_cases
from engagement.model import Workspace
from engagement.store import Store
from tests.scoring.question_builders import DEFAULTED, risky
from tests.ui.conftest import Make, Open
from ui.navigation import PAGES


def start(store: Store, pack: Questionnaire) -> Workspace:
    client = client_list.create_client(store, name=f"Acme {pack.id}")
    case = use_cases.create_use_case(store, client_id=client.id, name="Triage", traits=Traits())
    space = opening.start_questionnaire(store, use_case_id=case.id, pack=pack)
    answering.add_respondent(
        store, assessment_id=space.assessment.id, name="Ana", role="ml_engineering"
    )
    return space


def ana(store: Store, space: Workspace) -> str:
    return answering.respondents(store, space.assessment.id)[0].id


@pytest.fixture
def ml(store: Store) -> Workspace:
    pack = shipped("ml-test-score")
    assert isinstance(pack, Questionnaire)
    return start(store, pack)


@pytest.fixture
def lens(store: Store) -> Workspace:
    return start(store, sealed(risky(*DEFAULTED, questions=3)))


def kept(store: Store, space: Workspace) -> dict[str, Any]:
    return {item.question: item for item in choosing.current_choices(store, space.assessment.id)}


def tick_all(store: Store, space: Workspace, choice: str) -> None:
    pack = workspaces.questionnaire_of(store, space.assessment)
    assert pack is not None
    for question in pack.questions:
        choosing.choose(
            store, assessment_id=space.assessment.id, respondent_id=ana(store, space),
            question=question.id, choices=(choice,),
        )  # fmt: skip


def words(app: AppTest) -> str:
    return " ".join(item.value for item in [*app.header, *app.subheader, *app.markdown])


def test_starting_offers_each_questionnaire_with_what_it_is_for(open_page: Open) -> None:
    app = open_page("start")
    radio = next(item for item in app.radio if "answered" in item.label)
    assert any("28 questions, about 28 minutes" in item for item in radio.options)
    assert not app.exception


def test_a_questionnaire_is_started_and_its_first_question_comes(
    open_page: Open, store: Store
) -> None:
    app = open_page("start")
    radio = next(item for item in app.radio if "answered" in item.label)
    radio.set_value(shipped("ml-test-score").digest).run()
    app.text_input(key="start.client").input("Acme")
    app.text_input(key="start.name").input("Triage")
    next(item for item in app.button if "Start asking" in item.label).click().run()
    space = workspaces.workspaces(store)[0]
    assert space.assessment.pack.id == "ml-test-score"
    assert app.header[0].value == "Who answers first?"


def test_choosing_one_is_kept_at_once(open_page: Open, ml: Workspace, store: Store) -> None:
    app = open_page("ask", ml)
    assert "What each feature may look like" in app.header[0].value
    next(item for item in app.radio if "today" in item.label).set_value("by-hand").run()
    assert kept(store, ml)["data-1"].choices == ("by-hand",)
    assert not app.exception


def test_does_not_apply_is_kept_only_with_its_reason(
    open_page: Open, ml: Workspace, store: Store
) -> None:
    app = open_page("ask", ml)
    next(item for item in app.radio if "today" in item.label).set_value("not_applicable").run()
    assert kept(store, ml) == {}
    next(item for item in app.text_area if "Why" in item.label).input("We buy the model.").run()
    assert kept(store, ml)["data-1"].kind is ChoiceKind.NOT_APPLICABLE


def test_a_use_case_takes_a_second_questionnaire_under_its_name(
    open_page: Open, lens: Workspace, store: Store
) -> None:
    app = open_page("use_cases", lens)
    app.button(key=f"another.{lens.use_case.id}").click().run()
    app.switch_page("ui/pages/start.py").run()
    assert app.text_input(key="start.name").value == "Triage"
    radio = next(item for item in app.radio if "answered" in item.label)
    radio.set_value(shipped("ml-test-score").digest).run()
    next(item for item in app.button if "Start asking" in item.label).click().run()
    assert not app.error
    cases = use_cases.use_cases(store, lens.client.id)
    assert [item.id for item in cases] == [lens.use_case.id]
    assert workspaces.workspaces(store)[0].assessment.pack.id == "ml-test-score"


def test_the_same_questionnaire_under_a_name_that_is_taken_is_refused(
    open_page: Open, ml: Workspace, store: Store
) -> None:
    app = open_page("start")
    radio = next(item for item in app.radio if "answered" in item.label)
    radio.set_value(ml.assessment.pack.digest).run()
    app.session_state["start.client"] = ml.client.name
    app.text_input(key="start.name").input("Triage")
    next(item for item in app.button if "Start asking" in item.label).click().run()
    assert any("already a use case" in item.value for item in app.error)
    assert len(workspaces.workspaces(store)) == 1


def box(app: AppTest, label: str) -> Any:
    return next(item for item in app.checkbox if item.label.startswith(label))


def test_ticks_add_up_and_none_takes_them_away(
    open_page: Open, lens: Workspace, store: Store
) -> None:
    app = open_page("ask", lens)
    box(app, "a").check().run()
    box(app, "b").check().run()
    assert set(kept(store, lens)["q0"].choices) == {"a", "b"}
    box(app, "None of these").check().run()
    assert kept(store, lens)["q0"].choices == ()
    assert not box(app, "a").value
    box(app, "a").check().run()
    assert kept(store, lens)["q0"].choices == ("a",)
    box(app, "a").uncheck().run()
    assert kept(store, lens) == {}


def test_a_whole_section_is_shown_a_page_at_a_time(open_page: Open, lens: Workspace) -> None:
    app = open_page("ask", lens)
    app.segmented_control(key="choose.mode").set_value("Whole section").run()
    assert len(app.subheader) == 3
    assert not app.exception


@pytest.mark.parametrize("page", [row.module for row in PAGES])
def test_every_page_opens_before_and_after_answers(
    open_page: Open, ml: Workspace, lens: Workspace, store: Store, page: str
) -> None:
    for space, choice in ((ml, "by-hand"), (lens, "a")):
        for _ in ("before", "after"):
            app = open_page(page, space)
            assert not app.exception
            assert not app.error
            tick_all(store, space, choice)


def test_judge_says_the_band_and_what_decides(open_page: Open, ml: Workspace, store: Store) -> None:
    tick_all(store, ml, "by-hand")
    told = words(open_page("judge", ml))
    assert "Strong" in told
    assert "All four sections are at 3" in told


def test_judge_counts_risks(open_page: Open, lens: Workspace, store: Store) -> None:
    tick_all(store, lens, "a")
    assert "Three medium risks, none high" in words(open_page("judge", lens))


def test_the_plan_keeps_who_does_what(open_page: Open, lens: Workspace, store: Store) -> None:
    tick_all(store, lens, "a")
    rows = choice_judging.advice(store, lens.assessment.id)
    assert [row.advised.choice for row in rows] == ["b", "b", "b"]
    app = open_page("plan", lens)
    assert "Three things to do" in app.header[0].value


def test_a_snapshot_says_what_moved(open_page: Open, lens: Workspace, store: Store) -> None:
    tick_all(store, lens, "a")
    app = open_page("track", lens)
    next(item for item in app.button if "snapshot" in item.label).click().run()
    choosing.choose(
        store, assessment_id=lens.assessment.id, respondent_id=ana(store, lens), question="q0",
        choices=("a", "b"),
    )  # fmt: skip
    assert "One better" in open_page("track", lens).header[0].value


def test_the_three_files_are_made(
    open_page: Open, ml: Workspace, store: Store, make_file: Make
) -> None:
    tick_all(store, ml, "by-hand")
    app = open_page("report", ml)
    for suffix in ("pdf", "xlsx", "json"):
        make_file(app, suffix)
    assert len(app.get("download_button")) == 3


def told_only(scoring: str) -> Questionnaire:
    """A questionnaire with neither points nor rules, as some catalogues are."""
    pack = risky(*DEFAULTED, questions=3)
    bare = tuple(item.model_copy(update={"rules": ()}) for item in pack.questions)
    return sealed(pack.model_copy(update={"questions": bare, "scoring": scoring}))


@pytest.mark.parametrize("scoring", ["risk-rules", "additive", "minimum-of-sections"])
def test_a_questionnaire_that_is_only_told_has_no_score_and_every_page(
    open_page: Open, store: Store, make_file: Make, scoring: str
) -> None:
    space = start(store, told_only(scoring))
    tick_all(store, space, "a")
    for page in ("ask", "judge", "plan", "report", "track"):
        app = open_page(page, space)
        assert not app.exception
    assert open_page("judge", space).header[0].value == "Not scorable"
    app = open_page("report", space)
    for suffix in ("pdf", "xlsx", "json"):
        make_file(app, suffix)


def test_why_a_question_reads_so_shows_the_rule_that_decided(
    open_page: Open, lens: Workspace, store: Store
) -> None:
    tick_all(store, lens, "a")
    app = open_page("judge", lens)
    app.selectbox(key="result.name").set_value("q1").run()
    assert not app.exception
    told = [item.value for item in app.markdown]
    assert any("arrow_right_alt" in item and "2. `a`: medium risk" in item for item in told)


def test_where_nothing_can_be_scored_judge_draws_no_risk(open_page: Open, store: Store) -> None:
    space = start(store, sealed(risky(("a", "none"), ("", "none"), questions=3)))
    tick_all(store, space, "a")
    app = open_page("judge", space)
    assert app.header[0].value == "Not scorable"
    assert [item.label for item in app.metric] == ["Coverage", "Answered"]


def test_where_nothing_applies_judge_says_so(open_page: Open, ml: Workspace, store: Store) -> None:
    asked = workspaces.questionnaire_of(store, ml.assessment)
    assert asked is not None
    for question in asked.questions:
        choosing.choose(
            store, assessment_id=ml.assessment.id, respondent_id=ana(store, ml),
            question=question.id, kind="not_applicable", reason="another team's",
        )  # fmt: skip
    app = open_page("judge", ml)
    assert app.header[0].value == "Nothing applies"
    assert "Every question was left out as not applicable" in words(app)


def test_what_is_said_so_far_names_no_section_as_decisive(
    open_page: Open, ml: Workspace, store: Store
) -> None:
    choosing.choose(
        store, assessment_id=ml.assessment.id, respondent_id=ana(store, ml), question="data-1",
        choices=("by-hand",),
    )  # fmt: skip
    app = open_page("judge", ml)
    assert app.header[0].value == "Too little is judged"
    assert "Points by section, so far" in words(app)
