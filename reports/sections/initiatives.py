"""Initiative cards: each ends when a number says so."""

from reports.blocks import (
    Block,
    Card,
    Cards,
    Column,
    Heading,
    Line,
    Prose,
    Row,
    Section,
    Table,
    Trend,
    Words,
)
from reports.model import Report
from reports.numbering import capability_anchor, finding_link, initiative_anchor, source_name
from reports.plan_words import set_by_planner
from reports.quantities import certainty_of, history_for, target_with_window, value_of
from reports.sections.roadmap import shown
from reports.staleness import STALE, past
from reports.wording import (
    NBSP,
    capital,
    count,
    moment,
    plural,
    share_of,
    short_day,
    weeks_range,
)
from scoring.proof_model import Standing
from scoring.roadmap_model import ConditionState, PlannedCondition, PlannedInitiative, Status

ORDER = 91
_CARDS = 6
_URGENCY = {
    ConditionState.NOT_MET: 0,
    ConditionState.UNCERTAIN: 1,
    ConditionState.MET: 2,
    ConditionState.UNAVAILABLE: 3,
    ConditionState.NOT_READ: 4,
    ConditionState.TO_ATTEST: 5,
}


def build(report: Report) -> Section | None:
    """Cards for the gate's work and the next by priority, the others in a table."""
    plan = report.roadmap
    if plan is None or not plan.rows:
        return None
    first = shown(plan)
    gate = sum(row.opens_gate for row in first)
    cards = first[: max(_CARDS, gate)]
    ids = {row.id for row in cards}
    others = [row for row in plan.rows if row.id not in ids]
    read = _read_today(plan.rows)
    note = Prose(content=(Words(text=f"{read}. {_KEY}"),), kind="note")
    blocks: list[Block] = [Cards(items=tuple(_card(report, row) for row in cards)), note]
    if others:
        blocks += [
            Heading(text=f"The other {plural(len(others), 'initiative')}"),
            _table(report, others),
        ]
    return Section(
        id="initiatives", name="Appendix: initiative cards", title=title(report), blocks=tuple(blocks),
        goes_on=read, shares_page=True,
    )  # fmt: skip


def _read_today(rows: tuple[PlannedInitiative, ...]) -> str:
    """Of how many initiatives a number was read, on cards and in the table."""
    read = sum(any(item.reading for item in row.conditions) for row in rows)
    verb = "has" if read in (0, 1) else "have"
    return (
        f"{capital(share_of(read, len(rows)))} initiatives {verb} an exit metric that a source gives "
        "today"
    )


_KEY = (
    "Line: the last window read; one dot: a single reading. Dashed: target. Brackets: 80 % "
    "interval. The first link opens "
    "the panel, file or run, the second its dated entry in this report. Done: even odds, then "
    "four chances in five."
)


def title(report: Report) -> str:
    """How many of the initiatives have all that their exit criterion asks."""
    rows = report.roadmap.rows if report.roadmap else ()
    there = sum(_proved(row) for row in rows)
    head = "Each initiative ends when its exit criterion holds, "
    if there == 0:
        return head + (
            "and it does not yet hold today" if len(rows) == 1 else "and none is there today"
        )
    return f"{head}and {count(there)} of {len(rows)} {'is' if there == 1 else 'are'} there today"


def _proved(row: PlannedInitiative) -> bool:
    if row.proof is not None:
        return row.proof.standing is Standing.PROVED
    return row.status is Status.PROVED or all(
        item.state is ConditionState.MET for item in row.conditions
    )


def chosen(row: PlannedInitiative) -> PlannedCondition | None:
    """The condition that a card shows: the one farthest from its target among the gravest state."""
    if not row.conditions:
        return None
    return min(row.conditions, key=lambda item: (_URGENCY[item.state], -_distance(item)))


def _distance(item: PlannedCondition) -> float:
    if item.reading is None or item.target_value is None:
        return 0.0
    return abs(item.reading.value - item.target_value) / max(abs(item.target_value), 1e-9)


def _card(report: Report, row: PlannedInitiative) -> Card:
    condition = chosen(row)
    reading = condition.reading if condition else None
    role = next(
        (item.name for item in report.pack.roles if item.id == row.lead_role), row.lead_role
    )
    name = report.pack.capability(row.capability).short_name
    return Card(
        anchor=initiative_anchor(row.id),
        id=row.id,
        owner=f"{row.owner or 'owner to be named'} · {role}",
        title=row.title,
        closes=_closes(row, name),
        closes_target=f"#{capability_anchor(row.capability)}",
        metric=_metric(condition),
        figure=value_of(reading) if reading else "",
        figure_note=_figure_note(condition),
        target=_target(condition),
        trend=trend_of(condition),
        missing=_missing(condition),
        exit=row.exit_sentence,
        effort=weeks_range(row.effort_low, row.effort_high),
        done=f"done {short_day(row.p50)} to {short_day(row.p80)}",
        link=_links(report, condition),
        read=_read(report, condition),
    )


