"""Changes to the pack for one client: written beside the pack's own text, listed, taken back, taken."""

from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest

from engagement import judging, workspaces
from engagement.answers import earlier_texts
from engagement.model import Workspace
from engagement.packs import overlays, upgrading
from engagement.store import Store
from tests.ui.conftest import Open

QUESTION = "data.pipelines"


def texts(app: AppTest) -> list[str]:
    return [item.value for item in app.markdown]


def keyed(app: AppTest, kind: str, end: str) -> Any:
    return next(item for item in getattr(app, kind) if str(item.key or "").endswith(end))


def reword(open_page: Open, space: Workspace, text: str, reason: str = "their words") -> AppTest:
    app = open_page("changes", space)
    app.text_input(key="me.field").set_value("Priya").run()
    keyed(app, "text_area", f"{QUESTION}.anchor_3").set_value(text)
    keyed(app, "text_input", f"{QUESTION}.reason").set_value(reason)
    saved: AppTest = keyed(app, "button", ".save").click().run()
    return saved


def changes(store: Store, space: Workspace) -> tuple[str, ...]:
    found = overlays.changes(store, space.client.id, space.assessment.pack.id)
    return tuple(item.key for item in found)


def test_a_reworded_level_is_kept_with_name_and_reason_and_can_be_taken_back(
    store: Store, space: Workspace, open_page: Open
) -> None:
    app = reword(open_page, space, "Jobs run under our scheduler.")
    assert not app.exception
    assert changes(store, space) == (f"reworded:{QUESTION}:anchor_3",)
    assert any("their words" in item and "Priya" in item for item in texts(app))
    keyed(app, "button", f"{QUESTION}:anchor_3").click().run()
    assert changes(store, space) == ()


def test_without_a_reason_nothing_is_kept_and_a_sentence_says_so(
    store: Store, space: Workspace, open_page: Open
) -> None:
    app = reword(open_page, space, "Jobs run under our scheduler.", reason=" ")
    assert changes(store, space) == ()
    assert any("Give the reason" in item.value for item in app.error)


def test_the_running_assessment_shows_the_preview_and_takes_it_by_name(
    store: Store, space: Workspace, open_page: Open, answer_all: Callable[..., None]
) -> None:
    answer_all()
    reword(open_page, space, "Jobs run under our scheduler.")
    before = judging.scorecard(store, space.assessment.id)
    app = open_page("upgrade", space)
    assert not app.exception
    assert any("Answer again?" in item for item in texts(app))
    app.text_input(key="me.field").set_value("Priya").run()
    app.button(key="upgrade.take").click().run()
    assert not app.exception
    now = workspaces.workspace(store, space.assessment.id).assessment.pack
    assert now.version.startswith(before.pack.version + "+")
    assert any("untouched pack gives" in item for item in texts(open_page("judge", space)))
    app.button(key="upgrade.undo").click().run()
    assert workspaces.workspace(store, space.assessment.id).assessment.pack == before.pack


def test_ask_marks_an_answer_to_the_earlier_text_until_the_person_says_that_it_holds(
    store: Store, space: Workspace, open_page: Open, answer_all: Callable[..., None]
) -> None:
    answer_all("pulse")
    reword(open_page, space, "Jobs run under our scheduler.")
    seen = upgrading.preview(store, space.assessment.id)
    upgrading.take(store, assessment_id=space.assessment.id, digest=seen.after.digest, by="Priya")
    app = open_page("ask", space, q="eng.ci-cd")
    assert any("1 answer was given to an earlier text" in item for item in texts(app))
    app.button(key="earlier.open").click().run()
    assert any("Answer again?" in item for item in texts(app))
    app.button(key=f"earlier.{QUESTION}").click().run()
    assert not app.exception
    assert not any("Answer again?" in item for item in texts(app))
    assert earlier_texts.earlier_texts(store, space.assessment.id) == ()


def test_a_question_of_the_clients_own_and_another_threshold_are_added_on_the_page(
    store: Store, space: Workspace, open_page: Open
) -> None:
    app = open_page("changes", space)
    app.text_input(key="me.field").set_value("Priya").run()
    app.segmented_control(key="changes.mode").set_value("A new question").run()
    for name in (
        "name", "short_name", "evidence", "who", "title", "proof", "reason",
        *(f"anchor_{level}" for level in range(1, 6)),
    ):  # fmt: skip
        app.text_input(key=f"changes.new.{name}").set_value(f"Our {name}")
    for name in ("definition", "why"):
        app.text_area(key=f"changes.new.{name}").set_value(f"Our {name}")
    app.text_input(key="changes.new.minutes").set_value("")
    keyed(app, "button", "changes.new.save").click().run()
    assert app.error[0].value == "Minutes to answer: give a figure."
    app.text_input(key="changes.new.minutes").set_value("1.5")
    keyed(app, "button", "changes.new.save").click().run()
    assert not app.exception
    assert not app.error
    assert changes(store, space) == ("added:data.own-our-short-name",)
    app.segmented_control(key="changes.mode").set_value("Weights and thresholds").run()
    keyed(app, "text_input", "thresholds.ready_probability").set_value("0.9")
    keyed(app, "text_input", ".reason").set_value("the board asks for nine in ten")
    keyed(app, "button", ".save").click().run()
    assert not app.exception
    assert changes(store, space)[1:] == ("figure:thresholds.ready_probability",)


def test_a_new_assessment_can_be_started_with_the_clients_changes_or_without(
    store: Store, space: Workspace, open_page: Open
) -> None:
    reword(open_page, space, "Jobs run under our scheduler.")
    for number, taken in enumerate((True, False)):
        app = open_page("start", space)
        app.selectbox(key="start.client").set_value(space.client.name).run()
        app.text_input(key="start.name").set_value(f"Churn {number}").run()
        app.toggle(key="start.changes").set_value(taken).run()
        next(item for item in app.button if "Start asking" in item.label).click().run()
        made = next(
            item for item in workspaces.workspaces(store) if item.use_case.name == f"Churn {number}"
        )
        own = workspaces.pack_of(store, made.assessment).capability(QUESTION).anchors[2]
        assert (own == "Jobs run under our scheduler.") is taken
