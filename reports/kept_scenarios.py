"""Trial plans that were kept by name, beside the plan: what differs, when, for how much, to what end."""

from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import AwareDatetime

from content.locales import written
from content.model import Pack
from content.values import Value
from reports.wording import VERDICT_WORDS, join, money, person_weeks, plural, short_day
from scoring.model import Verdict
from scoring.plan_comparison import differences
from scoring.roadmap_model import CapacityChange, PlanInputs, Roadmap

Names = Mapping[str, str]


class KeptScenario(Value):
    """One trial plan in figures; the first of a list is the plan itself.

    ``p50`` and ``p80`` are the gate's days, ``None`` where the plan has none. ``effort`` is in
    person-weeks (mid). ``verdict`` is the projected one when all that is planned has succeeded.
    ``impossible`` says why no plan can be made of it any more.
    """

    name: str
    kept_by: str = ""
    kept_at: AwareDatetime | None = None
    differs: tuple[str, ...] = ()
    p50: date | None = None
    p80: date | None = None
    effort: float | None = None
    cost_low: float | None = None
    cost_mid: float | None = None
    cost_high: float | None = None
    currency: str = ""
    verdict: Verdict | None = None
    impossible: str = ""


def figures_of(plan: Roadmap) -> dict[str, object]:
    """What a plan comes to, as fields of :class:`KeptScenario`."""
    last = plan.projected[-1] if plan.projected else None
    return {
        "p50": plan.gate.p50 if plan.gate else None, "p80": plan.gate.p80 if plan.gate else None,
        "effort": plan.effort_mid, "cost_low": plan.cost_low, "cost_mid": plan.cost_mid,
        "cost_high": plan.cost_high, "currency": plan.currency,
        "verdict": last.verdict if last else None,
    }  # fmt: skip


def what_differs(
    pack: Pack, one: PlanInputs, other: PlanInputs, plans: tuple[Roadmap, Roadmap]
) -> tuple[str, ...]:
    """What was set otherwise in ``other``, then how many initiatives it moves."""
    names = {item.id: pack.capability(item.capability).short_name for item in pack.initiatives}
    told = [*_people(pack, one, other), *_initiatives(names, one, other)]
    told += [*_days(names, one, other), *_efforts(names, one, other), *_rest(one, other)]
    moved = len(differences(*plans))
    return (*told, f"{plural(moved, 'initiative')} with other dates or effort" if moved else
            "every initiative as in the plan")  # fmt: skip


def _people(pack: Pack, one: PlanInputs, other: PlanInputs) -> Iterator[str]:
    names = {item.id: item.name for item in pack.roles}
    for role in {**one.capacity, **other.capacity}:
        was, now = one.capacity.get(role), other.capacity.get(role)
        if was != now:
            yield f"{names.get(role, role)}: {_count(now)} in place of {_count(was)}"
    for change in other.capacity_changes:
        if change not in one.capacity_changes:
            yield f"{names.get(change.role, change.role)}: {_dated(change)}"
    for change in one.capacity_changes:
        if change not in other.capacity_changes:
            yield f"{names.get(change.role, change.role)}: not {_dated(change)}"


def _count(people: float | None) -> str:
    return "the planning default" if people is None else _persons(people)


def _persons(people: float) -> str:
    """``1 person``, ``1.5 people``."""
    return f"{written(people, 'g')} {'person' if people == 1 else 'people'}"


def _dated(change: CapacityChange) -> str:
    until = f" until {short_day(change.end)}" if change.end else ""
    return f"{_persons(change.people)} from {short_day(change.start)}{until}"


def _initiatives(names: Names, one: PlanInputs, other: PlanInputs) -> Iterator[str]:
    pairs = (
        ("left out", other.dropped, one.dropped), ("not left out", one.dropped, other.dropped),
        ("added", other.forced, one.forced), ("not added", one.forced, other.forced),
    )  # fmt: skip
    for word, here, there in pairs:
        named = [item for item in here if item not in there]
        if named:
            yield f"{join([names.get(item, item) for item in named])} {word}"


def _days(names: Names, one: PlanInputs, other: PlanInputs) -> Iterator[str]:
    if one.start != other.start:
        yield f"the plan starts on {short_day(other.start)}"
    for word, was, now in (
        ("starts on", one.starts_on, other.starts_on),
        ("starts at the earliest on", one.earliest, other.earliest),
        ("ends by", one.end_by, other.end_by),
    ):
        for name in {**was, **now}:
            if was.get(name) != now.get(name):
                day = now.get(name)
                told = f"{word} {short_day(day)}" if day else f"no longer {word} a set day"
                yield f"{names.get(name, name)} {told}"


def _efforts(names: Names, one: PlanInputs, other: PlanInputs) -> Iterator[str]:
    for name in {**one.effort_mid, **other.effort_mid}:
        weeks = other.effort_mid.get(name)
        if one.effort_mid.get(name) != weeks:
            told = "the effort of the pack" if weeks is None else person_weeks(weeks)
            yield f"{names.get(name, name)} takes {told}"


def _rest(one: PlanInputs, other: PlanInputs) -> Iterator[str]:
    for word, was, now in (
        ("other rates", one.rates, other.rates),
        ("other freezes", one.freezes, other.freezes),
        ("other dated duties", one.duties, other.duties),
        ("another status of the work", one.status, other.status),
        ("another value at stake", (one.value_low, one.value_high),
         (other.value_low, other.value_high)),
    ):  # fmt: skip
        if was != now:
            yield word


def gate_told(item: KeptScenario) -> str:
    """The gate's day in four of five runs, and with even odds."""
    if item.p80 is None or item.p50 is None:
        return "no date"
    return f"{short_day(item.p80)} (even odds {short_day(item.p50)})"


def cost_told(item: KeptScenario) -> str:
    """The cost as a range by the client's rates; in person-weeks where none are stated."""
    if item.cost_low is not None and item.cost_high is not None:
        return f"{money(item.cost_low, item.currency)} to {money(item.cost_high, item.currency)}"
    return person_weeks(item.effort) if item.effort is not None else "–"


def verdict_told(item: KeptScenario) -> str:
    """The projected verdict; a plan that says none says so."""
    return VERDICT_WORDS[item.verdict] if item.verdict else "not known"


def title(held: tuple[KeptScenario, ...]) -> str:
    """How many were kept, and which one opens the gate first."""
    kept = held[1:]
    dated = sorted((item for item in held if item.p80), key=lambda item: item.p80 or date.max)
    number = plural(len(kept), "scenario")
    head = f"{number[:1].upper()}{number[1:]} kept beside the plan"
    if len(dated) < 2 or dated[0].p80 == dated[1].p80:
        return head
    first = "the plan itself" if dated[0] is held[0] else f"“{dated[0].name}”"
    return f"{head}; {first} opens the gate first"
