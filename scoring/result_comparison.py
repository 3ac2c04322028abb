"""What moved between two results of one questionnaire, question by question."""

from pydantic import AwareDatetime

from content.values import Value
from scoring.result_model import QuestionResult, Result, Span, Told


class QuestionMoved(Value):
    """One question that reads differently now. ``better`` is ``None`` where the two cannot be
    ranked: the one before or after was not judged."""

    id: str
    before: QuestionResult
    after: QuestionResult
    better: bool | None


class SectionMoved(Value):
    """A section's points then and now; ``None`` where it had none."""

    id: str
    before: Span | None
    after: Span | None
    counts_before: dict[str, int]
    counts_after: dict[str, int]


class ResultComparison(Value):
    """Two results of one version of a questionnaire; of different versions nothing is compared."""

    before_at: AwareDatetime
    after_at: AwareDatetime
    comparable: bool
    total_before: Span | None = None
    total_after: Span | None = None
    band_before: str = ""
    band_after: str = ""
    coverage_before: float
    coverage_after: float
    counts_before: dict[str, int]
    counts_after: dict[str, int]
    sections: tuple[SectionMoved, ...] = ()
    moved: tuple[QuestionMoved, ...] = ()
    note: str = ""


def compare_results(before: Result, after: Result, note: str = "") -> ResultComparison:
    """What moved; the same result compared with itself has no movement."""
    same = before.pack.digest == after.pack.digest
    return ResultComparison(
        before_at=before.as_of, after_at=after.as_of, comparable=same,
        total_before=before.total, total_after=after.total,
        band_before=before.band, band_after=after.band,
        coverage_before=before.coverage, coverage_after=after.coverage,
        counts_before=before.counts, counts_after=after.counts,
        sections=_sections(before, after) if same else (),
        moved=_moved(before, after) if same else (), note=note,
    )  # fmt: skip


def _sections(before: Result, after: Result) -> tuple[SectionMoved, ...]:
    return tuple(
        SectionMoved(
            id=one.id, before=one.total, after=other.total,
            counts_before=one.counts, counts_after=other.counts,
        )
        for one, other in zip(before.sections, after.sections, strict=True)
        if (one.total, one.counts) != (other.total, other.counts)
    )  # fmt: skip


def _moved(before: Result, after: Result) -> tuple[QuestionMoved, ...]:
    pairs = zip(before.questions, after.questions, strict=True)
    return tuple(
        QuestionMoved(id=one.id, before=one, after=other, better=_better(one, other))
        for one, other in pairs
        if (one.state, one.points, one.risk) != (other.state, other.points, other.risk)
    )


def _better(one: QuestionResult, other: QuestionResult) -> bool | None:
    if one.state is not Told.JUDGED or other.state is not Told.JUDGED:
        return None
    if one.points is not None and other.points is not None:
        return other.points.low > one.points.low
    order = ("high", "medium", "none")
    return order.index(other.risk or "none") > order.index(one.risk or "none")
