"""Who says most and who least of a capability that divides people, in their own words."""

from assessment.model import Answer
from reports.blocks import Column, Line, Row, Table, Words
from reports.model import Report
from reports.numbering import capability_anchor
from reports.people import respondents, role
from reports.wording import GRADE_WORDS, capital, shortened
from scoring.model import CapabilityScore

_COLUMNS = (
    Column(title="Capability", width=103),
    Column(title="Says least", width=198),
    Column(title="Says most", width=198),
)
_QUOTED = 220


def sides(report: Report, held: tuple[CapabilityScore, ...]) -> Table | None:
    """One row a capability, where somebody said more than somebody else; none without any."""
    rows = tuple(row for row in (_row(report, item) for item in held) if row is not None)
    return Table(columns=_COLUMNS, rows=rows) if rows else None


def _row(report: Report, item: CapabilityScore) -> Row | None:
    said = [one for one in report.answers if one.capability == item.id and one.level is not None]
    if not said:
        return None
    # Of several who say the same, one that gave words is quoted.
    low = min(said, key=lambda one: (one.level or 0, not one.comment, one.at, one.id))
    high = min(said, key=lambda one: (-(one.level or 0), not one.comment, one.at, one.id))
    if low.level == high.level:
        return None
    name = Words(
        text=report.pack.capability(item.id).short_name, strong=True,
        target=f"#{capability_anchor(item.id)}",
    )  # fmt: skip
    return Row(cells=((name,), _said(report, low), _said(report, high)))


def _said(report: Report, one: Answer) -> Line:
    who = respondents(report).get(one.respondent) or role(report, one.role)
    head = f"Level {one.level}, {GRADE_WORDS.get(one.grade.value, '')}"
    told = (Words(text=head, strong=True), Words(text=f"\n{capital(who)}", quiet=True))
    words = shortened(" ".join(one.comment.split()), _QUOTED).strip()
    return (*told, Words(text=f": “{words}”" if words else ": no words of their own"))
