"""Two plans side by side: only what differs is told."""

from scoring.plan_comparison import differences
from tests.scoring.plan_builders import GATE, OTHER, made


def test_a_plan_does_not_differ_from_itself() -> None:
    assert differences(made(), made()) == ()


def test_what_is_dropped_is_in_one_plan_only() -> None:
    found = differences(made(), made(dropped=("I-data.c2",)))
    assert [(item.initiative, item.other) for item in found] == [(f"I-{OTHER}", None)]


def test_another_capacity_moves_what_it_serves() -> None:
    slow, fast = made(), made(capacity={"engineer": 2.0})
    found = differences(slow, fast)
    assert [item.initiative for item in found] == [f"I-{GATE}", f"I-{OTHER}"]
    for item in found:
        assert item.one is not None
        assert item.other is not None
        assert item.other.p80 < item.one.p80
        assert item.one.effort == item.other.effort
