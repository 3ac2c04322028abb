"""Evidence that is past its day, or will be before the report is decided on."""

from datetime import datetime, timedelta

from assessment.model import Finding
from content.report_checks import ReportChecks
from reports.attached import attached
from reports.lint.model import Item, Mend, Where
from reports.model import Report
from reports.numbering import source_name
from reports.wording import plural, short_day

ORDER = 30
WHY = (
    "Evidence counts until its day; what ends within {soon_days} days ends in the reader's hands. "
    "Look again, or attach what is newer."
)


def title(number: int) -> str:
    """*Two pieces of evidence past their day, or nearly*."""
    return plural(
        number, "piece of evidence past its day, or nearly",
        "pieces of evidence past their day, or nearly",
    )  # fmt: skip


def items(report: Report, limits: ReportChecks) -> list[Item]:
    """Sources with findings that end too early, and artefacts that do."""
    until = report.made_at + timedelta(days=limits.soon_days)
    return [*_sources(report, until), *_artefacts(report, until)]


def _sources(report: Report, until: datetime) -> list[Item]:
    """One item a source: one look mends all of its findings."""
    held: dict[str, list[Finding]] = {}
    for item in report.findings:
        if item.conclusive and item.valid_until <= until:
            held.setdefault(item.source, []).append(item)
    return [
        Item(
            name=source_name(report, source),
            what=f"{plural(len(found), 'finding')}, {_ends(report, min(i.valid_until for i in found))}",
            mend=Mend(where=Where.SOURCES),
            grave=any(i.valid_until < report.made_at for i in found),
        )
        for source, found in held.items()
    ]


def _artefacts(report: Report, until: datetime) -> list[Item]:
    return [
        Item(
            name=item.artefact.filename,
            what=f"artefact, {_ends(report, item.artefact.valid_until)}",
            mend=Mend(where=Where.ARTEFACTS),
            grave=item.artefact.valid_until < report.made_at,
        )
        for item in attached(report)
        if item.artefact.valid_until <= until
    ]


def _ends(report: Report, when: datetime) -> str:
    word = "expired" if when < report.made_at else "expires"
    return f"{word} on {short_day(when.date())}"
