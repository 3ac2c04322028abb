"""The sheets Probes and Conflicts: what probes saw, and where claims part from it."""

from openpyxl.workbook import Workbook

from assessment.model import Finding, Outcome
from reports.entries import finding_numbers
from reports.model import Report
from reports.numbering import disputed, followed, inherited
from reports.resolutions import how, who
from reports.round_trip.fields import RECORD
from reports.wording import STATE_WORDS, capital, plural
from reports.workbook.cells import Link
from reports.workbook.names import capability, owner_of, respondents, short, source, stamp
from reports.workbook.shares import show_shares
from reports.workbook.table import Column, Row, add_sheet, add_table
from scoring.conflict import Conflict
from scoring.model import CapabilityScore, State

EVIDENCE = (
    Column("Finding", 10),
    Column("Probe", 26),
    Column("Stated", 48),
    Column("Outcome", 15),
    Column("Seen", 48),
    Column("Value", 12, "General"),
    Column("Unit", 11),
    Column("Expected", 36),
    Column("Capability", 27),
    Column("Level it speaks for", 11, "0"),
    Column("Source", 26),
    Column("Where", 44),
    Column("Query", 44),
    Column("Read at (UTC)", 17),
    Column("Valid until (UTC)", 17),
    Column("Overruled by", 20),
    Column("Why overruled", 36),
    Column("What to do", 44),
)


def add_evidence(book: Workbook, report: Report) -> None:
    """One row for each finding and capability that it bears on."""
    outcomes = [item.outcome for item in report.findings]
    unread = sum(item in (Outcome.UNAVAILABLE, Outcome.ERROR) for item in outcomes)
    said = sum(item in (Outcome.PRESENT, Outcome.ABSENT) for item in outcomes)
    message = f"{said} of {len(outcomes)} findings say something; {unread} could not be read"
    if not outcomes:
        message = "No source was looked at"
    note = "Could not be read is never counted as absent. An overruled finding stays in the list."
    sheet = add_sheet(book, "Probes", message, note, stamp(report))
    numbers = finding_numbers(report)
    rows = [row for item in report.findings for row in _finding(report, item, numbers)]
    add_table(sheet, EVIDENCE, rows)
    show_shares(sheet, EVIDENCE, "Unit", ("Value",))


def _finding(report: Report, item: Finding, numbers: dict[str, str]) -> list[Row]:
    """The number is the probe's first reading; the sheet Metrics has all of them."""
    overrule = next((one for one in report.overrules if one.finding == item.id), None)
    place = item.places[0] if item.places else None
    where = Link(place.label, place.url) if place else Link("")
    read = item.readings[0] if item.readings else None
    bearings = [one for one in item.bearings if one.pack == report.pack.id]
    pairs: list[tuple[str, int | None]] = [(one.capability, one.anchor) for one in bearings]
    return [
        (
            numbers[item.id],
            item.probe,
            item.statement,
            str(item.outcome).replace("_", " "),
            item.observed,
            short(read.value) if read else None,
            read.unit if read else "",
            item.expected,
            named,
            anchor,
            source(report, item.source),
            where,
            place.query if place else "",
            item.observed_at,
            item.valid_until,
            overrule.by if overrule else "",
            overrule.reason if overrule else "",
            item.remedy,
        )
        for named, anchor in pairs or [("", None)]
    ]


CONFLICTS = (
    Column("Capability id", 27),
    Column("Capability", 40),
    Column("Critical", 9),
    Column("State", 16),
    Column("Claimed", 9, "0.0"),
    Column("Observed from", 10, "0"),
    Column("Observed to", 10, "0"),
    Column("Over-claim", 10, "+0.0;-0.0;0.0"),
    Column("Open", 8, warns=("yes",)),
    Column("Owner", 22, edit=True),
    Column("Due", 14, "d mmm yyyy", edit=True),
    Column("Resolution", 60),
    Column("Number", 9),
    Column("Opened at (UTC)", 17),
    Column("Closed at (UTC)", 17),
    Column("Stable id", 9, hidden=True),
)


def add_conflicts(book: Workbook, report: Report) -> None:
    """Where claim and evidence part by a level or more, what is disputed, waived or settled."""
    apart = [item for item in report.scorecard.capabilities if _apart(item)]
    opened = sum(item.conflict_open for item in apart)
    message = f"{plural(opened, 'conflict')[:1].upper()}{plural(opened, 'conflict')[1:]} open"
    note = (
        "A conflict closes with a later finding, a corrected answer, a repeated probe, or a waiver. "
        "Owner and due day are yours to edit where it has a number."
    )
    sheet = add_sheet(book, "Conflicts", message, note, stamp(report))
    ranked = sorted(
        apart, key=lambda item: (not item.conflict_open, not item.critical, -item.over_claim)
    )
    rows = [_conflict(report, item) for item in ranked]
    rows += [_settled(report, item) for item in report.conflicts if item.state == "closed"]
    records = {place for place, row in enumerate(rows, start=1) if row[-1] == RECORD}
    add_table(sheet, CONFLICTS, rows, locked=records)


def _apart(item: CapabilityScore) -> bool:
    told = item.state in (State.CONFLICT, State.DISPUTED) or item.waived or item.conflict_open
    return item.applicable and (told or item.over_claim != 0)


def _conflict(report: Report, item: CapabilityScore) -> Row:
    held, dispute = followed(report, item.id), disputed(report, item)
    return (
        item.id,
        capability(report, item.id),
        item.critical,
        STATE_WORDS[item.state],
        item.claim,
        item.observed_low,
        item.observed_high,
        item.over_claim,
        item.conflict_open,
        (held.owner if held else "")
        or (dispute.owner if dispute else "")
        or owner_of(report, item.id),
        (held.due if held else None) or (dispute.due if dispute else None),
        _waived(report, item) or _settled_elsewhere(report, item),
        held.name if held else RECORD,
        held.opened_at if held else None,
        None,
        held.name if held else RECORD,
    )


def _settled_elsewhere(report: Report, item: CapabilityScore) -> str:
    elsewhere = inherited(report, item.id)
    return f"Inherited: settled in {elsewhere.use_case}" if elsewhere else ""


def _waived(report: Report, item: CapabilityScore) -> str:
    waiver = next((one for one in report.waivers if one.capability == item.id), None)
    if waiver is None:
        return ""
    second = f" and {waiver.second}" if waiver.second else ""
    return f"Waived by {waiver.by}{second} until {waiver.until:%Y-%m-%d}: {waiver.reason}"


def _settled(report: Report, item: Conflict) -> Row:
    """A conflict that was closed, with what it was about when it was last in force."""
    step = item.closed
    by = who(step, respondents(report), enterer=report.show_names) if step else ""
    told = f"{capital(how(step))}{f', {by}' if by else ''}" if step else ""
    return (
        item.capability,
        capability(report, item.capability),
        item.critical,
        "settled",
        item.claim,
        None,
        item.observed_high,
        item.claim - item.observed_high,
        False,
        item.owner,
        item.due,
        told,
        item.name,
        item.opened_at,
        step.at if step else None,
        item.name,
    )
