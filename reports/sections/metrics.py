"""Live metrics: every exit criterion's number now, its target, and where it was read."""

from collections import Counter

from reports.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Line,
    Prose,
    Row,
    Section,
    State,
    Table,
    Trend,
    Words,
)
from reports.colours import Tone
from reports.entries import finding_numbers
from reports.model import Report
from reports.numbering import (
    finding_anchor,
    finding_link,
    initiative_link,
    source_name,
)
from reports.quantities import certainty_of, history_for, target_with_window, value_of
from reports.readings import also_read, readings_table
from reports.sections.initiatives import trend_of
from reports.shortened_tables import PAGE, lines_of, stands_on
from reports.staleness import STALE, past
from reports.wording import (
    capital,
    count,
    first_that_fits,
    join,
    plural,
    sentence,
    share_of,
    short_moment,
)
from scoring.roadmap_model import ConditionState, PlannedCondition, PlannedInitiative

ORDER = 70
_SHOWN = 15
"""Metrics on the page where it cannot hold all of them, on A4 and on Letter."""
MOVED = "metrics-more"
"""The section of the appendix for the rest."""
UNREAD = "also-read"
"""The section of the appendix for those that no source gives yet."""

_STATES: dict[ConditionState, tuple[Tone, str]] = {
    ConditionState.MET: ("ready", "met"),
    ConditionState.NOT_MET: ("not_ready", "not met"),
    ConditionState.UNCERTAIN: ("conditional", "uncertain"),
    ConditionState.UNAVAILABLE: ("quiet", "unavailable"),
    ConditionState.NOT_READ: ("quiet", "not read"),
    ConditionState.TO_ATTEST: ("quiet", "to be attested"),
}
_ORDER = list(_STATES)


def build(report: Report) -> Section | None:
    """The table of exit metrics, what could not be read, and what else was read."""
    pairs = measured(report)
    others = also_read(report)
    if not pairs and not others:
        return None
    blocks = _exit_metrics(report, pairs)
    if pairs and not read_of(pairs):  # else they are listed in the appendix
        blocks += unread_list(pairs)
    if others and not pairs:
        blocks += [Heading(text="What was read"), readings_table(report, others)]
    return Section(
        id="metrics",
        name="Live metrics",
        title=title(report),
        lead=(Words(text=_LEAD if others or any(item.reading for _, item in pairs) else _NO_LEAD),),
        blocks=tuple(blocks),
        goes_on=_goes_on(pairs),
    )


def _goes_on(pairs: list[tuple[PlannedInitiative, PlannedCondition]]) -> str:
    """The message of the further pages: how much is not known, and that it is not called missed."""
    known = sum(item.reading is not None for _, item in pairs)
    if not pairs or known == len(pairs):
        return ""
    rest = plural(len(pairs) - known, "exit metric")
    verb = "has" if len(pairs) - known == 1 else "have"
    return capital(f"{rest} {verb} no number yet, and none is counted as not met for that")


def read_of(
    pairs: list[tuple[PlannedInitiative, PlannedCondition]],
) -> list[tuple[PlannedInitiative, PlannedCondition]]:
    """Those of which a source was at least asked."""
    return [pair for pair in pairs if pair[1].state is not ConditionState.NOT_READ]


def unread_list(pairs: list[tuple[PlannedInitiative, PlannedCondition]]) -> list[Block]:
    """What no source gives yet, each with its target; empty where there is nothing of the kind."""
    unread = [pair for pair in pairs if pair[1].state is ConditionState.NOT_READ]
    if not unread:
        return []
    what = "it" if len(unread) == 1 else f"these {len(unread)}"
    return [Heading(text=f"Not read yet: no source gives {what} so far"), _unread(unread)]


def _exit_metrics(
    report: Report, pairs: list[tuple[PlannedInitiative, PlannedCondition]]
) -> list[Block]:
    """What was read or could not be, and how to understand the states."""
    blocks = _asked(report, pairs)
    if moved_out(report):
        left = len(read_of(pairs)) - _SHOWN
        head = (
            f"{capital(plural(left, 'more exit metric'))}, further on in this order or unavailable"
        )
        blocks = [*_asked(report, _answered(report, pairs)[:_SHOWN]), stands_on(head, MOVED)]
    unread = sum(item.state is ConditionState.NOT_READ for _, item in pairs)
    if unread and read_of(pairs):
        blocks.append(
            stands_on(capital(f"{count(unread)} not read yet, with their targets"), UNREAD)
        )
    if pairs:
        order = _ORDER_TOLD if len(_answered(report, pairs)) > 1 else ""
        parts = (order, _goes_on(pairs), _KEY)
        key = ". ".join(part for part in parts if part)
        blocks.append(Prose(content=(Words(text=key),), kind="note"))
    return blocks


