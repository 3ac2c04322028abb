"""Ask: what is shown, and what is kept on every change."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assessment.model import Answer, AnswerKind
from engagement.answers import answering
from engagement.clients import opening, use_cases
from engagement.model import Workspace
from engagement.store import Store
from tests.ui.conftest import Open

FIRST = "data.pipelines"


def radio(app: AppTest) -> Any:
    return next(item for item in app.radio if item.label.startswith("Which one"))


def button(app: AppTest, label: str) -> Any:
    return next(item for item in app.button if label in item.label)


def kept(store: Store, space: Workspace, capability: str = FIRST) -> list[Answer]:
    answers = answering.current_answers(store, space.assessment.id)
    return [item for item in answers if item.capability == capability]


def test_the_first_person_is_asked_for_a_name_and_a_role(open_page: Open, space: Workspace) -> None:
    app = open_page("ask", space)
    assert app.header[0].value == "Who answers first?"


def test_adding_a_person_leads_to_the_first_question(
    open_page: Open, space: Workspace, store: Store
) -> None:
    app = open_page("ask", space)
    app.text_input[0].input("Priya")
    app.selectbox[0].select("ml_engineering")
    app = button(app, "Start with the first question").click().run()
    assert radio(app).value is None
    assert [item.name for item in answering.respondents(store, space.assessment.id)] == ["Priya"]


def test_nothing_is_preselected_and_nothing_is_kept_by_looking(
    open_page: Open, space: Workspace, respondent: str, store: Store
) -> None:
    app = open_page("ask", space)
    assert radio(app).value is None
    assert not kept(store, space)


def test_no_grade_or_comment_is_asked_before_a_level_is_chosen(
    open_page: Open, space: Workspace, respondent: str
) -> None:
    app = open_page("ask", space)
    assert "Comment" not in [item.label for item in app.text_area]


def test_a_level_is_kept_the_moment_it_is_chosen(
    open_page: Open, space: Workspace, respondent: str, store: Store
) -> None:
    app = open_page("ask", space)
    radio(app).set_value(4).run()
    [answer] = kept(store, space)
    assert (answer.level, answer.respondent) == (4, respondent)


def test_the_kept_answer_is_shown_when_the_page_is_opened_again(
    open_page: Open, space: Workspace, respondent: str
) -> None:
    radio(open_page("ask", space)).set_value(4).run()
    app = open_page("ask", space, q=FIRST)
    assert radio(app).value == 4


def test_a_comment_is_added_to_the_level_that_was_given(
    open_page: Open, space: Workspace, respondent: str, store: Store
) -> None:
    app = radio(open_page("ask", space)).set_value(2).run()
    next(item for item in app.text_area if item.label == "Comment").input("By hand").run()
    [answer] = kept(store, space)
    assert (answer.level, answer.comment) == (2, "By hand")


def test_dont_know_is_an_answer_of_its_own(
    open_page: Open, space: Workspace, respondent: str, store: Store
) -> None:
    radio(open_page("ask", space)).set_value("dont_know").run()
    [answer] = kept(store, space)
    assert answer.kind is AnswerKind.DONT_KNOW


def test_not_applicable_waits_for_its_reason(
    open_page: Open, space: Workspace, respondent: str, store: Store
) -> None:
    app = radio(open_page("ask", space)).set_value("not_applicable").run()
    assert not kept(store, space)
    assert button(app, "Next").disabled
    reason = next(item for item in app.text_input if item.label == "Why does it not apply?")
    app = reason.input("No live inputs").run()
    [answer] = kept(store, space)
    assert answer.reason == "No live inputs"
    assert not button(app, "Next").disabled


def test_next_goes_to_the_next_question_and_back_returns(
    open_page: Open, space: Workspace, respondent: str
) -> None:
    app = open_page("ask", space)
    app = button(app, "Next").click().run()
    assert "data.quality-monitoring" in app.query_params["q"]
    app = button(app, "Back").click().run()
    assert FIRST in app.query_params["q"]


def test_a_second_person_starts_with_nothing_of_the_first(
    open_page: Open, space: Workspace, respondent: str, store: Store
) -> None:
    radio(open_page("ask", space)).set_value(4).run()
    other = answering.add_respondent(
        store, assessment_id=space.assessment.id, name="Marc", role="operations"
    )
    app = open_page("ask", space, **{"as": other.id, "q": FIRST})
    assert radio(app).value is None


def test_a_room_is_counted_by_level_and_kept_as_one_answer(
    open_page: Open, space: Workspace, respondent: str, store: Store
) -> None:
    app = open_page("ask", space)
    app.segmented_control(key="ask.mode").set_value("Together").run()
    app.number_input[1].set_value(3)
    app.number_input[3].set_value(2)
    button(app, "Save the room’s answer").click().run()
    [answer] = kept(store, space)
    assert answer.tally is not None
    assert answer.tally.levels == (0, 3, 0, 2, 0)


def test_an_artefact_without_file_or_link_is_refused_in_a_sentence(
    open_page: Open, space: Workspace, respondent: str
) -> None:
    app = radio(open_page("ask", space)).set_value(4).run()
    grade = next(item for item in app.segmented_control if item.label.startswith("How well"))
    app = grade.set_value("E2").run()
    assert "Attach the artefact" in app.error[0].value


def test_an_attached_artefact_raises_the_grade_and_a_later_comment_does_not_lower_it(
    open_page: Open, space: Workspace, respondent: str, store: Store
) -> None:
    app = radio(open_page("ask", space)).set_value(4).run()
    link = next(item for item in app.text_input if item.label == "Or a link to it")
    app = link.set_value("https://wiki.example/run-history").run()
    grade = next(item for item in app.segmented_control if item.label.startswith("How well"))
    assert grade.value == "E2"
    next(item for item in app.text_area if item.label == "Comment").input("30 nights").run()
    [answer] = kept(store, space)
    assert (str(answer.grade), answer.comment) == ("E2", "30 nights")


def test_a_pulse_says_that_it_gives_no_verdict(
    open_page: Open, space: Workspace, respondent: str
) -> None:
    assert "never a verdict" in open_page("ask", space).info[0].value


def test_all_answered_leads_on_to_look(
    open_page: Open, space: Workspace, answer_all: Callable[..., None]
) -> None:
    answer_all("pulse")
    app = open_page("ask", space)
    assert app.header[0].value == "All answered"
    assert button(app, "Look at the systems")


@pytest.fixture
def other(store: Store, space: Workspace, respondent: str) -> Workspace:
    """A second use case of the client, whose monitoring was answered for the first one."""
    answering.answer(
        store, assessment_id=space.assessment.id, respondent_id=respondent,
        capability="eng.monitoring", kind="level", level=2,
    )  # fmt: skip
    second = use_cases.create_use_case(
        store, client_id=space.client.id, name="Returns", traits=space.use_case.traits
    )
    return opening.start_assessment(
        store, use_case_id=second.id, profile_id=space.assessment.profile, depth="full"
    )


def test_a_carried_answer_is_named_and_counted(open_page: Open, other: Workspace) -> None:
    app = open_page("ask", other, q="eng.monitoring")
    told = app.info[0].value
    assert "Carried from Loan triage" in told
    assert "level 2 by Priya" in told
    assert app.metric[0].value.startswith("1 of")
    assert radio(app).value is None


def test_answering_here_replaces_what_was_carried(
    open_page: Open, other: Workspace, store: Store
) -> None:
    app = open_page("ask", other, q="eng.monitoring")
    radio(app).set_value(4).run()
    assert [item.level for item in kept(store, other, "eng.monitoring")] == [4]
    assert not answering.carried(store, other.assessment.id)
