"""One use case after the other: what the next inherits, and what it costs then."""

from collections.abc import Mapping
from datetime import date

from content.model import Pack
from scoring.portfolio_model import Inheritance, Work
from scoring.roadmap_model import PlannedInitiative, Roadmap


class Built:
    """What the use cases before the next one build for the whole organisation."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], tuple[str, PlannedInitiative]] = {}

    def add(self, name: str, pack: Pack, plan: Roadmap) -> None:
        """Take over the organisation-wide initiatives of a use case's plan; the first one counts."""
        shared = {item.id for item in pack.capabilities if item.scope == "organization"}
        for row in plan.rows:
            if row.capability in shared and row.inherited is None:
                key = (pack.id, row.id)
                held = self._rows.get(key)
                if held is None or held[1].to_level < row.to_level:
                    self._rows[key] = (name, row)

    def inherited(self, pack: Pack, alone: Roadmap) -> tuple[Inheritance, ...]:
        """What of a plan need not be built again: the same initiative, to the same level or above."""
        found = []
        for row in alone.rows:
            name, built = self._rows.get((pack.id, row.id), ("", None))
            if built is None or built.to_level < row.to_level or row.is_finished:
                continue
            found.append(
                Inheritance(
                    initiative=row.id, title=row.title, built_for=name, day=built.proof_end,
                    effort_mid=row.effort_mid, cost_mid=row.cost_mid,
                )
            )  # fmt: skip
        return tuple(found)


def days_of(inherits: tuple[Inheritance, ...]) -> Mapping[str, date]:
    """Initiative -> the day by which it is proved, as a plan's inputs take it."""
    return {item.initiative: item.day for item in inherits}


def work_of(plan: Roadmap) -> Work:
    """A plan's work to the gate, its whole work, and its dates. No work costs nothing."""
    nothing, gate_nothing = plan.effort_mid == 0, plan.gate_effort_mid == 0
    return Work(
        effort_low=plan.gate_effort_low, effort_mid=plan.gate_effort_mid,
        effort_high=plan.gate_effort_high,
        cost_low=0.0 if gate_nothing else plan.gate_cost_low,
        cost_mid=0.0 if gate_nothing else plan.gate_cost_mid,
        cost_high=0.0 if gate_nothing else plan.gate_cost_high,
        whole_effort_mid=plan.effort_mid, whole_cost_mid=0.0 if nothing else plan.cost_mid,
        gate_p50=plan.gate.p50 if plan.gate else None,
        gate_p80=plan.gate.p80 if plan.gate else None,
    )  # fmt: skip
