"""Scenarios: a trial kept by name is there again, whatever becomes of the plan."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from engagement import reporting, workspaces
from engagement.faults import Refused
from engagement.plans import plan_items, planning, scenarios
from engagement.store import Store
from reports.sections import build as sections_of
from scoring.roadmap_model import CapacityChange, Duty, PlanInputs
from tests.engagement.desk import Desk


@pytest.fixture
def weak(desk: Desk) -> Desk:
    """Everything answered, nothing good."""
    for capability in workspaces.asked(desk.store, desk.id):
        desk.answer(capability, 2)
    return desk


def _trial(desk: Desk) -> PlanInputs:
    first, second = (row.id for row in planning.roadmap(desk.store, desk.id).rows[:2])
    return planning.plan_inputs(desk.store, desk.id).model_copy(
        update={
            "capacity": {"product": 2.0}, "dropped": (first,), "forced": (first,),
            "starts_on": {second: date(2031, 1, 6)}, "end_by": {second: date(2031, 6, 2)},
            "capacity_changes": (
                CapacityChange(role="product", start=date(2031, 3, 3), people=1.0),
            ),
            "duties": (Duty(name="Act", due=date(2031, 8, 1), cost=10.0),),
        }
    )  # fmt: skip


def test_a_scenario_comes_back_as_it_was_and_leaves_the_plan_alone(weak: Desk) -> None:
    before, trial = planning.plan_inputs(weak.store, weak.id), _trial(weak)
    scenarios.keep_scenario(weak.store, weak.id, " Two more people ", trial, by="Ana")
    [kept] = scenarios.scenarios(weak.store, weak.id)
    assert (kept.name, kept.inputs, kept.kept_by) == ("Two more people", trial, "Ana")
    assert planning.plan_inputs(weak.store, weak.id) == before


def test_the_same_name_again_replaces_it(weak: Desk) -> None:
    first, trial = planning.plan_inputs(weak.store, weak.id), _trial(weak)
    scenarios.keep_scenario(weak.store, weak.id, "A", first)
    scenarios.keep_scenario(weak.store, weak.id, "A", trial)
    assert [item.inputs for item in scenarios.scenarios(weak.store, weak.id)] == [trial]


def test_a_scenario_that_is_taken_over_is_the_plan(weak: Desk) -> None:
    kept = scenarios.keep_scenario(weak.store, weak.id, "A", _trial(weak))
    scenarios.take_over(weak.store, weak.id, kept)
    assert planning.plan_inputs(weak.store, weak.id) == kept.inputs


def test_a_scenario_that_is_removed_is_gone(weak: Desk) -> None:
    kept = scenarios.keep_scenario(weak.store, weak.id, "A", _trial(weak))
    scenarios.remove_scenario(weak.store, weak.id, kept)
    assert scenarios.scenarios(weak.store, weak.id) == ()
    with pytest.raises(Refused, match="not kept any more"):
        scenarios.remove_scenario(weak.store, weak.id, kept)


def test_no_scenario_without_a_name_or_without_a_plan(weak: Desk) -> None:
    trial = planning.plan_inputs(weak.store, weak.id)
    with pytest.raises(Refused, match="a name"):
        scenarios.keep_scenario(weak.store, weak.id, " ", trial)
    roles = {
        role for row in planning.roadmap(weak.store, weak.id).rows for role in row.effort_by_role
    }
    nobody = trial.model_copy(update={"capacity": dict.fromkeys(roles, 0.0)})
    with pytest.raises(Refused, match="Nobody is given"):
        scenarios.keep_scenario(weak.store, weak.id, "A", nobody)


def test_what_a_planner_set_survives_new_answers_and_can_be_taken_back(weak: Desk) -> None:
    row = planning.roadmap(weak.store, weak.id).rows[0]
    plan_items.set_item(weak.store, weak.id, row.id, starts_on=date(2031, 1, 6), owner="Bo")
    for capability in workspaces.asked(weak.store, weak.id)[:5]:
        if capability != row.capability:
            weak.answer(capability, 3)
    after = next(r for r in planning.roadmap(weak.store, weak.id).rows if r.id == row.id)
    assert (after.start, after.owner) == (date(2031, 1, 6), "Bo")
    assert after.edited == ("owner", "starts on")
    plan_items.set_item(weak.store, weak.id, row.id, emptied=("starts_on",))
    after = next(r for r in planning.roadmap(weak.store, weak.id).rows if r.id == row.id)
    assert after.edited == ("owner",)


def test_the_report_and_the_workbook_tell_the_scenarios_beside_the_plan(weak: Desk) -> None:
    spare = next(row for row in planning.roadmap(weak.store, weak.id).rows if not row.opens_gate)
    trial = _trial(weak).model_copy(update={"forced": (), "dropped": (spare.id,), "starts_on": {}})
    scenarios.keep_scenario(weak.store, weak.id, "More product people", trial, by="Ana")
    plan, kept = scenarios.kept_beside(weak.store, weak.id)
    made = planning.roadmap(weak.store, weak.id, inputs=trial)
    assert made.gate is not None
    assert (kept.p50, kept.p80) == (made.gate.p50, made.gate.p80)
    assert (kept.effort, kept.verdict) == (made.effort_mid, made.projected[-1].verdict)
    assert plan.name == "The plan"
    told = "; ".join(kept.differs)
    for words in ("Product: 2 people in place of the planning default", "left out",
                  "ends by 2 Jun 2031", "1 person from 3 Mar 2031", "other dated duties"):  # fmt: skip
        assert words in told.replace("\u00a0", " ")
    report = reporting.report(weak.store, weak.id)
    assert report.scenarios == (plan, kept)
    page = next(item for item in sections_of(report) if item.id == "investment").model_dump_json()
    assert "More product people" in page
    sheet = load_workbook(BytesIO(reporting.made_as(report, "xlsx")))["Scenarios"]
    assert [sheet.cell(row, 1).value for row in (5, 6)] == ["The plan", "More product people"]
    assert sheet.cell(6, 5).value == pytest.approx(made.effort_mid)


def test_without_a_scenario_nothing_stands_beside_the_plan(weak: Desk) -> None:
    assert scenarios.kept_beside(weak.store, weak.id) == ()


def test_a_scenario_that_can_be_planned_no_more_says_why(
    weak: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenarios.keep_scenario(weak.store, weak.id, "A", _trial(weak))
    real = planning.roadmap

    def refused(
        store: Store, assessment_id: str, as_of: object = None, inputs: object = None
    ) -> object:
        if inputs is not None:
            raise Refused("Nobody of the role product is there.")
        return real(store, assessment_id)

    monkeypatch.setattr(planning, "roadmap", refused)
    [_, kept] = scenarios.kept_beside(weak.store, weak.id)
    assert (kept.impossible, kept.differs, kept.p80) == (
        "Nobody of the role product is there.",
        (),
        None,
    )
