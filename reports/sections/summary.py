"""The second page of the two-page summary: the gate, the work that opens it, and what proves it."""

from reports.blocks import (
    Block,
    Column,
    Columns,
    Heading,
    OnlineTwin,
    Prose,
    Row,
    Section,
    Table,
    Words,
)
from reports.lengths import Length
from reports.model import Report
from reports.people import all_voices, voices
from reports.quantities import target_with_window, value_of
from reports.sections import gate, initiatives, metrics, roadmap
from reports.wording import capital, percent, plural, short_moment
from scoring.roadmap_model import PlannedInitiative

ORDER = 15
LENGTHS = (Length.SUMMARY,)
_ROWS = 5

_COLUMNS = (
    Column(title="Initiative", width=56, kind="mono"),
    Column(title="Exit metric, or what is attested", width=151),
    Column(title="Now", width=58, kind="number"),
    Column(title="Target", width=100),
    Column(title="Read, UTC", width=66, kind="quiet"),
    Column(title="State", width=68),
)


def build(report: Report) -> Section | None:
    """Gate, Gantt and exit metrics on one page; none where the depth gives no verdict."""
    if not report.scorecard.gives_verdict:
        return None
    blocks: list[Block] = [_gate(report), *_work(report)]
    basis = Prose(content=(Words(text=_basis(report)),), kind="note")
    twin = (OnlineTwin(address=report.online),) if report.online else ()
    blocks.append(Columns(columns=((basis,), twin)) if twin else basis)
    return Section(id="summary", name="At a glance", title=gate.title(report), blocks=tuple(blocks))


def _gate(report: Report) -> Block:
    return gate.chart(report, low=True) if gate.has_bars(report) else gate.table(report)


def _work(report: Report) -> list[Block]:
    plan = report.roadmap
    if plan is None or not plan.rows:
        return []
    rows = _first(report)
    blocks: list[Block] = [Heading(text=roadmap.title(report)), roadmap.gantt(report, plan, rows)]
    table = Table(columns=_COLUMNS, rows=tuple(_row(report, row) for row in rows), dense=True)
    blocks += [Heading(text=initiatives.title(report)), table]
    return blocks


def _first(report: Report) -> tuple[PlannedInitiative, ...]:
    """The work that opens the gate, or the first of any, as many as the page holds."""
    held = roadmap.shown(report.roadmap) if report.roadmap else ()
    return tuple([row for row in held if row.opens_gate] or held)[:_ROWS]


def _row(report: Report, row: PlannedInitiative) -> Row:
    condition = initiatives.chosen(row)
    name = Words(text=row.id)
    if condition is None:
        return Row(cells=((name,), (Words(text=row.title),)))
    if condition.metric is None:
        told = Words(text=condition.text)
        return Row(cells=((name,), (told,), (), (), (), metrics.state_of(report, condition)))
    reading = condition.reading
    return Row(
        cells=(
            (name,),
            (metrics.metric_of(report, condition),),
            (Words(text=value_of(reading) if reading else "–"),),
            (Words(text=target_with_window(condition)),),
            (Words(text=short_moment(reading.read_at) if reading else ""),),
            metrics.state_of(report, condition),
        )
    )


def _basis(report: Report) -> str:
    """On what the summary stands, in one line."""
    people = all_voices(report.answers)
    alone, rooms = voices(report.answers)
    then = ", and" if alone and rooms else " and"
    found = plural(len(report.findings), "finding")
    sources = plural(len({item.source for item in report.findings}), "source")
    card = report.scorecard
    rest = len(report.roadmap.rows) - len(_first(report)) if report.roadmap else 0
    more = f"{capital(plural(rest, 'more initiative'))} in the report. " if rest else ""
    return (
        f"{more}Shown is the exit metric farthest from its target. From the answers of "
        f"{people}{then} {found} of {sources}; {percent(card.coverage)} of "
        f"the weight is answered, {percent(card.evidence_strength)} of it on documents or probes."
    )
