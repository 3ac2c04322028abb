"""Every page, run with a real store."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assessment.model import Outcome
from engagement import workspaces
from engagement.demonstration import itself
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.store import Store
from tests.free_port import free_port
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


def test_the_first_visit_asks_the_sponsors_question_and_offers_two_doors_and_itself(
    open_page: Open,
) -> None:
    app = open_page()
    assert app.title[0].value == "Can this AI pilot go to production?"
    labels = [button.label for button in app.button]
    assert len(labels) == 3
    assert "Start an assessment" in labels[0]
    assert labels[1:] == ["Open the example", "Assess Prodworthy itself"]


def test_an_installed_copy_assesses_its_server_and_says_that_it_has_no_repository(
    open_page: Open, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(itself, "_HERE", tmp_path)
    monkeypatch.setenv("PRODWORTHY_PORT", str(free_port()))  # nobody answers there
    app = open_page()
    door = app.button[2]
    assert "without its repository" in door.help
    door.click().run()
    for thread in threading.enumerate():
        if thread.name == "open-example":
            thread.join()
    (space,) = workspaces.workspaces(store)
    found = collecting.findings(store, space.assessment.id)
    assert {item.source_kind for item in found} == {"metrics_endpoint"}
    assert {item.outcome for item in found} == {Outcome.UNAVAILABLE}
    assert "Insufficient evidence" in words(app.run())


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
