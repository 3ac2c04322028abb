"""The judgements behind the score with their reasons, and published base rates with provenance."""

from content.locales import written
from content.model import BaseRate
from content.portfolio import portfolio_judgement
from reports.blocks import Block, Column, Heading, Prose, Row, Section, Table, Words
from reports.model import Report
from reports.portfolio_words import method
from reports.wording import capital, plural

ORDER = 110


def build(report: Report) -> Section:
    """Grades, thresholds and weights with reasons; then every base rate of the pack."""
    blocks: list[Block] = [
        Heading(text="How an answer is weighed by what supports it"),
        _grades(report),
        Heading(text="Prior, probes, weights and variation"),
        _numbers(report),
        Heading(text="Thresholds"),
        _thresholds(report),
    ]
    if report.pack.base_rates:
        note = (
            "Published shares of projects that use AI (artificial intelligence). What they count "
            "differs, so they are never averaged."
        )
        blocks += [
            Heading(text="Base rates and where they come from"),
            Prose(content=(Words(text=note),), kind="note"),
            _rates(report),
        ]
    if report.portfolio is not None:
        lines = method(portfolio_judgement())
        blocks.append(Heading(text="How use cases are ranked"))
        blocks += [Prose(content=(Words(text=line),), kind="note") for line in lines]
    return Section(
        id="judgements",
        name="Appendix: judgements",
        title=title(report),
        blocks=tuple(blocks),
        shares_page=True,
    )


def title(report: Report) -> str:
    """How many numbers of the score somebody chose."""
    held = report.pack.judgements
    number = 2 * len(held.grades) + len(held.thresholds.reasons)
    rates = len(report.pack.base_rates)
    head = f"The {plural(number, 'number')} that somebody chose, each with its reason"
    return f"{head}, and {plural(rates, 'published base rate')}" if rates else capital(head)


def _grades(report: Report) -> Table:
    columns = (
        Column(title="Grade", width=34, kind="mono"),
        Column(title="Meaning", width=150),
        Column(title="Spread, levels", width=52, kind="number"),
        Column(title="Discount, levels", width=52, kind="number"),
        Column(title="Reason", width=211, kind="quiet"),
    )
    rows = tuple(
        Row(
            cells=(
                (Words(text=item.id),),
                (Words(text=item.meaning),),
                (Words(text=written(item.spread, "g")),),
                (Words(text=written(item.discount, "g")),),
                (Words(text=item.reason),),
            )
        )
        for item in report.pack.judgements.grades
    )
    return Table(columns=columns, rows=rows)


_THREE = (
    Column(title="Judgement", width=130),
    Column(title="Value", width=90, kind="number"),
    Column(title="Reason", width=279, kind="quiet"),
)


def _numbers(report: Report) -> Table:
    held = report.pack.judgements
    shaken = held.perturbation
    data = (
        (
            "Prior of levels 1 to 5",
            " ".join(written(item, "g") for item in held.prior),
            held.prior_reason,
        ),
        (
            "Probe: sensitivity, false-pass",
            f"{written(held.probes.sensitivity, 'g')}, {written(held.probes.false_pass, 'g')}",
            held.probes.reason,
        ),
        (
            "Weight: critical, other",
            f"{written(held.weights.critical, 'g')}, {written(held.weights.other, 'g')}",
            held.weights.reason,
        ),
        (
            "Varied judgements: draws, seed",
            f"{written(shaken.draws, ',')}, {shaken.seed}",
            shaken.reason,
        ),
    )
    return Table(
        columns=_THREE, rows=tuple(_three(*item) for item in (*data, *_of_forecast(report)))
    )


def _of_forecast(report: Report) -> tuple[tuple[str, str, str], ...]:
    """What the forecast starts from and is moved by, where there is one."""
    held = report.pack.judgements.forecast
    if held is None or report.forecast is None:
        return ()
    ends = f"{written(held.alpha, 'g')}, {written(held.beta, 'g')}"
    return (
        ("Forecast: Beta of the start", ends, held.prior_reason),
        ("Forecast: log odds a level", written(held.slope, "g"), held.slope_reason),
        (
            "Forecast: log odds of a missing control",
            written(held.blocked, "g").replace("-", "−"),
            held.blocked_reason,
        ),
    )


def _thresholds(report: Report) -> Table:
    held = report.pack.judgements.thresholds
    rows = tuple(
        _three(capital(name.replace("_", " ")), written(getattr(held, name), "g"), reason)
        for name, reason in held.reasons.items()
        if hasattr(held, name) and (report.scorecard.gives_verdict or not _decides(name))
    )
    return Table(columns=_THREE, rows=rows)


def _decides(name: str) -> bool:
    """Whether a threshold turns a verdict, of which a pulse says nothing."""
    return any(word in name for word in ("ready", "conditional", "verdict"))


def _three(name: str, value: str, reason: str) -> Row:
    return Row(cells=((Words(text=name),), (Words(text=value),), (Words(text=reason),)))


def _counted(item: BaseRate) -> str:
    return f"{item.claim} Unit: {item.unit}. Outcome: {item.outcome}. Sample: {item.sample}."


def _rates(report: Report) -> Table:
    columns = (
        Column(title="Figure", width=44),
        Column(title="Published by", width=68),
        Column(title="What it says and counts", width=242),
        Column(title="Criticism", width=145, kind="quiet"),
    )
    rows = tuple(
        Row(
            cells=(
                (Words(text=item.figure, strong=True),),
                (
                    Words(text=f"{item.publisher}, {item.year}"),
                    Words(text=f"; {item.kind}", quiet=True),
                ),
                (Words(text=_counted(item)),),
                (Words(text=item.criticism),),
            )
        )
        for item in report.pack.base_rates
    )
    return Table(columns=columns, rows=rows)
