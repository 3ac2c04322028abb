"""Conflicts between what people claim and what was seen that nobody has settled."""

from content.report_checks import ReportChecks
from reports.lint.model import Item, Mend, Where
from reports.model import Report
from reports.numbering import conflicts, followed
from reports.wording import plain_level, plural, short_day
from scoring.model import CapabilityScore

ORDER = 20
WHY = "Until each is settled, the lower level counts and the report says that people disagree with it."


def title(number: int) -> str:
    """*Four open conflicts*."""
    return plural(number, "open conflict")


def items(report: Report, _limits: ReportChecks) -> list[Item]:
    """Every conflict that is open, with whose it is and by when."""
    return [
        Item(
            name=report.pack.capability(score.id).short_name,
            what=f"{name}: {_what(report, score)}",
            mend=_mend(report, score),
            grave=score.critical,
        )
        for name, score in conflicts(report)
        if score.conflict_open
    ]


def _mend(report: Report, score: CapabilityScore) -> Mend:
    kept = followed(report, score.id)
    if kept is None:
        return Mend(where=Where.QUESTION, key=score.id)
    return Mend(where=Where.CONFLICT, key=str(kept.number))


def _what(report: Report, score: CapabilityScore) -> str:
    claimed = f"level {plain_level(score.claim)} claimed" if score.claim is not None else "claimed"
    seen = f"{claimed}, at most {score.observed_high} seen"
    kept = followed(report, score.id)
    if kept is None or not kept.owner:
        return f"{seen}; nobody has it"
    if kept.overdue(report.made_at.date()) and kept.due:
        return f"{seen}; overdue since {short_day(kept.due)}"
    return seen
