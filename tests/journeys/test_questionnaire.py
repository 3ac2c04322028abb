"""A questionnaire with choices in a real browser: started, ticked, kept over a reload, judged."""

from pathlib import Path

from playwright.sync_api import Page, expect

from content.loading import shipped
from content.questionnaire import Questionnaire
from engagement import workspaces
from engagement.answers import answering
from engagement.choices import choosing
from engagement.store import Store
from tests import databases
from tests.journeys import steps
from tests.journeys.conftest import Server


def _answer_the_rest(data: Path) -> None:
    """What the first person has not answered is entered beside the browser."""
    store = Store.open(databases.address(data / "prodworthy.db"))
    space = next(
        item for item in workspaces.workspaces(store) if item.assessment.pack.id == "ml-test-score"
    )
    key = space.assessment.id
    pack = shipped("ml-test-score")
    assert isinstance(pack, Questionnaire)
    person = answering.respondents(store, key)[0]
    done = {item.question for item in choosing.current_choices(store, key)}
    for question in pack.questions:
        if question.id not in done:
            choosing.choose(
                store, assessment_id=key, respondent_id=person.id, question=question.id,
                choices=("by-hand",),
            )  # fmt: skip
    store.close()


def test_a_questionnaire_is_answered_kept_and_judged(page: Page, server: Server) -> None:
    steps.start_assessment(page, "Score and Sons", "Churn", depth="ML Test Score")
    steps.add_first_person(page, "Ana", "ML engineering")
    page.get_by_text("Somebody checked it, wrote the result down").click()
    steps.settled(page)
    expect(page.get_by_text("Saved")).to_be_visible()
    page.reload()
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    page.keyboard.press("Control+Enter")
    steps.heading(page, "Each feature earns its place")
    _answer_the_rest(server.data)
    steps.visit(page, "Judge")
    steps.heading(page, "Strong")
    expect(page.get_by_text("All four sections are at 3.5")).to_be_visible()
    steps.visit(page, "Plan")
    expect(page.get_by_role("heading", name="28 things to do")).to_be_visible()
