"""Good enough here: a decision with a name that takes a shortfall out and leaves the gate alone."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from engagement import judging
from engagement.faults import Refused
from engagement.plans import planning
from engagement.settling import good_enough
from engagement.workspaces import asked
from scoring.model import CapabilityScore, Scorecard
from scoring.readiness import is_below_target
from tests.engagement.desk import Desk

OTHER, CRITICAL = "data.late-data", "eng.rollback"


@pytest.fixture
def low(desk: Desk) -> Desk:
    """Everything is claimed at 2, with an artefact said to be there."""
    for capability in asked(desk.store, desk.id):
        desk.answer(capability, 2, grade="E2", link="https://wiki.example.org/x")
    return desk


def card(desk: Desk) -> Scorecard:
    return judging.scorecard(desk.store, desk.id)


def score(desk: Desk, capability: str = OTHER) -> CapabilityScore:
    return card(desk).capability(capability)


def accept(desk: Desk, capability: str = OTHER, **fields: Any) -> None:
    given = {"by": "Priya", "reason": "nobody waits for it here"} | fields
    good_enough.accept_level(desk.store, assessment_id=desk.id, capability=capability, **given)


def below(desk: Desk, capability: str = OTHER) -> int:
    return card(desk).area(score(desk, capability).area).below_target


def planned(desk: Desk) -> set[str]:
    return {row.capability for row in planning.roadmap(desk.store, desk.id).rows}


def test_what_is_good_enough_is_no_shortfall_any_more(low: Desk) -> None:
    before = below(low)
    accept(low)
    assert below(low) == before - 1
    assert (score(low).accepted_level, score(low).target) == (2, 3)
    assert not is_below_target(score(low))


def test_it_changes_neither_reading_nor_verdict_nor_gate(low: Desk) -> None:
    before = card(low)
    for capability in (OTHER, CRITICAL):
        accept(low, capability)
    after = card(low)
    assert (after.verdict, after.reasons, after.index) == (
        before.verdict, before.reasons, before.index,
    )  # fmt: skip
    assert [item.mean for item in after.capabilities] == [item.mean for item in before.capabilities]


def test_what_the_gate_needs_stays_planned_whatever_is_accepted(low: Desk) -> None:
    assert {OTHER, CRITICAL} <= planned(low)
    accept(low)
    accept(low, CRITICAL)
    assert OTHER not in planned(low)
    assert CRITICAL in planned(low)


def test_below_the_accepted_level_it_is_a_shortfall_again(low: Desk) -> None:
    accept(low)
    low.answer(OTHER, 1, grade="E2", link="https://wiki.example.org/x")
    assert is_below_target(score(low))


def test_it_ends_on_its_day_and_when_it_is_withdrawn(
    low: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = datetime.now(UTC) + timedelta(days=20)
    accept(low, until=end)
    with monkeypatch.context() as patch:
        patch.setattr("engagement.outside.clock.now", lambda: end + timedelta(seconds=1))
        assert is_below_target(score(low))
    assert not is_below_target(score(low))
    good_enough.withdraw(low.store, assessment_id=low.id, capability=OTHER, by="Priya")
    assert is_below_target(score(low))
    assert good_enough.accepted(low.store, low.id) == ()
    with pytest.raises(Refused, match="withdrawn"):
        good_enough.withdraw(low.store, assessment_id=low.id, capability=OTHER)


def test_the_last_decision_on_a_capability_counts(low: Desk) -> None:
    accept(low, by="Priya")
    good_enough.withdraw(low.store, assessment_id=low.id, capability=OTHER)
    accept(low, by="Bo")
    assert [item.by for item in good_enough.accepted(low.store, low.id)] == ["Bo"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"by": " "}, "Give a name"),
        ({"reason": ""}, "Give a name and a reason"),
        ({"until": datetime(2020, 1, 1, tzinfo=UTC)}, "in the past"),
        ({"capability": "nonsense"}, "no capability"),
    ],
)
def test_a_decision_that_nobody_stands_for_is_refused(
    low: Desk, fields: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        accept(low, **fields)
    assert good_enough.accepted(low.store, low.id) == ()


def test_what_reaches_its_target_or_was_never_answered_needs_no_decision(desk: Desk) -> None:
    with pytest.raises(Refused, match="not below its target"):
        accept(desk)
    desk.answer(OTHER, 5, grade="E2", link="https://wiki.example.org/x")
    with pytest.raises(Refused, match="not below its target"):
        accept(desk)
