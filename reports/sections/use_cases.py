"""The client's use cases together: which first and why, when to stop it, what the next ones cost."""

from content.locales import written
from content.portfolio import portfolio_judgement
from reports import portfolio_words as told
from reports.blocks import (
    Block,
    Column,
    Columns,
    Heading,
    ImpactChart,
    ImpactPoint,
    KeyValues,
    Prose,
    Row,
    Section,
    Table,
    Words,
)
from reports.model import Report
from reports.shortened_tables import lines_of, stands_on
from reports.wording import NBSP, money, short_day, shortened
from scoring.portfolio_model import Portfolio, SequenceStep, Standing

ORDER = 18
_SAID = 300
"""Characters of what a room said that find room beside the chart."""
MOVED, _ROOM = "sequence", 58.0
"""The section of the appendix for what finds no room, and the lines that there are beside the chart."""
RANKING = (
    Column(title="", width=20, kind="number"),
    Column(title="Use case", width=120),
    Column(title="Value a quarter", width=105),
    Column(title="Feasibility", width=75),
    Column(title="Risk", width=55),
    Column(title="Perturbed judgements", width=124),
)
SEQUENCE = (
    Column(title="Use case", width=100),
    Column(title="Whole plan", width=115),
    Column(title="Work to its gate", width=150),
    Column(title="Starts", width=66),
    Column(title="Gate, even odds", width=68),
)


def build(report: Report) -> Section | None:
    """The one that is assessed, and where the client has several why which comes first."""
    held = report.portfolio
    if held is None or held.ranking.first is None:
        return _alone(report)
    judgement = portfolio_judgement()
    lead = told.why_first(held, judgement)[0]  # the reasons stand below each row
    return Section(
        id="use-cases",
        name="Lead use case",
        title=told.headline(held),
        lead=(Words(text=lead),),
        blocks=(
            *_case(report),
            Table(columns=RANKING, rows=_ranking(held), dense=True),
            *_missing(held),
            Columns(
                columns=(
                    (Heading(text=told.impact_title(held)), _impact(held)),
                    (
                        Heading(text="When to stop it"),
                        *_bullets(told.stop_sentences(held, judgement)),
                        *_said_to_stop_here(report),
                        *_runner_up(held),
                    ),
                )
            ),
            *_next(report, held),
        ),
    )


def _next(report: Report, held: Portfolio) -> tuple[Block, ...]:
    """What the next ones cost, or where that stands when it finds no room."""
    if not moved_out(report):
        return _sequence(held)
    return (stands_on(told.sequence_title(held), MOVED),)


def moved_out(report: Report) -> tuple[Block, ...]:
    """What the next use cases cost, where it finds no room on the page; empty where it does."""
    held = report.portfolio
    if held is None or held.ranking.first is None:
        return ()
    before = (*_case(report), Table(columns=RANKING, rows=_ranking(held)), *_missing(held))
    rest = _sequence(held)
    return rest if rest and lines_of((*before, *rest)) > _ROOM else ()


def _alone(report: Report) -> Section | None:
    """One use case alone: what it does, what it is worth and when to stop; nothing to rank."""
    case = _case(report)
    stop = _said_to_stop(report)
    if not report.scorecard.gives_verdict:
        return None
    told_stop = stop or ("Nobody has said when to stop: say it before the work starts.",)
    return Section(
        id="use-cases",
        name="Lead use case",
        title=f"One use case: {report.use_case.name}",
        blocks=(
            *case,
            Heading(text="What it has to do"),
            KeyValues(rows=_demands(report)),
            Heading(text="When to stop it"),
            *_bullets(told_stop),
            Heading(text="Runner-up"),
            Prose(content=(Words(text="None: the client has described no other use case."),)),
        ),
    )


def _demands(report: Report) -> tuple[tuple[str, str], ...]:
    """What is true of it and what it promises, as somebody stated it; unstated figures say so."""
    traits = report.use_case.traits
    peak, target = traits.peak_requests_per_second, traits.availability_target
    late, window = traits.latency_p95_ms, traits.decision_window_hours
    unknown = "not stated"
    return (
        ("Stage", traits.stage.value.replace("_", " ")),
        ("Risk class", traits.risk_class.value),
        ("Generative model", "yes" if traits.generative else "no"),
        ("Personal data", "yes" if traits.personal_data else "no"),
        ("Acts by itself", "yes" if traits.takes_actions else "no"),
        ("A decision is needed within", f"{written(window, 'g')} hours" if window else unknown),
        ("Peak load", f"{written(peak, 'g')} requests a second" if peak else unknown),
        ("Availability", f"{written(100 * target, 'g')}{NBSP}%" if target else unknown),
        ("Slowest of twenty answers", f"{written(late, 'g')} ms" if late else unknown),
    )


def _case(report: Report) -> tuple[Block, ...]:
    """What it does, its value as stated, and the baseline that it is held against."""
    facts = report.use_case
    value = _value(report)
    lines = [
        ("What it does", facts.summary.strip() or "Nobody has described it."),
        ("Value a quarter, as stated", value),
        ("Baseline, where the value comes from", facts.value_statement.strip()
         or "Nobody has said it; without it nobody can say later whether it was worth it."),
    ]  # fmt: skip
    return tuple(
        Prose(content=(Words(text=f"{name}: ", strong=True), Words(text=text)))
        for name, text in lines
    )


