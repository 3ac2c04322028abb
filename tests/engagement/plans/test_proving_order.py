"""Proving the order: the real solver as a process, its order kept, and failures in a sentence."""

from pathlib import Path

import pytest

from engagement import workspaces
from engagement.faults import Refused
from engagement.plans import plan_items, planning, proving_order
from tests.engagement.desk import Desk

PYTHON = Path(__file__).parents[3] / ".venv-peers" / "bin" / "python"


@pytest.fixture
def weak(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Everything answered, nothing good, and a solver at hand."""
    monkeypatch.setenv("PRODWORTHY_SOLVER", str(PYTHON))
    monkeypatch.setattr(proving_order, "SPEND", 2.0)
    for capability in workspaces.asked(desk.store, desk.id):
        desk.answer(capability, 2)
    return desk


def test_a_proved_order_is_kept_and_told_until_the_plan_changes(weak: Desk) -> None:
    before = planning.roadmap(weak.store, weak.id)
    proving_order.prove(weak.store, weak.id)
    proved = planning.roadmap(weak.store, weak.id)
    assert proved.solver.startswith("CP-SAT")
    assert proved.optimal
    assert proved.gate_gap == 0
    assert proved.ends_gap is not None
    assert 0 <= proved.ends_gap < 1
    assert proved.gate_day is not None
    assert before.gate_day is not None
    assert proved.gate_day <= before.gate_day
    plan_items.set_item(weak.store, weak.id, proved.rows[0].id, effort_mid=30)
    assert planning.roadmap(weak.store, weak.id).solver == ""


def test_a_proof_in_the_background_ends_and_is_kept(weak: Desk) -> None:
    proving_order.start_proving(weak.store, weak.id)
    job = proving_order.JOBS.get(proving_order._key(weak.store, weak.id))
    if job:
        job.wait(60)
    assert not proving_order.proving(weak.store, weak.id)
    assert proving_order.failure(weak.store, weak.id) == ""
    assert planning.roadmap(weak.store, weak.id).solver


def test_a_solver_that_takes_too_long_is_ended(weak: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving_order, "SECONDS", 0.05)
    with pytest.raises(Refused, match="was ended after"):
        proving_order.prove(weak.store, weak.id)
    assert planning.roadmap(weak.store, weak.id).solver == ""


def test_a_python_without_the_solver_says_what_to_do(
    weak: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRODWORTHY_SOLVER", "/usr/bin/python3")
    with pytest.raises(Refused, match=r"No module named 'ortools'.*make solver"):
        proving_order.prove(weak.store, weak.id)
