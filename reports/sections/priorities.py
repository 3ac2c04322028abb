"""Priorities: how each was reckoned, highest first."""

from reports.blocks import Column, Prose, Row, Section, Table, Words
from reports.model import Report
from reports.numbering import initiative_anchor
from reports.plan_words import priority_told
from reports.wording import VERDICT_WORDS, capital, percent, plural
from scoring.roadmap_model import PlannedInitiative, Roadmap

ORDER = 102
_COLUMNS = (
    Column(title="Initiative", width=66, kind="mono"),
    Column(title="Rise alone", width=50),
    Column(title="Fall if left out", width=58),
    Column(title="(Δgate × V + D) × C / E", width=230),
    Column(title="Counts as much as", width=95, kind="quiet"),
)


def build(report: Report) -> Section | None:
    """Every priority with its parts; none where no judgement was asked or nothing moves."""
    plan = report.roadmap
    rows = [row for row in plan.rows if row.parts is not None] if plan else []
    moving = sorted(
        (row for row in rows if row.priority > 0),
        key=lambda row: (-row.priority, row.start, row.id),
    )
    if plan is None or not moving:
        return None
    note = Prose(content=(Words(text=_meaning(plan, len(rows) - len(moving))),), kind="note")
    table = Table(columns=_COLUMNS, rows=tuple(_row(row, plan.currency) for row in moving))
    return Section(
        id="priorities", name="Appendix: priorities", title=title(moving), blocks=(note, table),
        shares_page=True,
    )  # fmt: skip


def title(moving: list[PlannedInitiative]) -> str:
    """How many move the gate, and which most."""
    first = moving[0]
    if len(moving) == 1:
        return f"One initiative moves the gate: {first.title}"
    return f"{capital(plural(len(moving), 'initiative'))} move the gate, {first.title} most for its effort"


def _meaning(plan: Roadmap, rest: int) -> str:
    meaning = (
        f"Priority = (Δgate × V + D) × C / E. Δgate: half of what the share of judgements that reach "
        f"{VERDICT_WORDS[plan.drives_to]} rises if this alone succeeds and falls if this alone is left "
        "out of the plan that closes all blockers. V: value at stake a quarter (1 where none is "
        "stated). D: delay cost of a dated duty. C: probability that the gap is real. E: likely "
        "person-weeks. What others wait for counts as much as they do."
    )
    if rest:
        noun = capital(plural(rest, "initiative"))
        meaning += f" {noun} with neither Δgate nor D: by levels gained for the effort."
    return meaning


def _row(row: PlannedInitiative, currency: str) -> Row:
    parts = row.parts
    rise, fall = (parts.rise, parts.fall) if parts else (0.0, 0.0)
    return Row(
        cells=(
            (Words(text=row.id, target=f"#{initiative_anchor(row.id)}"),),
            (Words(text=percent(rise)),),
            (Words(text=percent(fall)),),
            (Words(text=priority_told(row, currency)),),
            (Words(text=parts.inherited_from if parts else ""),),
        ),
    )
