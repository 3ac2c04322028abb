"""The forecast: a scenario band over the index, where it comes from, and how it was reckoned."""

from reports.blocks import (
    BandChart,
    BandPoint,
    Block,
    Column,
    Columns,
    Heading,
    Prose,
    Row,
    Section,
    Table,
    Words,
)
from reports.forecast_words import band, caution, plainly, provenance, source, title
from reports.model import Report
from reports.wording import level
from scoring.forecast import Forecast, Scenario

ORDER = 47
_USES = {"slope": "rise with the index"}
_WORKINGS = (
    Words(text="The workings in full: "),
    Words(text="page\u00a0{page}", page_of="section-figures", target="#section-figures"),
    Words(text="."),
)


def build(report: Report) -> Section | None:
    """The section, where there is a verdict and the pack makes a forecast."""
    held = report.forecast
    if held is None:
        return None
    head = f"At today’s index of {level(held.today.level)}: {band(held.today)} to reach production"
    left: tuple[Block, ...] = (Heading(text=head), _chart(held))
    lines = plainly(held, report.pack)
    right: tuple[Block, ...] = (
        Heading(text="How it was reckoned"),
        *(Prose(content=(Words(text=line),), kind="bullet") for line in lines),
        Prose(content=_WORKINGS, kind="note"),
    )
    return Section(
        id="forecast",
        name="Forecast, a scenario band",
        title=title(held),
        lead=(Words(text=caution()),),
        blocks=(
            Columns(columns=(left, right)),
            Heading(text="Other scenarios"),
            _others(held),
            Heading(text="Where it comes from"),
            *(_rates(report, held)),
        ),
    )


def _point(item: Scenario) -> BandPoint:
    return BandPoint(level=item.level, chance=item.chance, low=item.low, high=item.high)


def _chart(held: Forecast) -> BandChart:
    return BandChart(
        curve=tuple(_point(item) for item in held.curve),
        today=_point(held.today),
        words="",
        alt=f"{title(held)}. At today's index of {level(held.today.level)}: {band(held.today)}.",
    )


def _others(held: Forecast) -> Table:
    columns = (
        Column(title="If", width=300),
        Column(title="Nine chances in ten between", width=120, kind="number"),
        Column(title="Middle", width=79, kind="number"),
    )
    rows = [("As today", held.today)]
    if held.unblocked:
        rows.append(("Today's index, and no critical capability likely missing", held.unblocked))
    rows += [
        (f"Index {level(item.level)}, and no critical capability likely missing", item)
        for item in held.others
    ]
    return Table(columns=columns, rows=tuple(_row(*row) for row in rows))


def _row(name: str, item: Scenario) -> Row:
    ends, _, middle = band(item).partition(" (middle ")
    return Row(cells=((Words(text=name),), (Words(text=ends),), (Words(text=middle.rstrip(")")),)))


def _rates(report: Report, held: Forecast) -> tuple[Block, ...]:
    told = provenance(held, report.pack)
    lines = [f"For the {_USES.get(use, use)}: {source(rate)}" for use, rate in told]
    return tuple(Prose(content=(Words(text=line),), kind="bullet") for line in lines)
