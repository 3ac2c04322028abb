"""Changes to a questionnaire for one client: written, listed, previewed, taken and undone."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from content.digests import sealed
from content.handed_over import Handed
from content.loading import shipped
from content.questionnaire import Questionnaire
from engagement import workspaces
from engagement.choices import choosing
from engagement.model import Workspace
from engagement.packs import overlays, packs
from engagement.store import Store
from tests.scoring.question_builders import DEFAULTED, risky
from tests.ui.conftest import Open
from tests.ui.test_questionnaires import ana, start, tick_all, words


def keyed(app: AppTest, kind: str, end: str) -> Any:
    return next(item for item in getattr(app, kind) if str(item.key or "").endswith(end))


def changes(store: Store, space: Workspace) -> tuple[str, ...]:
    found = overlays.changes(store, space.client.id, space.assessment.pack.id)
    return tuple(item.key for item in found)


def opened(open_page: Open, space: Workspace) -> AppTest:
    app = open_page("changes", space)
    assert not app.exception
    app.text_input(key="me.field").set_value("Priya").run()
    return app


@pytest.fixture
def lens(store: Store) -> Workspace:
    pack = sealed(risky(*DEFAULTED, questions=3))
    packs.keep(store, Handed(kind="made", pack=pack))
    return start(store, pack)


@pytest.fixture
def ml(store: Store) -> Workspace:
    pack = shipped("ml-test-score")
    assert isinstance(pack, Questionnaire)
    return start(store, pack)


def worsened(open_page: Open, lens: Workspace) -> AppTest:
    """Another title and another risk of the first question, saved with a reason."""
    app = opened(open_page, lens)
    keyed(app, "text_area", "q0.title").set_value("Is there a way back?")
    keyed(app, "selectbox", "q0.risk.1").set_value("high")
    keyed(app, "text_input", "q0.reason").set_value("our board asks for it")
    saved: AppTest = keyed(app, "button", ".save").click().run()
    return saved


def test_a_question_is_reworded_and_its_risk_changed_by_name_and_taken_back(
    store: Store, lens: Workspace, open_page: Open
) -> None:
    app = worsened(open_page, lens)
    assert not app.exception
    assert set(changes(store, lens)) == {"reworded:q0:title", "risk:q0:a"}
    assert "our board asks for it" in words(app)
    assert "high risk where a" in words(app)
    keyed(app, "button", "risk:q0:a").click().run()
    assert changes(store, lens) == ("reworded:q0:title",)


def test_the_running_questionnaire_shows_both_results_takes_it_by_name_and_goes_back(
    store: Store, lens: Workspace, open_page: Open
) -> None:
    tick_all(store, lens, "a")
    worsened(open_page, lens)
    assert "The pack is there in another version" in words(open_page("judge", lens))
    app = open_page("upgrade", lens)
    assert not app.exception
    for told in ("Three medium risks, none high", "One high and two medium risks", "Answer again?"):
        assert told in words(app)
    app.text_input(key="me.field").set_value("Priya").run()
    app.button(key="upgrade.take").click().run()
    assert not app.exception
    judged = words(open_page("judge", lens))
    assert "the untouched questionnaire gives “three medium risks, none high”" in judged
    app.button(key="upgrade.undo").click().run()
    now = workspaces.workspace(store, lens.assessment.id).assessment.pack
    assert now == lens.assessment.pack


def test_ask_marks_the_answer_to_the_earlier_text_until_it_is_said_to_hold(
    store: Store, lens: Workspace, open_page: Open
) -> None:
    tick_all(store, lens, "a")
    worsened(open_page, lens)
    app = open_page("upgrade", lens)
    app.text_input(key="me.field").set_value("Priya").run()
    app.button(key="upgrade.take").click().run()
    app = open_page("ask", lens, q="q0")
    assert "1 answer was given to an earlier text" in words(app)
    app.button(key="earlier.q0").click().run()
    assert not app.exception
    assert "earlier text" not in words(app)
    past = choosing.history(store, lens.assessment.id, "q0")
    assert [item.choices for item in past] == [("a",), ("a",)]


def test_a_question_of_the_clients_own_with_rules_is_added_or_told_what_is_missing(
    store: Store, lens: Workspace, open_page: Open
) -> None:
    app = opened(open_page, lens)
    app.segmented_control(key="changes.mode").set_value("A new question").run()
    app.text_input(key="changes.new.title").set_value("Who may switch it off?")
    app.text_input(key="changes.new.choice.0").set_value("The operator")
    app.text_input(key="changes.new.choice.1").set_value("The board")
    app.text_area(key="changes.new.rules").set_value("often: a")
    app.text_input(key="changes.new.reason").set_value("the works council asks")
    keyed(app, "button", "changes.new.save").click().run()
    assert any("Rule 1 begins with often" in item.value for item in app.error)
    app.text_area(key="changes.new.rules").set_value("none: a\nhigh:")
    keyed(app, "button", "changes.new.save").click().run()
    assert not app.exception
    assert changes(store, lens) == ("added:own-who-may-switch-it-off",)


def test_bands_and_the_least_share_are_changed_and_the_weakest_section_has_no_weight(
    store: Store, ml: Workspace, open_page: Open
) -> None:
    app = opened(open_page, ml)
    app.segmented_control(key="changes.mode").set_value("Weights and thresholds").run()
    assert not app.exception
    assert not [item for item in app.text_input if "weights.sections" in str(item.key)]
    keyed(app, "text_input", "thresholds.bands.Strong").set_value("4.5")
    keyed(app, "text_input", "thresholds.least_coverage").set_value("0.8")
    keyed(app, "text_input", ".reason").set_value("their scale")
    keyed(app, "button", ".save").click().run()
    assert not app.exception
    assert set(changes(store, ml)) == {
        "figure:thresholds.bands.Strong", "figure:thresholds.least_coverage",
    }  # fmt: skip


def test_a_new_assessment_is_started_with_the_clients_changes_or_without(
    store: Store, lens: Workspace, open_page: Open
) -> None:
    worsened(open_page, lens)
    for number, taken in enumerate((True, False)):
        app = open_page("start", lens)
        radio = next(item for item in app.radio if "answered" in item.label)
        radio.set_value(lens.assessment.pack.digest).run()
        app.selectbox(key="start.client").set_value(lens.client.name).run()
        app.text_input(key="start.name").set_value(f"Churn {number}").run()
        app.toggle(key="start.changes").set_value(taken).run()
        next(item for item in app.button if "Start asking" in item.label).click().run()
        made = next(
            item for item in workspaces.workspaces(store) if item.use_case.name == f"Churn {number}"
        )
        asked = workspaces.questionnaire_of(store, made.assessment)
        assert asked is not None
        assert (asked.question("q0").title == "Is there a way back?") is taken


def test_what_was_answered_and_is_switched_off_is_told_and_its_answer_kept(
    store: Store, lens: Workspace, open_page: Open
) -> None:
    tick_all(store, lens, "a")
    app = opened(open_page, lens)
    app.selectbox(key="changes.question").set_value("q2").run()
    keyed(app, "toggle", "q2.asked").set_value(False)
    keyed(app, "text_input", "q2.reason").set_value("they buy the model")
    keyed(app, "button", ".save").click().run()
    assert changes(store, lens) == ("switched:q2",)
    told = words(open_page("upgrade", lens))
    assert "Not asked any more, or not as it was answered: Q" in told
    assert "Asked or not (1)" in told
    assert len(choosing.history(store, lens.assessment.id, "q2")) == 1
    assert ana(store, lens)
