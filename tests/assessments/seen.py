"""What probes saw: each probe of the product once, as a findings file that somebody hands over."""

from datetime import datetime, timedelta

from assessment.model import Finding, Outcome, Place, Reading
from assessment.observation import ProbeDefinition
from assessment.probing import definitions
from assessment.sources import Made, Request, Source
from content.model import Metric, Pack
from engagement.looks import findings_file
from tests.assessments.words import Words

PROMETHEUS = "https://prometheus.example.org"
_OUTCOMES = (
    Outcome.ABSENT, Outcome.PRESENT, Outcome.ABSENT, Outcome.UNAVAILABLE, Outcome.PRESENT,
    Outcome.ABSENT, Outcome.PRESENT, Outcome.NOT_APPLICABLE,
)  # fmt: skip
_DAYS_OLD = (1, 3, 200)
"""One reading of three is past its validity."""


def handed_over(pack: Pack, words: Words, now: datetime) -> bytes:
    """A findings file with one finding of every probe, at sources with names that people gave."""
    held = definitions()
    sources = {kind: _source(kind, words) for kind in sorted({item.connectors[0] for item in held})}
    metrics = {item.id: item for item in pack.metrics}
    findings = tuple(
        _finding(number, item, sources[item.connectors[0]], metrics, now)
        for number, item in enumerate(held)
    )
    made = tuple(
        Made(
            request=Request(verb="GET", what=f"{item.address}/api", why=f"to read {item.kind}"),
            at=now - timedelta(days=1), bytes=2_048, milliseconds=31, status="200",
        )
        for item in sources.values()
    )  # fmt: skip
    ran_by = words.text("probe_run.started_by", "Their platform team")
    return findings_file.write(findings, made, ran_by, now, tuple(sources.values()))


def _source(kind: str, words: Words) -> Source:
    ours = kind == "prometheus"
    return Source(
        id=f"s-{kind}", kind=kind,
        name=words.text("source.name", f"Our {kind}", 400 if ours else 0),
        address=PROMETHEUS if ours else f"https://{kind.replace('_', '-')}.example.org",
        authorised_by=words.text("source.authorised_by", "Head of platform"),
    )  # fmt: skip


def _finding(
    number: int, probe: ProbeDefinition, source: Source, metrics: dict[str, Metric], now: datetime
) -> Finding:
    outcome = _OUTCOMES[number % len(_OUTCOMES)]
    seen = now - timedelta(days=_DAYS_OLD[number % len(_DAYS_OLD)])
    read = [item for item in probe.metrics if item in metrics]
    conclusive = outcome in (Outcome.PRESENT, Outcome.ABSENT)
    return Finding(
        id=f"f{number}", probe=probe.id, source=source.id, source_kind=source.kind,
        statement=probe.statement, outcome=outcome, observed=f"seen as {outcome}, number {number}",
        expected=probe.expected, places=(_place(number, source),) if conclusive else (),
        readings=tuple(_reading(metrics[name], seen, place) for place, name in enumerate(read))
        if conclusive else (),
        remedy="" if outcome is Outcome.PRESENT else "Make it so and look again.",
        observed_at=seen, valid_until=seen + timedelta(days=probe.valid_days),
    )  # fmt: skip


def _place(number: int, source: Source) -> Place:
    return Place(
        label=f"{source.kind}, place {number}", query=f'sum(rate(requests_total{{n="{number}"}}[5m]))',
        url=f"{source.address}/place/{number}",
    )  # fmt: skip


def _reading(metric: Metric, seen: datetime, place: int) -> Reading:
    value = {"ratio": 0.914 + place / 100, "ms": 231.0 + place, "PSI": 0.27}.get(
        metric.unit, 12.0 + place
    )
    start = seen.timestamp() - 30 * 86_400
    trend = tuple((start + day * 86_400, value * (1 + (day % 7 - 3) / 50)) for day in range(30))
    return Reading(
        metric=metric.id, value=value, unit=metric.unit, low=value * 0.96, high=value * 1.05, n=4_000,
        window_seconds=30 * 86_400, history_seconds=30 * 86_400, query=f"avg_over_time({metric.id}[30d])",
        url=f"{PROMETHEUS}/graph?g0.expr={metric.id}&g0.tab=0", read_at=seen, trend=trend,
    )  # fmt: skip
