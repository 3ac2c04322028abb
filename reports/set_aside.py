"""What people set aside or accepted as it is, each with who, why and until when."""

from collections.abc import Iterable, Mapping

from assessment.asked import at_once
from assessment.model import GoodEnough, Pending
from reports.blocks import Block, Column, Heading, Row, Table, Words
from reports.model import Report
from reports.numbering import capability_anchor, finding_link
from reports.wording import join, plural, short_day


def how_many(report: Report) -> str:
    """*one finding set aside, two conflicts accepted*; empty where there is nothing of the kind."""
    accepted = "level accepted as good enough"
    kinds = (
        (
            len(at_once(report.pending)),
            "request that waits for a second person",
            "requests that wait for a second person",
        ),
        (len(report.overrules), "finding set aside", "findings set aside"),
        (len(report.waivers), "conflict accepted for a time", "conflicts accepted for a time"),
        (len(report.good_enough), accepted, accepted.replace("level", "levels")),
    )
    return join([plural(number, one, more) for number, one, more in kinds if number])


def set_aside(report: Report) -> list[Block]:
    """What waits, was overruled, was accepted for a time or as good enough, each kind in a table."""
    blocks: list[Block] = []
    if report.pending:
        head = "Waits for a second person, and counts for nothing until one agrees"
        blocks += [Heading(text=head), _pending(report)]
    if report.overrules:
        head = "Findings that a person set aside; both stay visible"
        blocks += [Heading(text=head), _overrules(report)]
    if report.waivers:
        blocks += [Heading(text="Conflicts accepted for a time"), _waivers(report)]
    if report.good_enough:
        head = "Good enough here: accepted below the target, and no shortfall"
        blocks += [Heading(text=head), _good_enough(report)]
    return blocks


def _pending(report: Report) -> Table:
    names = {item.id: item.short_name for item in report.pack.capabilities}
    columns = (
        Column(title="Critical capability", width=105),
        Column(title="What is asked", width=100),
        Column(title="Asked by", width=75),
        Column(title="Reason", width=164),
        Column(title="On", width=55),
    )
    rows = tuple(
        Row(
            cells=(
                _capabilities(asked, names),
                _what_is_asked(report, asked),
                (Words(text=asked[0].by),),
                (Words(text=asked[0].reason),),
                (Words(text=short_day(asked[0].at.date())),),
            )
        )
        for asked in at_once(report.pending)
    )
    return Table(columns=columns, rows=rows)


def _capabilities(asked: tuple[Pending, ...], names: Mapping[str, str]) -> tuple[Words, ...]:
    held = dict.fromkeys(item.capability for item in asked)
    return _with_commas(
        Words(text=names.get(one, one), target=f"#{capability_anchor(one)}") for one in held
    )


def _what_is_asked(report: Report, asked: tuple[Pending, ...]) -> tuple[Words, ...]:
    until = f" until {short_day(asked[0].until.date())}" if asked[0].until else ""
    if asked[0].kind == "waiver":
        return (Words(text=f"accept the conflict{until}"),)
    known = {one.id for one in report.findings}
    which = _with_commas(
        finding_link(report, item.about)
        if item.about in known
        else Words(text="an earlier finding")
        for item in asked
    )
    return (Words(text="set aside "), *which, Words(text=until))


def _with_commas(words: Iterable[Words]) -> tuple[Words, ...]:
    first, *rest = words
    return (first, *(part for word in rest for part in (Words(text=", "), word)))


def _overrules(report: Report) -> Table:
    columns = (
        Column(title="Finding", width=50),
        Column(title="Overruled by", width=90),
        Column(title="Reason", width=250),
        Column(title="On", width=55),
        Column(title="Until", width=54),
    )
    rows = tuple(
        Row(
            cells=(
                (finding_link(report, item.finding),),
                (Words(text=f"{item.by} and {item.second}" if item.second else item.by),),
                (Words(text=item.reason),),
                (Words(text=short_day(item.at.date())),),
                (Words(text=short_day(item.until.date()) if item.until else "open"),),
            )
        )
        for item in report.overrules
    )
    return Table(columns=columns, rows=rows)


def _waivers(report: Report) -> Table:
    names = {item.id: item.short_name for item in report.pack.capabilities}
    columns = (
        Column(title="Capability", width=100),
        Column(title="Accepted by", width=110),
        Column(title="Reason", width=225),
        Column(title="Until", width=64),
    )
    rows = tuple(
        Row(
            cells=(
                (
                    Words(
                        text=names.get(item.capability, item.capability),
                        target=f"#{capability_anchor(item.capability)}",
                    ),
                ),
                (Words(text=f"{item.by} and {item.second}" if item.second else item.by),),
                (Words(text=item.reason),),
                (Words(text=short_day(item.until.date())),),
            )
        )
        for item in report.waivers
    )
    return Table(columns=columns, rows=rows)


def _good_enough(report: Report) -> Table:
    columns = (
        Column(title="Capability", width=105),
        Column(title="Accepted at", width=82),
        Column(title="By", width=85),
        Column(title="Reason", width=175),
        Column(title="Until", width=62),
    )
    known = {item.id for item in report.pack.capabilities}
    held = (item for item in report.good_enough if item.capability in known)
    return Table(columns=columns, rows=tuple(_accepted(report, item) for item in held))


def _accepted(report: Report, item: GoodEnough) -> Row:
    score = report.scorecard.capability(item.capability)
    name = report.pack.capability(item.capability).short_name
    holds = score.accepted_level == item.level
    until = short_day(item.until.date()) if item.until else "withdrawn"
    return Row(
        cells=(
            (Words(text=name, target=f"#{capability_anchor(item.capability)}"),),
            (
                Words(
                    text=f"level {item.level} of {score.target}{'' if holds else ', not in force'}"
                ),
            ),
            (Words(text=item.by),),
            (Words(text=item.reason),),
            (Words(text=until),),
        )
    )
