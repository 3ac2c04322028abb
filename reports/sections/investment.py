"""Investment: what the work costs by role, what running costs, what waiting costs; unknowns said so."""

from assessment.model import Finding, Reading
from content.locales import written
from reports.blocks import Block, Column, Heading, Prose, Row, Section, Table, Words
from reports.costs import RoleWork, by_role
from reports.kept_scenarios import title as scenarios_title
from reports.model import Report
from reports.numbering import finding_link
from reports.plan_words import duty_told
from reports.quantities import value_of
from reports.scenarios_table import scenarios_table
from reports.wording import (
    NBSP,
    capital,
    count,
    first_that_fits,
    join,
    money,
    person_weeks,
    plural,
    short_day,
    short_moment,
)
from scoring.delay import WEEKS_A_QUARTER, cost_of_delay
from scoring.model import Verdict
from scoring.roadmap_model import Roadmap

ORDER = 56
_NAMED = 6
_RUN = "cost_per_thousand"
"""The metric that says what running costs."""


def build(report: Report) -> Section | None:
    """Work, run and delay in one table, then the work by role; none without a plan or a verdict."""
    plan = report.roadmap
    if plan is None or not plan.rows:
        return None
    if report.scorecard.verdict is Verdict.INSUFFICIENT_EVIDENCE:
        return None  # what is not answered is not in the plan, and would cost nothing here
    rows = (*_work(plan), _run(report), *_worth(plan))
    return Section(
        id="investment",
        name="Investment",
        title=title(plan),
        lead=(Words(text=_LEAD),),
        blocks=(
            Table(columns=_COLUMNS, rows=rows),
            *_unknown(plan),
            *_by_role(report, plan),
            *_assumed(report, plan),
            *_scenarios(report),
        ),
    )


_LEAD = (
    "Every figure is an entry or follows from entries by the arithmetic beside it. What nobody has "
    "stated is said to be unknown, with where it is entered; nothing is estimated in its place."
)


def title(plan: Roadmap) -> str:
    """What opening the gate costs, and the whole; in work where no rates are known."""
    whole, gate = person_weeks(plan.effort_mid), person_weeks(plan.gate_effort_mid)
    if plan.gate is None or plan.gate_effort_mid <= 0:
        cost = money(plan.cost_mid, plan.currency) if plan.cost_mid is not None else ""
        return f"The whole roadmap takes {whole}" + (f" and costs {cost}" if cost else "")
    if plan.gate_cost_mid is None or plan.cost_mid is None:
        return f"{capital(gate)} open the gate, {whole} are the whole roadmap; no rates are known"
    first, all_of_it = (money(it, plan.currency) for it in (plan.gate_cost_mid, plan.cost_mid))
    return first_that_fits(
        f"{first} of work opens the gate; the whole roadmap costs {all_of_it}, each the likely figure",
        f"{first} of work opens the gate; the whole roadmap costs {all_of_it}",
    )


_COLUMNS = (
    Column(title="What", width=112),
    Column(title="Low", width=62, kind="number"),
    Column(title="Likely", width=62, kind="number"),
    Column(title="High", width=62, kind="number"),
    Column(title="Where the figure comes from", width=201, kind="quiet"),
)
_UNSTATED = "not known"


def _line(name: str, figures: tuple[str, str, str], source: str | tuple[Words, ...]) -> Row:
    told = (Words(text=source),) if isinstance(source, str) else source
    cells = ((Words(text=one),) for one in figures)
    return Row(cells=((Words(text=name, strong=True),), *cells, told))


def _work(plan: Roadmap) -> list[Row]:
    gate = (plan.gate_effort_low, plan.gate_effort_mid, plan.gate_effort_high)
    gate_cost = (plan.gate_cost_low, plan.gate_cost_mid, plan.gate_cost_high)
    whole = (plan.effort_low, plan.effort_mid, plan.effort_high)
    whole_cost = (plan.cost_low, plan.cost_mid, plan.cost_high)
    rows = []
    if plan.gate is not None and plan.gate_effort_mid > 0:
        rows += _work_and_cost("To open the gate", gate, gate_cost, plan)
    return rows + _work_and_cost("Whole roadmap", whole, whole_cost, plan)


def _work_and_cost(
    name: str, weeks: tuple[float, float, float], cost: tuple[float | None, ...], plan: Roadmap
) -> list[Row]:
    low, mid, high = (person_weeks(item).partition(NBSP)[0] for item in weeks)
    spent = "The initiatives’ efforts, finished work left out"
    made = [_line(f"{name}, person-weeks", (low, mid, high), spent)]
    if None in cost:
        how = "No rates: enter them on the page Clients, for every role that has work"
        return [*made, _line(f"{name}, cost", (_UNSTATED,) * 3, how)]
    amounts = [money(item or 0.0, plan.currency) for item in cost]
    how = "Each role’s person-weeks × its rate"
    return [*made, _line(f"{name}, cost", (amounts[0], amounts[1], amounts[2]), how)]


