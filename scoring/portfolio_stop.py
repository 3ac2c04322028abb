"""When to stop the first use case: a day from its own plan, and a value from the comparison."""

import math
from datetime import timedelta

from content.portfolio import PortfolioJudgement
from scoring.portfolio_model import Ranking, Standing, StopRule
from scoring.roadmap_model import Roadmap


def stop_rule(
    ranking: Ranking, plan: Roadmap | None, judgement: PortfolioJudgement
) -> StopRule | None:
    """The rule for the first of the ranking; ``None`` where there is none.

    The day is the plan's P80 of the gate and a share of its length more. The value is half of the
    lowest stated one, or that at which the runner-up is the better bet, where that is higher; never
    above the lowest stated one, as that would stop what keeps its promise.
    """
    first = ranking.first
    if first is None:
        return None
    gate = plan.gate if plan else None
    by = None
    if plan and gate:
        length = (gate.p80 - plan.start).days
        late = max(judgement.stop.late_days, math.ceil(judgement.stop.late_share * length))
        by = gate.p80 + timedelta(days=late)
    value, overtaken = _value(first, ranking, judgement)
    return StopRule(by=by, planned=gate.p80 if gate else None, value=value, overtaken=overtaken)


def _value(
    first: Standing, ranking: Ranking, judgement: PortfolioJudgement
) -> tuple[float | None, bool]:
    if first.value is None or not first.value_stated:
        return None, False
    floor = judgement.stop.value_share * first.value.low
    level = next((item.figure for item in ranking.overtakes if item.kind == "first_value"), 0.0)
    return min(first.value.low, max(floor, level)), level > floor
