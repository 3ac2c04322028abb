"""From now to the target: what each initiative adds to the index, and when the verdict turns."""

from reports.blocks import ClimbChart, ClimbRow, Prose, Section, Words
from reports.model import Report
from reports.numbering import initiative_anchor
from reports.wording import (
    VERDICT_WORDS,
    capital,
    count,
    first_that_fits,
    level,
    percent,
    plural,
    short_day,
    signed,
)
from scoring.model import Verdict
from scoring.roadmap_model import Roadmap

ORDER = 90
_FEWEST, _HALF = 2, 0.5


def build(report: Report) -> Section | None:
    """One row a proof in the order of their days.

    None where the plan has fewer than two, and where too little is answered: an index over what
    nobody knows climbs from nowhere.
    """
    plan = report.roadmap
    if plan is None or len(plan.climb) <= _FEWEST:
        return None
    if report.scorecard.verdict is Verdict.INSUFFICIENT_EVIDENCE:
        return None
    wanted = VERDICT_WORDS[plan.drives_to]
    rows = _rows(report, plan)
    spoken = " ".join(
        f"{row.id} {row.name}: {signed(row.after - row.before, 2)} to {level(row.after, 2)}, "
        f"{row.reached} reach {wanted.lower()}, proved by {short_day(row.day)}."
        for row in rows
    )
    chart = ClimbChart(
        rows=rows,
        start=plan.climb[0].day,
        reached=percent(plan.climb[0].share),
        wanted=f"reach {wanted}",
        alt=f"{title(plan)}. {spoken}",
    )
    note = Prose(content=(Words(text=_note(wanted)),), kind="note")
    return Section(
        id="climb", name="Appendix: now to target", title=title(plan), blocks=(chart, note),
        shares_page=True,
    )  # fmt: skip


def title(plan: Roadmap) -> str:
    """How far the plan lifts the index, and how few of its steps are half of the way."""
    first, last = plan.climb[0], plan.climb[-1]
    gains = sorted(_gains(plan), reverse=True)
    rise = f"from {level(first.index)} to {level(last.index)}"
    if last.index - first.index < 0.05:
        return f"All work proved keeps the index at {level(last.index)}: what is missing is proof"
    number, way = 0, 0.0
    while way < _HALF * (last.index - first.index):
        way += gains[number]
        number += 1
    few = f"{count(number)} of {plural(len(gains), 'proof')}"
    verb = "is" if number == 1 else "are"
    return first_that_fits(
        f"All work proved lifts the index {rise}; {few} {verb} half of the way",
        capital(f"the index rises {rise}; {few} {verb} half of it"),
    )


def _gains(plan: Roadmap) -> list[float]:
    pairs = zip(plan.climb, plan.climb[1:], strict=False)
    return [after.index - before.index for before, after in pairs]


def _rows(report: Report, plan: Roadmap) -> tuple[ClimbRow, ...]:
    """A step a proof; what has no row of its own in the plan has no card to lead to either."""
    planned = {row.id: row for row in plan.rows}
    known = {item.id: item.title for item in report.pack.initiatives}
    made = []
    for before, step in zip(plan.climb, plan.climb[1:], strict=False):
        row = planned.get(step.initiative)
        made.append(
            ClimbRow(
                id=step.initiative.removeprefix("I-"),
                name=row.title if row else known.get(step.initiative, ""),
                opens_gate=row is not None and row.opens_gate,
                before=before.index,
                after=step.index,
                reached=percent(step.share),
                day=step.day,
                target=f"#{initiative_anchor(step.initiative)}" if row else "",
            )
        )
    return tuple(made)


def _note(wanted: str) -> str:
    return (
        "Bold and dark: opens the gate. Adds: what the overall index gains once this initiative and "
        "all above it are proved, its capability then at its target; nothing that is not planned "
        f"moves. Reach {wanted}: the share of judgements made a little differently that then end "
        "there. Proved by: the day in four of five runs. It holds if the work succeeds."
    )
