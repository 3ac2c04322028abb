"""The sheets Initiatives and Metrics: what to do, and the numbers that prove it done."""

from openpyxl.workbook import Workbook

from assessment.model import Reading
from reports.model import Report
from reports.proof_words import STANDING_WORDS, proof_of, proof_told, since_told, standing
from reports.quantities import asked, history_for, history_of, target_of
from reports.wording import plural
from reports.workbook import calendar
from reports.workbook.cells import Content, Link
from reports.workbook.names import capability, role, short, source, stamp
from reports.workbook.shares import show_shares
from reports.workbook.table import Column, Row, add_sheet, add_table
from scoring.roadmap_model import ConditionState, PlannedCondition, PlannedInitiative, Roadmap

CONDITION_WORDS = {
    ConditionState.MET: "met",
    ConditionState.NOT_MET: "not met",
    ConditionState.UNCERTAIN: "uncertain",
    ConditionState.NOT_READ: "no source read it",
    ConditionState.UNAVAILABLE: "could not be read",
    ConditionState.TO_ATTEST: "to be attested",
}


def add_initiatives(book: Workbook, report: Report, roadmap: Roadmap) -> None:
    """One row for each initiative; effort in person-weeks, money in the client's currency."""
    opening = sum(row.opens_gate for row in roadmap.rows)
    count = plural(len(roadmap.rows), "initiative")
    message = f"{count[:1].upper()}{count[1:]}, {opening} of them to open the gate"
    note = (
        "Effort is in person-weeks. An initiative ends when its exit criterion holds, "
        "not when its work does."
    )
    sheet = add_sheet(book, "Initiatives", message, note, stamp(report))
    named = calendar.roles(report)
    add_table(sheet, _columns(report, named), [_row(report, item, named) for item in roadmap.rows])


def _columns(report: Report, named: tuple[str, ...]) -> tuple[Column, ...]:
    money = report.roadmap.currency if report.roadmap else ""
    cost = f"Cost {{}} ({money})" if money else "Cost {}"
    return (
        Column("Id", 13),
        Column("Title", 42),
        Column("Closes", 40),
        Column("Opens the gate", 9),
        Column("From level", 8, "0"),
        Column("To level", 8, "0"),
        Column("Lead role", 19),
        Column("Owner", 20),
        Column("Effort low", 9, "0.0"),
        Column("Effort mid", 9, "0.0"),
        Column("Effort high", 9, "0.0"),
        *(Column(f"{role(report, item)} (mid)", 13, "0.0") for item in named),
        Column(cost.format("low"), 13, "#,##0"),
        Column(cost.format("mid"), 13, "#,##0"),
        Column(cost.format("high"), 13, "#,##0"),
        Column("After", 20),
        Column("Priority", 12, "#,##0.00"),
        Column("Rise alone", 9, "0 %"),
        Column("Fall if left out", 9, "0 %"),
        Column("Δgate", 8, "0.00"),
        Column("V a quarter", 12, "#,##0"),
        Column("D a quarter", 12, "#,##0.00"),
        Column("C: gap is real", 9, "0 %"),
        Column("Priority of", 13),
        Column("Set by the planner", 22),
        Column("Why", 44),
        Column("Done when", 56),
        Column("Conditions", 56),
        Column("Exit metric", 34),
        Column("Target", 16),
        Column("Live metric", 18),
        Column("Proved by (P80)", 14),
        Column("Horizon", 10),
        Column("Proof", 13, warns=("Regressed",)),
        Column("What was seen of it", 44),
        Column("Since", 16),
    )


def _row(report: Report, item: PlannedInitiative, named: tuple[str, ...]) -> Row:
    conditions = "\n".join(f"{CONDITION_WORDS[one.state]}: {asked(one)}" for one in item.conditions)
    horizon = f"{item.horizon} days" if item.horizon.isdigit() else item.horizon
    return (
        item.id,
        item.title,
        capability(report, item.capability),
        item.opens_gate,
        item.from_level,
        item.to_level,
        role(report, item.lead_role),
        item.owner,
        item.effort_low,
        item.effort_mid,
        item.effort_high,
        *(item.effort_by_role.get(one) for one in named),
        item.cost_low,
        item.cost_mid,
        item.cost_high,
        ", ".join(item.prerequisites),
        item.priority,
        *_parts(item),
        ", ".join(item.edited),
        item.why,
        item.exit_sentence,
        conditions,
        *_live(item),
        item.proof_end,
        horizon,
        STANDING_WORDS[standing(item)],
        proof_told(item.proof),
        since_told(item.proof).replace("\u00a0", " "),
    )