def _value(report: Report) -> str:
    plan, facts = report.roadmap, report.use_case
    currency = plan.currency if plan else ""
    known = [item for item in (facts.value_low, facts.value_high) if item is not None]
    if not known:
        return "not stated; the page Use cases takes it."
    return " to ".join(dict.fromkeys(money(item, currency) for item in known)) + "."


def _said_to_stop(report: Report) -> tuple[str, ...]:
    """What the room of a workshop said would stop it, the newest first."""
    said = (item.kill_criterion.strip() for item in report.workshops)
    return tuple(f"The room said: “{text}”" for text in dict.fromkeys(said) if text)


def _said_to_stop_here(report: Report) -> tuple[Block, ...]:
    """The same beside the chart: a long one as far as it finds room, and where it stands whole."""
    made: list[Block] = []
    for text in _said_to_stop(report):
        line: tuple[Words, ...] = (Words(text=text),)
        if len(text) > _SAID:
            where = Words(
                text=f"page{NBSP}{{page}}", page_of="section-room", target="#section-room"
            )
            begun = Words(text=f"{shortened(text, _SAID).rstrip()}” Whole: ")
            line = (begun, where, Words(text="."))
        made.append(Prose(content=line, kind="bullet"))
    return tuple(made)


def _bullets(lines: tuple[str, ...]) -> tuple[Block, ...]:
    return tuple(Prose(content=(Words(text=line),), kind="bullet") for line in lines)


def _ranking(held: Portfolio) -> tuple[Row, ...]:
    judgement = portfolio_judgement()
    rows: list[Row] = []
    for item in held.ranking.standings:
        rows.append(_row(item, held))
        why = told.reason(item, held, judgement)
        rows.append(Row(cells=((Words(text=why),),), below=True))
    return tuple(rows)


def _impact(held: Portfolio) -> ImpactChart:
    standings = held.ranking.standings
    top = max((item.value.high for item in standings if item.value), default=0.0)
    return ImpactChart(
        points=tuple(_point(item) for item in standings),
        ticks=tuple((top * n / 4, money(top * n / 4, held.currency)) for n in range(5)),
        alt=told.impact_spoken(held),
    )


def _point(item: Standing) -> ImpactPoint:
    value, able = item.value, item.feasibility
    return ImpactPoint(
        place=item.place,
        name=item.name,
        feasibility=(able.low, able.middle, able.high),
        value=(value.low, value.middle, value.high) if value else None,
        judged=not item.unknown,
        stated=value is not None and item.value_stated,
    )


def _row(item: Standing, held: Portfolio) -> Row:
    cells = (
        str(item.place), item.name, told.value_cell(item, held), told.feasibility_cell(item),
        told.RISK_WORDS[item.risk_class], told.firmness_cell(item),
    )  # fmt: skip
    made: list[tuple[Words, ...]] = [(Words(text=cell),) for cell in cells]
    if item.sponsor:
        made[1] = (*made[1], Words(text=f"\n{item.sponsor}", quiet=True))
    return Row(cells=tuple(made))


def _missing(held: Portfolio) -> tuple[Block, ...]:
    missing = told.unknowns(held.ranking, portfolio_judgement())
    if not missing:
        return ()
    words = f"Nobody has said yet: {'; '.join(missing)}."
    return (Prose(content=(Words(text=words),), kind="note"),)


def _runner_up(held: Portfolio) -> tuple[Block, ...]:
    lines = told.overtaking(held, portfolio_judgement())
    if held.ranking.runner_up is None or not lines:
        return ()
    name = held.ranking.runner_up.name
    return (Heading(text=f"{name} comes first instead if one of these is true"), *_bullets(lines))


def _sequence(held: Portfolio) -> tuple[Block, ...]:
    if len(held.sequence) < 2:
        return ()
    sentences = tuple(
        told.step_sentence(item, place, held)
        for place, item in enumerate(held.sequence)
        if place  # of the first the table says all
    )
    rows = tuple(_step(item, held) for item in held.sequence)
    return (
        Heading(text=told.sequence_title(held)),
        Table(columns=SEQUENCE, rows=rows, dense=True),
        *(Prose(content=(Words(text=" ".join(part)),), kind="note")
          for part in (tuple(sentences), told.inherited(held)) if part),
    )  # fmt: skip


def _step(item: SequenceStep, held: Portfolio) -> Row:
    if item.alone is None or item.after is None:
        cells = (item.name, item.why_not, "", "", "")
    else:
        dated = item.after.gate_p50 and not item.waits
        cells = (
            item.name, told.whole(item), told.work(item.after, held),
            short_day(item.start) if item.start and not item.waits else "no date",
            short_day(item.after.gate_p50) if dated and item.after.gate_p50 else "no date",
        )  # fmt: skip
    return Row(cells=tuple((Words(text=cell),) for cell in cells))
