"""The gravest reasons on the slide of the answer: what was seen beside its figure, none over the other."""

from dataclasses import dataclass, replace

from reports import blocks, grounds
from reports.model import Report
from reports.numbering import decisive
from reports.pptx.boxes import Box
from reports.pptx.canvas import Canvas, more
from reports.pptx.measures import LEADING, sized, wide
from reports.pptx.telling import plain
from reports.pptx.words import BODY, Paragraph, Style, said, tall
from reports.wording import sentence, short_day

_FIGURE, _BESIDE, _NOTE = 20.0, 0.33, 110.0
ASIDE = 10.0
"""Points that a row takes beside its words."""


def fill(canvas: Canvas, box: Box, reasons: blocks.Reasons, report: Report) -> None:
    """Each reason with what was seen, and its figure with the target at the right.

    Where a template leaves too little room, fewer of them stand there, none over the other.
    """
    beside = min(_BESIDE * box.width, max(_beside(item) for item in reasons.items))
    room = box.width - 12 - beside
    held = zip(reasons.items, grounds.grounds(report), strict=False)
    rows = [_row(report, item, ground, (room, beside)) for item, ground in held]
    kept, left = _that_fit(rows, box.height), box
    if len(kept) < len(rows):
        left = box.above(LEADING * sized(BODY))
        canvas.text(
            box.foot(LEADING * sized(BODY)), said(more(len(rows) - len(kept)), Style(role="quiet"))
        )
    highs = _raised([row.least for row in kept], [row.need for row in kept], left.height)
    for place, (row, high) in enumerate(zip(kept, highs, strict=True)):
        most = max(1, int((high - 7 - tall([row.head], room)) // (LEADING * sized(BODY))))
        seen = replace(row.seen, style=replace(row.seen.style, most=most))
        text, figure = left.top(high).columns(room, beside, gap=12)
        canvas.text(text.below(5).top(high - 7), row.head, seen, name=f"Reason {place + 1}")
        canvas.text(figure.below(3).top(high - 4), *row.figure)
        if place + 1 < len(kept):
            canvas.rule(left.x, left.y + high, left.width)
        left = left.below(high)


@dataclass(frozen=True)
class _Row:
    """A reason: what is wrong and what was seen, its figure with its note, and the height it takes."""

    head: Paragraph
    seen: Paragraph
    figure: tuple[Paragraph, Paragraph]
    least: float
    need: float


def _row(
    report: Report, item: blocks.Reason, ground: grounds.Ground, rooms: tuple[float, float]
) -> _Row:
    room, beside = rooms
    head, seen = _told(report, ground, room)
    size = whole(item.figure, _FIGURE, beside)
    figure = (
        said(item.figure, Style(size, strong=True, align="right")),
        said(item.figure_note, Style(role="quiet", align="right", most=3)),
    )
    one_line = LEADING * sized(BODY)
    least = max(tall([head], room) + one_line + 7, tall(list(figure), beside) + 4)
    return _Row(head, seen, figure, least, max(least, tall([head, seen], room) + ASIDE))


def _that_fit(rows: list[_Row], height: float) -> list[_Row]:
    """As many of the first as find room, one at least; how many more there are takes a line."""
    if sum(row.least for row in rows) <= height:
        return rows
    kept = rows[:-1]
    while len(kept) > 1 and sum(row.least for row in kept) + LEADING * sized(BODY) > height:
        kept = kept[:-1]
    return kept or rows


def _raised(least: list[float], needs: list[float], room: float) -> list[float]:
    """Heights of rows: what each needs and a like share of the rest, or as much over the least of each."""
    if sum(needs) <= room:
        return shared(needs, room, 96.0)
    wanted = sum(needs) - sum(least)
    share = max(0.0, room - sum(least)) / wanted if wanted else 0.0
    return [low + share * (need - low) for low, need in zip(least, needs, strict=True)]


def _told(report: Report, ground: grounds.Ground, room: float) -> tuple[Paragraph, Paragraph]:
    """What is wrong and what was seen; the first a little larger, where it keeps to its line."""
    words = grounds.brief(report, ground)
    size = 15.0 if wide(words, 15, strong=True) <= room else BODY
    head = said(words, Style(size, strong=True, after=1, most=2))
    return head, said(_seen(report, ground), Style(role="quiet"))


def shared(needs: list[float], room: float, most: float) -> list[float]:
    """Heights of rows, each as much as it needs and a like share of the rest up to ``most``."""
    spare = (room - sum(needs)) / max(1, len(needs))
    if spare < 0:
        return [room * need / sum(needs) for need in needs]
    return [need + min(spare, max(0.0, most - need)) for need in needs]


def _beside(item: blocks.Reason) -> float:
    """Points that a reason's figure takes on one line, and its note on one or two."""
    note = wide(item.figure_note, BODY)
    return 2 + max(wide(item.figure, _FIGURE, strong=True), min(note, max(_NOTE, 0.6 * note)))


def _seen(report: Report, ground: grounds.Ground) -> str:
    """What was seen and when, in a sentence that begins as that of the notes, which is whole."""
    finding = decisive(report, ground.score) if ground.score else None
    if finding is not None:
        return f"Seen: {sentence(finding.observed)} ({short_day(finding.observed_at.date())})"
    return plain(grounds.seen(report, ground, short_day)[:1], {})


def whole(figure: str, size: float, room: float) -> float:
    """The size at which a figure keeps to one line: a figure is never cut."""
    while size > BODY and wide(figure, size, strong=True) > room:
        size -= 1
    return size
