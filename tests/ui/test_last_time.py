"""The next assessment shows what was carried over, with its day, and what is to be said again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from assessment.model import Answer
from engagement.answers import answering
from engagement.model import Workspace
from engagement.reassessment.starting import assess_again
from engagement.store import Store
from tests.ui.conftest import Open
from tests.ui.test_pages import words
from ui.components.wording import day


def said(store: Store, space: Workspace, who: str, capability: str, days: int, kind: str) -> Answer:
    at = datetime.now(UTC) - timedelta(days=days)
    return answering.answer(
        store, assessment_id=space.assessment.id, respondent_id=who, capability=capability,
        kind=kind, level=3 if kind == "level" else None, now=at,
    )  # fmt: skip


def test_a_carried_answer_has_its_day_and_is_said_anew_with_one_press(
    open_page: Open, store: Store, space: Workspace, respondent: str
) -> None:
    before = said(store, space, respondent, "eng.rollback", 90, "level")
    again = assess_again(store, space.use_case.id, space.assessment)
    app = open_page("ask", again, q="eng.rollback")
    assert not app.exception
    assert f"1 answer of yours carried over, said from {day(before.at)} on" in words(app)
    assert f"Said on {day(before.at)}, 90 days ago, and carried over" in words(app)
    next(item for item in app.button if item.label == "It still holds").click().run()
    (now,) = answering.current_answers(store, again.assessment.id)
    assert (now.level, (datetime.now(UTC) - now.at).days) == (3, 0)


def test_what_is_to_be_said_again_is_counted_and_one_press_away(
    open_page: Open, store: Store, space: Workspace, respondent: str,
    answer_all: Callable[..., None],
) -> None:  # fmt: skip
    said(store, space, respondent, "eng.rollback", 200, "level")
    said(store, space, respondent, "data.pipelines", 20, "dont_know")
    again = assess_again(store, space.use_case.id, space.assessment)
    app = open_page("ask", again)
    assert "To be said again: 1 said long ago, 1 not known last time" in words(app)
    app = next(item for item in app.button if item.label.startswith("Say again")).click().run()
    assert "Asked again: " in words(app)
