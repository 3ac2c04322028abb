"""What people wrote, word by word: an appendix behind the slides, so that nothing typed is lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.blocks import Line, Words
from reports.model import Report
from reports.pptx.boxes import Box
from reports.pptx.canvas import Canvas
from reports.pptx.measures import shown
from reports.pptx.slide import Slide
from reports.pptx.telling import Pages
from reports.pptx.words import Paragraph, Style, fitted, said, tall
from reports.pptx.written_entries import groups
from reports.record import Entry
from reports.wording import capital, first_that_fits, join

_GAP, _LONGEST = 28.0, 7
_GROUP = Style(13, strong=True, after=6, most=1)
_HEAD = Style(10, "quiet", strong=True, after=1, most=2)
_TEXT = Style(11, after=9, most=_LONGEST)


@dataclass(frozen=True)
class _Placed:
    """An entry as it is set; ``whole`` is its text where the slide has the beginning only."""

    group: str
    items: tuple[Paragraph, ...]
    height: float
    whole: str


Columns = list[list[_Placed]]


def slides(report: Report, body: Box) -> tuple[Slide, ...]:
    """As many slides as it takes, two columns each; what is long is whole in the notes."""
    width = body.columns(1, 1, gap=_GAP)[0].width
    placed = [_placed(name, item, width) for name, entries in groups(report) for item in entries]
    pages = _paged(placed, body, width)
    return tuple(_slide(columns, place, len(pages)) for place, columns in enumerate(pages, 1))


def _placed(group: str, item: Entry, width: float) -> _Placed:
    content: Line = (Words(text=item.text, target=item.link),)
    items = (fitted(said(item.where, _HEAD), width), fitted(said(content, _TEXT), width))
    return _Placed(group, items, tall(list(items), width), f"{item.where}: {item.text}")


def _paged(items: Sequence[_Placed], body: Box, width: float) -> list[Columns]:
    """Columns filled one after the other, two a slide; each holds one entry at least."""
    columns: Columns = []
    room, head = 0.0, tall([said("X", _GROUP)], width)
    for item in items:
        new = not columns or not columns[-1] or columns[-1][-1].group != item.group
        needed = item.height + (head if new else 0.0)
        if not columns or needed > room:
            columns.append([])
            room, needed = body.height, item.height + head
        columns[-1].append(item)
        room -= needed
    return [columns[at : at + 2] for at in range(0, len(columns), 2)]


def _slide(columns: Columns, place: int, number: int) -> Slide:
    def draw(canvas: Canvas, _pages: Pages) -> None:
        boxes = canvas.box.columns(1, 1, gap=_GAP)
        for at, (box, items) in enumerate(zip(boxes, columns, strict=False), 1):
            canvas.text(box, *_words(items), name=f"What people wrote, column {at}")

    part = f" ({place} of {number})" if number > 1 else ""
    names = list(dict.fromkeys(item.group for column in columns for item in column))
    title = first_that_fits(
        f"What people wrote: {join(names)}{part}", f"What people wrote: {names[0]} and more{part}"
    )
    whole = tuple(f"– {shown(item.whole)}" for column in columns for item in column)
    return Slide(title, draw, notes=whole)


def _words(items: list[_Placed]) -> list[Paragraph]:
    """The entries of a column, each group with its name over it."""
    made: list[Paragraph] = []
    last = ""
    for item in items:
        if item.group != last:
            made.append(said(capital(item.group), _GROUP))
        made += item.items
        last = item.group
    return made
