"""Clients, use cases and assessments."""

from datetime import date
from typing import Any

import pytest

from content.loading import load_shipped
from content.traits import RiskClass, Traits
from engagement import workspaces
from engagement.clients import client_list, opening, use_cases
from engagement.faults import Refused
from engagement.store import Store, audit
from scoring.roadmap_model import Freeze
from tests.engagement.desk import Desk, open_desk

PACK = load_shipped("ai-production")


def test_a_client_comes_back_as_it_was_given(store: Store) -> None:
    freeze = Freeze.model_validate({"name": "Sale", "start": "2026-12-01", "end": "2026-12-31"})
    made = client_list.create_client(
        store, name=" Acme ", currency="EUR", rates={"product": 4000.5}, freezes=(freeze,)
    )
    assert made.name == "Acme"
    assert client_list.clients(store) == (made,)


def test_two_clients_cannot_have_one_name(store: Store) -> None:
    client_list.create_client(store, name="Acme")
    with pytest.raises(Refused, match="already a client called Acme"):
        client_list.create_client(store, name="ACME")


def test_a_client_without_a_name_is_refused_in_a_sentence(store: Store) -> None:
    with pytest.raises(Refused, match="name"):
        client_list.create_client(store, name="  ")


def test_a_name_that_would_not_fit_on_a_page_is_refused_in_a_sentence(store: Store) -> None:
    with pytest.raises(Refused, match="The name is too long: 200 characters fit"):
        client_list.create_client(store, name="x" * 10_000)
    assert client_list.clients(store) == ()


def test_what_is_known_of_a_client_can_be_changed(store: Store) -> None:
    made = client_list.create_client(store, name="Acme")
    changed = client_list.update_client(
        store, made.model_copy(update={"capacity": {"product": 0.5}})
    )
    assert client_list.clients(store) == (changed,)


def test_a_client_cannot_take_the_name_of_another(store: Store) -> None:
    client_list.create_client(store, name="Acme")
    other = client_list.create_client(store, name="Other")
    with pytest.raises(Refused, match="already a client called Acme"):
        client_list.update_client(store, other.model_copy(update={"name": "acme"}))
    assert client_list.update_client(store, other) == other


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"capacity": {"product": -1.0}}, "zero or more"),
        ({"rates": {"product": float("nan")}}, "zero or more"),
        ({"freezes": ({"name": "X", "start": "2026-12-31", "end": "2026-12-01"},)}, "swap"),
    ],
)
def test_figures_that_make_no_sense_are_refused_in_a_sentence(
    store: Store, fields: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        client_list.create_client(store, name="Acme", **fields)


def test_a_value_at_stake_has_its_lower_end_below_the_higher(desk: Desk) -> None:
    wrong = desk.place.use_case.model_copy(update={"value_low": 9.0, "value_high": 1.0})
    with pytest.raises(Refused, match="swap the two"):
        use_cases.update_use_case(desk.store, wrong)


@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf")])
def test_a_value_at_stake_is_a_number_of_zero_or_more(desk: Desk, value: float) -> None:
    with pytest.raises(Refused, match="number of zero or more"):
        use_cases.create_use_case(
            desk.store, client_id=desk.place.client.id, name="Next", traits=Traits(),
            value_low=value,
        )  # fmt: skip


@pytest.mark.parametrize("name", ["  ", "\u200b", "\u2060 \u00a0"])
def test_a_name_that_shows_nothing_is_refused(store: Store, desk: Desk, name: str) -> None:
    client = desk.place.client.model_copy(update={"name": name})
    with pytest.raises(Refused, match="name that can be read"):
        client_list.update_client(store, client)
    with pytest.raises(Refused, match="Give a name or a pseudonym"):
        desk.add(name)


def test_two_names_that_look_the_same_are_one(store: Store, desk: Desk) -> None:
    with pytest.raises(Refused, match="already a client called Acme"):
        client_list.create_client(store, name="Ac\u200bme")
    assert desk.add("A\u200bna", role="platform_engineering").id == desk.person.id


def test_a_freeze_of_more_than_a_year_is_refused(desk: Desk) -> None:
    ever = Freeze(name="Sale", start=date(2026, 12, 1), end=date(9999, 12, 31))
    with pytest.raises(Refused, match="The freeze Sale lasts more than a year"):
        client_list.update_client(
            desk.store, desk.place.client.model_copy(update={"freezes": (ever,)})
        )


def test_use_cases_keep_the_order_in_which_they_came(store: Store) -> None:
    client = client_list.create_client(store, name="Acme")
    for name in ("B", "A"):
        use_cases.create_use_case(store, client_id=client.id, name=name, traits=Traits())
    assert [item.name for item in use_cases.use_cases(store, client.id)] == ["B", "A"]


def test_a_use_case_cannot_be_moved_to_another_client(desk: Desk) -> None:
    other = client_list.create_client(desk.store, name="Other")
    moved = desk.place.use_case.model_copy(update={"client_id": other.id})
    with pytest.raises(Refused, match="no such use case"):
        use_cases.update_use_case(desk.store, moved)


def test_changing_the_traits_changes_what_applies(desk: Desk) -> None:
    before = workspaces.not_applicable(desk.store, desk.id)
    traits = Traits(generative=True, risk_class=RiskClass.HIGH, trained_by_us=False)
    use_cases.update_use_case(desk.store, desk.place.use_case.model_copy(update={"traits": traits}))
    assert workspaces.not_applicable(desk.store, desk.id) != before


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("profile_id", "nonsense", "there are internal-batch"),
        ("depth", "abyss", "pulse, standard, full"),
        ("pack_id", "nonsense", "ai-production"),
        ("use_case_id", "nonsense", "go back to Use cases"),
    ],
)
def test_an_assessment_of_something_unknown_is_refused_with_what_there_is(
    desk: Desk, field: str, value: str, said: str
) -> None:
    right = {"use_case_id": desk.place.use_case.id, "profile_id": "internal-batch"}
    with pytest.raises(Refused, match=said):
        opening.start_assessment(desk.store, **right | {field: value})  # type: ignore[arg-type]


