"""The formulas of Schedule, each with the result that it has until somebody edits a cell.

The result is stored with the formula: what only shows a file, such as a preview on a phone, computes
nothing. A test has a spreadsheet compute every one of them anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from content.locales import written
from reports.model import Report
from reports.workbook import calendar
from reports.workbook.capacity import (
    FREEZE_DAYS,
    available_cells,
    people_cell,
    people_in,
    rate_cell,
)
from reports.workbook.cells import Formula
from reports.workbook.rounding import half_up
from scoring.roadmap_model import PlannedInitiative, Roadmap, RoleLoad, Status

DATE = "d mmm yy"
STATUS_WORDS = {
    Status.PLANNED: "Planned",
    Status.CAN_START: "Can start",
    Status.IN_PROGRESS: "In progress",
    Status.DONE: "Done",
    Status.PROVED: "Proved",
    Status.DROPPED: "Dropped",
}


@dataclass(frozen=True)
class Computed:
    """The cells of an initiative that are computed; there is no end of what was dropped."""

    end: Formula
    signal: Formula
    cost: Formula | None


def of(
    report: Report, roadmap: Roadmap, item: PlannedInitiative, row: int, end_by: date | None
) -> Computed:
    """The computed cells of the initiative in this row, which somebody wants by ``end_by``."""
    end = _end(report, roadmap, item, row)
    day = end.result if isinstance(end.result, date) else None
    return Computed(end, _signal(item, row, day, end_by), _cost(report, roadmap, item, row))


def _signal(item: PlannedInitiative, row: int, end: date | None, end_by: date | None) -> Formula:
    """The computed end against the simulated ends and the day promised."""
    words = ",".join(f'$L{row}="{STATUS_WORDS[one]}"' for one in (Status.DONE, Status.PROVED))
    late = f"OR($H{row}>$J{row},AND(ISNUMBER($Q{row}),$H{row}>$Q{row}))"
    judged = f'IF({late},"late",IF($H{row}>$I{row},"at risk","on track"))'
    open_ = f'IF(ISNUMBER($H{row}),{judged},"no capacity")'
    dropped = STATUS_WORDS[Status.DROPPED]
    text = f'=IF($L{row}="{dropped}","dropped",IF(OR({words}),"done",{open_}))'
    return Formula(text, _signalled(item, end, end_by))


def _signalled(item: PlannedInitiative, end: date | None, end_by: date | None) -> str:
    if item.status is Status.DROPPED:
        return "dropped"
    if item.status in (Status.DONE, Status.PROVED):
        return "done"
    if end is None:
        return "no capacity"
    if end > item.p80 or (end_by is not None and end > end_by):
        return "late"
    return "at risk" if end > item.p50 else "on track"


def _cost(report: Report, roadmap: Roadmap, item: PlannedInitiative, row: int) -> Formula | None:
    """Person-weeks as typed in, shared among the roles as planned, at the rates of Capacity."""
    rates = report.entries.rates if report.entries else {}
    if not item.effort_mid or not all(name in rates for name in item.effort_by_role):
        return None
    shares = {name: weeks / item.effort_mid for name, weeks in item.effort_by_role.items()}
    parts = "+".join(f"{share:.12g}*{rate_cell(report, name)}" for name, share in shares.items())
    shape = f'#,##0 "{roadmap.currency}"' if roadmap.currency.isalpha() else "#,##0"
    dropped = STATUS_WORDS[Status.DROPPED]
    money = item.effort_mid * sum(share * rates[name] for name, share in shares.items())
    result = 0.0 if item.status is Status.DROPPED else money
    return Formula(f'=IF($L{row}="{dropped}",0,$G{row}*({parts}))', result, shape)


def _end(report: Report, roadmap: Roadmap, item: PlannedInitiative, row: int) -> Formula:
    """The computed end, in the plan's own working days.

    It is the plan's end as long as nobody edits. Days grow with the effort typed in and with the
    role that lost most people against the plan; weekends and freeze days hold no work. Where a role
    changes on a day, what it has in the weeks of this work counts, and not what it began with. A
    role left without people gives the words *no capacity* in place of a date.
    """
    frozen = set(calendar.frozen_days(roadmap.freezes))
    planned = calendar.working_days(item.start, item.end, frozen)
    loads = {load.role: load for load in roadmap.load}
    ratios = [
        _slower(report, roadmap, item, loads[name]) for name in item.effort_by_role if name in loads
    ]
    slower = ",".join(one for one in ratios if one)
    stretch = f"MAX({slower})" if slower else "1"
    work = f"{planned}*$G{row}/{item.effort_mid or 1:.12g}*{stretch}"
    days = planned if item.effort_mid else 0
    end = f"WORKDAY($F{row}-1,MAX(1,ROUNDUP(ROUND({work},4),0)),{FREEZE_DAYS})"
    text = f'=IF($L{row}="{STATUS_WORDS[Status.DROPPED]}","",IFERROR({end},"no capacity"))'
    if item.status is Status.DROPPED:
        return Formula(text, "", DATE)
    return Formula(text, calendar.workday(item.start, max(1, days), frozen), DATE)


def _slower(report: Report, roadmap: Roadmap, item: PlannedInitiative, load: RoleLoad) -> str:
    """What the plan counts on over what the sheet Capacity has; empty where the plan has nobody."""
    if not load.people_by_week:
        return f"{load.people:.12g}/{people_cell(report, load.role)}" if load.people else ""
    first, last = ((day - roadmap.first_monday).days // 7 for day in (item.start, item.end))
    drawn = len(calendar.weeks(roadmap)) - 1
    frozen = set(calendar.frozen_days(roadmap.freezes))
    weeks = range(min(max(first, 0), drawn), min(max(last, 0), drawn) + 1)
    counted = sum(
        people_in(load, week) * calendar.share_of_week(roadmap.first_monday, week, frozen)
        for week in weeks
    )
    if not counted:
        return ""
    return f"{counted:.12g}/SUM({available_cells(report, load.role, weeks[0], weeks[-1])})"


def totals(
    rows: Sequence[PlannedInitiative], made: Sequence[Computed], done: Sequence[float], first: int
) -> dict[int, Formula]:
    """Column -> what stands below it, of the initiatives from row ``first`` on; ``done`` is 0–1."""
    last = first + len(rows) - 1
    weeks = sum(row.effort_mid for row in rows)
    ends = [one.end.result for one in made if isinstance(one.end.result, date)]
    costs = [one.cost.result for one in made if one.cost]
    told = f"{len(rows)} initiatives, {written(half_up(weeks, 1), '.1f')} person-weeks (mid)"
    ready = sum(row.effort_mid * share for row, share in zip(rows, done, strict=True))

    def over(function: str, letter: str) -> str:
        return f"={function}({letter}{first}:{letter}{last})"

    return {
        3: Formula(
            f'=COUNTA(B{first}:B{last})&" initiatives, "'
            f'&FIXED(SUM(G{first}:G{last}),1,TRUE)&" person-weeks (mid)"', told
        ),
        6: Formula(over("MIN", "F"), min(row.start for row in rows), DATE),
        7: Formula(over("SUM", "G"), weeks, "0.0"),
        8: Formula(over("MAX", "H"), max(ends, default=0), DATE),
        9: Formula(over("MAX", "I"), max(row.p50 for row in rows), DATE),
        10: Formula(over("MAX", "J"), max(row.p80 for row in rows), DATE),
        13: Formula(
            f"=SUMPRODUCT(G{first}:G{last},M{first}:M{last})/MAX(0.001,SUM(G{first}:G{last}))",
            ready / max(0.001, weeks), "0%",
        ),
        14: Formula(over("SUM", "N"), sum(row.effort_low for row in rows), "0.0"),
        15: Formula(over("SUM", "O"), sum(row.effort_high for row in rows), "0.0"),
        19: Formula(over("SUM", "S"), sum(float(str(cost)) for cost in costs), "#,##0"),
    }  # fmt: skip
