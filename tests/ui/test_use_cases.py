"""Use cases: one, twelve, and what nobody has said."""

from collections.abc import Callable
from typing import Any

import pytest

from content.portfolio import portfolio_judgement
from engagement import workspaces
from engagement.clients import client_list, use_cases
from engagement.model import Workspace
from engagement.plans import deciding
from engagement.store import Store
from tests.ui.conftest import Open
from tests.ui.test_pages import words

PARTS = tuple(part.id for part in portfolio_judgement().parts)


def another(store: Store, space: Workspace, name: str, **more: Any) -> str:
    made = use_cases.create_use_case(store, client_id=space.client.id, name=name, **more)
    return made.id


def test_one_use_case_is_not_ranked_against_nothing(open_page: Open, space: Workspace) -> None:
    app = open_page("use_cases", space)
    assert not app.exception
    assert r"One use case\: Loan triage" in words(app)
    assert "nothing to compare it with" in words(app)


def test_the_recommendation_names_its_robustness_and_what_nobody_said(
    open_page: Open, space: Workspace, store: Store
) -> None:
    another(store, space, "Chat", value_low=10.0, value_high=20.0,
            feasibility=dict.fromkeys(PARTS, 4))  # fmt: skip
    told = words(open_page("use_cases", space))
    assert "perturbed judgements" in told
    assert r"Nobody has said yet: Loan triage\: value, data available" in told


@pytest.mark.parametrize("stated", [True, False])
def test_twelve_use_cases_with_and_without_values_are_all_ranked(
    open_page: Open, space: Workspace, store: Store, stated: bool
) -> None:
    for number in range(11):
        value = {"value_low": 1e5 * number, "value_high": 2e5 * number} if stated else {}
        another(store, space, f"Case {number}", feasibility={"owner": 1 + number % 5}, **value)
    app = open_page("use_cases", space)
    assert not app.exception
    assert not app.error
    [table] = [item.value for item in app.dataframe if "Place" in item.value]
    assert list(table["Place"]) == list(range(1, 13))


def test_what_is_judged_in_the_form_is_kept_and_moves_the_picture(
    open_page: Open, space: Workspace, store: Store
) -> None:
    app = open_page("use_cases", space)
    key = f"case.{space.use_case.id}"
    app.selectbox(key=f"{key}.part.owner").select(4).run()
    app.button(key=f"{key}.save").click().run()
    assert not app.exception
    assert workspaces.workspace(store, space.assessment.id).use_case.feasibility == {"owner": 4}


def test_to_start_with_one_is_decided_by_name(
    open_page: Open, space: Workspace, store: Store, answer_all: Callable[..., None]
) -> None:
    answer_all(level=2)
    app = open_page("use_cases", space)
    app.text_input(key=f"first.{space.client.id}.owner").set_value("Tomas").run()
    app.button(key=f"first.{space.client.id}").click().run()
    [made] = deciding.decisions(store, space.assessment.id)
    assert (made.title, made.owner) == ("Start with Loan triage", "Tomas")
    assert "Tomas holds to the stop rule" in words(app)


def test_what_start_begins_with_outlives_a_drawing_that_is_thrown_away(
    open_page: Open, store: Store, space: Workspace
) -> None:
    client_list.create_client(store, name="Another")
    app = open_page("start")
    app.session_state["start.client.begins"] = ("Acme *Bank*", 2)
    app.run()
    assert app.session_state["start.client"] == "Acme *Bank*"
    app.session_state["start.client"] = None  # as where the page is drawn twice at once
    app.run()
    assert app.session_state["start.client"] == "Acme *Bank*"
    app.session_state["start.client"] = "Another"
    app.run()
    assert app.session_state["start.client"] == "Another"
