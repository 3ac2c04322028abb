"""The overall index from one frozen result to the next and now, in a picture and in words."""

from collections.abc import Iterator
from itertools import pairwise

from reports.blocks import Block, Heading, HistoryChart, HistoryPoint, Prose, Words
from reports.model import PastResult, Report
from reports.wording import VERDICT_WORDS, day, level, plural

_FEWEST, _FLAT = 2, 0.05


def index_history(report: Report) -> list[Block]:
    """A line joins what compares, ≠ stands before what does not; nothing before there are two days."""
    points = tuple(_points(report))
    if len({point.day for point in points}) < _FEWEST:
        return []
    head = _over(points)
    told = (
        f"{'' if item.joined else '≠ '}{day(item.day)} {level(item.index)}, {item.word.lower()}"
        for item in points
    )
    return [
        Heading(text=head),
        HistoryChart(points=points, alt=f"{head}. {'; '.join(told)}."),
        Prose(content=(Words(text=_how_to_read(points)),), kind="note"),
    ]


def _points(report: Report) -> Iterator[HistoryPoint]:
    """Oldest first, that of the report last; the frozen result that it shows is not told twice."""
    card = report.scorecard
    past = [
        item for item in report.history
        if item.index is not None and item.at < card.as_of and item.id != report.snapshot
    ]  # fmt: skip
    joined = [True, *(_compare(*pair) for pair in pairwise(past))]
    for item, compares in zip(past, joined, strict=False):
        yield HistoryPoint(
            day=item.at.date(), index=item.index or 0.0, tone=item.verdict.value,
            word=VERDICT_WORDS[item.verdict], joined=compares,
        )  # fmt: skip
    if card.index is not None:
        yield HistoryPoint(
            day=card.as_of.date(), index=card.index.level, tone=card.verdict.value,
            word=VERDICT_WORDS[card.verdict],
            joined=not past or past[-1].compares(card.pack, card.scoring),
        )  # fmt: skip


def _compare(one: PastResult, other: PastResult) -> bool:
    return other.pack is None or one.compares(other.pack, other.scoring)


def _over(points: tuple[HistoryPoint, ...]) -> str:
    """From where to where, among results that all compare; else which of them do not."""
    results = plural(len(points), "result")
    if not points[-1].joined:
        return f"The index over {results}: the last one does not compare with those before"
    broken = [item.day for item in points if not item.joined]
    if broken:
        return f"The index over {results}: since {day(broken[-1])} they compare, with none before"
    first, last = points[0].index, points[-1].index
    if abs(last - first) <= _FLAT:
        return f"The index stayed at {level(last)} over {results}"
    verb = "rose" if last > first else "fell"
    return f"The index {verb} from {level(first)} to {level(last)} over {results}"


def _how_to_read(points: tuple[HistoryPoint, ...]) -> str:
    told = (
        "Overall index, level 1 to 5. Circle: ready. Diamond: conditional. Square: not ready. "
        "Hollow: insufficient evidence."
    )
    if all(item.joined for item in points):
        return told
    return (
        f"{told} ≠: the two points beside it were judged by different versions of the pack or of the "
        "rules, so the step between them is not the client’s alone, and they do not compare."
    )
