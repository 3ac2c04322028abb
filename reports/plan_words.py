"""What a plan says in words, the same on every screen and page."""

from content.locales import written
from content.model import Pack
from reports.wording import NBSP, VERDICT_WORDS, capital, count, join, money, percent, short_day
from scoring.delay import cost_of_delay
from scoring.roadmap_model import PlannedDuty, PlannedInitiative, Roadmap

_NAMED = 6
"""So many are named for one reason; of more it is said how many."""
DUTY_WORDS = {
    "kept": "kept in four of five runs",
    "at_risk": "at risk: kept in half of the runs, not in four of five",
    "missed": "missed by this plan",
    "undated": "not dated by this plan",
}
REASONS = {
    "coverage": "too little is answered",
    "not_answered": "not answered",
    "open_dont_know": "answered with a don’t know",
    "probability": "too unlikely at level 3",
    "unsupported": "without evidence",
    "area_level": "the dimension is too low",
    "conflict": "an open conflict",
}


def left_open(plan: Roadmap, pack: Pack) -> str:
    """What stands in the way of the wanted verdict when all work has succeeded."""
    named: dict[str, str] = {}
    areas: set[str] = set()
    for reason in plan.stays_open:
        if reason.capability:
            name = pack.capability(reason.capability).short_name
        else:
            name = pack.area(reason.area).name if reason.area else "The assessment"
            areas.add(name)
        named.setdefault(name, REASONS[reason.code])
    if not named:
        return ""
    told = []
    for why in dict.fromkeys(named.values()):
        names = [name for name, one in named.items() if one == why]
        if len(names) > _NAMED:
            names = [f"{count(len(names))} {'areas' if names[0] in areas else 'capabilities'}"]
        told += [f"{name} ({why})" for name in names]
    return f"Stays open: {join(told)}."


def delay_told(plan: Roadmap) -> str:
    """The cost of delay with its arithmetic; empty where no value was stated."""
    delay = cost_of_delay(plan)
    if delay is None:
        return ""
    week = f"{money(delay.week_low, plan.currency)} to {money(delay.week_high, plan.currency)}"
    whole = f"{money(delay.low, plan.currency)} to {money(delay.high, plan.currency)}"
    return (
        f"Each week of waiting costs {week} (value a quarter / 13); the {delay.weeks:.0f}{NBSP}weeks "
        f"until {short_day(delay.until)} cost {whole}."
    )


def duty_told(duty: PlannedDuty) -> str:
    """One dated duty and what the plan makes of it."""
    end = f", done by {short_day(duty.p80)} in four of five runs" if duty.p80 else ""
    return f"{duty.name}, due {short_day(duty.due)}: {DUTY_WORDS[duty.state]}{end}."


def set_by_planner(row: PlannedInitiative) -> str:
    """What a planner set, in words; empty where everything is computed."""
    return f"{capital(join(list(row.edited)))} set by the planner" if row.edited else ""


def priority_told(row: PlannedInitiative, currency: str) -> str:
    """The priority with its parts, as the arithmetic stands."""
    parts = row.parts
    if parts is None:
        return written(row.priority, ".2f")
    value = money(parts.value, currency) if parts.stated else "1"
    duty = money(parts.duty, currency) if parts.stated else written(parts.duty, ".2f")
    own = (
        f"({written(parts.gate, '.2f')} × {value} + {duty}) × "
        f"{written(parts.confidence, '.2f')} / {written(parts.effort, '.1f')}"
    )
    result = money(parts.own, currency) if parts.stated else written(parts.own, ".3f")
    return f"{own} = {result}"


def verdicts_told(plan: Roadmap) -> str:
    """The verdict today and on each day on which it turns, if all work succeeds; empty without."""
    if not plan.projected:
        return ""
    turns = [
        (place, step)
        for place, step in enumerate(plan.projected)
        if place == 0 or plan.projected[place - 1].verdict is not step.verdict
    ]
    told = [
        f"{VERDICT_WORDS[step.verdict]} {'today' if place == 0 else f'from {short_day(step.day)}'}"
        for place, step in turns
    ]
    last = plan.projected[-1]
    return (
        f"Verdict if all work succeeds: {join(told)}; by the end {percent(last.share)} of judgements "
        f"made a little differently reach {VERDICT_WORDS[plan.drives_to]}."
    )