def _asked(report: Report, pairs: list[tuple[PlannedInitiative, PlannedCondition]]) -> list[Block]:
    """What a source gave, and what one was asked and could not answer."""
    read = _answered(report, pairs)
    blocks: list[Block] = []
    if read:
        blocks.append(Table(columns=_COLUMNS, rows=tuple(_rows(report, read)), dense=True))
    return blocks + _blind([pair for pair in read_of(pairs) if pair not in read])


def _answered(
    report: Report, pairs: list[tuple[PlannedInitiative, PlannedCondition]]
) -> list[tuple[PlannedInitiative, PlannedCondition]]:
    """Those of which a source gave a number: what wants somebody's attention first."""
    held = [pair for pair in read_of(pairs) if pair[1].state is not ConditionState.UNAVAILABLE]
    return sorted(held, key=lambda pair: _urgency(report, pair[1]))


def _urgency(report: Report, condition: PlannedCondition) -> int:
    """0 missed, 1 not to be relied on for now, 2 met."""
    if condition.state is ConditionState.NOT_MET:
        return 0
    kept = condition.state is ConditionState.MET and not past(report, condition)
    return 2 if kept else 1


def moved_out(report: Report) -> tuple[Block, ...]:
    """The metrics for which the page has no room; empty where it holds them all."""
    pairs = measured(report)
    read = _answered(report, pairs)
    if len(read) <= _SHOWN or lines_of(tuple(_asked(report, pairs))) <= PAGE:
        return ()
    shown = read[:_SHOWN]
    return tuple(_asked(report, [pair for pair in pairs if pair not in shown]))


_LEAD = (
    "Every number was read by us at its source. A metric’s name opens the panel, query or file; "
    "the entry beside its source holds value, query and time, should the address no longer answer."
)
_NO_LEAD = (
    "No source gives any of these numbers yet. What nobody has read is not counted as missed."
)


_ORDER_TOLD = "Not met first, then uncertain or stale, then met; each in the order of the plan"
_KEY = (
    "Uncertain: the interval contains the target, or the source holds less history than the window "
    "asks for. Stale: read longer ago than its finding counts; read it again. Unavailable: a source "
    "was asked and could not answer. Not read: no source gives it yet. What a person attests has no "
    "number and stands on the initiative’s card. Times are UTC."
)

_COLUMNS = (
    Column(title="Metric, and of which initiative", width=120),
    Column(title="Now", width=52, kind="number"),
    Column(title="80 % interval or n; history", width=86, kind="quiet"),
    Column(title="Target", width=70),
    Column(title="Last window", width=36),
    Column(title="Source, evidence, read (UTC)", width=104),
    Column(title="State", width=60),
)


_BLIND = (
    Column(title="Metric, and of which initiative", width=180),
    Column(title="Target", width=100),
    Column(title="Why, and what to do", width=219, kind="quiet"),
)
_UNREAD = (
    Column(title="Initiative", width=52, kind="mono"),
    Column(title="Metrics, each with its target", width=447),
)


def title(report: Report) -> str:
    """How many exit metrics are met, counted from the table."""
    pairs = measured(report)
    if not pairs:
        number = len(also_read(report))
        return f"{capital(plural(number, 'number was', 'numbers were'))} read at their sources"
    tally = Counter(condition.state for _, condition in pairs)
    met, total = tally[ConditionState.MET], len(pairs)
    verb = "meets its target" if met in {0, 1} else "meet their targets"
    head = f"{capital(share_of(met, total))} exit metrics {verb}"
    if total == 1:
        head = f"The one exit metric {'meets' if met else 'does not yet meet'} its target"
    read = total - tally[ConditionState.NOT_READ] - tally[ConditionState.UNAVAILABLE]
    short = f"{head}; {count(read)} of them could be read"
    rest = _rest(tally) if total > 1 else []
    return first_that_fits(f"{head}: {join(rest)}" if rest else head, short, head, limit=100)


