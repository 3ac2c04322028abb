"""The share of perturbed judgements in each verdict, and the scale of an index."""

from reports import colours, fonts
from reports.blocks import Share
from reports.charts.sheet import Sheet
from reports.wording import percent


def shares(title: str, items: tuple[Share, ...], width: float) -> Sheet:
    """One bar in as many parts as there are verdicts; a 2 pt gap parts them in grey too."""
    sheet = Sheet(width, 46)
    sheet.text(0, 7, title, size=7.5, fill=colours.QUIET)
    shown = [item for item in items if item.share > 0]
    room = width - 2 * (len(shown) - 1)
    x = 0.0
    boxes = []
    for item in shown:
        wide = room * item.share
        sheet.rect(x, 14, max(wide, 0.8), 10, colours.VERDICTS[item.tone])
        boxes.append((x, wide, item))
        x += wide + 2
    _labels(sheet, boxes, width)
    return sheet


def _labels(sheet: Sheet, boxes: list[tuple[float, float, Share]], width: float) -> None:
    """Two labels at most below the bar, first at the left end and second at the right end."""
    largest = sorted(boxes, key=lambda box: -box[2].share)[:2]
    for x, wide, item in largest:
        words = f"{percent(item.share)} {item.word.lower()}"
        colour = colours.VERDICT_WORDS[item.tone]
        start = x < width / 2 and (len(largest) == 1 or (x, wide, item) == min(largest))
        sheet.text(
            x if start else width,
            35,
            words,
            size=7.5,
            font=fonts.SEMIBOLD,
            fill=colour,
            align="start" if start else "end",
        )


def index_scale(index: tuple[float, float, float], limit: float, width: float) -> Sheet:
    """An index on levels 1 to 5 with its 80 % interval and the level asked of each area."""
    sheet = Sheet(width, 52)
    sheet.text(0, 7, "Index, level 1 to 5, with its 80 % interval", size=7.5, fill=colours.QUIET)

    def place(value: float) -> float:
        return 4 + (value - 1) / 4 * (width - 8)

    level, low, high = index
    sheet.rect(place(1), 14, width - 8, 12, colours.PAPER, edge=colours.LINE)
    sheet.rect(place(1), 14, place(level) - place(1), 12, colours.LIGHT)
    sheet.line(place(low), 20, place(high), 20, colours.INK, thick=1.2)
    for end in (low, high):
        sheet.line(place(end), 16.5, place(end), 23.5, colours.INK, thick=1.2)
    sheet.line(place(limit), 11, place(limit), 29, colours.INK, thick=0.9, dash=(2.5, 1.8))
    for number in range(1, 6):
        sheet.text(place(number), 38, str(number), size=7.2, fill=colours.QUIET, align="middle")
    sheet.text(
        place(limit),
        47,
        f"dashed: level {limit}, asked of each area",
        size=7,
        fill=colours.QUIET,
        align="middle",
    )
    return sheet
