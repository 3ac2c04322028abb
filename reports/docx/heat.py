"""The heat map as a real table: shades carry the chances, figures and marks say the same."""

from collections.abc import Sequence
from itertools import zip_longest

from reports import colours, fonts
from reports.blocks import HeatGroup, Heatmap, HeatRow, Words
from reports.charts.sheet import fitted
from reports.docx.elements import Element
from reports.docx.grids import Place, Strip, grid
from reports.docx.kit import Kit
from reports.docx.looks import PARAGRAPHS
from reports.docx.tables import named
from reports.docx.words import holding, paragraph, runs, text_in
from reports.wording import level

_LEVELS = 5
_CELL, _FIGURES, _NARROW_FIGURES = 0.07, (43.0, 43.0), (28.0, 20.0)
"""Of the width: the cell of a level; in points: claimed and used, and both where there is little room."""
_TIGHT = next(look for look in PARAGRAPHS if look.role == "table-tight")
_GROUP, _ROW = 14.0, 2.6
"""Points of the head of an area, and of a row without its lines."""
_FOR_TWO, _GUTTER = 400.0, 16.0
"""Points of width from which two halves find room, and the gap between them."""
_LEAST = 0.005
_LIGHT_WORDS = 0.65
_KEY = (
    "Shade and figure: chance of each level in per cent. ○ claimed by people; ● used in the score; "
    "◉ both; ■ before a name: critical."
)


def heatmap(block: Heatmap, kit: Kit, width: float) -> list[Element]:
    """One row a capability under the head of its area: two halves side by side, or one below the
    other where the paper is narrow or a client's own font may need more room.

    The halves share the rows of one table, so that it goes on over the end of a page. As one block
    it would leave the page before it empty wherever it found no room.
    """
    made = [named("Chance of each level 1 to 5, by capability", kit)]
    told = [paragraph(words, "note", kit) for words in (_KEY, block.note)]
    groups = (*block.left, *block.right)
    if len(groups) > 1 and width >= _FOR_TWO and kit.own:
        each = (width - _GUTTER) / 2
        first = _first_half(groups, each)
        halves = [_strips(part, kit) for part in (groups[:first], groups[first:])]
        widths = [*_widths(each), _GUTTER, *_widths(each)]
        strips = [_pair(left, right, kit) for left, right in zip_longest(*halves)]
    else:
        widths, strips = _widths(width), _strips(groups, kit)
    table = grid(widths, strips, kit, style="table-heat", room=(0.9, 0, 0.9, 3), alt=block.alt)
    return [*made, *table, *told]


def _first_half(groups: Sequence[HeatGroup], each: float) -> int:
    """How many areas stand at the left, so that the longer half is as short as it can be."""
    room = _widths(each)[0] - 3
    size, leading = _TIGHT.size, _TIGHT.leading

    def high(group: HeatGroup) -> float:
        lines = (len(fitted(f"■ {row.name}", fonts.REGULAR, size, room, 9)) for row in group.rows)
        return _GROUP + sum(leading * number + _ROW for number in lines)

    heights = [high(group) for group in groups]
    return min(range(1, len(groups)), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))


def _widths(width: float) -> list[float]:
    """Points of the columns: name, the levels, claimed, used."""
    figures = _FIGURES if width >= _FOR_TWO else _NARROW_FIGURES
    name = width - _LEVELS * _CELL * width - sum(figures)
    return [name, *[width * _CELL] * _LEVELS, *figures]


def _strips(groups: Sequence[HeatGroup], kit: Kit) -> list[Strip]:
    """The rows of some areas, under a head."""
    return [_head(kit), *(strip for group in groups for strip in _group(group, kit))]


def _pair(left: Strip | None, right: Strip | None, kit: Kit) -> Strip:
    """A row of each half beside the other; the shorter half ends in empty room."""
    sides = [
        side.places if side else [Place([paragraph("", "gap", kit)], span=_LEVELS + 3)]
        for side in (left, right)
    ]
    gap = Place([paragraph("", "gap", kit)])
    head = any(side.head for side in (left, right) if side)
    return Strip([*sides[0], gap, *sides[1]], head=head)


def _head(kit: Kit) -> Strip:
    titles = ("Capability", *(str(number) for number in range(1, _LEVELS + 1)), "Claimed", "Used")
    aligned = ("", *["center"] * _LEVELS, "right", "right")
    places = [
        Place(
            [paragraph(words, "table-close-head", kit, align=side)], lines={"bottom": ("ink", 0.9)}
        )
        for words, side in zip(titles, aligned, strict=True)
    ]
    places[-2].room = places[-1].room = (0.9, 0, 0.9, 0)
    return Strip(places, head=True)


def _group(group: HeatGroup, kit: Kit) -> list[Strip]:
    name = Words(text=group.name, strong=True)
    words = (name, Words(text=f"   {group.figure}", quiet=True))
    place = Place(
        [paragraph(words, "table-close", kit, keep_next=True)], span=_LEVELS + 3,
        lines={"bottom": ("ink", 0.8)}, room=(4, 0, 1, 0), valign="bottom",
    )  # fmt: skip
    return [Strip([place]), *(_row(item, kit) for item in group.rows)]


def _row(item: HeatRow, kit: Kit) -> Strip:
    mark = [Words(text="■ ")] if item.critical else []
    name = Words(text=item.name, target=item.target, bare=True, quiet=item.used is None)
    places = [Place([paragraph((*mark, name), "table-tight", kit)], valign="center")]
    if item.used is None:
        words = paragraph(
            (Words(text=item.open_word, quiet=True),), "table-tight", kit, align="center"
        )
        places.append(Place([words], span=_LEVELS, valign="center"))
    else:
        places += [_cell(item, number, kit) for number in range(_LEVELS)]
    for figure in (_claimed(item), _used(item)):
        held = paragraph((figure,), "table-tight", kit, align="right")
        places.append(Place([held], room=(0.9, 0, 0.9, 0), valign="center"))
    return Strip(places)


def _claimed(item: HeatRow) -> Words:
    if item.claimed is not None:
        return Words(text=level(item.claimed))
    return Words(
        text=item.open_word if item.used is not None and item.open_word else "–", quiet=True
    )


def _used(item: HeatRow) -> Words:
    if item.used is None:
        return Words(text="–", quiet=True)
    return Words(text=level(item.used), target=item.used_target, strong=True, bare=True)


def _cell(item: HeatRow, number: int, kit: Kit) -> Place:
    chance = item.belief[number]
    shown = f"{round(100 * chance)}" if chance >= _LEAST else ""
    text = " ".join(part for part in (_mark(item, number + 1), shown) if part)
    white = chance >= _LIGHT_WORDS
    inside = text_in(text, "white") if white else runs(text, kit)
    fill = str(colours.shade(chance).hexval())[2:].upper()
    edge = dict.fromkeys(("left", "bottom", "right"), ("white", 1.0))
    return Place(
        [holding(inside, "table-tight", kit, align="center")],
        fill=fill,
        lines=edge,
        room=(0.9, 0, 0.9, 0),
        valign="center",
    )


def _mark(item: HeatRow, number: int) -> str:
    claimed = item.claimed is not None and _nearest(item.claimed) == number
    used = item.used is not None and _nearest(item.used) == number
    return "◉" if claimed and used else "○" if claimed else "●" if used else ""


def _nearest(value: float) -> int:
    return max(1, min(_LEVELS, int(value + 0.5)))