def test_a_second_assessment_of_a_use_case_knows_the_one_before(desk: Desk) -> None:
    second = opening.start_assessment(
        desk.store, use_case_id=desk.place.use_case.id, profile_id="customer-realtime"
    )
    assert second.assessment.parent == desk.id
    assert [item.assessment.id for item in workspaces.workspaces(desk.store)] == [
        second.assessment.id, desk.id,
    ]  # fmt: skip


def test_the_pack_comes_back_from_what_was_kept_when_the_assessment_started(desk: Desk) -> None:
    assert workspaces.pack_of(desk.store, desk.place.assessment) == PACK


def test_a_deeper_assessment_asks_more_and_all_of_what_it_asked_before(desk: Desk) -> None:
    asked = []
    for depth in opening.DEPTHS:
        opening.change_depth(desk.store, desk.id, depth)
        asked.append(set(workspaces.asked(desk.store, desk.id)))
    assert len(asked[0]) < len(asked[1]) < len(asked[2])
    assert asked[1] <= asked[2]


def test_the_suggested_profile_is_the_one_whose_signs_hold() -> None:
    for profile in PACK.profiles:
        assert opening.suggest_profile(PACK, profile.default_traits) == profile.id


def test_another_profile_asks_for_other_capabilities(desk: Desk) -> None:
    before = workspaces.asked(desk.store, desk.id)
    opening.change_profile(desk.store, desk.id, "internal-batch")
    assert workspaces.asked(desk.store, desk.id) != before


def test_an_unknown_assessment_is_refused_in_a_sentence(store: Store) -> None:
    with pytest.raises(Refused, match="no such assessment"):
        workspaces.workspace(store, "nonsense")


def test_every_action_is_written_down_with_its_client(store: Store) -> None:
    desk, _ = open_desk(store), open_desk(store, client="Other")
    with store.reading() as tx:
        done = [item.action for item in audit.events(tx, desk.place.client.id)]
    assert done == ["client created", "use case created", "assessment started", "person added"]


def test_a_clients_own_pilots_are_kept_and_more_in_production_than_there_were_is_refused(
    store: Store,
) -> None:
    client = client_list.create_client(store, name="Acme", pilots=5, pilots_in_production=2)
    kept = next(item for item in client_list.clients(store) if item.id == client.id)
    assert (kept.pilots, kept.pilots_in_production) == (5, 2)
    with pytest.raises(Refused, match="More pilots in production than there were"):
        client_list.update_client(store, kept.model_copy(update={"pilots_in_production": 6}))
