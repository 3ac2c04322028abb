"""Judge: what would change the verdict, and Why? from the verdict down to the answer."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from engagement import judging, workspaces
from engagement.answers import answering
from engagement.clients import opening
from engagement.model import Workspace
from engagement.store import Store
from reports.wording import count
from tests.ui.conftest import Open
from tests.ui.test_pages import words


@pytest.fixture
def judge(open_page: Open, space: Workspace, answer_all: Callable[..., None]) -> AppTest:
    answer_all()
    return open_page("judge", space)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return app.run()


def test_what_would_change_the_verdict_is_said_in_the_title_of_its_picture(
    judge: AppTest, store: Store, space: Workspace
) -> None:
    held = judging.turning(store, space.assessment.id)
    assert held is not None
    shown = words(judge)
    assert "No single proof lifts the verdict" in shown
    assert "Verify first: " in shown
    assert "likely to turn the verdict" in shown


def test_from_the_verdict_to_the_answer_in_three_clicks(judge: AppTest) -> None:
    app = press(judge, "why.verdict")
    assert "The verdict is the best one that no reason forbids" in words(app)
    app = press(app, "why.verdict.0")
    assert "What people say" in words(app)
    assert "Priya" in words(app)
    app.button(key="dialog.ask").click()
    app.run()
    assert not app.exception


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("confidence", "each judgement of ours was moved"),
        ("index", "geometric mean of the areas"),
        ("coverage", "Of the weight that applies"),
        ("strength", "Of the weight that applies"),
        ("in_place", "sum of each critical capability"),
        ("claim_gap", "mean of claimed minus used"),
        ("forecast", "log odds"),
        ("area:reliable", "weighted geometric mean"),
        ("area:data", "weighted geometric mean"),
    ],
)
def test_every_figure_says_why(judge: AppTest, key: str, said: str) -> None:
    app = press(judge, f"why.{key}")
    assert not app.exception
    assert said in words(app)


def test_an_index_leads_to_its_dimension_and_on_to_a_capability(judge: AppTest) -> None:
    app = press(judge, "why.index")
    app = press(app, "why.index.0")
    assert "weighted geometric mean" in words(app)
    app = press(app, "why.area:data.0")
    assert "What people say" in words(app)


def test_leaders_and_practitioners_are_shown_side_by_side(
    open_page: Open, store: Store, space: Workspace
) -> None:
    opening.change_depth(store, space.assessment.id, "standard")
    roles = ["executive"] * 3 + ["ml_engineering"] * 3
    people = [
        answering.add_respondent(
            store, assessment_id=space.assessment.id, name=f"P{number}", role=role
        )
        for number, role in enumerate(roles)
    ]
    for person in people:
        for capability in workspaces.asked(store, space.assessment.id)[:6]:
            answering.answer(
                store, assessment_id=space.assessment.id, respondent_id=person.id,
                capability=capability, kind="level", grade="E1",
                level=4 if person.role == "executive" else 2,
            )  # fmt: skip
    shown = words(open_page("judge", space))
    assert "Leaders claim 2.0 levels more than practitioners" in shown
    assert "alpha" in shown


def test_a_pulse_shows_neither_a_way_to_change_a_verdict_nor_a_forecast(
    open_page: Open, space: Workspace, answer_all: Callable[..., None]
) -> None:
    answer_all("pulse")
    shown = words(open_page("judge", space))
    assert "Verify first" not in shown
    assert "A scenario" not in shown


def test_the_gates_date_says_why(
    open_page: Open, space: Workspace, answer_all: Callable[..., None]
) -> None:
    answer_all(level=2)
    app = press(open_page("plan", space), "why.gate")
    assert "The date is the latest of" in words(app)
    assert "sets the pace" in words(app)


def test_a_chance_that_holds_only_with_others_proved_says_so(
    open_page: Open, space: Workspace, store: Store, answer_all: Callable[..., None]
) -> None:
    answer_all(level=1)
    held = judging.turning(store, space.assessment.id)
    assert held is not None
    others = len(held.verify_closed) - 1
    assert others > 1
    shown = words(open_page("judge", space))
    assert f"turning it once the other {count(others)} are proved as well" in shown
    assert "likely to turn it then" in shown
    assert "likely to turn the verdict" not in shown


def test_where_everything_was_left_out_judge_says_that_nothing_is_left_to_judge(
    open_page: Open, space: Workspace, store: Store, respondent: str
) -> None:
    opening.change_depth(store, space.assessment.id, "standard")
    for capability in workspaces.asked(store, space.assessment.id):
        answering.answer(
            store, assessment_id=space.assessment.id, respondent_id=respondent,
            capability=capability, kind="not_applicable", reason="another team's",
        )  # fmt: skip
    app = open_page("judge", space)
    assert "nothing is left to judge" in app.warning[0].value
    assert any("Go to Ask" in item.label for item in app.button)
    assert not any("first question" in item.label for item in app.button)
    assert "was left out as not applicable" in words(app)
