"""What each chart shows as a table: for whoever does not see it, and for whoever wants the figure."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import singledispatch

from content.locales import written
from reports import blocks
from reports.blocks import Block, Cell, Column, Line, Row, Table, Words
from reports.charts.calendar_axis import Axis
from reports.wording import capital, level, percent, short_day

_NONE = "–"


@singledispatch
def numbers(_block: Block) -> Table | None:
    """The table of a chart, or ``None`` where the page says the same beside it."""
    return None


def _table(titles: Iterable[str], rows: Iterable[tuple[Cell, ...]]) -> Table:
    """The first column names the row, the others hold figures, and states keep to the left."""
    held = tuple(Row(cells=cells) for cells in rows)
    columns = tuple(
        Column(title=title, width=180 if place == 0 else 80, kind=_kind(held, place))
        for place, title in enumerate(titles)
    )
    return Table(columns=columns, rows=held)


def _kind(rows: tuple[Row, ...], place: int) -> str:
    cells = [row.cells[place] for row in rows if place < len(row.cells)]
    figures = all(
        isinstance(cell, tuple) and "".join(words.text for words in cell)[:1] in "0123456789–+−<€"
        for cell in cells
    )
    return "number" if place and figures else "text"


def _name(words: str, target: str = "") -> Line:
    return (Words(text=words, target=target),)


def _level(value: float | None) -> Line:
    return _name(_NONE if value is None else written(value, ".1f"))


def _span(low: float, high: float) -> Line:
    return _name(f"{written(low, '.1f')} to {written(high, '.1f')}")


def _share(value: float | None) -> Line:
    return _name(_NONE if value is None else percent(value))


@numbers.register
def _(block: blocks.GateChart) -> Table:
    titles = ("Area", "State", "Index", "80 % interval", "Chance", "Weakest critical control")
    return _table(titles, (_gate(row) for row in block.rows))


def _gate(row: blocks.GateRow) -> tuple[Cell, ...]:
    index, *ends = row.index or (None,)
    between = _span(*ends) if ends else _name("not answered")
    weakest = _name(row.weakest)
    return (
        _name(row.name, row.target),
        row.state,
        _level(index),
        between,
        _share(row.chance),
        weakest,
    )


@numbers.register
def _(block: blocks.Heatmap) -> Table:
    titles = ("Capability", "Claimed", "Used", *(f"Level {number}" for number in range(1, 6)), "")
    made = _table(
        titles, (_heat(row) for group in (*block.left, *block.right) for row in group.rows)
    )
    rows, place = [], 0
    for group in (*block.left, *block.right):
        rows.append(Row(cells=((Words(text=f"{group.name}  ", strong=True),
                                Words(text=group.figure, quiet=True)),), group=True))  # fmt: skip
        rows += made.rows[place : place + len(group.rows)]
        place += len(group.rows)
    return made.model_copy(update={"rows": tuple(rows)})


def _heat(row: blocks.HeatRow) -> tuple[Cell, ...]:
    name = (Words(text=row.name, target=row.target), *_critical(row.critical))
    used = (
        Words(text=_NONE if row.used is None else written(row.used, ".1f"), target=row.used_target),
    )
    shares = (_share(item) if row.used is not None else _name(_NONE) for item in row.belief)
    return (name, _level(row.claimed), used, *shares, _name(row.open_word))


def _critical(critical: bool) -> Line:
    return (Words(text=" (critical)", quiet=True),) if critical else ()


@numbers.register
def _(block: blocks.Dumbbells) -> Table:
    titles = ("Capability", "Claimed", "Used", "80 % interval", "Claimed − used", "State")
    return _table(titles, (
        ((Words(text=row.name, target=row.target), *_critical(row.critical)), _level(row.claimed),
         _level(row.used), _span(row.low, row.high), _name(row.difference), _name(row.state))
        for row in block.rows
    ))  # fmt: skip


@numbers.register
def _(block: blocks.BeliefSteps) -> Table:
    titles = ("Step", *(f"Level {number}" for number in range(1, 6)), "Together")
    return _table(titles, (
        (_name(step.name), *(_share(item) for item in step.belief), _name(step.note))
        for step in block.steps
    ))  # fmt: skip


@numbers.register
def _(block: blocks.TornadoChart) -> Table:
    titles = ("Capability", "At its low end", "As it stands", "At its high end", "Levels tried")
    return _table(titles, (
        (_name(row.name, row.target), _share(row.low), _share(row.now), _share(row.high),
         _name(row.levels))
        for row in block.rows
    ))  # fmt: skip


@numbers.register
def _(block: blocks.StepsChart) -> Table:
    bars = ((_name(bar.words), _share(bar.share)) for bar in block.bars)
    return _table(("Step", "Share"), (*bars, (_name("The dashed line"), _share(block.limit))))


@numbers.register
def _(block: blocks.BandChart) -> Table:
    points = [(written(item.level, ".1f"), item) for item in _spread(block.curve)]
    today = (f"{written(block.today.level, '.1f')}, today", block.today)
    return _table(("Overall index", "Chance", "From", "To"), (
        (_name(name), _share(item.chance), _share(item.low), _share(item.high))
        for name, item in (*points, today)
    ))  # fmt: skip


def _spread(curve: tuple[blocks.BandPoint, ...]) -> tuple[blocks.BandPoint, ...]:
    """The points at every half level, which the eye reads from the chart."""
    return tuple(item for item in curve if round(item.level * 20) % 10 == 0)


@numbers.register
def _(block: blocks.PairChart) -> Table:
    titles = ("Capability", "Leaders", "Practitioners", "Together", "All votes", "Agreement", "")
    return _table(titles, (
        (_name(row.name, row.target), _level(row.leaders), _level(row.practitioners),
         _level(row.together), _span(row.low, row.high), _name(row.agreement), _name(row.note))
        for row in block.rows
    ))  # fmt: skip


@numbers.register
def _(block: blocks.SpreadChart) -> Table:
    told = (
        (row.name, row.target, number, voices)
        for row in block.rows
        for number, voices in (("first", row.first), ("second", row.second))
        if voices
    )
    return _table(("Item", "Vote", "Level 1", "2", "3", "4", "5", "No level"), (
        (_name(name, target), _name(number), *(_voices(voices, at) for at in range(5)),
         _name(str(voices.aside)))
        for name, target, number, voices in told
    ))  # fmt: skip


def _voices(voices: blocks.Voices, at: int) -> Line:
    """How many stand at a level, and how many of them in which group where that may be told."""
    if voices.leaders is None or voices.practitioners is None:
        return _name(str(voices.others[at]))
    leaders, practitioners = voices.leaders[at], voices.practitioners[at]
    whole = leaders + practitioners + voices.others[at]
    told = f"{leaders} leading" if leaders else ""
    return _name(f"{whole} ({told})" if told else str(whole))


@numbers.register
def _(block: blocks.Gantt) -> Table:
    titles = (
        "Initiative",
        "Opens the gate",
        "Start",
        "Even odds",
        "Four chances in five",
        "Proven",
    )
    return _table(titles, (
        ((Words(text=row.id, target=row.target), Words(text=f" {row.name}")),
         _name("yes" if row.opens_gate else "no"), _name(short_day(row.start)),
         _name(short_day(row.p50)), _name(short_day(row.p80)), _name(short_day(row.proof_end)))
        for row in block.rows
    ))  # fmt: skip


@numbers.register
def _(block: blocks.CapacityGrid) -> Table:
    step = Axis(block.start, block.end).weeks_a_cell
    roles = tuple(f"{row.name}, {row.people}" if row.people else row.name for row in block.rows)
    cells = max((len(row.weeks) for row in block.rows), default=0)
    starts = range(0, cells, step)
    return _table((_weeks(step), *roles), (
        (_name(_monday(block, start)), *(_share(_use(row, start, step)) for row in block.rows))
        for start in starts if _monday_of(block, start) < block.end
    ))  # fmt: skip


@numbers.register
def _(block: blocks.BurnDownChart) -> Table:
    return _table(("Day", "Levels not proved", "Levels not called done"), (
        (_name(short_day(item.day)), _name(str(item.by_proof)), _name(str(item.by_word)))
        for item in block.points
    ))  # fmt: skip


@numbers.register
def _(block: blocks.HistoryChart) -> Table:
    titles = ("Day", "Index", "Verdict")
    rows = [
        (_name(short_day(item.day)), _level(item.index), _name(item.word)) for item in block.points
    ]
    if all(item.joined for item in block.points):
        return _table(titles, rows)
    marks = ("", *("compares" if item.joined else "≠" for item in block.points[1:]))
    return _table(
        (*titles, "With the one before"),
        ((*row, _name(mark)) for row, mark in zip(rows, marks, strict=True)),
    )


@numbers.register
def _(block: blocks.ClimbChart) -> Table:
    titles = ("Initiative", "Opens the gate", "Index before", "Index after", capital(block.wanted),
              "Proved by")  # fmt: skip
    return _table(titles, (
        ((Words(text=row.id, target=row.target), Words(text=f" {row.name}")),
         _name("yes" if row.opens_gate else "no"), _name(level(row.before, 2)),
         _name(level(row.after, 2)), _name(row.reached), _name(short_day(row.day)))
        for row in block.rows
    ))  # fmt: skip


def _weeks(step: int) -> str:
    return "Week of" if step == 1 else f"{step} weeks from"


def _monday_of(block: blocks.CapacityGrid, weeks: int) -> date:
    return block.first_monday + timedelta(weeks=weeks)


def _monday(block: blocks.CapacityGrid, weeks: int) -> str:
    return short_day(_monday_of(block, weeks))


def _use(row: blocks.CapacityRow, start: int, step: int) -> float:
    held = row.weeks[start : start + step]
    return sum(held) / step if held else 0.0


@numbers.register
def _(block: blocks.SectionBars) -> Table:
    return _table(("Section", "Points that are sure", "With what is open", "Of", ""), (
        (_name(row.name), *(_name(written(end, "g")) for end in (row.low, row.high, row.most)),
         _name(row.figure))
        for row in block.rows
    ))  # fmt: skip


_RISKS = (
    ("High", ("not_ready",)),
    ("Medium", ("conditional",)),
    ("None", ("ready",)),
    ("Not known", ("insufficient_evidence", "quiet")),
)


@numbers.register
def _(block: blocks.RiskMarks) -> Table:
    return _table(("Section", *(name for name, _ in _RISKS), ""), (
        (_name(row.name), *(_name(str(sum(tone in tones for tone in row.marks)))
         for _, tones in _RISKS), _name(row.figure))
        for row in block.rows
    ))  # fmt: skip
