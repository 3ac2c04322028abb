"""Two people at once: what only one changed is kept, and a clash is a sentence and a choice."""

from typing import Any

import pytest

from content.overlay import Reworded
from engagement import workspaces
from engagement.clients import client_list, opening, use_cases
from engagement.faults import Refused
from engagement.last_change import last_change
from engagement.model import Client
from engagement.packs import overlays
from engagement.plans import deciding, plan_items, planning
from engagement.races import Overtaken, differing
from engagement.sources.sources import add_source, sources, update_source
from tests.engagement.desk import Desk, open_desk


def _change(desk: Desk, began: Client, over: bool = False, **fields: object) -> Client:
    mine = began.model_copy(update=fields)
    return client_list.update_client(desk.store, mine, instead_of=began, over=over)


def _client(desk: Desk) -> Client:
    return workspaces.workspace(desk.store, desk.id).client


def test_what_two_people_change_in_different_fields_is_both_kept(desk: Desk) -> None:
    began = _client(desk)
    _change(desk, began, currency="EUR", rates={"product": 2.0})
    _change(desk, began, notes="Ring first", rates={"operations": 3.0})
    now = _client(desk)
    assert (now.currency, now.notes) == ("EUR", "Ring first")
    assert now.rates == {"product": 2.0, "operations": 3.0}


def test_one_field_changed_by_both_is_told_with_both_values_and_nothing_is_saved(
    desk: Desk,
) -> None:
    began = _client(desk)
    _change(desk, began, currency="EUR")
    with pytest.raises(Overtaken, match="currency is EUR, yours is USD") as lost:
        _change(desk, began, currency="USD", notes="Mine")
    assert [(item.what, item.mine, item.theirs) for item in lost.value.clashes] == [
        ("currency", "USD", "EUR")
    ]
    assert (_client(desk).currency, _client(desk).notes) == ("EUR", "")


def test_whoever_chooses_theirs_keeps_the_others_other_changes(desk: Desk) -> None:
    began = _client(desk)
    _change(desk, began, currency="EUR", pilots=4)
    _change(desk, began, over=True, currency="USD")
    assert (_client(desk).currency, _client(desk).pilots) == ("USD", 4)


def test_the_same_change_by_both_is_no_clash(desk: Desk) -> None:
    began = _client(desk)
    _change(desk, began, currency="EUR")
    assert _change(desk, began, currency="EUR").currency == "EUR"


def test_what_one_emptied_and_the_other_changed_is_a_clash(desk: Desk) -> None:
    began = _change(desk, _client(desk), rates={"product": 2.0})
    _change(desk, began, rates={})
    with pytest.raises(Overtaken, match="rates product is empty, yours is 5"):
        _change(desk, began, rates={"product": 5.0})


def test_a_use_case_is_merged_trait_by_trait(desk: Desk) -> None:
    began = desk.place.use_case
    traits = began.traits
    use_cases.update_use_case(
        desk.store, began.model_copy(update={"sponsor": "Eva"}), instead_of=began
    )
    waits = traits.model_copy(update={"decision_window_hours": 2.0})
    use_cases.update_use_case(
        desk.store, began.model_copy(update={"traits": waits}), instead_of=began
    )
    now = workspaces.workspace(desk.store, desk.id).use_case
    assert (now.sponsor, now.traits.decision_window_hours) == ("Eva", 2.0)
    with pytest.raises(Overtaken, match="traits decision window hours"):
        use_cases.update_use_case(
            desk.store,
            began.model_copy(
                update={"traits": traits.model_copy(update={"decision_window_hours": 9.0})}
            ),
            instead_of=began,
        )


def test_a_source_that_two_people_point_elsewhere_is_a_clash(desk: Desk) -> None:
    add_source(
        desk.store, assessment_id=desk.id, kind="prometheus", name="Metrics",
        address="http://127.0.0.1:9090", authorised_by="Ana",
    )  # fmt: skip
    began = sources(desk.store, desk.id)[0]

    def point(port: int, over: bool = False) -> None:
        mine = began.model_copy(update={"address": f"http://127.0.0.1:{port}"})
        update_source(desk.store, mine, instead_of=began, over=over)

    point(9091)
    with pytest.raises(Overtaken, match="address"):
        point(9092)
    point(9092, over=True)
    assert sources(desk.store, desk.id)[0].address.endswith("9092")


