"""What was left open: the checks before the report, and what they found when it was made."""

from reports.blocks import Column, Line, Row, Section, Table, Words
from reports.lint import Group, Mend, Where, lint, total
from reports.model import Report
from reports.numbering import capability_anchor, conflict_anchor, initiative_anchor
from reports.wording import capital, count, plural

ORDER = 95
_COLUMNS = (
    Column(title="What the checks found", width=170),
    Column(title="Which", width=329),
)
_MOST = 8


def build(report: Report) -> Section | None:
    """One row a group; none where the checks found nothing."""
    groups = lint(report)
    if not groups:
        return None
    return Section(
        id="left-open",
        name="Appendix: left open",
        title=title(groups),
        lead=(
            Words(
                text="These were known and are part of what the report says; each can be mended, and "
                "the report made again."
            ),
        ),
        blocks=(Table(columns=_COLUMNS, rows=tuple(_row(group) for group in groups)),),
        shares_page=True,
    )


def title(groups: tuple[Group, ...]) -> str:
    """*14 points were left open when this report was made, three of them grave*."""
    told = (
        plural(total(groups), "point was", "points were") + " left open when this report was made"
    )
    grave = sum(group.grave for group in groups)
    return capital(f"{told}, {count(grave)} of them grave" if grave else told)


def _row(group: Group) -> Row:
    head = (Words(text=group.title, strong=True), Words(text=f"\n{group.why}", quiet=True))
    return Row(cells=(head, _which(group)))


def _which(group: Group) -> Line:
    """A line each, the grave ones strong; what is over eight is counted."""
    words: list[Words] = []
    for item in group.items[:_MOST]:
        words += [Words(text="\n")] if words else []
        words += [
            Words(text=item.name, strong=item.grave),
            Words(text=f": {item.what}", quiet=True),
        ]
    more = len(group.items) - _MOST
    return (*words, Words(text=f"\nand {more} more", quiet=True)) if more > 0 else tuple(words)


def _target(mend: Mend) -> str:
    """Where the report itself speaks of it."""
    if mend.where is Where.QUESTION:
        return f"#{capability_anchor(mend.key)}"
    if mend.where is Where.CONFLICT:
        return f"#{conflict_anchor(f'K-{mend.key}')}"
    return f"#{initiative_anchor(mend.key)}" if mend.where is Where.PLAN else ""
