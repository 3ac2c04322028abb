"""What waiting costs: the value at stake, week by week, until the gate."""

from datetime import date

from content.values import Value
from scoring.roadmap_model import Roadmap

WEEKS_A_QUARTER = 13


class Delay(Value):
    """Money by which the value at stake is not earned between two days.

    ``weeks`` from ``since`` to ``until``; ``week_low``/``week_high`` is the value a quarter / 13,
    ``low``/``high`` that times the weeks. A picture of what is at stake, not a forecast.
    """

    since: date
    until: date
    weeks: float
    week_low: float
    week_high: float
    low: float
    high: float


def cost_of_delay(plan: Roadmap) -> Delay | None:
    """From the plan's start to the gate in four of five runs; ``None`` without value or gate."""
    if plan.gate is None or plan.value_low is None or plan.value_high is None:
        return None
    weeks = (plan.gate.p80 - plan.start).days / 7
    low, high = plan.value_low / WEEKS_A_QUARTER, plan.value_high / WEEKS_A_QUARTER
    return Delay(
        since=plan.start, until=plan.gate.p80, weeks=weeks, week_low=low, week_high=high,
        low=low * weeks, high=high * weeks,
    )  # fmt: skip