def _rest(tally: Counter[ConditionState]) -> list[str]:
    missed = "do not" if tally[ConditionState.NOT_MET] > 1 else "does not"
    words = {
        ConditionState.NOT_MET: missed,
        ConditionState.UNCERTAIN: "uncertain",
        ConditionState.UNAVAILABLE: "could not be read",
        ConditionState.NOT_READ: "not read yet",
    }
    return [f"{count(tally[state])} {word}" for state, word in words.items() if tally[state]]


def measured(report: Report) -> list[tuple[PlannedInitiative, PlannedCondition]]:
    """Measured conditions in the plan's order, each with its initiative."""
    rows = report.roadmap.rows if report.roadmap else ()
    return [(row, item) for row in rows for item in row.conditions if item.metric is not None]


def _rows(report: Report, pairs: list[tuple[PlannedInitiative, PlannedCondition]]) -> list[Row]:
    """A line a metric."""
    return [_row(report, row, condition) for row, condition in pairs]


def _row(report: Report, row: PlannedInitiative, condition: PlannedCondition) -> Row:
    reading = condition.reading
    cells: tuple[Cell, ...] = (
        (metric_of(report, condition), Words(text="\n"), initiative_link(row)),
        (Words(text=value_of(reading) if reading else "–"),),
        (Words(text=_certainty(condition)),),
        (Words(text=target_with_window(condition)),),
        _trend(condition),
        _source(report, condition),
        state_of(report, condition),
    )
    return Row(cells=cells, anchor=f"metric-{row.id}-{condition.id}")


def _unread(pairs: list[tuple[PlannedInitiative, PlannedCondition]]) -> Table:
    """A row an initiative: what no source gives is listed whole, each with its target."""
    rows = []
    for initiative in dict.fromkeys(row.id for row, _ in pairs):
        held = [(row, item) for row, item in pairs if row.id == initiative]
        told: list[Words] = []
        for _, item in held:
            told += [Words(text="; ")] if told else []
            told.append(Words(text=f"{item.metric_name or item.id} "))
            told.append(Words(text=target_with_window(item), quiet=True))
        rows.append(Row(cells=((initiative_link(held[0][0]),), tuple(told))))
    return Table(columns=_UNREAD, rows=tuple(rows))


def state_of(report: Report, condition: PlannedCondition) -> State:
    """Met, not met, or why that cannot be said; a number too old to count is called stale."""
    tone, word = _STATES[condition.state]
    return State(tone=tone, word=f"{word}, {STALE}" if past(report, condition) else word)


def metric_of(report: Report, condition: PlannedCondition) -> Words:
    """Its name as a link: to the panel, query or file, else to its entry."""
    name = condition.metric_name or condition.metric or condition.id
    url = condition.reading.url if condition.reading else ""
    number = finding_numbers(report).get(condition.finding)
    entry = f"#{finding_anchor(number)}" if number else ""
    return Words(
        text=name,
        target=url if url.startswith("http") else entry,
        strong=condition.reading is not None,
    )


def _certainty(condition: PlannedCondition) -> str:
    if condition.reading is None:
        return ""
    parts = (certainty_of(condition.reading), history_for(condition))
    return "; ".join(part for part in parts if part)


def _trend(condition: PlannedCondition) -> Cell:
    trend = trend_of(condition)
    return trend if trend is not None else Trend(points=(), target=None, note="–")


def _source(report: Report, condition: PlannedCondition) -> Line:
    name = source_name(report, condition.source)
    at = f"\n{short_moment(condition.reading.read_at)}" if condition.reading else ""
    read = Words(text=at, quiet=True)
    if not condition.finding:
        return Words(text=name or "–"), read
    return Words(text=f"{name} " if name else ""), finding_link(report, condition.finding), read


def _blind(pairs: list[tuple[PlannedInitiative, PlannedCondition]]) -> list[Block]:
    """What a source was asked and could not answer: its target, and what to do about it."""
    if not pairs:
        return []
    rows = tuple(
        Row(
            anchor=f"metric-{row.id}-{item.id}",
            cells=(
                (Words(text=f"{item.metric_name or item.id}, "), initiative_link(row)),
                (Words(text=target_with_window(item)),),
                (Words(text=sentence(_why_not(item))),),
            ),
        )
        for row, item in pairs
    )
    head = Heading(text="What could not be read: unavailable, and not counted as missed")
    return [head, Table(columns=_BLIND, rows=rows, dense=True)]


def _why_not(condition: PlannedCondition) -> str:
    return condition.note or "The source gave no reason."