def test_a_row_of_the_plan_is_merged_by_field_and_a_clash_told(desk: Desk) -> None:
    first = next(iter(desk_pack(desk)))
    began = planning.PlanItem(initiative=first)
    plan_items.set_item(desk.store, desk.id, first, owner="Ana", instead_of=began)
    plan_items.set_item(desk.store, desk.id, first, effort_mid=2.0, instead_of=began)
    with pytest.raises(Overtaken, match="owner is Ana, yours is Eva"):
        plan_items.set_item(desk.store, desk.id, first, owner="Eva", instead_of=began)
    plan_items.set_item(desk.store, desk.id, first, owner="Eva", instead_of=began, over=True)
    now = plan_items.items(desk.store, desk.id)[first]
    assert (now.owner, now.effort_mid) == ("Eva", 2.0)


def test_a_decision_that_somebody_else_has_just_recorded_is_not_recorded_beside_it(
    desk: Desk,
) -> None:
    def record(owner: str, over: bool = False) -> None:
        deciding.record_decision(
            desk.store, assessment_id=desk.id, title="Hold the roll-out", text="", owner=owner,
            shown=(), over=over,
        )  # fmt: skip

    record("Ana")
    with pytest.raises(Overtaken, match="Somebody else has just recorded"):
        record("Eva")
    record("Eva", over=True)
    assert [item.owner for item in deciding.decisions(desk.store, desk.id)] == ["Eva"]


def test_two_people_may_change_different_texts_of_a_pack_and_not_one_text_in_silence(
    desk: Desk,
) -> None:
    about = {"client_id": desk.place.client.id, "pack_id": desk.place.assessment.pack.id}

    def reword(capability: str, text: str, over: bool = False) -> None:
        what = Reworded(capability=capability, field="definition", text=text)
        overlays.change(
            desk.store, **about, whats=[what], by="Ana", reason="Plainer", instead_of=0, over=over
        )

    reword("data.pipelines", "Theirs.")
    reword("eng.rollback", "Another place.")
    with pytest.raises(Overtaken, match=r"is Theirs\., yours is Mine\."):
        reword("data.pipelines", "Mine.")
    reword("data.pipelines", "Mine.", over=True)
    changes = overlays.changes(desk.store, **about)
    assert sorted(item.what.text for item in changes if isinstance(item.what, Reworded)) == [
        "Another place.", "Mine.",
    ]  # fmt: skip


def test_what_changed_since_somebody_began_is_told_field_by_field(desk: Desk) -> None:
    began = _client(desk)
    now = _change(desk, began, currency="EUR")
    assert [(item.what, item.mine, item.theirs) for item in differing(began, now)] == [
        ("currency", "empty", "EUR")
    ]


def test_the_number_of_the_last_change_moves_with_this_assessment_and_its_client_alone(
    desk: Desk,
) -> None:
    def number() -> int:
        return last_change(desk.store, desk.place.client.id, desk.id)

    seen = number()
    other = open_desk(desk.store, client="Another")
    other.answer("eng.rollback")
    assert number() == seen
    desk.answer("eng.rollback")
    answered = number()
    assert answered > seen
    _change(desk, _client(desk), currency="EUR")
    assert number() > answered


def desk_pack(desk: Desk) -> list[str]:
    pack = workspaces.pack_of(desk.store, desk.place.assessment)
    return [item.id for item in pack.initiatives]


def test_a_profile_is_written_with_the_use_case_or_neither_is(desk: Desk) -> None:
    case, began = desk.place.use_case, desk.place.assessment.profile

    def stands() -> tuple[str, str]:
        now = workspaces.workspace(desk.store, desk.id)
        return now.use_case.sponsor, now.assessment.profile

    def save(sponsor: str, to: str, **how: Any) -> None:
        use_cases.update_use_case(
            desk.store, case.model_copy(update={"sponsor": sponsor}), instead_of=case,
            profile=use_cases.ProfileChange(desk.id, to, began), **how,
        )  # fmt: skip

    with pytest.raises(Refused, match="No profile is called nothing"):
        save("Ana", "nothing")
    assert stands() == (case.sponsor, began)
    others = [
        one.id for one in workspaces.pack_of(desk.store, desk.place.assessment).profiles
        if one.id != began
    ]  # fmt: skip
    opening.change_profile(desk.store, desk.id, others[0])
    save("Ben", began)  # mine was left alone: theirs stays
    assert stands() == ("Ben", others[0])
    use_cases.update_use_case(desk.store, case)
    with pytest.raises(Overtaken, match="judged as"):
        save("Ana", others[1])
    assert stands() == (case.sponsor, others[0])
    save("Ana", others[1], over=True)
    assert stands() == ("Ana", others[1])