def _run(report: Report) -> Row:
    """What running costs, where a source gave it; else that nobody knows, and what would tell."""
    found = _run_read(report)
    if found is None:
        how = (
            "No source gives it and nobody has stated it: add one on the page Look that gives the cost "
            "of a thousand requests, or close the capability Unit cost"
        )
        return _line("Run cost once live", (_UNSTATED,) * 3, how)
    finding, reading = found
    names = {item.id: item.name for item in report.pack.metrics}
    ends = [
        "–" if end is None else value_of(reading.model_copy(update={"value": end}))
        for end in (reading.low, reading.high)
    ]
    told = f"{names.get(reading.metric, reading.metric)}, read {short_moment(reading.read_at)} UTC "
    source = (Words(text=told, target=reading.url), finding_link(report, finding.id))
    return _line("Run cost once live", (ends[0], value_of(reading), ends[1]), source)


def _run_read(report: Report) -> tuple[Finding, Reading] | None:
    pairs = [(one, item) for one in report.findings for item in one.readings]
    return next((pair for pair in pairs if pair[1].metric == _RUN), None)


def _worth(plan: Roadmap) -> list[Row]:
    """The value at stake and what each week of waiting costs."""
    low, high = plan.value_low, plan.value_high
    if low is None and high is None:
        how = "Nobody has stated a value: enter it on the page Use cases"
        delay = "Follows from the value at stake, which nobody has stated"
        return [
            _line("Value at stake, a quarter", (_UNSTATED,) * 3, how),
            _line("Cost of delay, a week", (_UNSTATED,) * 3, delay),
        ]
    ends = tuple("–" if item is None else money(item, plan.currency) for item in (low, high))
    rows = [
        _line(
            "Value at stake, a quarter", (ends[0], "", ends[1]), "As stated on the page Use cases"
        )
    ]
    delay_of = cost_of_delay(plan)
    if delay_of is None:
        how = "Needs both ends of the value and a date of the gate"
        return [*rows, _line("Cost of delay, a week", (_UNSTATED,) * 3, how)]
    week = (money(delay_of.week_low, plan.currency), "", money(delay_of.week_high, plan.currency))
    until = (money(delay_of.low, plan.currency), "", money(delay_of.high, plan.currency))
    weeks = f"That × {written(delay_of.weeks, '.0f')}{NBSP}weeks from {short_day(delay_of.since)}"
    return [
        *rows,
        _line("Cost of delay, a week", week, f"Value a quarter ÷ {WEEKS_A_QUARTER} weeks"),
        _line(f"Until {short_day(delay_of.until)}", until, f"{weeks} to the gate review"),
    ]


def _unknown(plan: Roadmap) -> list[Block]:
    """What no figure here holds, in a sentence."""
    text = (
        "Not in these figures: licences, hardware and the people who run it afterwards, which nobody "
        "is asked for here. Cost of delay is what is at stake while the gate is shut, no forecast."
    )
    if plan.unplanned_blockers:
        number = plural(len(plan.unplanned_blockers), "blocker")
        text += f" Nor the work on {number} that the plan does not hold."
    return [Prose(content=(Words(text=text),), kind="note")]


_ROLES = (
    Column(title="Role", width=120),
    Column(title="To the gate, person-weeks", width=85, kind="number"),
    Column(title="Whole roadmap, person-weeks", width=92, kind="number"),
    Column(title="Rate, a person-week", width=92, kind="number"),
    Column(title="Whole roadmap, likely cost", width=110, kind="number"),
)


def _by_role(report: Report, plan: Roadmap) -> list[Block]:
    rates = report.entries.rates if report.entries else {}
    held = by_role(plan, rates)
    if not held:
        return []
    names = {role.id: role.name for role in report.pack.roles}
    head = f"{names.get(held[0].role, held[0].role)} carries most of the work"
    rows = tuple(_role_row(item, names, plan.currency) for item in held)
    return [Heading(text=head), Table(columns=_ROLES, rows=rows)]


def _role_row(item: RoleWork, names: dict[str, str], currency: str) -> Row:
    rate = money(item.rate, currency) if item.rate is not None else _UNSTATED
    cost = money(item.whole * item.rate, currency) if item.rate is not None else _UNSTATED
    weeks = (person_weeks(one).partition(NBSP)[0] for one in (item.gate, item.whole))
    cells = (names.get(item.role, item.role), *weeks, rate, cost)
    return Row(cells=tuple((Words(text=cell),) for cell in cells))


def _assumed(report: Report, plan: Roadmap) -> list[Block]:
    """What the plan takes for granted, and what blocks the gate and is not in it; small, to keep
    to the page.
    """
    lines = [*(duty_told(duty) for duty in plan.duties)]
    lines += [f"Kept as the planner entered it: {sentence}" for sentence in plan.broken]
    lines += plan.notes
    if plan.unplanned_blockers:
        names = [report.pack.capability(item).short_name for item in plan.unplanned_blockers]
        more = len(names) - _NAMED
        names = [*names[:_NAMED], f"{count(more)} more"] if more > 1 else names
        lines.append(f"Not in the plan although it blocks the gate: {join(names)}.")
    if not lines:
        return []
    words = (Words(text="What the plan assumes. ", strong=True), Words(text=" ".join(lines)))
    return [Prose(content=words, kind="note")]


def _scenarios(report: Report) -> list[Block]:
    """Trial plans that were kept, beside the plan."""
    if not report.scenarios:
        return []
    return [Heading(text=scenarios_title(report.scenarios)), scenarios_table(report)]