def _live(item: PlannedInitiative) -> tuple[Content, ...]:
    """The first measured condition, best one that was read: its name, target, and where it is seen."""
    measured = [one for one in item.conditions if one.metric]
    measured.sort(key=lambda one: one.reading is None or not one.reading.url)
    if not measured:
        return None, None, None
    first = measured[0]
    target = target_of(first).replace("\u00a0", " ")
    url = first.reading.url if first.reading else ""
    shown = Link("open now", url) if url else CONDITION_WORDS[first.state]
    return first.metric_name or first.metric, target, shown


def _parts(item: PlannedInitiative) -> tuple[Content, ...]:
    """The parts of the priority (judging rules, §6); empty where no judgement was asked."""
    parts = item.parts
    if parts is None:
        return (None,) * 7
    return (
        parts.rise,
        parts.fall,
        parts.gate,
        parts.value,
        parts.duty,
        parts.confidence,
        parts.inherited_from,
    )


METRICS = (
    Column("Initiative", 13),
    Column("Metric", 36),
    Column("Now", 12, "General"),
    Column("Unit", 13),
    Column("Low", 11, "General"),
    Column("High", 11, "General"),
    Column("n", 9, "#,##0"),
    Column("Target", 14),
    Column("State", 17, warns=("not met", "could not be read")),
    Column("History held", 22),
    Column("Owner", 20),
    Column("Source", 26),
    Column("Read at (UTC)", 17),
    Column("Open at the source", 22),
    Column("Query", 60),
    Column("Note", 44),
    Column("Proof", 44),
)


def add_metrics(book: Workbook, report: Report) -> None:
    """Exit metrics with their readings, then every other number that a probe read."""
    rows = report.roadmap.rows if report.roadmap else ()
    listed = [(item, one) for item in rows for one in item.conditions if one.metric]
    met = sum(one.state is ConditionState.MET for _, one in listed)
    message = (
        f"{met} of {plural(len(listed), 'exit metric')} {'is' if met == 1 else 'are'} met"
        if listed
        else "Numbers read from the sources"
    )
    note = (
        "Not read or could not be read is never counted as missed. "
        "History held: how much of the window there was."
    )
    sheet = add_sheet(book, "Metrics", message, note, stamp(report))
    shown = {_key(one.reading) for _, one in listed if one.reading}
    table = [_condition(report, item, one) for item, one in listed]
    for finding in report.findings:
        table += [
            _read(report, reading, source(report, finding.source), finding.statement)
            for reading in finding.readings
            if _key(reading) not in shown
        ]
    add_table(sheet, METRICS, table)
    show_shares(sheet, METRICS, "Unit", ("Now", "Low", "High"))


def _key(reading: Reading) -> tuple[str, float, object]:
    return reading.metric, reading.value, reading.read_at


def _condition(report: Report, item: PlannedInitiative, one: PlannedCondition) -> Row:
    reading = one.reading
    target = target_of(one).replace("\u00a0", " ")
    return (
        item.id,
        one.metric_name or one.metric or "",
        *_numbers(reading, one.unit),
        target,
        CONDITION_WORDS[one.state],
        _plain(history_for(one)),
        item.owner,
        source(report, one.source) if one.source else "",
        *_origin(reading),
        one.note or one.text,
        _proof(item, one),
    )


def _proof(item: PlannedInitiative, one: PlannedCondition) -> str:
    held = item.proof.condition(one.id) if item.proof else None
    return proof_of(held).replace("\u00a0", " ") if held else ""


def _read(report: Report, reading: Reading, named: str, stated: str) -> Row:
    known = {metric.id: metric.name for metric in report.pack.metrics}
    return (
        "",
        known.get(reading.metric, reading.metric),
        *_numbers(reading, reading.unit),
        "",
        "read",
        _plain(history_of(reading)),
        "",
        named,
        *_origin(reading),
        stated,
        "",
    )


def _numbers(reading: Reading | None, unit: str) -> tuple[Content, ...]:
    if reading is None:
        return None, unit, None, None, None
    return short(reading.value), reading.unit, short(reading.low), short(reading.high), reading.n


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _origin(reading: Reading | None) -> tuple[Content, ...]:
    if reading is None:
        return None, None, None
    return reading.read_at, Link("open" if reading.url else "", reading.url), reading.query
