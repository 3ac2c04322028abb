"""The heat map as a real table: shades carry the chances, figures and marks say the same."""

from collections.abc import Sequence

from reports import colours, fonts
from reports.blocks import HeatGroup, Heatmap, HeatRow, Words
from reports.charts.sheet import fitted
from reports.docx.elements import Element
from reports.docx.grids import Place, Strip, beside, grid
from reports.docx.kit import Kit
from reports.docx.looks import PARAGRAPHS
from reports.docx.tables import named
from reports.docx.words import holding, paragraph, runs, text_in
from reports.wording import level

_LEVELS = 5
_CELL, _FIGURE, _NARROW_FIGURE = 0.07, 43.0, 29.0
"""Of the width: the cell of a level; in points: a figure, and one where there is little room."""
_TIGHT = next(look for look in PARAGRAPHS if look.role == "table-tight")
_HEAD, _GROUP, _ROW, _SPARE = 16.0, 20.0, 2.6, 8.0
"""Points of the table's head, of the head of an area, of a row without its lines, and what a section
without a lead has more room than others."""
_FOR_TWO, _GUTTER = 400.0, 16.0
"""Points of width from which two halves find room, and the gap between them."""
_LEAST = 0.005
_LIGHT_WORDS = 0.65
_KEY = (
    "Shade and figure: chance of each level in per cent. ○ claimed by people; ● used in the score; "
    "◉ both; ■ before a name: critical."
)


def heatmap(block: Heatmap, kit: Kit, width: float) -> list[Element]:
    """One row a capability under the head of its area: two halves side by side on one page, or one
    below the other where the paper is narrow or a client's own font may need more room.
    """
    made = [named("Chance of each level 1 to 5, by capability", kit)]
    told = [paragraph(words, "note", kit) for words in (_KEY, block.note)]
    each = (width - _GUTTER) / 2
    if block.right and width >= _FOR_TWO and kit.own and _fit(block, kit, each):
        halves = [_half(groups, kit, each, block.alt) for groups in (block.left, block.right)]
        halves[1] += told
        halves[0].insert(0, paragraph("", "gap", kit))
        halves[1].insert(0, paragraph("", "gap", kit))
        return [*made, *beside(halves, [each, each], _GUTTER, kit, rule=False)]
    return [*made, *_half((*block.left, *block.right), kit, width, block.alt), *told]


def _fit(block: Heatmap, kit: Kit, each: float) -> bool:
    """Whether the longer half keeps to a page below the section's name and finding."""
    room = each * (1 - _LEVELS * _CELL) - 2 * _NARROW_FIGURE - 3
    size, leading = _TIGHT.size, _TIGHT.leading

    def high(group: HeatGroup) -> float:
        lines = (len(fitted(f"■ {row.name}", fonts.REGULAR, size, room, 9)) for row in group.rows)
        return _GROUP + sum(leading * number + _ROW for number in lines)

    longer = max(sum(map(high, groups)) for groups in (block.left, block.right))
    return _HEAD + longer <= kit.room + _SPARE


def _half(groups: Sequence[HeatGroup], kit: Kit, width: float, alt: str) -> list[Element]:
    """The table of some areas, with a head of its own."""
    figure = _FIGURE if width >= _FOR_TWO else _NARROW_FIGURE
    name = width - _LEVELS * _CELL * width - 2 * figure
    widths = [name, *[width * _CELL] * _LEVELS, figure, figure]
    strips = [_head(kit), *(strip for group in groups for strip in _group(group, kit))]
    return grid(widths, strips, kit, style="table-heat", room=(0.9, 0, 0.9, 3), alt=alt)


def _head(kit: Kit) -> Strip:
    titles = ("Capability", *(str(number) for number in range(1, _LEVELS + 1)), "Claimed", "Used")
    aligned = ("", *["center"] * _LEVELS, "right", "right")
    places = [
        Place([paragraph(words, "table-head", kit, align=side)], lines={"bottom": ("ink", 0.9)})
        for words, side in zip(titles, aligned, strict=True)
    ]
    places[-2].room = places[-1].room = (0.9, 0, 0.9, 0)
    return Strip(places, head=True)


def _group(group: HeatGroup, kit: Kit) -> list[Strip]:
    name = Words(text=group.name, strong=True)
    words = (name, Words(text=f"   {group.figure}", quiet=True))
    place = Place(
        [paragraph(words, "table", kit, keep_next=True)], span=_LEVELS + 3,
        lines={"bottom": ("ink", 0.8)}, room=(5, 0, 2, 0),
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
