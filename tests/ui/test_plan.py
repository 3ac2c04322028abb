"""Plan: the date is conditional, and what is kept is what is shown."""

from collections.abc import Callable
from datetime import date

from engagement.model import Workspace
from engagement.plans import plan_items, planning, scenarios
from engagement.store import Store
from tests.ui.conftest import Open


def test_the_date_is_given_only_if_the_work_succeeds(
    open_page: Open, space: Workspace, answer_all: Callable[..., None]
) -> None:
    answer_all(level=2)
    app = open_page("plan", space)
    assert "four chances in five" in app.header[0].value
    assert any("If the work succeeds" in item.value for item in app.markdown)


def test_capacities_that_nobody_stated_are_told_as_assumed(
    open_page: Open, space: Workspace, answer_all: Callable[..., None]
) -> None:
    answer_all(level=2)
    told = [item.value for item in open_page("plan", space).markdown]
    assert any("Nobody stated the capacity of" in words for words in told)


def test_the_kept_earliest_day_stands_in_the_table(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    first = planning.roadmap(store, space.assessment.id).rows[0].id
    plan_items.set_item(store, space.assessment.id, first, earliest=date(2031, 3, 3))
    [table] = [item.value for item in open_page("plan", space).dataframe if "Owner" in item.value]
    assert list(table[table["id"] == first]["Not before"]) == [date(2031, 3, 3)]


def test_the_verdict_that_the_work_leads_to_stands_beside_the_plan(
    open_page: Open, space: Workspace, answer_all: Callable[..., None]
) -> None:
    answer_all(level=2)
    app = open_page("plan", space)
    assert "Projected verdict" in [item.value for item in app.subheader]
    told = " ".join(item.value for item in app.markdown)
    assert "Today" in told
    assert "If all work succeeds" in told


def test_the_priority_is_shown_with_its_parts(
    open_page: Open, space: Workspace, answer_all: Callable[..., None]
) -> None:
    answer_all(level=2)
    app = open_page("plan", space)
    [table] = [item.value for item in app.dataframe if "Δgate" in item.value]
    assert {"Rise alone", "Fall if left out", "V a quarter", "C", "E, weeks"} <= set(table)
    assert any("Nobody stated a value at stake" in item.value for item in app.markdown)


def test_a_slider_moves_the_plan_and_the_trial_can_be_kept_by_name(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    app = open_page("plan", space)
    key = f"what_if.{space.assessment.id}"
    app.select_slider(key=f"{key}.ml_engineering").set_value(3.0).run()
    assert any("Two plans side by side" in item.value for item in app.subheader)
    app.text_input(key=f"{key}.name").set_value("Three engineers")
    app.button(key=f"{key}.keep_scenario").click().run()
    [kept] = scenarios.scenarios(store, space.assessment.id)
    assert (kept.name, kept.inputs.capacity["ml_engineering"]) == ("Three engineers", 3.0)
    assert planning.plan_inputs(store, space.assessment.id).capacity["ml_engineering"] == 1.0
    app.button(key=f"{key}.reset").click().run()
    assert "Three engineers" in app.selectbox(key="compare.one").options
    [slider] = [one for one in app.select_slider if str(one.key).endswith(".ml_engineering")]
    assert (slider.value, slider.key != f"{key}.ml_engineering") == (1.0, True)


def test_a_trial_that_cannot_be_planned_says_why_above_the_kept_plan(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    app = open_page("plan", space)
    before, key = app.header[0].value, f"what_if.{space.assessment.id}"
    app.select_slider(key=f"{key}.ml_engineering").set_value(0.0).run()
    assert "Nobody is given for ML engineering" in app.error[0].value
    assert app.header[0].value == before
    app.button(key=f"{key}.keep").click().run()
    assert planning.plan_inputs(store, space.assessment.id).capacity["ml_engineering"] == 1.0
    app.button(key=f"{key}.reset").click().run()
    assert not app.error


def test_what_another_window_kept_meanwhile_is_shown_and_the_trial_stays(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    app, key = open_page("plan", space), f"what_if.{space.assessment.id}"
    app.select_slider(key=f"{key}.ml_engineering").set_value(3.0).run()
    theirs = planning.plan_inputs(store, space.assessment.id)
    theirs = theirs.model_copy(update={"capacity": theirs.capacity | {"product": 2.0}})
    planning.keep_plan(store, space.assessment.id, theirs)
    app.button(key=f"{key}.keep").click().run()
    assert any("Somebody else was faster" in part.value for part in app.markdown)
    assert planning.plan_inputs(store, space.assessment.id).capacity == theirs.capacity
    assert app.select_slider(key=f"{key}.ml_engineering").value == 3.0
    app.button(key="race.plan.kept.mine").click().run()
    assert planning.plan_inputs(store, space.assessment.id).capacity["ml_engineering"] == 3.0


def test_what_nobody_moved_follows_the_kept_plan_and_is_no_trial(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    app, key = open_page("plan", space), f"what_if.{space.assessment.id}"
    first = planning.roadmap(store, space.assessment.id).rows[0].id
    kept = planning.plan_inputs(store, space.assessment.id)
    more = {"capacity": kept.capacity | {"ml_engineering": 3.0}, "dropped": (first,)}
    planning.keep_plan(store, space.assessment.id, kept.model_copy(update=more))
    app.run()
    assert app.select_slider(key=f"{key}.ml_engineering").value == 3.0
    assert not any("**Trial.**" in item.value for item in app.markdown)
    app.button(key=f"{key}.keep").click().run()
    now = planning.plan_inputs(store, space.assessment.id)
    assert (now.capacity["ml_engineering"], now.dropped) == (3.0, (first,))


def test_what_was_moved_stays_while_the_rest_follows_the_kept_plan(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    app, key = open_page("plan", space), f"what_if.{space.assessment.id}"
    app.select_slider(key=f"{key}.ml_engineering").set_value(2.0).run()
    theirs = planning.plan_inputs(store, space.assessment.id)
    theirs = theirs.model_copy(update={"capacity": theirs.capacity | {"product": 2.0}})
    planning.keep_plan(store, space.assessment.id, theirs)
    app.run()
    assert app.select_slider(key=f"{key}.ml_engineering").value == 2.0
    assert app.select_slider(key=f"{key}.product").value == 2.0
    app.button(key=f"{key}.keep").click().run()
    now = planning.plan_inputs(store, space.assessment.id).capacity
    assert (now["ml_engineering"], now["product"]) == (2.0, 2.0)


def test_a_kept_plan_that_cannot_be_made_any_more_is_mended_on_its_page(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    first = planning.roadmap(store, space.assessment.id).rows[0].id
    plan_items.set_item(store, space.assessment.id, first, owner="Bo", effort_mid=1e9)
    app = open_page("plan", space)
    assert app.header[0].value == "This plan cannot be made"
    assert "more than 10 years" in app.error[0].value
    people = {item.label: item.value for item in app.text_input}
    assert people["ML engineering"] == "1"
    app.button(key="plan.again.computed").click().run()
    assert "four chances in five" in app.header[0].value
    assert planning.plan_inputs(store, space.assessment.id).owners == {first: "Bo"}


def test_somebody_who_joins_and_a_date_that_moves_are_tried(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    before = planning.roadmap(store, space.assessment.id)
    app = open_page("plan", space)
    key = f"what_if.{space.assessment.id}"
    app.selectbox(key=f"{key}.move.what").set_value(before.rows[0].id)
    app.date_input(key=f"{key}.move.day").set_value(date(2031, 3, 3)).run()
    app.selectbox(key=f"{key}.join.role").set_value("ml_engineering")
    app.date_input(key=f"{key}.join.day").set_value(date(2031, 1, 6))
    app.text_input(key=f"{key}.join.people").set_value("2").run()
    app.button(key=f"{key}.keep").click().run()
    kept = planning.plan_inputs(store, space.assessment.id)
    assert kept.starts_on == {before.rows[0].id: date(2031, 3, 3)}
    assert [(item.role, item.people) for item in kept.capacity_changes] == [("ml_engineering", 2.0)]
    assert not app.exception


def test_what_an_entry_breaks_is_told_and_what_a_planner_set_is_marked(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    plan = planning.roadmap(store, space.assessment.id)
    late = next(row for row in plan.rows if row.prerequisites)
    plan_items.set_item(store, space.assessment.id, late.id, starts_on=plan.first_monday)
    app = open_page("plan", space)
    assert any("Kept as entered" in item.value for item in app.warning)
    [table] = [item.value for item in app.dataframe if "Set by planner" in item.value]
    assert list(table[table["id"] == late.id]["Set by planner"]) == ["starts on"]
