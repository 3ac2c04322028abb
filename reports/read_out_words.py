"""Titles that only the read-out has: what fails where, the first ninety days, what people wrote."""

from collections import Counter

from reports import grounds
from reports.costs import figures
from reports.grounds import Ground
from reports.model import Report
from reports.wording import capital, count, first_that_fits, join, plural
from scoring.roadmap_model import Roadmap


def area_of(report: Report, ground: Ground) -> str:
    """The name of the gap or dimension that a ground belongs to."""
    area = ground.score.area if ground.score else ground.area
    return report.pack.area(area).name if area else "The whole"


def failing(report: Report) -> str:
    """In which gaps and dimensions most of what stands in the way lies."""
    held = grounds.grounds(report)
    tally = Counter(area_of(report, item) for item in held)
    most = max(tally.values(), default=0)
    names = [name for name, number in tally.items() if number == most]
    point = "point stands" if len(held) == 1 else "points stand"
    head = f"{capital(count(len(held)))} {point} in the way"
    if len(tally) == 1:
        return f"{head}, {'in' if len(held) == 1 else 'all in'} {names[0]}"
    spread = f"{head}, spread over {plural(len(tally), 'area')}"
    if most == 1:
        return spread
    each = "each " if len(names) > 1 else ""
    return first_that_fits(f"{head}: {count(most)} {each}in {join(names)}", spread)


def first_days(report: Report, plan: Roadmap) -> str:
    """How much of the work ends within ninety days, and what opening the gate costs."""
    done = sum(row.horizon in {"30", "60", "90"} for row in plan.rows)
    number = "none" if not done else count(done)
    verb = "ends" if done in {0, 1} else "end"
    head = f"{capital(number)} of {plural(len(plan.rows), 'initiative')} {verb} within 90 days"
    cost = next((item for item in figures(report) if item.label == "To open the gate"), None)
    return first_that_fits(f"{head}; opening the gate takes {cost.value}", head) if cost else head