def _read(report: Report, condition: PlannedCondition | None) -> str:
    """When the number was read, and whether that is too long ago for it to count."""
    if condition is None or condition.reading is None:
        return ""
    late = f", {STALE}" if past(report, condition) else ""
    return f"read {moment(condition.reading.read_at)}{late}"


def _closes(row: PlannedInitiative, name: str) -> str:
    """What it lifts, and what of it a planner set."""
    told = f"Closes {name}: level {row.from_level} to {row.to_level}"
    edited = set_by_planner(row)
    return f"{told}. {edited}." if edited else told


def _metric(condition: PlannedCondition | None) -> str:
    if condition is None:
        return "No condition is stated"
    return condition.metric_name or (
        "To be attested by a person" if condition.metric is None else condition.metric
    )


def _figure_note(condition: PlannedCondition | None) -> str:
    if condition is None or condition.reading is None:
        return ""
    reading = condition.reading
    history = history_for(condition)
    parts = [certainty_of(reading), f"over {history}" if history else ""]
    return ", ".join(part for part in parts if part)


def _target(condition: PlannedCondition | None) -> str:
    if condition is None or condition.metric is None:
        return ""
    return target_with_window(condition)


def trend_of(condition: PlannedCondition | None) -> Trend | None:
    """The line of a reading; a single reading is one dot."""
    if condition is None or condition.reading is None:
        return None
    reading = condition.reading
    points = reading.trend or ((reading.read_at.timestamp(), reading.value),)
    return Trend(points=points, target=condition.target_value)


def _missing(condition: PlannedCondition | None) -> str:
    if condition is None or condition.reading is not None:
        return ""
    if condition.state is ConditionState.TO_ATTEST:
        return capital(condition.text)
    head = "could not be read" if condition.state is ConditionState.UNAVAILABLE else "not read yet"
    return f"{head}: {condition.note}" if condition.note else head


def _links(report: Report, condition: PlannedCondition | None) -> Line:
    if condition is None:
        return ()
    parts: list[Words] = []
    if condition.source:
        url = condition.reading.url if condition.reading else ""
        parts.append(Words(text=source_name(report, condition.source), target=url))
    if condition.finding:
        parts.append(finding_link(report, condition.finding))
    return tuple(parts)


def _table(report: Report, rows: list[PlannedInitiative]) -> Table:
    columns = (
        Column(title="Initiative", width=52, kind="mono"),
        Column(title="Title and exit criterion", width=330),
        Column(title="Effort, person-weeks", width=66, kind="quiet"),
        Column(title="Done, four in five", width=66, kind="quiet"),
    )
    made = [line for row in rows for line in (_table_row(row), _stands(report, row))]
    return Table(columns=columns, rows=tuple(made))


def _table_row(row: PlannedInitiative) -> Row:
    return Row(
        anchor=initiative_anchor(row.id),
        cells=(
            (Words(text=row.id),),
            (Words(text=f"{row.title}. ", strong=True), Words(text=row.exit_sentence)),
            (Words(text=weeks_range(row.effort_low, row.effort_high).rpartition(NBSP)[0]),),
            (Words(text=short_day(row.p80)),),
        ),
    )


def _stands(report: Report, row: PlannedInitiative) -> Row:
    """What it closes, and how its exit metric stands: the same as a card, in a line."""
    name = report.pack.capability(row.capability).short_name
    closes = (
        Words(text="Closes ", quiet=True),
        Words(text=name, target=f"#{capability_anchor(row.capability)}"),
        Words(text=f", level{NBSP}{row.from_level} to{NBSP}{row.to_level}. ", quiet=True),
    )
    condition = chosen(row)
    if condition is None:
        return Row(
            cells=((*closes, Words(text="No condition is stated.", quiet=True)),), below=True
        )
    url = condition.reading.url if condition.reading else ""
    told = (Words(text=_metric(condition), target=url), Words(text=f": {_now(report, condition)}."))
    return Row(cells=((*closes, *told),), below=True)


def _now(report: Report, condition: PlannedCondition) -> str:
    """Value, target and when it was read; what nobody read says so."""
    if condition.metric is None:
        return _missing(condition)
    target = f"target {target_with_window(condition)}"
    if condition.reading is None:
        return f"{_missing(condition).rstrip('.')}; {target}"
    return f"{value_of(condition.reading)} now, {target}, {_read(report, condition)}"
