"""The roadmap: what opens the gate, what sets its date, and how full each role is."""

import math
from datetime import date, timedelta

from content.locales import written
from reports.blocks import (
    Block,
    Break,
    CapacityGrid,
    CapacityRow,
    Gantt,
    GanttRow,
    Heading,
    Horizon,
    Horizons,
    Line,
    Prose,
    Section,
    Words,
)
from reports.model import Report
from reports.numbering import initiative_anchor
from reports.plan_words import left_open, verdicts_told
from reports.proof_words import STANDING_WORDS, standing
from reports.wording import NBSP, capital, count, day, first_that_fits, join, plural, short_day
from scoring.proof_model import Standing
from scoring.roadmap_model import PlannedInitiative, Roadmap, RoleLoad

ORDER = 50
_SHOWN, _REST, _FEWEST, _MOST = 16, 10, 2, 24
_ROLES = 6
_OUTLOOK, _LINE = 3, 120
"""Rows of the picture that the paragraph on the verdict takes the room of."""


def build(report: Report) -> Section | None:
    """Gantt, capacity and the first ninety days; none where there is no plan."""
    plan = report.roadmap
    if plan is None:
        return None
    if not plan.rows:
        words = (Words(text="The roadmap fills as answers and findings come in."),)
        empty = (Prose(content=words),)
        return Section(id="roadmap", name="Roadmap", title=title(report), blocks=empty)
    rows = shown(plan)
    end = _end(plan, rows)
    blocks: list[Block] = [gantt(report, plan, rows)]
    if len(rows) < len(plan.rows):
        blocks.append(Prose(content=_more(len(plan.rows) - len(rows)), kind="note"))
    if plan.load:
        blocks += [Heading(text=_capacity_head(report, plan)), _capacity(report, plan, end)]
    blocks += [_horizons(report, plan), Prose(content=_note(plan), kind="note")]
    blocks += _outlook(report, plan)
    return Section(id="roadmap", name="Roadmap", title=title(report), blocks=tuple(blocks))


def _outlook(report: Report, plan: Roadmap) -> list[Block]:
    """What the verdict will be if the work succeeds, and what stays open."""
    lines = [verdicts_told(plan), left_open(plan, report.pack)]
    text = " ".join(line for line in lines if line)
    if not text:
        return []
    words = (Words(text="If the work succeeds. ", strong=True), Words(text=text))
    return [Prose(content=words, kind="note")]


