"""Readings that belong to findings but to no exit criterion of the plan."""

from assessment.model import Finding, Reading
from reports.blocks import Column, Row, Table, Words
from reports.model import Report
from reports.numbering import finding_link, source_name
from reports.quantities import certainty_of, history_of, value_of
from reports.wording import short_moment


def also_read(report: Report) -> tuple[tuple[Finding, Reading], ...]:
    """(finding, reading) of every number that no planned condition shows, once a source."""
    used = {
        (item.metric, item.reading.read_at)
        for row in (report.roadmap.rows if report.roadmap else ())
        for item in row.conditions
        if item.reading
    }
    seen: dict[tuple[str, str], tuple[Finding, Reading]] = {}
    for finding in report.findings:
        for reading in finding.readings:
            if (reading.metric, reading.read_at) not in used:
                seen.setdefault((reading.metric, finding.source), (finding, reading))
    return tuple(seen.values())


def readings_table(report: Report, pairs: tuple[tuple[Finding, Reading], ...]) -> Table:
    """One line a metric and source: value, interval or n, history, source, time, evidence entry."""
    columns = (
        Column(title="Metric", width=116),
        Column(title="Value", width=68, kind="number"),
        Column(title="80 % interval or n", width=76, kind="quiet"),
        Column(title="History", width=86, kind="quiet"),
        Column(title="Source", width=112),
        Column(title="Read, UTC", width=58, kind="quiet"),
        Column(title="Evidence", width=38),
    )
    return Table(columns=columns, rows=tuple(_row(report, *pair) for pair in pairs))


def _row(report: Report, finding: Finding, reading: Reading) -> Row:
    known = {item.id: item.name for item in report.pack.metrics}
    name = known.get(reading.metric, reading.metric.replace("_", " "))
    return Row(
        cells=(
            (Words(text=name, target=reading.url),),
            (Words(text=value_of(reading)),),
            (Words(text=certainty_of(reading)),),
            (Words(text=history_of(reading)),),
            (Words(text=source_name(report, finding.source)),),
            (Words(text=short_moment(reading.read_at)),),
            (finding_link(report, finding.id),),
        )
    )
