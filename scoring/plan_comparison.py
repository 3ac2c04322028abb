"""Two plans side by side: which initiatives differ, and in what."""

from datetime import date

from content.values import Value
from scoring.roadmap_model import PlannedInitiative, Roadmap, Status


class Span(Value):
    """One initiative in one plan: work from ``start`` to ``p80``, proved by ``proof_end``."""

    start: date
    p50: date
    p80: date
    proof_end: date
    effort: float


class Difference(Value):
    """An initiative that the two plans do not treat alike; ``None`` where a plan leaves it out."""

    initiative: str
    title: str
    one: Span | None
    other: Span | None


def differences(one: Roadmap, other: Roadmap) -> tuple[Difference, ...]:
    """Every initiative with other dates or another effort, or in one plan only; by first start."""
    rows = [{row.id: row for row in plan.rows if _there(row)} for plan in (one, other)]
    named = {row.id: row.title for held in rows for row in held.values()}
    found = [
        Difference(
            initiative=name,
            title=title,
            one=_span(rows[0].get(name)),
            other=_span(rows[1].get(name)),
        )
        for name, title in named.items()
    ]
    return tuple(sorted((item for item in found if item.one != item.other), key=_place))


def _there(row: PlannedInitiative) -> bool:
    return row.status is not Status.DROPPED


def _span(row: PlannedInitiative | None) -> Span | None:
    if row is None:
        return None
    return Span(
        start=row.start, p50=row.p50, p80=row.p80, proof_end=row.proof_end, effort=row.effort_mid
    )


def _place(item: Difference) -> tuple[date, str]:
    starts = [span.start for span in (item.one, item.other) if span is not None]
    return min(starts), item.initiative
