"""The client's side of the plan: the client's figures, what this plan changes, and trials."""

from datetime import date
from typing import Any

import pytest

from engagement import workspaces
from engagement.clients import client_list
from engagement.faults import Refused
from engagement.plans import deciding, plan_items, planning
from scoring.roadmap_model import CapacityChange, Freeze, PlanInputs, Status
from tests.engagement.desk import Desk

SALE = Freeze(name="Sale", start=date(2030, 12, 1), end=date(2030, 12, 31))


@pytest.fixture
def weak(desk: Desk) -> Desk:
    """Everything answered, nothing good."""
    for capability in workspaces.asked(desk.store, desk.id):
        desk.answer(capability, 2)
    return desk


def _inputs(desk: Desk) -> PlanInputs:
    return planning.plan_inputs(desk.store, desk.id)


def _client(desk: Desk, **changes: Any) -> None:
    client_list.update_client(desk.store, desk.place.client.model_copy(update=changes))


def _first(desk: Desk) -> str:
    return planning.roadmap(desk.store, desk.id).rows[0].id


def test_a_plan_starts_from_the_clients_own_figures(desk: Desk) -> None:
    _client(desk, capacity={"product": 0.5}, rates={"product": 4000.0}, currency="EUR",
            freezes=(SALE,))  # fmt: skip
    known = _inputs(desk)
    assert (known.capacity, known.rates) == ({"product": 0.5}, {"product": 4000.0})
    assert (known.currency, known.freezes) == ("EUR", (SALE,))


def test_a_kept_plan_comes_back_as_it_was(weak: Desk) -> None:
    first = _first(weak)
    mine = _inputs(weak).model_copy(
        update={
            "start": date(2030, 1, 7), "capacity": {"product": 2.0}, "owners": {first: "Bo"},
            "effort_mid": {first: 9.5}, "earliest": {first: date(2030, 2, 1)},
            "status": {first: Status.IN_PROGRESS}, "value_low": 5.0, "value_high": 7.0,
            "freezes": (SALE,), "currency": "EUR",
        }
    )  # fmt: skip
    planning.keep_plan(weak.store, weak.id, mine)
    assert _inputs(weak) == mine


def test_a_trial_is_shown_and_not_kept(weak: Desk) -> None:
    before = _inputs(weak)
    first = _first(weak)
    dropped = before.model_copy(update={"dropped": (first,)})
    trial = planning.roadmap(weak.store, weak.id, inputs=dropped)
    assert trial != planning.roadmap(weak.store, weak.id)
    assert _inputs(weak) == before


def test_a_client_who_changes_a_figure_later_reaches_the_kept_plan(weak: Desk) -> None:
    _client(weak, capacity={"product": 0.5, "operations": 1.0})
    changed = _inputs(weak).model_copy(update={"capacity": {"product": 2.0, "operations": 1.0}})
    planning.keep_plan(weak.store, weak.id, changed)
    _client(weak, capacity={"product": 0.5, "operations": 3.0})
    assert _inputs(weak).capacity == {"product": 2.0, "operations": 3.0}


def test_one_row_is_changed_without_touching_the_rest_of_it(weak: Desk) -> None:
    first = _first(weak)
    plan_items.set_item(weak.store, weak.id, first, owner="Bo")
    plan_items.set_item(weak.store, weak.id, first, status=Status.IN_PROGRESS, effort_mid=4)
    row = next(r for r in planning.roadmap(weak.store, weak.id).rows if r.id == first)
    assert (row.owner, row.status, row.effort_mid) == ("Bo", Status.IN_PROGRESS, 4)
    plan_items.clear_item(weak.store, weak.id, first)
    assert _inputs(weak).owners == {}


def test_dropping_and_taking_up_again(weak: Desk) -> None:
    first = _first(weak)
    plan_items.set_item(weak.store, weak.id, first, status=Status.DROPPED)
    assert _inputs(weak).dropped == (first,)
    plan_items.set_item(weak.store, weak.id, first, dropped=False)
    assert _inputs(weak).dropped == ()