def shown(plan: Roadmap) -> tuple[PlannedInitiative, ...]:
    """Gate work by start, then the rest; past sixteen rows of the rest only the highest priority,
    ten at most and fewer where the gate's work, many roles, or more to tell need the page.
    """
    gate = sorted((row for row in plan.rows if row.opens_gate), key=lambda row: (row.start, row.id))
    rest = [row for row in plan.rows if not row.opens_gate]
    if len(plan.rows) > _SHOWN:
        crowded = max(0, len(plan.load) - _ROLES) + 2 * len(plan.broken)
        crowded += sum(1 + len(duty.name) // _LINE for duty in plan.duties)
        crowded += _OUTLOOK if plan.projected else 0
        room = min(_REST, max(_FEWEST, _SHOWN - crowded - len(gate)))
        rest = sorted(rest, key=lambda row: (-row.priority, row.id))[:room]
    rest.sort(key=lambda row: (row.start, row.id))
    return tuple([*gate, *rest][:_MOST])


def title(report: Report) -> str:
    """What opens the gate and what sets its date."""
    plan = report.roadmap
    if plan is None or not plan.rows:
        if any(item.applicable and not item.answered for item in report.scorecard.capabilities):
            return "No work is planned yet: what nobody has answered cannot be planned"
        return "Nothing has to be planned: no capability is below its target"
    gate = [row for row in plan.rows if row.opens_gate]
    if plan.gate is None and plan.unplanned_blockers:
        return _no_date(len(plan.unplanned_blockers))
    if plan.gate is not None and gate:
        return _opens(report, plan, gate, day(plan.gate.p80))
    noun = plural(len(plan.rows), "initiative")
    verb = "lifts" if len(plan.rows) == 1 else "lift"
    return f"No work blocks the gate; {noun} {verb} what is below its target"


def _opens(report: Report, plan: Roadmap, gate: list[PlannedInitiative], when: str) -> str:
    """What sets the gate's date: the longest proof, or the role that is short."""
    head = (
        f"{capital(plural(len(gate), 'initiative'))} open{'s' if len(gate) == 1 else ''} the gate"
    )
    last = max(gate, key=lambda row: (row.proof_end, row.id))
    proof = (last.proof_end - last.p80).days
    by = f"{head} by {when}"
    if proof >= 14:
        name = report.pack.capability(last.capability).short_name.lower()
        wide = f"{head}; proving {name} for {proof}{NBSP}days sets the date, not the work itself"
        return first_that_fits(
            wide, f"{head}; {proof}{NBSP}days of proof set the date, not the work itself"
        )
    if plan.limiting_role:
        return first_that_fits(f"{by}; {_role(report, plan.limiting_role)} sets the pace", by)
    return by


def _no_date(blockers: int) -> str:
    verbs = ("blocks", "is") if blockers == 1 else ("block", "are")
    number = plural(blockers, "control")
    return f"No date opens the gate: {number} that {verbs[0]} it {verbs[1]} not in the plan"


def _role(report: Report, role: str) -> str:
    return next(
        (item.name for item in report.pack.roles if item.id == role), role.replace("_", " ")
    )


def _end(plan: Roadmap, rows: tuple[PlannedInitiative, ...]) -> date:
    ends = [row.proof_end for row in rows] + ([plan.gate.p80] if plan.gate else [])
    return max(ends) + timedelta(days=10)


def gantt(report: Report, plan: Roadmap, rows: tuple[PlannedInitiative, ...]) -> Gantt:
    """The rows over time, with the gate's day."""
    gate = (plan.gate.p80, f"gate review {short_day(plan.gate.p80)}") if plan.gate else None
    spoken = " ".join(
        f"{row.id} {row.title}: {short_day(row.start)} to {short_day(row.p80)}{_waits(row)}."
        for row in rows
    )
    return Gantt(
        start=plan.start,
        end=_end(plan, rows),
        rows=tuple(_gantt_row(row) for row in rows),
        breaks=_breaks(plan),
        gate=gate,
        alt=f"{title(report)}. {spoken}",
    )


def _waits(row: PlannedInitiative) -> str:
    return f", after {join(list(row.prerequisites))}" if row.prerequisites else ""


def _gantt_row(row: PlannedInitiative) -> GanttRow:
    return GanttRow(
        id=row.id.removeprefix("I-"),
        name=_named(row),
        opens_gate=row.opens_gate,
        start=row.start,
        p50=max(row.p50, row.start),
        p80=max(row.p80, row.p50, row.start),
        proof_end=row.proof_end,
        target=f"#{initiative_anchor(row.id)}",
        after=tuple(item.removeprefix("I-") for item in row.prerequisites),
    )


def _named(row: PlannedInitiative) -> str:
    """Its title, after how far it has come where that is more than planned."""
    stands = standing(row)
    return row.title if stands is Standing.PLANNED else f"{STANDING_WORDS[stands]}: {row.title}"


def _breaks(plan: Roadmap) -> tuple[Break, ...]:
    return tuple(Break(name=item.name, start=item.start, end=item.end) for item in plan.freezes)


def _more(number: int) -> Line:
    return (
        Words(text=f"And {plural(number, 'more', 'more')} of lower priority, "),
        Words(
            text=f"page{NBSP}{{page}}", page_of="section-initiatives", target="#section-initiatives"
        ),
        Words(text="."),
    )


def _capacity_head(report: Report, plan: Roadmap) -> str:
    if plan.limiting_role is None:
        return "Capacity: no role alone sets the pace"
    return f"Capacity: {_role(report, plan.limiting_role)} sets the pace"


def _people(load: RoleLoad) -> str:
    noun = "person" if load.people == 1 else "people"
    return f"{written(load.people, 'g')}{NBSP}{noun}{', assumed' if load.assumed else ''}"


def _capacity(report: Report, plan: Roadmap, end: date) -> CapacityGrid:
    def first(load: RoleLoad) -> tuple[bool, float]:
        return load.role != plan.limiting_role, -sum(load.weeks)

    rows = tuple(
        CapacityRow(
            name=_role(report, load.role),
            people=_people(load),
            strong=load.role == plan.limiting_role,
            weeks=load.weeks,
        )
        for load in sorted(plan.load, key=first)
        if sum(load.weeks) > 0
    )
    alt = "How full each role is, week by week: " + ", ".join(row.name for row in rows)
    return CapacityGrid(
        start=plan.start,
        end=end,
        first_monday=plan.first_monday,
        rows=rows,
        breaks=_breaks(plan),
        alt=alt,
    )


def _horizons(report: Report, plan: Roadmap) -> Horizons:
    spans = (("First 30 days", "30", 30), ("31 to 60 days", "60", 60), ("61 to 90 days", "90", 90))
    return Horizons(
        items=tuple(
            Horizon(
                title=head,
                until=f"work done by {day(plan.start + timedelta(days=days))}",
                lines=_results(report, plan, code),
            )
            for head, code, days in spans
        )
    )


def _results(report: Report, plan: Roadmap, horizon: str) -> tuple[Line, ...]:
    rows = [row for row in plan.rows if row.horizon == horizon]
    rows.sort(key=lambda row: (not row.opens_gate, row.p50, row.id))
    lines: list[Line] = []
    for row in rows[:3]:
        name = report.pack.capability(row.capability).short_name
        words = f"{name} to level{NBSP}{row.to_level}"
        lines.append((Words(text=words, target=f"#{initiative_anchor(row.id)}"),))
    if len(rows) > 3:
        lines.append((Words(text=f"and {count(len(rows) - 3)} more", quiet=True),))
    return tuple(lines) or ((Words(text="No work ends in these days", quiet=True),),)


def _note(plan: Roadmap) -> Line:
    order = order_told(plan)
    gate = ""
    if plan.gate:
        gate = (
            "Gate review: the day by which all gate work is proved in four of five runs "
            f"({short_day(plan.gate.p80)}; "
            f"even odds {short_day(plan.gate.p50)}), if the work succeeds. "
        )
    text = (
        f"{gate}Work done is not yet work proved: a dotted line is the time over which an exit "
        "criterion has to hold. An arrow leads to work that waits for the work it comes from. "
        f"{written(plan.runs, ',')} runs over low, likely and high effort, fixed seed. {order} A "
        f"dark week is "
        "full. "
        "Ids open the initiative’s card."
    )
    return (Words(text=text),)


def order_told(plan: Roadmap) -> str:
    """How good the order is known to be, in a sentence or two."""
    if not plan.rows or plan.gate_gap is None:
        return "The order is the best of a bounded search, not proved optimal."
    who = f"by {plan.solver}" if plan.solver else "by the load of its people"
    if plan.optimal:
        first = f"Proved {who}: no other order has an earlier gate by likely efforts."
    else:
        days = plural(plan.gate_gap, "day")
        first = f"No other order could bring the gate forward by more than {days} (shown {who})."
    if plan.ends_gap is None:
        return first
    share = math.ceil(100 * plan.ends_gap)
    return f"{first} The rest ends within {share}{NBSP}% of the best possible."
