"""Figures that the report prints and that follow from its parts, as data; from the same functions."""

from pydantic import Field

from content.values import Value
from reports import risks as risk_list
from reports.costs import by_role
from reports.crosswalk import standings
from reports.model import Report
from reports.sections.answer import share_by_the_gate
from scoring.delay import Delay, cost_of_delay


class RoleWeeks(Value):
    """Likely person-weeks of one role, to the gate and in all; its rate a person-week where known."""

    role: str
    gate: float
    whole: float
    rate: float | None


class RiskFigures(Value):
    """A risk of a critical gap: ``likelihood`` (0–1) that its capability is below level 3."""

    capability: str
    likelihood: float = Field(ge=0, le=1)
    impact: str
    owner: str
    response: str
    initiative: str


class FrameworkStanding(Value):
    """How many items of a framework capabilities speak of, and how those capabilities stand."""

    framework: str
    items: int
    capabilities: int
    held: int
    below: int
    open: int


class Derived(Value):
    """``share_by_the_gate`` (0–1) of judgements end in the wanted verdict once the gate's work is proved."""

    share_by_the_gate: float | None
    cost_of_delay: Delay | None
    work_by_role: tuple[RoleWeeks, ...]
    risks: tuple[RiskFigures, ...]
    crosswalk: tuple[FrameworkStanding, ...]


def derived(report: Report) -> Derived:
    """What the pages Answer, Investment, Risks and Regulation say beyond the report's own fields."""
    plan = report.roadmap
    rates = report.entries.rates if report.entries else {}
    work = by_role(plan, rates) if plan else ()
    return Derived(
        share_by_the_gate=share_by_the_gate(plan) if plan else None,
        cost_of_delay=cost_of_delay(plan) if plan else None,
        work_by_role=tuple(RoleWeeks(**item._asdict()) for item in work),
        risks=tuple(_risk(item) for item in risk_list.risks(report)),
        crosswalk=tuple(
            FrameworkStanding(
                framework=item.framework.id, items=item.items, capabilities=item.capabilities,
                held=item.held, below=item.below, open=item.open,
            )
            for item in standings(report)
        ),
    )  # fmt: skip


def _risk(item: risk_list.Risk) -> RiskFigures:
    return RiskFigures(
        capability=item.capability, likelihood=item.likelihood, impact=risk_list.IMPACT,
        owner=item.owner, response=item.response, initiative=item.initiative,
    )  # fmt: skip
