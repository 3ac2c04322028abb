"""The table of trial plans that were kept by name: what differs, when, for how much."""

from reports.blocks import Column, Row, Table, Words
from reports.kept_scenarios import KeptScenario, cost_told, gate_told, verdict_told
from reports.model import Report
from reports.wording import short_day

_SCENARIOS = (
    Column(title="Scenario", width=92), Column(title="What differs", width=150, kind="quiet"),
    Column(title="Gate review", width=92), Column(title="Cost", width=95),
    Column(title="Verdict then", width=70),
)  # fmt: skip


def scenarios_table(report: Report) -> Table:
    """A row a scenario."""
    return Table(columns=_SCENARIOS, rows=tuple(_scenario(item) for item in report.scenarios))


def _keeper(item: KeptScenario) -> tuple[Words, ...]:
    if not item.kept_by or item.kept_at is None:
        return ()
    return (Words(text=f"\nkept by {item.kept_by}, {short_day(item.kept_at.date())}", quiet=True),)


def _scenario(item: KeptScenario) -> Row:
    differs = item.impossible or "; ".join(item.differs)
    return Row(
        cells=(
            (Words(text=item.name, strong=True), *_keeper(item)), (Words(text=differs),),
            (Words(text=gate_told(item)),), (Words(text=cost_told(item)),),
            (Words(text="–" if item.impossible else verdict_told(item)),),
        )
    )  # fmt: skip
