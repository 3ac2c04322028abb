"""Every page, run with a real store."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from engagement.model import Workspace
from tests.ui.conftest import Open
from ui.navigation import PAGES


def words(app: AppTest) -> str:
    parts = [*app.title, *app.header, *app.subheader, *app.markdown, *app.error]
    return "\n".join(str(part.value) for part in parts)


@pytest.mark.parametrize("page", [row.module for row in PAGES if row.module != "welcome"])
def test_every_page_opens_on_an_assessment_in_which_nothing_was_answered(
    open_page: Open, space: Workspace, page: str
) -> None:
    app = open_page(page, space)
    assert not app.exception
    assert not app.error
    assert app.header


@pytest.mark.parametrize("page", [row.module for row in PAGES if row.module != "welcome"])
def test_every_page_opens_on_an_assessment_that_is_fully_answered(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], page: str
) -> None:
    answer_all()
    app = open_page(page, space)
    assert not app.exception
    assert not app.error


def test_the_first_visit_asks_the_sponsors_question_and_offers_two_doors(open_page: Open) -> None:
    app = open_page()
    assert app.title[0].value == "Can this AI pilot go to production?"
    labels = [button.label for button in app.button]
    assert len(labels) == 2
    assert "Start an assessment" in labels[0]
    assert "Open the example" in labels[1]


def test_a_returning_person_is_offered_to_continue(open_page: Open, space: Workspace) -> None:
    app = open_page()
    assert any("Continue" in button.label for button in app.button)
    assert "Loan triage" in words(app)


def test_a_page_without_an_assessment_in_its_address_opens_the_newest(
    open_page: Open, space: Workspace
) -> None:
    assert space.assessment.id in open_page("judge").query_params["a"]


def test_an_address_with_an_unknown_assessment_opens_the_newest_and_says_so(
    open_page: Open, space: Workspace
) -> None:
    app = open_page("judge", a="gone")
    assert space.assessment.id in app.query_params["a"]
    assert ["is not here for you" in item.value for item in app.error] == [True]


def test_client_text_is_shown_as_it_was_typed_and_never_as_markup(
    open_page: Open, space: Workspace
) -> None:
    assert r"Acme \*Bank\*" in words(open_page("ask", space))
