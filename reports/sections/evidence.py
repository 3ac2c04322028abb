"""The evidence index: what was looked for, seen, where and when, with each query in full."""

from assessment.model import Outcome
from reports.blocks import Block, Column, Heading, Prose, Row, Section, Table, Words
from reports.evidence_entry import entries_of
from reports.looks import looks
from reports.model import Report
from reports.wording import as_quoted, capital, count, moment, plural, short_day

ORDER = 120


def build(report: Report) -> Section:
    """Where we looked, then every finding."""
    blocks: list[Block] = []
    if report.sources:
        blocks += [Heading(text="Where we looked"), _sources(report)]
    if report.requests:
        words = (
            f"{capital(plural(len(report.requests), 'request was', 'requests were'))} made to "
            "these sources."
        )
        blocks.append(Prose(content=(Words(text=words),), kind="note"))
    if not report.findings:
        blocks.append(
            Prose(
                content=(
                    Words(text="No probe has run. What this report says rests on answers alone."),
                )
            )
        )
    else:
        blocks.append(Heading(text="Findings"))
        blocks.append(Prose(content=(Words(text=_KEY),), kind="note"))
        if quoted := as_quoted():
            blocks.append(Prose(content=(Words(text=quoted),), kind="note"))
        blocks += entries_of(report)
    return Section(
        id="evidence",
        name="Appendix: evidence index",
        title=title(report),
        blocks=tuple(blocks),
        shares_page=True,
    )


_KEY = (
    "Beside a level that a finding bears on: how often the probe finds it where it is there, and how "
    "often where it is not. An entry was read when its source was, and counts as long, but where it "
    "says another time or day. Times are UTC."
)


def title(report: Report) -> str:
    """How many findings there are and what came of them."""
    total = len(report.findings)
    if not total:
        return "No probe has looked yet: the evidence index is empty"
    tally = {
        outcome: sum(item.outcome is outcome for item in report.findings) for outcome in Outcome
    }
    blind = tally[Outcome.UNAVAILABLE] + tally[Outcome.ERROR]
    present, absent = (
        count(tally[item]) if tally[item] else "none" for item in (Outcome.PRESENT, Outcome.ABSENT)
    )
    head = f"{plural(total, 'finding')}: {present} present, {absent} absent"
    return capital(f"{head}, {count(blind)} where we could not look" if blind else head)


def _sources(report: Report) -> Table:
    columns = (
        Column(title="Source", width=90),
        Column(title="Kind", width=56, kind="quiet"),
        Column(title="Address", width=140, kind="mono"),
        Column(title="Authorised by", width=68),
        Column(title="Read", width=58),
        Column(title="Valid until", width=48),
        Column(title="Findings", width=39, kind="number"),
    )
    known = looks(report)
    rows = tuple(
        Row(
            cells=(
                (Words(text=item.name, strong=True),),
                (Words(text=item.kind.replace("_", " ")),),
                (Words(text=_bare(item.address), target=item.reader_address or item.address),),
                (Words(text=item.authorised_by or "–"),),
                (Words(text=moment(known[item.id].at, "\n") if item.id in known else "–"),),
                (Words(text=short_day(known[item.id].until) if item.id in known else "–"),),
                (Words(text=str(sum(finding.source == item.id for finding in report.findings))),),
            )
        )
        for item in report.sources
    )
    return Table(columns=columns, rows=rows)


def _bare(address: str) -> str:
    """The address without what stands before an @ in its host part, which may be a credential."""
    head, mark, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    if not mark or "@" not in host:
        return address.partition("?")[0]
    return f"{head}{mark}{host.rpartition('@')[2]}{slash}{path}".partition("?")[0]