@pytest.mark.parametrize(
    ("initiative", "fields", "said"),
    [
        ("nonsense", {"owner": "Bo"}, "no initiative nonsense"),
        ("", {"effort_mid": -1.0}, "effort mid has to be more than 0"),
        ("", {"status": Status.CAN_START}, "follows from the plan"),
    ],
)
def test_an_impossible_change_is_refused_in_a_sentence(
    weak: Desk, initiative: str, fields: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        plan_items.set_item(weak.store, weak.id, initiative or _first(weak), **fields)


def test_a_plan_that_cannot_be_made_is_refused_in_a_sentence(weak: Desk) -> None:
    nobody = dict.fromkeys(("product", "operations", "data_engineering", "ml_engineering"), 0.0)
    trial = _inputs(weak).model_copy(update={"capacity": nobody})
    with pytest.raises(Refused):
        planning.roadmap(weak.store, weak.id, inputs=trial)


def test_what_no_plan_can_be_made_from_is_not_kept(weak: Desk) -> None:
    before = _inputs(weak)
    nobody = before.model_copy(update={"capacity": {"platform_engineering": 0.0}})
    with pytest.raises(Refused, match="Nobody is given for"):
        planning.keep_plan(weak.store, weak.id, nobody)
    assert _inputs(weak) == before


def test_a_second_window_does_not_undo_what_the_first_one_kept(weak: Desk) -> None:
    shown = _inputs(weak)
    first, second = (
        shown.model_copy(update={"capacity": {"product": people}}) for people in (2.0, 3.0)
    )
    planning.keep_plan(weak.store, weak.id, first, instead_of=shown)
    with pytest.raises(Refused, match="changed meanwhile"):
        planning.keep_plan(weak.store, weak.id, second, instead_of=shown)
    assert _inputs(weak).capacity == {"product": 2.0}
    planning.keep_plan(weak.store, weak.id, second, instead_of=_inputs(weak))
    assert _inputs(weak).capacity == {"product": 3.0}


def test_a_freeze_without_end_is_refused_at_once(weak: Desk) -> None:
    ever = Freeze(name="Moratorium", start=date(2026, 1, 1), end=date(9999, 12, 31))
    trial = _inputs(weak).model_copy(update={"freezes": (ever,)})
    with pytest.raises(Refused, match="The freeze Moratorium lasts more than 10 years"):
        planning.roadmap(weak.store, weak.id, inputs=trial)


def test_what_was_entered_is_taken_back_and_what_people_said_stays(weak: Desk) -> None:
    first = _first(weak)
    joins = CapacityChange(role="product", start=date(2030, 1, 7), people=0.0)
    planning.keep_plan(
        weak.store, weak.id, _inputs(weak).model_copy(update={"capacity_changes": (joins,)})
    )
    plan_items.set_item(
        weak.store, weak.id, first, owner="Bo", status=Status.IN_PROGRESS, effort_mid=1e9,
        earliest=date(2031, 1, 6), starts_on=date(2031, 1, 6), end_by=date(2030, 1, 7),
    )  # fmt: skip
    with pytest.raises(Refused, match="more than 10 years"):
        planning.roadmap(weak.store, weak.id)
    plan_items.back_to_computed(weak.store, weak.id)
    left = _inputs(weak)
    assert (left.owners, left.status) == ({first: "Bo"}, {first: Status.IN_PROGRESS})
    assert not any((left.effort_mid, left.earliest, left.starts_on, left.end_by))
    assert left.capacity_changes == ()
    assert planning.roadmap(weak.store, weak.id).rows


def test_decisions_come_back_in_the_order_in_which_they_came(desk: Desk) -> None:
    for title in ("B", "A"):
        deciding.record_decision(
            desk.store, assessment_id=desk.id, title=title, text="t", due=date(2030, 1, 1)
        )
    told = deciding.decisions(desk.store, desk.id)
    assert [item.title for item in told] == ["B", "A"]
    assert not any(item.proposed for item in told)


def test_a_decision_says_what_is_decided(desk: Desk) -> None:
    with pytest.raises(Refused, match="what is decided"):
        deciding.record_decision(desk.store, assessment_id=desk.id, title=" ", text="t")


def test_a_decision_that_is_withdrawn_is_gone_and_the_others_stay(desk: Desk) -> None:
    first, second = (
        deciding.record_decision(desk.store, assessment_id=desk.id, title=title, text="t")
        for title in ("A", "B")
    )
    deciding.withdraw_decision(desk.store, desk.id, first)
    assert deciding.decisions(desk.store, desk.id) == (second,)
    with pytest.raises(Refused, match="not recorded any more"):
        deciding.withdraw_decision(desk.store, desk.id, first)
