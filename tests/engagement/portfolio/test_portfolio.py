"""A client's use cases together: measured data, the decision, the order and what is inherited."""

from collections.abc import Iterator
from typing import Any

import pytest

from content.portfolio import portfolio_judgement
from engagement import workspaces
from engagement.clients import client_list, use_cases
from engagement.faults import Refused
from engagement.plans import deciding
from engagement.portfolio import portfolio
from engagement.store import Store
from tests import databases
from tests.engagement.desk import Desk, open_desk

PARTS = tuple(part.id for part in portfolio_judgement().parts)


def valued(desk: Desk, low: float | None, level: int = 3) -> None:
    case = workspaces.workspace(desk.store, desk.id).use_case
    more: dict[str, Any] = {"value_low": low, "value_high": low and 1.5 * low}
    more |= {"feasibility": dict.fromkeys(PARTS, level)}
    use_cases.update_use_case(desk.store, case.model_copy(update=more))


def answer_all(desk: Desk, level: int = 2) -> None:
    for capability in workspaces.asked(desk.store, desk.id):
        if capability not in desk.current():
            desk.answer(capability, level)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Desk]]:
    """Two use cases of one client, the first worth more, both answered throughout at level 2.

    Made once: a plan of everything takes seconds. What tests do to it moves nothing of the others.
    """
    store = Store.open(databases.address(tmp_path_factory.mktemp("pair") / "kept.db"))
    first, second = (open_desk(store, use_case=name) for name in ("Scoring", "Forecasts"))
    valued(first, 90_000.0)
    valued(second, 20_000.0)
    for desk in (first, second):
        answer_all(desk)
    yield first, second
    store.close()


def test_an_estimate_of_feasibility_is_kept_and_what_is_not_judged_is_left_out(desk: Desk) -> None:
    case = workspaces.workspace(desk.store, desk.id).use_case
    use_cases.update_use_case(desk.store, case.model_copy(update={"feasibility": {"owner": 4}}))
    assert workspaces.workspace(desk.store, desk.id).use_case.feasibility == {"owner": 4}
    [standing] = portfolio.portfolio(desk.store, case.client_id).ranking.standings
    assert set(standing.unknown) == set(PARTS) - {"owner"}


def test_a_use_case_that_nobody_assessed_stands_by_its_estimates(store: Store) -> None:
    client = client_list.create_client(store, name="Acme")
    use_cases.create_use_case(store, client_id=client.id, name="Idea", feasibility={"data": 4})
    held = portfolio.portfolio(store, client.id)
    data = next(part for part in held.ranking.standings[0].parts if part.part == "data")
    assert (data.origin, data.level.middle) == ("estimate", 4)
    assert held.sequence[0].why_not == "It is not assessed yet."


def test_an_assessed_data_area_takes_the_place_of_the_sponsors_estimate(
    pair: tuple[Desk, Desk],
) -> None:
    first, _ = pair
    held = portfolio.portfolio(first.store, first.place.client.id)
    data = next(part for part in held.ranking.standings[0].parts if part.part == "data")
    assert data.origin == "assessment"
    assert data.estimate == 3
    assert data.level.middle < 3


def test_an_assessment_that_was_hardly_answered_measures_nothing(desk: Desk) -> None:
    valued(desk, 1000.0)
    desk.answer("data.pipelines", 2)
    held = portfolio.portfolio(desk.store, desk.place.client.id)
    data = next(part for part in held.ranking.standings[0].parts if part.part == "data")
    assert data.origin == "estimate"


def test_the_second_starts_at_the_even_odds_of_the_first_and_is_cheaper_by_what_it_inherits(
    pair: tuple[Desk, Desk],
) -> None:
    first, _ = pair
    held = portfolio.portfolio(first.store, first.place.client.id)
    one, two = held.sequence
    assert (one.name, two.name) == ("Scoring", "Forecasts")
    assert one.inherits == ()
    assert one.saved_effort == 0
    assert one.after
    assert two.start == one.after.gate_p50
    assert {item.built_for for item in two.inherits} == {"Scoring"}
    assert two.saved_effort > 0
    assert two.alone
    assert two.after
    assert two.after.effort_mid < two.alone.effort_mid


def test_what_is_inherited_is_only_what_belongs_to_the_organisation(
    pair: tuple[Desk, Desk],
) -> None:
    first, _ = pair
    pack = workspaces.pack_of(first.store, first.place.assessment)
    scopes = {item.id: item.scope for item in pack.capabilities}
    capability = {item.id: item.capability for item in pack.initiatives}
    two = portfolio.portfolio(first.store, first.place.client.id).sequence[1]
    assert {scopes[capability[item.initiative]] for item in two.inherits} == {"organization"}


def test_to_begin_with_one_is_a_decision_with_a_name_and_the_stop_rules_day(
    pair: tuple[Desk, Desk],
) -> None:
    first, _ = pair
    client = first.place.client.id
    made = portfolio.begin_with(first.store, client, "Tomas Keller")
    held = portfolio.portfolio(first.store, client)
    assert held.stop
    assert (made.title, made.owner, made.due) == (
        "Start with Scoring", "Tomas Keller", held.stop.by,
    )  # fmt: skip
    assert made in deciding.decisions(first.store, first.id)
    assert portfolio.begun_with(first.store, held, client) == made


def test_the_last_day_lies_after_the_plans_careful_one(pair: tuple[Desk, Desk]) -> None:
    first, _ = pair
    held = portfolio.portfolio(first.store, first.place.client.id)
    assert held.stop
    assert held.stop.by
    assert held.stop.planned
    assert held.stop.by > held.stop.planned


def test_a_decision_without_a_name_or_without_an_assessment_is_refused(
    store: Store, desk: Desk
) -> None:
    with pytest.raises(Refused, match="name"):
        portfolio.begin_with(store, desk.place.client.id, " ")
    client = client_list.create_client(store, name="Other")
    use_cases.create_use_case(store, client_id=client.id, name="Idea")
    with pytest.raises(Refused, match="Assess"):
        portfolio.begin_with(store, client.id, "Tomas")
