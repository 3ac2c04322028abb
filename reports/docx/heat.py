"""The heat map as a real table: shades carry the chances, figures and marks say the same."""

from reports import colours
from reports.blocks import HeatGroup, Heatmap, HeatRow, Words
from reports.docx.elements import Element
from reports.docx.grids import Place, Strip, grid
from reports.docx.kit import Kit
from reports.docx.tables import named
from reports.docx.words import holding, paragraph, runs, text_in
from reports.wording import level

_LEVELS = 5
_NAME, _CELL, _FIGURE = 0.475, 0.07, 0.0875
_LEAST = 0.005
_LIGHT_WORDS = 0.65
_KEY = (
    "Shade and figure: chance of each level in per cent. ○ claimed by people; ● used in the score; "
    "◉ both; ■ before a name: critical."
)


def heatmap(block: Heatmap, kit: Kit, width: float) -> list[Element]:
    """One row a capability under the head of its area."""
    widths = [width * _NAME, *[width * _CELL] * _LEVELS, width * _FIGURE, width * _FIGURE]
    titles = ("Capability", *(str(number) for number in range(1, _LEVELS + 1)), "Claimed", "Used")
    aligned = ("", *["center"] * _LEVELS, "right", "right")
    head = Strip(
        [
            Place([paragraph(words, "table-head", kit, align=side)], lines={"bottom": ("ink", 0.9)})
            for words, side in zip(titles, aligned, strict=True)
        ],
        head=True,
    )
    strips = [head]
    for group in (*block.left, *block.right):
        strips += _group(group, kit)
    made = [named("Chance of each level 1 to 5, by capability", kit)]
    made += grid(widths, strips, kit, style="table-heat", room=(1.4, 0, 1.4, 3), alt=block.alt)
    return [*made, paragraph(_KEY, "note", kit), paragraph(block.note, "note", kit)]


def _group(group: HeatGroup, kit: Kit) -> list[Strip]:
    name = Words(text=group.name, strong=True)
    words = (name, Words(text=f"   {group.figure}", quiet=True))
    place = Place(
        [paragraph(words, "table", kit, keep_next=True)], span=_LEVELS + 3,
        lines={"bottom": ("ink", 0.8)}, room=(7, 0, 3, 0),
    )  # fmt: skip
    return [Strip([place]), *(_row(item, kit) for item in group.rows)]


def _row(item: HeatRow, kit: Kit) -> Strip:
    mark = [Words(text="■ ")] if item.critical else []
    name = Words(text=item.name, target=item.target, bare=True, quiet=item.used is None)
    places = [Place([paragraph((*mark, name), "table-small", kit)], valign="center")]
    if item.used is None:
        words = paragraph(
            (Words(text=item.open_word, quiet=True),), "table-small", kit, align="center"
        )
        places.append(Place([words], span=_LEVELS, valign="center"))
    else:
        places += [_cell(item, number, kit) for number in range(_LEVELS)]
    for figure in (_claimed(item), _used(item)):
        held = paragraph((figure,), "table-small", kit, align="right")
        places.append(Place([held], valign="center"))
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
        [holding(inside, "table-small", kit, align="center")],
        fill=fill,
        lines=edge,
        room=(1.4, 1, 1.4, 1),
        valign="center",
    )


def _mark(item: HeatRow, number: int) -> str:
    claimed = item.claimed is not None and _nearest(item.claimed) == number
    used = item.used is not None and _nearest(item.used) == number
    return "◉" if claimed and used else "○" if claimed else "●" if used else ""


def _nearest(value: float) -> int:
    return max(1, min(_LEVELS, int(value + 0.5)))
